"""Engine, sessions and migrations; knows no Flask."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from draftreview.config import Config, shipped

_CONNECTIONS = count(1)


def make_engine(url: str, **options: Any) -> Engine:
    """Make an engine; SQLite gets write-ahead logging, foreign keys and explicit transactions."""
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Make sessions that keep loaded rows usable after the commit."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_writing(session: Session) -> None:
    """Open the session's transaction as one that writes; call it before anything is read."""
    session.connection(execution_options={"writes": True})


@contextmanager
def writing(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Open a session whose transaction writes, and commit it once the block has run."""
    with sessions() as session:
        begin_writing(session)
        yield session
        session.commit()


def state_of(session: Session) -> Hashable:
    """Name the state of the database that a session reads; whatever is read afterwards is of that state.

    Equal names mean that nothing was written between them, by whomever. None where no name can be given: in a
    transaction that writes, and where the database is not SQLite.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite" or connection.get_execution_options().get("writes"):
        return None
    raw: Any = connection.connection.dbapi_connection
    # SQLite counts apart what others wrote and what this connection wrote, even where it was undone.
    (others,) = raw.execute("PRAGMA data_version").fetchone()
    return (connection.info["number"], others, raw.total_changes)


def upgrade(config: Config, revision: str = "head") -> None:
    """Bring the database to a revision, making the data folder and the database if need be."""
    config.data.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(config.url), revision)


def alembic_config(url: str) -> AlembicConfig:
    """Configure Alembic for a database address."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(shipped("migrations")))
    settings.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return settings


def _prepare_sqlite(connection: Any, record: Any) -> None:
    record.info["number"] = next(_CONNECTIONS)
    # The driver's own transaction handling is switched off, so that BEGIN is ours (see _begin):
    # without it SQLite's savepoints and read transactions leak.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin(connection: Any) -> None:
    # Whoever means to write says so first and waits its turn; a reader that turns writer half-way
    # would be refused by SQLite whenever somebody else had written meanwhile.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
