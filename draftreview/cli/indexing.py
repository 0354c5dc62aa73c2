"""Keep the search index from the command line: bring it up to date, make it anew, compare it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session, sessionmaker

from draftreview import db
from draftreview.cli.opening import require_database
from draftreview.config import Config, from_environment
from draftreview.domain.errors import Conflict
from draftreview.domain.search import EngineBusy, SearchEngine
from draftreview.domain.sentences import sentence
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import indexing

PATIENCE = 60.0
"""Seconds to wait for another process that writes."""

MOST_NAMED = 20
"""Documents that a comparison names of each sort."""


@contextmanager
def sessions(config: Config) -> Iterator[sessionmaker[Session]]:
    """Open the database for a command that mostly reads; nobody waits for it.

    :raises NotFound: where there is no database
    """
    require_database(config)
    engine = db.make_engine(config.url)
    try:
        yield db.session_factory(engine)
    finally:
        engine.dispose()


@click.command()
@click.option("--check", is_flag=True, help="Only compare with the database; status 1 where they differ.")
@click.option("--rebuild", is_flag=True, help="Forget the index and make it anew.")
def index(check: bool, rebuild: bool) -> None:
    """Bring the search index up to date with the database.

    A lost or damaged index is made anew. Pages are served meanwhile.
    """
    config = from_environment()
    engine = WhooshEngine(config.index_folder, PATIENCE)
    with sessions(config) as opening:
        if check:
            with opening() as session:
                report(indexing.check(session, engine))
            return
        try:
            if rebuild:
                engine.clear()
            bring_up_to_date(opening, engine)
        except EngineBusy as error:
            raise Conflict(sentence("Tiến trình khác đang ghi chỉ mục. Chờ ít phút rồi chạy lại.")) from error
    click.echo(f"Chỉ mục đã đủ: {len(engine.fingerprints())} mục.")


def bring_up_to_date(opening: sessionmaker[Session], engine: SearchEngine) -> None:
    """Make a lost index anew, then take all of the queue.

    :raises EngineBusy: others write without end
    """
    if engine.needs_rebuild and not indexing.fill(opening, engine):
        raise EngineBusy
    while taken := indexing.drain(opening, engine):
        with db.writing(opening) as session:
            indexing.forget(session, taken)


def report(found: indexing.Comparison) -> None:
    """Say how the index differs from the database, and leave with status 1 where it does."""
    differing = {
        "thiếu": found.missing,
        "thừa": found.superfluous,
        "cũ": found.stale,
        "đang chờ": frozenset(found.waiting),
    }
    click.echo(f"Cơ sở dữ liệu có {found.documents} mục cần tìm được.")
    for word, keys in differing.items():
        named = ", ".join(sorted(keys)[:MOST_NAMED]) + (", …" if len(keys) > MOST_NAMED else "")
        click.echo(f"  {word}: {len(keys)}" + (f" ({named})" if keys else ""))
    if found.agrees:
        click.echo("Chỉ mục khớp với cơ sở dữ liệu.")
        return
    click.echo("Chỉ mục chưa khớp. Chạy “draftreview index”; nếu vẫn lệch, “draftreview index --rebuild”.")
    sys.exit(1)
