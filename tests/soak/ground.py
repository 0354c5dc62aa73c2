"""What the trials stand on: a database in a file, an agency that writes comments, an index beside it."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from draftreview.db import begin_writing, make_engine, session_factory, writing
from draftreview.domain.search import SearchQuestion, SearchResult
from draftreview.models.accounts import User
from draftreview.models.base import Base
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import indexing, searching
from tests.factories import Factory, FixedClock

FORK = multiprocessing.get_context("fork")
"""Processes that start at once; each opens the database and the index for itself."""

CLOCK = FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC))


@dataclass
class Ground:
    """One process's way to the database and the index in a folder."""

    sessions: sessionmaker[Session]
    engine: WhooshEngine

    def write(self, words: str) -> int:
        """Commit a comment as a request does, the queue's entry in the same transaction; give its id."""
        with self.sessions() as session:
            begin_writing(session)
            invitation = session.scalars(select(Invitation)).first()
            author = session.scalars(select(User)).first()
            assert invitation is not None
            assert author is not None
            comment = Factory(session, CLOCK).comment(invitation, author=author, body=words)
            indexing.enqueue(session, f"comment:{comment.id}")
            session.commit()
            return int(comment.id)

    def index(self) -> int:
        """Take what is queued into the index as is done after a request; give how much it was."""
        if self.engine.needs_rebuild:
            indexing.fill(self.sessions, self.engine)
        taken = indexing.drain(self.sessions, self.engine)
        if taken:
            with writing(self.sessions) as session:
                indexing.forget(session, taken)
        return len(taken)

    def search(self, words: str) -> SearchResult:
        """Search as a colleague of the author does."""
        with self.sessions() as session:
            actor = session.scalars(select(User)).first()
            question = SearchQuestion(words, frozenset(), counted=True)
            return searching.find(session, actor, CLOCK, self.engine, question, self.waiting)

    def waiting(self) -> frozenset[str]:
        """Read what is queued at this moment."""
        with self.sessions() as session:
            return frozenset(indexing.waiting(session))

    def missing(self) -> list[str]:
        """Bring the index up to date; list what differs from the database and what is not found."""
        while self.index():
            pass
        with self.sessions() as session:
            found = indexing.check(session, self.engine)
            words = list(session.scalars(select(Comment.body)))
        lost = [word for word in words if self.search(f'"{word}"').total != 1]
        return sorted({*found.missing, *found.superfluous, *found.stale, *found.waiting, *lost})


@contextmanager
def standing(folder: Path) -> Iterator[Ground]:
    """Open the database and the index of a folder in this process."""
    engine = make_engine(f"sqlite:///{folder / 'soak.sqlite3'}")
    try:
        yield Ground(session_factory(engine), WhooshEngine(folder / "index", timeout=30.0))
    finally:
        engine.dispose()


def prepare(folder: Path) -> None:
    """Make a database with one text, one round, one agency and an index that is filled."""
    with standing(folder) as ground:
        with ground.sessions() as session:
            Base.metadata.create_all(session.connection().engine)
            make = Factory(session, CLOCK)
            invitation = make.invitation(make.round())
            make.user(agency=invitation.agency)
            make.commit()
        while ground.index():
            pass


def name() -> str:
    """Give words for a comment that no other one has."""
    return f"ý kiến số {os.urandom(6).hex()} về một cửa"
