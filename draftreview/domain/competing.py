"""Which proposals for one place cannot both stand, by the rules that merge them into the next text."""

from functools import lru_cache

from draftreview.domain.diffing import nfc
from draftreview.domain.grouping_words import Tokens, differing_tellingly, tokens
from draftreview.domain.merging_edits import edits, overlap
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import Operation


def clashes(one: Proposed, other: Proposed) -> bool:
    """Tell whether two proposals for one place want different things of the same words, or of the place.

    Insertions at one spot do not clash: both stand once somebody has said in what order.
    """
    asked = {one.operation, other.operation}
    if asked == {Operation.REPLACE}:
        parts = zip(_worded(one), _worded(other), strict=True)
        return any(_clash(mine, theirs) for mine, theirs in parts)
    if asked == {Operation.MOVE}:
        return (one.beside, one.as_first_child) != (other.beside, other.as_first_child)
    return Operation.DELETE in asked and bool(asked & {Operation.REPLACE, Operation.MOVE})


def telling_words(one: Proposed, other: Proposed) -> Tokens:
    """List the words by which two near-identical wordings say something else all the same."""
    return _telling(*("\n".join((said.heading, said.text, said.tail)) for said in (one, other)))


def _worded(one: Proposed) -> tuple[tuple[str, str], ...]:
    return (one.old_heading, one.heading), (one.old_text, one.text), (one.old_tail, one.tail)


@lru_cache(maxsize=4096)
def _clash(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two wordings, each with what it was written against, change the same words differently."""
    (base, mine), (other_base, theirs) = one, other
    if base != other_base:
        return mine != theirs
    ours = edits(nfc(base), nfc(mine))
    return any(
        overlap(edit, met) and not (edit.is_insertion and met.is_insertion)
        for met in edits(nfc(base), nfc(theirs))
        for edit in ours
    )


@lru_cache(maxsize=2048)
def _telling(one: str, other: str) -> Tokens:
    return differing_tellingly(tokens(one), tokens(other))
