"""Words chosen in a provision: kept exactly with what stands around them, and found again or honestly not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, takewhile
from string import whitespace

from draftreview.domain.anchoring_hunks import Laid, Run, Span, laid, sentences
from draftreview.domain.diffing import Hunk, Op, difference, nfc, same_wording, syllables
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.domain.similarity import bag, likeness

_AROUND = 32
"""Characters kept of what stands before and after."""
_ALIKE = 0.6
"""Share of syllables that the words and what they became must have in common, at the least."""
_TELLING = 5
"""Syllables by which words that moved are known without what stood around them."""
_CONTEXT = 2
"""Syllables around shorter words that must have moved along."""
_LEADING = f"{whitespace}\u00a0\u200b.,;:!?…”)"
"""What no chosen words begin with: it belongs to those before."""
_INSIDE = re.compile(r"[\w\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Some words of a provision: their place in its composed (NFC) words and what stands around them."""

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""


class Found(StrEnum):
    """How a search for chosen words ended; what could be several places counts as gone."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where chosen words stand in a later wording; ``hunks`` show what changed in them."""

    found: Found
    start: int = 0
    end: int = 0
    hunks: tuple[Hunk, ...] = ()


GONE = Finding(Found.GONE)


def anchored(words: str, start: int, end: int) -> Anchor:
    """Make an anchor of a selection in the words of a provision, widened to whole syllables.

    :param start: characters from the beginning of the composed words, heading, text and tail with a line
        feed between
    :raises Invalid: where no word is selected, or not inside the words
    """
    text = nfc(words)
    if not 0 <= start < end <= len(text):
        raise Invalid(sentence("Đoạn được chọn nằm ngoài câu chữ của quy định. Chọn lại."), "quote")
    start, end = _widened(text, *_trimmed(text, start, end))
    if not syllables(text[start:end]):
        raise Invalid(sentence("Chưa chọn từ nào. Chọn ít nhất một từ của quy định."), "quote")
    return Anchor(
        start, end, text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    )


def found_again(anchor: Anchor, old: str, new: str) -> Finding:
    """Find chosen words again in what a provision says now.

    First at their place, carried over through what changed around them; then, moved along with what stood
    around them, elsewhere; then changed, if enough of them is left. Words that stood elsewhere before are
    never taken for them, however like.

    :param old: the words of the provision that the anchor was made in
    """
    before, after = nfc(old), nfc(new)
    without = before[: anchor.start] + before[anchor.end :]
    if before[anchor.start : anchor.end] != anchor.quote or same_wording(without, after):
        return GONE
    both = laid(before, after)
    span = _mapped(both, anchor, before)
    if span and _is_twin(both, anchor, before, after, span):
        span = None
    if span and same_wording(after[slice(*span)], anchor.quote):
        return Finding(Found.UNCHANGED, *_trimmed(after, *span))
    moved = _elsewhere(both, anchor, after)
    if moved:
        return Finding(Found.UNCHANGED, *moved)
    if span is None or _kept(both, anchor, before) < _ALIKE:
        return GONE
    span = _trimmed(after, *span)
    return Finding(Found.CHANGED, *span, difference(anchor.quote, after[slice(*span)]))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip(_LEADING)), end - len(words) + len(words.rstrip())


def _widened(text: str, start: int, end: int) -> Span:
    while _cuts(text, start):
        start -= 1
    while _cuts(text, end):
        end += 1
    return start, end


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and all(_INSIDE.match(one) for one in text[place - 1 : place + 1])


def _stays(both: Laid, anchor: Anchor) -> list[Run]:
    """List the runs that keep some of the chosen words."""
    return [
        run
        for run in both.runs
        if run.op is Op.EQUAL and run.old < anchor.end and run.old + run.length > anchor.start
    ]


