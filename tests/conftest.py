"""What every test may ask for: a database in memory, a fixed clock, the application and its client."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from draftreview.app import create_app
from draftreview.config import Config
from draftreview.db import make_engine, session_factory
from draftreview.models.base import Base
from tests.factories import Factory, FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 24/10/2017 09:00 in Việt Nam, inside the letter's round."""
    return FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC))


@pytest.fixture
def session() -> Iterator[Session]:
    """A session on a fresh database in memory."""
    engine = make_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with session_factory(engine)() as session:
        yield session
    engine.dispose()


@pytest.fixture
def make(session: Session, clock: FixedClock) -> Factory:
    """A factory that writes into the session."""
    return Factory(session, clock)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application on a database and an index of its own, CSRF on."""
    (tmp_path / "var").mkdir()
    app = create_app(Config(data=tmp_path / "var", secret_key="test"))
    engine: Engine = app.extensions["draftreview"].sessions.kw["bind"]
    Base.metadata.create_all(engine)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    yield app
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
