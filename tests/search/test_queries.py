"""The questions of queries.toml find what they must find first, whichever engine answers."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from draftreview.domain.search import Facet, Order, SearchEngine, SearchHit, SearchQuestion
from tests.factories import FixedClock
from tests.search.conftest import ENGINES
from tests.search.demonstration import changes

QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))["query"]
HELD = {
    "drafting": frozenset({"public", "drafting"}),
    "agency": frozenset({"public", "agency:2"}),
    "public": frozenset({"public"}),
}


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SearchEngine:
    """An engine that holds the whole demonstration."""
    engine = ENGINES[request.param](tmp_path_factory.mktemp("queries"))
    for change in changes(FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC))):
        engine.put(lambda change=change: change)
    return engine


def test_the_list_is_long_enough() -> None:
    assert len({(query["ask"], *query.get("within", ()), query.get("as")) for query in QUERIES}) >= 60


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["ask"])
def test_what_is_asked_for_comes_first(filled: SearchEngine, query: dict[str, Any]) -> None:
    result = filled.find(
        SearchQuestion(
            query["ask"],
            HELD[query.get("as", "drafting")],
            within={Facet(name): value for name, value in query.get("within", {}).items()},
            order=Order(query.get("order", "relevance")),
        )
    )
    wanted = query.get("first", [])
    first = [wanted] if isinstance(wanted, str) else wanted
    assert {named(hit) for hit in result.hits[: len(first)]} == set(first)
    assert result.total == query.get("finds", result.total)
    assert result.suggestion == query.get("suggests", result.suggestion)
    if "says" in query:
        assert query["says"].lower() in f"{result.hits[0].title} {result.hits[0].snippet}".lower()


def named(hit: SearchHit) -> str:
    return f"{hit.kind} {hit.eid or '-'} {hit.version_number}"