def _mapped(both: Laid, anchor: Anchor, before: str) -> Span | None:
    """Carry the place of an anchor over; words that replace some of its own belong to it."""
    kept = _stays(both, anchor)
    if not kept or _is_deleted(both, anchor, before):
        return None
    start = kept[0].new + max(0, anchor.start - kept[0].old)
    end = kept[-1].new + min(kept[-1].length, anchor.end - kept[-1].old)
    for gone, came in pairwise(both.runs):
        replaced = gone.op is Op.DELETE and came.op is Op.INSERT
        if replaced and anchor.start <= gone.old and gone.old + gone.length <= anchor.end:
            start, end = min(start, came.new), max(end, came.new + came.length)
    return start, end


def _is_deleted(both: Laid, anchor: Anchor, before: str) -> bool:
    """Tell whether one deletion may be read as that of all the chosen words.

    Of "cấp huyện và cấp xã" without "cấp huyện và" a difference may as well take "huyện và cấp" away.
    """
    for at, run in enumerate(both.runs):
        if run.op is not Op.DELETE:
            continue
        start, end = run.old, run.old + run.length
        back, ahead = _room(both, at - 1), _room(both, at + 1)
        left = next((by for by in range(back) if before[start - 1 - by] != before[end - 1 - by]), back)
        right = next((by for by in range(ahead) if before[start + by] != before[end + by]), ahead)
        if max(-left, anchor.end - end) <= min(right, anchor.start - start):
            return True
    return False


def _room(both: Laid, at: int) -> int:
    """Give how far a deletion may be shifted over the run beside it, but not into a sentence that stayed."""
    beside = both.runs[at] if 0 <= at < len(both.runs) else None
    return beside.length if beside and beside.op is Op.EQUAL and not beside.whole else 0


def _kept(both: Laid, anchor: Anchor, before: str) -> float:
    """Give the share of the chosen syllables that are left."""
    left = (
        before[max(run.old, anchor.start) : min(run.old + run.length, anchor.end)]
        for run in _stays(both, anchor)
    )
    return sum(len(syllables(words)) for words in left) / len(syllables(anchor.quote))


def _is_twin(both: Laid, anchor: Anchor, before: str, after: str, span: Span) -> bool:
    """Tell whether the sentence found was made of a near-twin of the one the words were chosen in."""
    own = [one for one in sentences(before) if _meet(one, (anchor.start, anchor.end))]
    if any(one not in both.left for one in own):
        return False
    mine = bag(" ".join(before[slice(*one)] for one in own))
    found = bag(" ".join(after[slice(*one)] for one in sentences(after) if _meet(one, span)))
    rivals = (bag(before[slice(*one)]) for one in both.left if one not in own)
    return any(
        likeness(mine, rival) >= _ALIKE and likeness(rival, found) >= likeness(mine, found)
        for rival in rivals
    )


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _elsewhere(both: Laid, anchor: Anchor, after: str) -> Span | None:
    """Find the very words where they are new, and so no other words of before; none if in several places."""
    scored = sorted(
        (_company(anchor, after, start), start)
        for start in _occurrences(anchor.quote, after)
        if _is_new(both, start, start + len(anchor.quote))
    )
    if not scored or (len(scored) > 1 and scored[-1][0] == scored[-2][0]):
        return None
    company, start = scored[-1]
    if company < _CONTEXT and len(syllables(anchor.quote)) < _TELLING:
        return None
    return start, start + len(anchor.quote)


def _occurrences(quote: str, text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(f"(?={re.escape(quote)})", text))


def _is_new(both: Laid, start: int, end: int) -> bool:
    came = (
        min(end, run.new + run.length) - max(start, run.new)
        for run in both.runs
        if run.op is Op.INSERT and _meet((run.new, run.new + run.length), (start, end))
    )
    return 2 * sum(came) > end - start


def _company(anchor: Anchor, after: str, start: int) -> int:
    """Count the neighbouring syllables, on both sides, that are still the same."""
    end = start + len(anchor.quote)
    before = zip(
        reversed(syllables(anchor.before)),
        reversed(syllables(after[max(0, start - _AROUND) : start])),
        strict=False,
    )
    behind = zip(syllables(anchor.after), syllables(after[end : end + _AROUND]), strict=False)
    return sum(len(list(takewhile(lambda pair: pair[0] == pair[1], side))) for side in (before, behind))
