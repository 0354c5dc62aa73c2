"""Two people who press at the same moment: one of them does it, the other one is told."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from draftreview.db import begin_writing, make_engine, session_factory
from draftreview.domain.errors import AlreadySent, Conflict
from draftreview.domain.provisions import Tree
from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models.accounts import User
from draftreview.models.base import Base
from draftreview.models.drafts import Version
from draftreview.services import intakes, next_version
from draftreview.services.working_text import working_on
from tests.factories import Factory, FixedClock, small_text


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    engine = make_engine(f"sqlite:///{tmp_path / 'at-once.sqlite3'}")
    Base.metadata.create_all(engine)
    yield session_factory(engine)
    engine.dispose()


def at_once(
    sessions: sessionmaker[Session], lead_id: int, work: Callable[[Session, User], Version]
) -> list[str]:
    """Let two sessions begin together, each committing what it does; tell how each ended."""
    ready = Barrier(2)

    def one(_number: int) -> str:
        with sessions() as session:
            ready.wait(timeout=10)
            begin_writing(session)
            try:
                work(session, session.get_one(User, lead_id))
            except Conflict as error:
                return type(error).__name__
            session.commit()
            return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


def test_a_file_is_published_once(sessions: sessionmaker[Session], clock: FixedClock) -> None:
    with sessions() as session:
        make = Factory(session, clock)
        lead = make.lead()
        intake = intakes.take_in(session, lead, clock, make.draft(), "a.txt", b"a", Tree(small_text()))
        make.commit()
    ended = at_once(sessions, lead.id, lambda own, user: intakes.publish(own, user, clock, intake.id))
    assert ended == [AlreadySent.__name__, "done"]


def test_a_version_is_issued_once(sessions: sessionmaker[Session], clock: FixedClock) -> None:
    with sessions() as session:
        make = Factory(session, clock)
        lead, consultation = make.lead(), make.round()
        invitation = make.invitation(consultation)
        comment = make.comment(invitation, provision=make.provision(consultation.version, "art_1"))
        make.proposal(comment, "Ban hành Quy định mới.")
        make.sent(comment, invitation)
        make.disposition(comment, Outcome.ACCEPTED, Stage.APPROVED)
        key = consultation.draft.key
        seen = working_on(session, key).seal
        make.commit()
    ended = at_once(sessions, lead.id, lambda own, user: next_version.issue(own, user, clock, key, seen))
    assert ended == [next_version.IssuedMeanwhile.__name__, "done"]
    with sessions() as session:
        assert session.scalar(select(func.count(Version.id))) == 2
