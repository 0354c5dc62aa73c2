"""The edits that make one wording out of another, and how they meet the edits of others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from draftreview.domain.diffing import TOKEN, Hunk, Op, tidied


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put ``text`` in the place of the characters from ``start`` to ``end`` of a wording."""

    start: int
    end: int
    text: str

    @property
    def is_insertion(self) -> bool:
        """Tell whether nothing is taken away."""
        return self.start == self.end


def edits(base: str, theirs: str) -> tuple[Edit, ...]:
    """List the edits from one composed wording to another, cut between syllables."""
    place = 0
    found: list[Edit] = []
    for hunk in tidied(_opcodes(base, theirs)):
        if hunk.op is Op.INSERT:
            start = found.pop().start if found and found[-1].end == place and not found[-1].text else place
            found.append(Edit(start, place, hunk.text))
            continue
        if hunk.op is Op.DELETE:
            found.append(Edit(place, place + len(hunk.text), ""))
        place += len(hunk.text)
    return tuple(found)


def _opcodes(base: str, theirs: str) -> Iterator[Hunk]:
    """Compare token by token what stands between the first and the last difference."""
    before, after = _tokens(base), _tokens(theirs)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    yield Hunk(Op.EQUAL, "".join(before[:head]))
    inner, other = before[head : len(before) - tail], after[head : len(after) - tail]
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, inner, other, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield Hunk(Op.EQUAL, "".join(inner[start:end]))
            continue
        yield Hunk(Op.DELETE, "".join(inner[start:end]))
        yield Hunk(Op.INSERT, "".join(other[new_start:new_end]))
    yield Hunk(Op.EQUAL, "".join(before[len(before) - tail :]))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the tokens that two texts begin with alike."""
    for place, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return place
    return min(len(one), len(other))


@lru_cache(maxsize=16)
def _tokens(text: str) -> tuple[str, ...]:
    """Cut a text into tokens; the one that many wordings were written against is cut once."""
    return tuple(TOKEN.findall(text))


def applied(wording: str, changes: Iterable[Edit]) -> str:
    """Make edits that do not overlap; an equal edit is made once, insertions at one place in their order."""
    parts = []
    place = 0
    for edit in sorted(dict.fromkeys(changes), key=lambda one: (one.start, one.end)):
        parts += [wording[place : edit.start], edit.text]
        place = edit.end
    return "".join([*parts, wording[place:]])


def overlap(one: Edit, other: Edit) -> bool:
    """Tell whether two different edits cannot both be made: same words, or two insertions at one place."""
    if one == other:
        return False
    if one.is_insertion and other.is_insertion:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def rebased(theirs: Sequence[Edit], ours: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """Carry edits over to the wording that our edits made of the same base.

    What we did already is left out. ``None``: they overlap with ours.
    """
    found = []
    for edit in theirs:
        if edit in ours:
            continue
        if any(overlap(edit, one) for one in ours):
            return None
        before = (one for one in ours if one.end <= edit.start)
        shift = sum(len(one.text) - (one.end - one.start) for one in before)
        found.append(Edit(edit.start + shift, edit.end + shift, edit.text))
    return tuple(found)


def forced(theirs: Sequence[Edit], ours: Sequence[Edit]) -> tuple[Edit, ...]:
    """Put edits over ours of the same wording; of ours only those stay that theirs do not touch."""
    return (*(one for one in ours if not any(overlap(one, other) for other in theirs)), *theirs)


def carried(base: str, theirs: str, now: str) -> tuple[tuple[Edit, ...], bool]:
    """Give a wording as edits of the text now, and whether it was overtaken.

    Of one that was overtaken they are what would be made of the text if it were followed all the same.
    """
    wanted, made = edits(base, theirs), edits(base, now) if base != now else ()
    found = rebased(wanted, made)
    if found is None:
        return edits(now, applied(base, forced(wanted, made))), True
    return found, False


def results_of(ours: Sequence[Edit]) -> tuple[Edit, ...]:
    """Give the places of edits in the wording that they made, as empty edits of those words."""
    found = []
    shift = 0
    for edit in ours:
        start = edit.start + shift
        found.append(Edit(start, start + len(edit.text), ""))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(found)


def kept_span(start: int, end: int, made: Sequence[Edit]) -> tuple[int, int] | None:
    """Say where a stretch of a wording stands after edits; ``None`` where they changed something inside."""
    if any(one.start < end and start < one.end for one in made):
        return None
    shift = sum(len(one.text) - (one.end - one.start) for one in made if one.end <= start)
    return start + shift, end + shift
