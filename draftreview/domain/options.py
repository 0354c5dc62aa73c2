"""Competing wordings for one place: alike ones as one option, each compared with the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference, nfc
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import Operation


@dataclass(frozen=True, slots=True)
class Option:
    """One wording with the comments that propose it; hunks compare it with the text it was written for."""

    letter: str
    proposed: Proposed
    heading: tuple[Hunk, ...]
    text: tuple[Hunk, ...]
    comment_ids: tuple[int, ...]


def options(proposals: Sequence[tuple[int, Proposed]]) -> tuple[Option, ...]:
    """Gather (comment, proposal) pairs into options, those with most comments behind them first."""
    groups: dict[object, list[tuple[int, Proposed]]] = {}
    for comment_id, proposed in proposals:
        groups.setdefault(_key(proposed), []).append((comment_id, proposed))
    ordered = sorted(groups.values(), key=len, reverse=True)
    return tuple(
        _option(letter_of(number), group[0][1], [comment_id for comment_id, _ in group])
        for number, group in enumerate(ordered)
    )


def letter_of(number: int) -> str:
    """Name an option by its number from 0: A to Z, then AA.

    >>> letter_of(0), letter_of(26)
    ('A', 'AA')
    """
    more, rest = divmod(number, len(ascii_uppercase))
    return (letter_of(more - 1) if more else "") + ascii_uppercase[rest]


def compared(old: str, new: str) -> tuple[Hunk, ...]:
    """Compare two wordings; where that fails, the whole of both stands there rather than nothing."""
    try:
        return difference(old, new)
    except NotRebuilt:
        return Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)


def _key(proposed: Proposed) -> object:
    """Tell what makes two proposals the same, whatever their spaces and way of composing letters."""
    words = tuple(nfc(text).split() for text in (proposed.heading, proposed.text))
    return repr((proposed.operation.value, proposed.as_first_child, proposed.beside, words))


def _option(letter: str, proposed: Proposed, comment_ids: list[int]) -> Option:
    old_heading, old_text = proposed.old_heading, proposed.old_text
    if proposed.operation is Operation.REPLACE:
        heading, text = compared(old_heading, proposed.heading), compared(old_text, proposed.text)
    elif proposed.operation is Operation.INSERT:
        heading, text = compared("", proposed.heading), compared("", proposed.text)
    elif proposed.operation is Operation.DELETE:
        heading, text = compared(old_heading, ""), compared(old_text, "")
    else:
        heading, text = compared(old_heading, old_heading), compared(old_text, old_text)
    return Option(letter, proposed, heading, text, tuple(comment_ids))
