"""What every test may ask for: a database in memory, a fixed clock, the application and its client."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from draftreview.app import create_app
from draftreview.config import Config
from draftreview.db import make_engine, session_factory
from draftreview.models.base import Base
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import passwords
from draftreview.web import Parts
from draftreview.web.draining import Indexer
from tests.factories import CHEAP, Factory, FixedClock

# Property tests judge the result, not the time one example takes on a busy machine. At the desk a few new
# examples every time; `make test` asks for the other profile: many, and the same ones for everybody.
settings.register_profile("dev", deadline=None, max_examples=30)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, database=None)
settings.load_profile("dev")


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords at the least cost; the servers that browsers visit pay the full one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", CHEAP)
        patch.setattr(passwords, "_NOBODY", CHEAP.hash("nobody"))
        yield


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 24/10/2017 09:00 in Việt Nam, inside the letter's round."""
    return FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and no row, to be copied: making the tables takes fifty times as long."""
    path = tmp_path_factory.mktemp("tables") / "empty.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """What Jinja made of the templates, so that it need not be made again for every application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def memory() -> Iterator[Engine]:
    """The engine of a database in memory, made once: each engine would compile every statement anew."""
    engine = make_engine("sqlite://", poolclass=StaticPool)
    yield engine
    engine.dispose()


@pytest.fixture
def session(memory: Engine, empty_database: Path) -> Iterator[Session]:
    """A session on a fresh database in memory."""
    with closing(sqlite3.connect(empty_database)) as empty, closing(memory.raw_connection()) as own:
        empty.backup(own.driver_connection)
    # What a test has listen to its statements ends with the test, and not with the engine.
    with session_factory(memory.execution_options())() as session:
        yield session


@pytest.fixture
def make(session: Session, clock: FixedClock) -> Factory:
    """A factory that writes into the session."""
    return Factory(session, clock)


@pytest.fixture(scope="session")
def standing_app(
    tmp_path_factory: pytest.TempPathFactory, compiled_templates: FileSystemBytecodeCache
) -> Flask:
    """The application, made once: its routes and statements are compiled for all tests."""
    app = create_app(Config(data=tmp_path_factory.mktemp("unused"), secret_key="test"))
    app.jinja_env.bytecode_cache = compiled_templates
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    return app


@pytest.fixture
def app(tmp_path: Path, empty_database: Path, standing_app: Flask) -> Iterator[Flask]:
    """The application on a database and an index of its own, nothing kept from before, CSRF on."""
    folder = Config(data=tmp_path / "var")
    folder.data.mkdir()
    file = shutil.copy(empty_database, folder.data / "draftreview.sqlite3")
    for name in [name for name in standing_app.extensions if name.startswith("draftreview.")]:
        del standing_app.extensions[name]
    parts: Parts = standing_app.extensions["draftreview"]
    fresh = replace(parts, search=WhooshEngine(folder.index_folder))
    indexer = Indexer(fresh)
    standing_app.extensions |= {"draftreview": fresh, "draftreview.indexing": indexer}
    engine: Engine = parts.sessions.kw["bind"]

    def open_own(dialect: Dialect, _record: object, _where: object, options: dict[str, object]) -> object:
        return dialect.connect(str(file), **options)

    event.listen(engine, "do_connect", open_own)
    yield standing_app
    indexer.wait()
    event.remove(engine, "do_connect", open_own)
    engine.dispose()


@pytest.fixture
def site(app: Flask, clock: FixedClock) -> Iterator[Factory]:
    """A factory that writes into the application's database; call ``site.commit()`` when done."""
    with app.extensions["draftreview"].sessions() as session:
        factory = Factory(session, clock)
        factory.round_today("2017-10-24")
        yield factory


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def count_queries(app: Flask) -> Iterator[Callable[[], int]]:
    """Count the statements sent to the application's database since the last call."""
    engine: Engine = app.extensions["draftreview"].sessions.kw["bind"]
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            statements.append(statement)

    def take() -> int:
        number = len(statements)
        statements.clear()
        return number

    event.listen(engine, "before_cursor_execute", note)
    yield take
    event.remove(engine, "before_cursor_execute", note)
