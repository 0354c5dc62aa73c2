"""All segments of one commit of the index seen as one, their documents numbered through."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any

from draftreview.search.schema import EDITION, LENGTH, LENGTH_STEP, SEPARATOR
from draftreview.search.segments import MOST_SETS, Leaf, gathered


class View:
    """All segments of one commit, their documents numbered through."""

    def __init__(self, leaves: Iterable[tuple[Leaf, Iterable[int]]]) -> None:
        pairs = list(leaves)
        self.leaves = [leaf for leaf, _ in pairs]
        self._bases = [0, *accumulate(leaf.size for leaf in self.leaves)]
        self.size = self._bases[-1]
        self.live = (1 << self.size) - 1
        for (leaf, deleted), base in zip(pairs, self._bases, strict=False):
            self.live ^= gathered(deleted, leaf.size) << base
        self._sets: dict[tuple[str, str], int] = {}
        self._values: dict[str, Mapping[str, Mapping[str, int]]] = {}
        self._columns: dict[str, list[bytes]] = {}

    def documents(self, field: str, term: str) -> int:
        """Give the set of documents that hold a term."""
        found = self._sets.get((field, term))
        if found is None:
            if len(self._sets) >= MOST_SETS:
                self._sets.clear()
            found = 0
            for leaf, base in zip(self.leaves, self._bases, strict=False):
                found |= leaf.documents(field, term) << base
            found &= self.live
            self._sets[field, term] = found
        return found

    def any_of(self, field: str, terms: Iterable[str]) -> int:
        """Give the set of documents that hold one of the terms."""
        found = 0
        for term in terms:
            found |= self.documents(field, term)
        return found

    def counts(self, term: str) -> bytes:
        """Give how often each document holds a syllable."""
        return b"".join(leaf.counts(term) for leaf in self.leaves)

    def values(self, field: str) -> Mapping[str, Mapping[str, int]]:
        """Give the documents of each value of a field, by the label that they give it."""
        if field not in self._values:
            found: dict[str, dict[str, int]] = defaultdict(dict)
            for term in sorted({term for leaf in self.leaves for term in leaf.terms(field)}):
                value, _, label = term.partition(SEPARATOR)
                found[value][label] = self.documents(field, term)
            self._values[field] = dict(found)
        return self._values[field]

    def editions(self) -> set[str]:
        """List the versions whose provisions are held."""
        return {term for leaf in self.leaves for term in leaf.terms(EDITION)}

    @cached_property
    def mean_length(self) -> float:
        """Give the mean number of syllables of a document."""
        lengths = b"".join(self.column(LENGTH))
        return (sum(lengths) / max(len(lengths), 1) + 0.5) * LENGTH_STEP

    def column(self, field: str) -> list[bytes]:
        """Give what is kept of each document in a column."""
        if field not in self._columns:
            self._columns[field] = [value for leaf in self.leaves for value in leaf.column(field)]
        return self._columns[field]

    def kept(self, field: str, number: int) -> bytes:
        """Give what is kept of one document in a column."""
        leaf, inside = self._at(number)
        return leaf.column(field)[inside]

    def stored(self, number: int) -> dict[str, Any]:
        """Give what is shown of a document."""
        leaf, inside = self._at(number)
        return leaf.stored(inside)

    def _at(self, number: int) -> tuple[Leaf, int]:
        place = bisect_right(self._bases, number) - 1
        return self.leaves[place], number - self._bases[place]
