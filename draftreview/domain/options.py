"""Competing wordings for one place: alike ones as one option, each compared with the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference, nfc
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import Operation

_WORDED = (Operation.REPLACE, Operation.INSERT)


@dataclass(frozen=True, slots=True)
class Option:
    """One wording with the comments that propose it; hunks compare it with the text it was written for."""

    letter: str
    proposed: Proposed
    comment_ids: tuple[int, ...]

    @property
    def heading(self) -> tuple[Hunk, ...]:
        """Compare its heading with that of the text."""
        return self._against(0)

    @property
    def text(self) -> tuple[Hunk, ...]:
        """Compare what it says with the text."""
        return self._against(1)

    @property
    def tail(self) -> tuple[Hunk, ...]:
        """Compare the words after the points with those of the text."""
        return self._against(2)

    @property
    def outcome(self) -> tuple[str, str, str]:
        """Give heading, text and tail as they would read."""
        if self.proposed.operation is Operation.DELETE:
            return "", "", ""
        return _new(self.proposed) if self.proposed.operation in _WORDED else _old(self.proposed)

    def _against(self, part: int) -> tuple[Hunk, ...]:
        inserted = self.proposed.operation is Operation.INSERT
        return compared("" if inserted else _old(self.proposed)[part], self.outcome[part])


@dataclass(frozen=True, slots=True)
class Contrast:
    """One option beside another: what differs where this one replaces that one."""

    heading: tuple[Hunk, ...]
    text: tuple[Hunk, ...]
    tail: tuple[Hunk, ...]


def options(proposals: Sequence[tuple[int, Proposed]]) -> tuple[Option, ...]:
    """Gather (comment, proposal) pairs into options, those with most comments behind them first."""
    groups: dict[object, list[tuple[int, Proposed]]] = {}
    for comment_id, proposed in proposals:
        groups.setdefault(_key(proposed), []).append((comment_id, proposed))
    ordered = sorted(groups.values(), key=len, reverse=True)
    return tuple(
        Option(letter_of(number), group[0][1], tuple(comment_id for comment_id, _ in group))
        for number, group in enumerate(ordered)
    )


def letter_of(number: int) -> str:
    """Name an option by its number from 0: A to Z, then AA.

    >>> letter_of(0), letter_of(26)
    ('A', 'AA')
    """
    more, rest = divmod(number, len(ascii_uppercase))
    return (letter_of(more - 1) if more else "") + ascii_uppercase[rest]


@lru_cache(maxsize=1024)
def compared(old: str, new: str) -> tuple[Hunk, ...]:
    """Compare two wordings; where that fails, the whole of both stands there rather than nothing."""
    try:
        return difference(old, new)
    except NotRebuilt:
        return Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)


def contrast(one: Option, other: Option) -> Contrast:
    """Compare an option with another one, as if the other were the text."""
    return Contrast(*(compared(old, new) for old, new in zip(other.outcome, one.outcome, strict=True)))


def _key(proposed: Proposed) -> object:
    """Tell what makes two proposals the same, whatever their spaces and way of composing letters."""
    words = tuple(visible(text) for text in _new(proposed))
    return proposed.operation, proposed.as_first_child, proposed.beside, words


@lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """Give what is to be seen of a wording, whatever its spaces and way of composing letters."""
    return " ".join(nfc(text).split())


def _new(proposed: Proposed) -> tuple[str, str, str]:
    # Where neither tail is kept, the proposal says nothing of the words after the points.
    return proposed.heading, proposed.text, proposed.tail


def _old(proposed: Proposed) -> tuple[str, str, str]:
    return proposed.old_heading, proposed.old_text, proposed.old_tail
