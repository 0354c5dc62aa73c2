"""What the index keeps of a document, how its words are cut, and how a match is weighed."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Composable, Token
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.scoring import BM25F, BaseScorer, Frequency, MultiWeighting, WeightingModel

from draftreview.domain.search import DocumentKind, SearchDocument
from draftreview.search.analysis import nfc, syllables
from draftreview.search.citing import places_of

FORMAT = 1
"""Raise it when the schema or the analysis changes: older indexes are then made anew."""

PLACE, ABOUT = "place", "about"
FILTERS = ("kind", "draft", "version", "agency", "outcome", "topic")
NEWNESS = "v"
"""Stands in its field as many times as the version's number, so that a later version can weigh more."""

_NOTHING = 1e-6
"""The weight of a filter. Not zero: where many terms are joined by OR, Whoosh takes a document whose
weights add up to zero for one that does not match."""

_GAP = 100
"""Empty places between title and body, so that no phrase runs from one into the other."""


class SyllableTokens(Composable):  # type: ignore[misc]
    """Cut text into syllables for Whoosh, folded or with their marks."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Yield one token, used again for every syllable as Whoosh expects, numbered from ``start_pos``."""
        token = Token(positions=True, mode=options.get("mode", ""))
        token.boost, token.stopped = 1.0, False
        position = options.get("start_pos", 0)
        for part in value.split("\f"):
            for one in syllables(part):
                token.text = token.original = one.exact if self.exact else one.folded
                token.pos = position
                position += 1
                yield token
            position += _GAP


class _Flat(WeightingModel):  # type: ignore[misc]
    """Weigh every match of a field the same."""

    def __init__(self, weight: float) -> None:
        self.weight = weight

    def scorer(self, searcher: object, fieldname: str, text: bytes, qf: float = 1) -> "_FlatScorer":
        """Give the scorer that Whoosh asks for."""
        return _FlatScorer(self.weight)


class _FlatScorer(BaseScorer):  # type: ignore[misc]
    def __init__(self, weight: float) -> None:
        self.weight = weight

    def score(self, matcher: object) -> float:
        return self.weight

    def max_quality(self) -> float:
        return self.weight


def make_schema() -> Schema:
    """Describe the index."""
    return Schema(
        key=ID(unique=True),
        folded=TEXT(analyzer=SyllableTokens(exact=False)),
        exact=TEXT(analyzer=SyllableTokens(exact=True)),
        audience=KEYWORD(commas=True),
        places=KEYWORD(commas=True),
        newness=KEYWORD(),
        stored=STORED,
        **{name: ID() for name in FILTERS},
    )


def make_weighting() -> WeightingModel:
    """Weigh folded words by how rare they are, exact words and places alike, and filters not at all."""
    flat: dict[str, WeightingModel] = {"newness": Frequency()}
    flat |= {"exact": _Flat(1.0), "places": _Flat(1.0), "audience": _Flat(_NOTHING)}
    flat |= {name: _Flat(_NOTHING) for name in FILTERS}
    return MultiWeighting(BM25F(), **flat)


def to_fields(document: SearchDocument) -> dict[str, Any]:
    """Give a document in the fields of the schema."""
    title, body, citation = nfc(document.title), nfc(document.body), nfc(document.citation)
    words = "\f".join((citation, title, body))
    mark = PLACE if document.kind is DocumentKind.PROVISION else ABOUT
    return {
        "key": document.key,
        "folded": words,
        "exact": words,
        "audience": ",".join(sorted(document.audience)),
        "places": ",".join(f"{mark}:{place}" for place in places_of(document.eid, citation)),
        "newness": " ".join([NEWNESS] * min(document.version_number, 99)),
        "kind": document.kind.value,
        "draft": document.draft_key,
        "version": str(document.version_number),
        "agency": str(document.agency_id),
        "outcome": document.outcome,
        "topic": document.topic,
        "stored": {
            "key": document.key,
            "kind": document.kind.value,
            "eid": document.eid,
            "citation": citation,
            "title": title,
            "body": body,
            "draft_key": document.draft_key,
            "version_number": document.version_number,
        },
    }
