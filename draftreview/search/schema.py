"""What the index keeps of a document: words by their letters and by their marks, rows of two, filters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence

from draftreview.domain.search import DocumentKind, Facet, SearchDocument, facets_of
from draftreview.search.analysis import nfc, syllables
from draftreview.search.citing import places_of

FORMAT = 3
"""Raise it when the schema, the analysis or who finds what changes: older indexes are then made anew."""

FOLDED, EXACT, ROWS, TITLE = "folded", "exact", "rows", "title"
"""Every syllable without marks; those with marks as they are marked; each two that follow each other;
the syllables of the title alone."""

KEY, AUDIENCE, SUBJECT, PLACES, DAY, EDITION = "key", "audience", "subject", "places", "day", "edition"
STORED_FIELD, TEXT, LENGTH, PLACE_ORDER, SEAL = "stored", "text", "length", "place_order", "seal"
PLACE, ABOUT = "place", "about"
SEPARATOR = "\x1f"
"""Stands between a value and its label; no text of a person holds it."""

LENGTH_STEP = 4
"""Lengths are kept in so many syllables, one byte each: what weighs words needs no more."""

_TERMS = (FOLDED, EXACT, ROWS, TITLE, KEY, AUDIENCE, SUBJECT, PLACES, DAY, EDITION)
_COLUMNS = (TEXT, LENGTH, PLACE_ORDER, SEAL)


class Terms(FieldType):  # type: ignore[misc]
    """Terms that were counted already; how often each occurs is kept as its weight."""

    def __init__(self) -> None:
        self.format = Existence()
        self.stored = self.scorable = False
        self.column_type = None

    def index(self, value: Mapping[str, int], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term as Whoosh wants it."""
        for term, count in value.items():
            yield term.encode(), count, float(count), b""


class Kept(FieldType):  # type: ignore[misc]
    """Bytes kept beside each document, read without unpacking anything else."""

    indexed = False

    def __init__(self) -> None:
        self.format = Existence()
        self.stored = self.scorable = False
        self.column_type = VarBytesColumn()

    def to_column_value(self, value: bytes) -> bytes:
        """Give the bytes as they are."""
        return value


def make_schema() -> Schema:
    """Describe the index."""
    fields: dict[str, Any] = {name: Terms() for name in (*_TERMS, *map(facet_field, Facet))}
    fields |= {name: Kept() for name in _COLUMNS}
    return Schema(**fields, **{STORED_FIELD: STORED})


def facet_field(facet: Facet) -> str:
    """Give the field that a facet is kept in."""
    return f"facet_{facet.value}"


def to_fields(document: SearchDocument) -> dict[str, Any]:
    """Give a document in the fields of the schema."""
    title, body, citation = nfc(document.title), nfc(document.body), nfc(document.citation)
    parts = [list(syllables(part)) for part in (citation, title, body)]
    words = [one for part in parts for one in part]
    folded = [[one.folded for one in part] for part in parts]
    mark = PLACE if document.kind is DocumentKind.PROVISION else ABOUT
    edition = f"{document.draft_key}{SEPARATOR}{document.version_number}"
    fields: dict[str, Any] = {
        FOLDED: Counter(one.folded for one in words),
        EXACT: Counter(one.exact for one in words if one.accented),
        ROWS: Counter(f"{one} {other}" for part in folded for one, other in pairwise(part)),
        TITLE: _once(folded[1]),
        KEY: {document.key: 1},
        AUDIENCE: _once(document.audience),
        SUBJECT: {document.subject or document.key: 1},
        PLACES: _once(f"{mark}:{place}" for place in places_of(document.eid, citation)),
        DAY: {document.day.isoformat(): 1} if document.day else {},
        EDITION: {edition: 1} if document.kind is DocumentKind.PROVISION else {},
        TEXT: "\n".join(f" {' '.join(part)} " for part in folded).encode(),
        LENGTH: bytes([min(len(words) // LENGTH_STEP, 255)]),
        PLACE_ORDER: _place_order(document).encode(),
        SEAL: f"{document.key}{SEPARATOR}{document.fingerprint}".encode(),
        STORED_FIELD: _stored(document, citation, title, body),
    }
    for facet, labelled in facets_of(document):
        fields.setdefault(facet_field(facet), {})[SEPARATOR.join(labelled)] = 1
    return fields


def _once(terms: Iterable[str]) -> dict[str, int]:
    return dict.fromkeys(terms, 1)


def _place_order(document: SearchDocument) -> str:
    """Give what sorts documents as they stand in the text: the newest version first, what it says before
    what was said about it."""
    kinds = list(DocumentKind)
    return (
        f"{document.draft_key}{SEPARATOR}{9999 - document.version_number:04}"
        f"{document.position + 1:06}{kinds.index(document.kind)}{len(document.key):03}{document.key}"
    )


def _stored(document: SearchDocument, citation: str, title: str, body: str) -> dict[str, Any]:
    return {
        "key": document.key,
        "kind": document.kind.value,
        "eid": document.eid,
        "citation": citation,
        "title": title,
        "body": body,
        "draft_key": document.draft_key,
        "version_number": document.version_number,
        "outcome": document.outcome,
        "day": document.day,
    }
