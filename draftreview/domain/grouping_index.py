"""Finding sets that share most of their members without comparing every two of them.

Prefix filtering (Chaudhuri, Ganti and Kaushik 2006): where every set is written in one order, the rarest
members first, two sets of a Jaccard similarity of at least t share l members among the first
n - ceil(t·n) + l of each (all that they share, where that is less than l). Only those prefixes are indexed,
and what meets there often enough is measured exactly. So nothing alike is missed and nothing depends on
chance, which MinHash with banding does not give; comments are short, so prefixes are too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from math import ceil

_ROUNDING = 1e-9
_MEETINGS = 4
"""Members that the prefixes of two alike sets share (l above): with one, common words meet too often."""


def jaccard(one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]) -> float:
    """Give the share of all members that both sets have, 0 to 1; two empty sets share nothing."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


class AlikeIndex:
    """Sets with a number each, asked for those at least ``least`` alike."""

    def __init__(self, every: Iterable[frozenset[str]], least: float) -> None:
        """Learn how rare each member is; every set asked about later must be among these."""
        counted = Counter(member for one in every for member in one)
        rarest_first = sorted(counted, key=lambda member: (counted[member], member))
        self._rank = {member: rank for rank, member in enumerate(rarest_first)}
        self._least = least
        self._sets: dict[int, frozenset[int]] = {}
        self._starting_with: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, number: int, members: frozenset[str]) -> None:
        """Remember a set under a number."""
        ranked = self._ranked(members)
        self._sets[number] = frozenset(ranked)
        for rank in self._prefix(ranked):
            self._starting_with[rank].append(number)

    def alike(self, members: frozenset[str]) -> Iterator[tuple[int, float]]:
        """Give the remembered sets that are alike, in the order of their numbers, each with its likeness."""
        ranked = self._ranked(members)
        asked = frozenset(ranked)
        meetings = Counter(chain.from_iterable(self._starting_with[rank] for rank in self._prefix(ranked)))
        enough = min(_MEETINGS, self._common(len(ranked)))
        for number in sorted(number for number, times in meetings.items() if times >= enough):
            score = jaccard(asked, self._sets[number])
            if score >= self._least:
                yield number, score

    def _common(self, size: int) -> int:
        """Give how many members a set of a size shares with each that is alike, at least."""
        return ceil(self._least * size - _ROUNDING)

    def _ranked(self, members: frozenset[str]) -> list[int]:
        return sorted(self._rank[member] for member in members)

    def _prefix(self, ranked: list[int]) -> list[int]:
        return ranked[: len(ranked) - self._common(len(ranked)) + _MEETINGS]
