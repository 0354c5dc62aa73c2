"""The segments of the index as sets of numbered documents, kept in memory as they are asked for.

A set is one whole number with a bit for each document, so that joining, excluding and counting sets of tens
of thousands takes microseconds. A segment never changes but for what is deleted from it, so whatever was
read of it stays good over later commits.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import NullMatcher
from whoosh.reading import SegmentReader

from draftreview.search.schema import (
    FOLDED,
    STORED_FIELD,
    make_schema,
)

MOST_SETS, MOST_COUNTS = 4_000, 400
"""How many of each a segment keeps in memory: at 50,000 documents 6 kB and 50 kB each."""


def numbers(documents: int) -> Iterator[int]:
    """List the numbers in a set, the smallest first."""
    digits = bin(documents)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def gathered(members: Iterable[int], size: int) -> int:
    """Make a set of numbers below ``size``."""
    digits = bytearray(b"0") * size
    for number in members:
        digits[number] = 49
    digits.reverse()
    return int(digits or b"0", 2)


class Leaf:
    """One segment, opened without regard to what is deleted from it."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        self.size: int = segment.doc_count_all()
        whole = W3Segment(segment.codec(), segment.index_name(), self.size, segment.segid)
        whole.compound = segment.compound
        self._reader = SegmentReader(storage, make_schema(), whole)
        self._sets: dict[tuple[str, str], int] = {}
        self._counts: dict[str, bytes] = {}
        self._terms: dict[str, tuple[str, ...]] = {}
        self._columns: dict[str, list[bytes]] = {}

    def close(self) -> None:
        """Let go of its file."""
        self._reader.close()

    def documents(self, field: str, term: str) -> int:
        """Give the set of documents that hold a term."""
        found = self._sets.get((field, term))
        if found is None:
            if len(self._sets) >= MOST_SETS:
                self._sets.clear()
            found = self._sets[field, term] = self._read(field, term)
        return found

    def counts(self, term: str) -> bytes:
        """Give how often each document holds a syllable, up to 255 times."""
        if term not in self._counts:
            self._read(FOLDED, term)
        return self._counts[term]

    def terms(self, field: str) -> tuple[str, ...]:
        """List the terms of a field."""
        if field not in self._terms:
            self._terms[field] = tuple(term.decode() for term in self._reader.lexicon(field))
        return self._terms[field]

    def column(self, field: str) -> list[bytes]:
        """Give what is kept of each document in a column."""
        if field not in self._columns:
            column = self._reader.schema[field].column_type
            read = (
                self._reader.column_reader(field, column, translate=False)
                if self._reader.has_column(field)
                else None
            )
            values = [bytes(value) for value in read] if read else []
            self._columns[field] = values + [b""] * (self.size - len(values))
        return self._columns[field]

    def stored(self, number: int) -> dict[str, Any]:
        """Give what is shown of a document."""
        fields: dict[str, Any] = self._reader.stored_fields(number)[STORED_FIELD]
        return fields

    def _read(self, field: str, term: str) -> int:
        found, weights = _postings(self._reader, field, term)
        if field == FOLDED:
            if len(self._counts) >= MOST_COUNTS:
                self._counts.clear()
            counts = bytearray(self.size)
            for number, weight in zip(found, weights, strict=True):
                counts[number] = int(weight) if weight < 255 else 255
            self._counts[term] = bytes(counts)
        return gathered(found, self.size)


def _postings(reader: SegmentReader, field: str, term: str) -> tuple[list[int], list[float]]:
    """Give the documents that hold a term, and how often.

    They are read block by block: one by one, as Whoosh offers them, takes several times as long.
    """
    found: list[int] = []
    weights: list[float] = []
    matcher = reader.postings(field, term) if (field, term) in reader else NullMatcher()
    if isinstance(matcher, W3LeafMatcher):
        while matcher.is_active():
            matcher._read_ids()
            matcher._read_weights()
            found += matcher._ids
            weights += matcher._weights
            matcher._next_block()
    while matcher.is_active():
        found.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return found, weights
