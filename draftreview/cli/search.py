"""Search from the command line, as the drafting side."""

import json

import click

from draftreview.cli.opening import opened, operator, the_draft
from draftreview.config import from_environment
from draftreview.domain.search import SearchHit, SearchQuestion
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import indexing, searching
from draftreview.services.clock import clock_of


@click.command()
@click.argument("query")
@click.option("--draft", "key", metavar="KEY", help="Only in this draft.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many hits.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Lines to read, or the hits as JSON.",
)  # fmt: skip
def search(query: str, key: str | None, limit: int, form: str) -> None:
    """Find QUERY in texts, comments and answers, with or without diacritics."""
    config = from_environment()
    with opened(config) as session:
        draft_key = the_draft(session, key).key if key else ""
        engine = WhooshEngine(config.index_folder)
        indexing.bring_up_to_date(session, engine)
        session.commit()
        question = SearchQuestion(query, frozenset(), draft_key=draft_key, limit=limit)
        result = searching.find(session, operator(), clock_of(session), engine, question)
    if form == "json":
        click.echo(json.dumps({"hits": [as_json(hit) for hit in result.hits]}, ensure_ascii=False))
        return
    for hit in result.hits:
        click.echo(f"{hit.citation or hit.title}  ({hit.kind})\n  {hit.snippet}")
    if not result.hits:
        click.echo("Không tìm thấy. Thử bớt từ.")


def as_json(hit: SearchHit) -> dict[str, object]:
    """Give a hit as the command's JSON."""
    return {
        "kind": hit.kind.value,
        "eid": hit.eid,
        "citation": hit.citation,
        "snippet": hit.snippet,
        "score": hit.score,
    }
