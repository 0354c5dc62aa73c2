"""The edits that make one wording out of another, and how they meet the edits of others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from draftreview.domain.diffing import TOKEN, Hunk, Op, syllables, tidied

_NEAR = 3
_SENTENCE_END = re.compile(r"[.!?…][”\"')]*\s|\n")


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
    before, after = TOKEN.findall(base), TOKEN.findall(theirs)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Hunk(Op.EQUAL, "".join(before[start:end]))
            continue
        yield Hunk(Op.DELETE, "".join(before[start:end]))
        yield Hunk(Op.INSERT, "".join(after[new_start:new_end]))


def applied(wording: str, changes: Iterable[Edit]) -> str:
    """Make edits that do not overlap; an equal edit is made once."""
    parts = []
    place = 0
    for edit in sorted(set(changes)):
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


def results_of(ours: Sequence[Edit]) -> tuple[Edit, ...]:
    """Give the places of edits in the wording that they made, as empty edits of those words."""
    found = []
    shift = 0
    for edit in ours:
        start = edit.start + shift
        found.append(Edit(start, start + len(edit.text), ""))
        shift += len(edit.text) - (edit.end - edit.start)
    return tuple(found)


def near(wording: str, one: Edit, other: Edit) -> bool:
    """Tell whether two edits are within three syllables of each other or in one sentence."""
    first, second = sorted((one, other))
    between = wording[first.end : second.start]
    if len(syllables(between)) <= _NEAR:
        return True
    return not _SENTENCE_END.search(between)
