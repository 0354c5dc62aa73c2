"""Search from the command line, as the drafting side."""

import json
from collections.abc import Iterable
from contextlib import suppress

import click

from draftreview.cli.indexing import bring_up_to_date, sessions
from draftreview.cli.opening import operator, the_draft
from draftreview.config import from_environment
from draftreview.domain.search import EngineBusy, Facet, Order, SearchHit, SearchQuestion, SearchResult
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import searching
from draftreview.services.clock import clock_of

PATIENCE = 5.0
"""Seconds to wait for another process that writes; then what is there already is searched."""


class Narrowing(click.ParamType[tuple[Facet, str]]):
    """A filter written as FACET=VALUE."""

    name = "FACET=VALUE"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Facet, str]:
        """Read a filter; say which there are where it is none."""
        facet, _, chosen = value.partition("=")
        if facet not in set(Facet) or not chosen:
            self.fail(f"Ghi bộ lọc dạng TÊN=GIÁ TRỊ; các tên: {', '.join(Facet)}.", param, ctx)
        return Facet(facet), chosen


@click.command()
@click.argument("query")
@click.option("--draft", "key", metavar="KEY", help="Only in this draft.")
@click.option("--within", multiple=True, type=Narrowing(), help="Narrow, e.g. kind=comment; may be repeated.")
@click.option(
    "--order",
    type=click.Choice([one.value for one in Order]),
    default=Order.RELEVANCE.value,
    show_default=True,
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many hits.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Lines to read, or the hits with counts as JSON.",
)  # fmt: skip
def search(
    query: str, key: str | None, within: Iterable[tuple[Facet, str]], order: str, limit: int, form: str
) -> None:
    """Find QUERY in texts, comments and answers, with or without diacritics."""
    config = from_environment()
    with sessions(config) as opening:
        engine = WhooshEngine(config.index_folder, PATIENCE)
        with suppress(EngineBusy):
            bring_up_to_date(opening, engine)
        with opening() as session:
            chosen = dict(within) | ({Facet.DRAFT: the_draft(session, key).key} if key else {})
            question = SearchQuestion(
                query, frozenset(), within=chosen, order=Order(order), counted=True, limit=limit
            )
            result = searching.find(session, operator(), clock_of(session), engine, question)
    if form == "json":
        click.echo(json.dumps(as_json(result), ensure_ascii=False))
        return
    for hit in result.hits:
        click.echo(f"{hit.citation or hit.title}  ({hit.kind})\n  {hit.snippet}")
    if not result.hits:
        asked = f" Có phải bạn tìm: {result.suggestion}" if result.suggestion else ""
        click.echo(f"Không tìm thấy. Thử bớt từ.{asked}")


def as_json(result: SearchResult) -> dict[str, object]:
    """Give what was found as the command's JSON."""
    return {
        "total": result.total,
        "suggestion": result.suggestion,
        "within": dict(result.within),
        "facets": {
            facet: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
            for facet, counts in result.facets.items()
        },
        "hits": [hit_as_json(hit) for hit in result.hits],
    }


def hit_as_json(hit: SearchHit) -> dict[str, object]:
    """Give a hit as JSON; ``marks`` are offsets of the words found in the snippet."""
    return {
        "key": hit.key,
        "kind": hit.kind.value,
        "draft": hit.draft_key,
        "version": hit.version_number,
        "eid": hit.eid,
        "citation": hit.citation,
        "title": hit.title,
        "snippet": hit.snippet,
        "marks": hit.marks,
        "outcome": hit.outcome,
        "day": hit.day.isoformat() if hit.day else None,
        "at_place": hit.at_place,
        "score": hit.score,
    }
