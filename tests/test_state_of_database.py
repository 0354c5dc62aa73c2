"""Equal names of the database's state mean that nothing was written between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from draftreview.db import make_engine, session_factory, state_of, writing


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database in a file, with one table."""
    engine = make_engine(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (words TEXT)"))
    yield engine
    engine.dispose()


def note(session: Session) -> None:
    session.execute(text("INSERT INTO notes VALUES ('một')"))


def count(session: Session) -> int:
    return int(session.execute(text("SELECT count(*) FROM notes")).scalar_one())


def test_reading_alone_keeps_the_state(engine: Engine) -> None:
    sessions = session_factory(engine)
    names = []
    for _ in range(2):
        with sessions() as session:
            names.append(state_of(session))
            count(session)
    assert names[0] == names[1]


def test_what_others_write_changes_it(engine: Engine) -> None:
    with Session(engine) as reader:
        before = state_of(reader)
        reader.rollback()
        other = make_engine(str(engine.url))
        with writing(session_factory(other)) as session:
            note(session)
        other.dispose()
        assert state_of(reader) != before
        assert count(reader) == 1


def test_what_one_wrote_oneself_changes_it(engine: Engine) -> None:
    with Session(engine) as reader:
        before = state_of(reader)
        note(reader)
        reader.commit()
        assert state_of(reader) != before


def test_what_is_read_after_it_is_of_that_state(engine: Engine) -> None:
    sessions = session_factory(engine)
    with sessions() as reader, sessions() as second:
        named = state_of(reader)
        note(second)
        second.commit()
        assert count(reader) == 0
        assert state_of(reader) == named
        reader.rollback()
        assert (state_of(reader) != named, count(reader)) == (True, 1)


def test_two_connections_never_share_a_name(engine: Engine) -> None:
    with Session(engine) as one, Session(engine) as other:
        assert state_of(one) != state_of(other)


def test_who_writes_has_no_name(engine: Engine) -> None:
    with writing(session_factory(engine)) as session:
        assert state_of(session) is None
