"""A real index in a folder of its own, and documents to put into it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from draftreview.domain.search import (
    Change,
    DocumentKind,
    SearchDocument,
    SearchEngine,
    SearchQuestion,
    SearchResult,
)
from draftreview.search.whoosh_engine import WhooshEngine

Put = Callable[..., None]
Find = Callable[..., SearchResult]

PUBLIC = frozenset({"public"})


def document(key: str, body: str = "", **facts: object) -> SearchDocument:
    """Make a public provision of version 1 unless ``facts`` say otherwise."""
    settings: dict[str, object] = {
        "kind": DocumentKind.PROVISION,
        "title": "",
        "audience": PUBLIC,
        "draft_key": "mot-cua",
        "version_number": 1,
    }
    return SearchDocument(key=key, body=body, **(settings | facts))  # type: ignore[arg-type]


ENGINES: dict[str, Callable[[Path], SearchEngine]] = {
    "whoosh": lambda folder: WhooshEngine(folder / "index", timeout=1.0),
}
"""Every engine behind the protocol, made in a folder of its own: all pass the same tests."""


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """An empty engine."""
    return ENGINES[request.param](tmp_path)


def keep(engine: SearchEngine, *documents: SearchDocument, gone: Iterable[str] = ()) -> None:
    """Put documents, each a subject of its own, and take others away."""
    subjects = {one.subject or one.key for one in documents} | set(gone)
    engine.put(lambda: Change(frozenset(subjects), documents))


@pytest.fixture
def put(engine: SearchEngine) -> Put:
    def run(**bodies: str) -> None:
        keep(engine, *(document(key, body) for key, body in bodies.items()))

    return run


@pytest.fixture
def find(engine: SearchEngine) -> Find:
    def run(words: str, **within: object) -> SearchResult:
        settings: dict[str, object] = {"audience": PUBLIC}
        return engine.find(SearchQuestion(words, **(settings | within)))  # type: ignore[arg-type]

    return run


def keys(result: SearchResult) -> list[str]:
    """List the keys of the hits, best first."""
    return [hit.key for hit in result.hits]


def marked(result: SearchResult, hit: int = 0) -> list[str]:
    """List the marked pieces of one hit's snippet."""
    one = result.hits[hit]
    return [one.snippet[start:end] for start, end in one.marks]
