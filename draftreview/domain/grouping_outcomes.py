"""The outcomes inside a group: which one is usual, and which row differs from it without saying why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from draftreview.domain.grouping_words import tokens
from draftreview.domain.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Decided:
    """The current answer to one comment of a group."""

    comment_id: int
    outcome: Outcome
    explanation: str = ""


def usual(rows: Sequence[Decided]) -> Outcome | None:
    """Give the most frequent outcome; of equally frequent ones that of the comment sent first."""
    counted = Counter(row.outcome for row in rows)
    first = sorted(rows, key=lambda row: (-counted[row.outcome], row.comment_id))
    return first[0].outcome if first else None


def unexplained(rows: Iterable[Decided]) -> tuple[Decided, ...]:
    """List the rows of one group that differ from its usual outcome without an explanation of their own.

    An explanation of its own is one that is not empty and not, but for case and punctuation, the same as that
    of a row with the usual outcome. Rows without an outcome are not asked: they are missing, not differing.
    """
    every = tuple(rows)
    common = usual(every)
    said = {tokens(row.explanation) for row in every if row.outcome is common} | {()}
    return tuple(row for row in every if row.outcome is not common and tokens(row.explanation) in said)
