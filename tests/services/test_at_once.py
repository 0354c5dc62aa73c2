"""Two people who press at the same moment: one of them does it, the other one is told."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from draftreview.db import begin_writing, make_engine, session_factory
from draftreview.domain.errors import AlreadySent, Conflict, StaleText
from draftreview.domain.provisions import Tree
from draftreview.domain.questions import Question
from draftreview.domain.vocabulary import CommentState, Outcome, Role, Stance, Verdict
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent
from draftreview.models.base import Base
from draftreview.models.consultations import Consultation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Version
from draftreview.models.sendings import Sending
from draftreview.models.working import Adoption, Settlement
from draftreview.services import dispositions, intakes, next_version, replies, working_text_settling
from draftreview.services.approvals import Chosen, SignOff, approve
from draftreview.services.confirming import JudgedMeanwhile, judge
from draftreview.services.dispositions import Decision
from draftreview.services.next_version import IssuedMeanwhile
from tests.factories import Factory, FixedClock, small_text
from tests.services.accepting import BY_POST, ON_SOFTWARE, Desk
from tests.services.doubts import history


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    engine = make_engine(f"sqlite:///{tmp_path / 'at-once.sqlite3'}")
    Base.metadata.create_all(engine)
    yield session_factory(engine)
    engine.dispose()


def at_once(
    sessions: sessionmaker[Session], *works: Callable[[Session], object], in_turn: bool = False
) -> list[str]:
    """Let sessions begin together, each committing what it does; tell in their order how each ended.

    :param in_turn: the others begin to write once the first one holds the database
    """
    ready, begun = Barrier(len(works)), Event()

    def one(number: int) -> str:
        with sessions() as session:
            ready.wait(timeout=60)
            if number and in_turn:
                begun.wait(timeout=60)
            begin_writing(session)
            begun.set()
            try:
                works[number](session)
            except Conflict as error:
                return type(error).__name__
            session.commit()
            return "done"

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, range(len(works))))


def test_a_file_is_published_once(sessions: sessionmaker[Session], clock: FixedClock) -> None:
    with sessions() as session:
        make = Factory(session, clock)
        lead = make.lead()
        intake = intakes.take_in(session, lead, clock, make.draft(), "a.txt", b"a", Tree(small_text()))
        make.commit()

    def publish(own: Session) -> object:
        return intakes.publish(own, own.get_one(User, lead.id), clock, intake.id)

    assert sorted(at_once(sessions, publish, publish)) == [AlreadySent.__name__, "done"]


@pytest.fixture
def desk(sessions: sessionmaker[Session], clock: FixedClock) -> Iterator[Desk]:
    """Two accepted wordings that clash, written and committed."""
    with sessions() as session:
        desk = Desk(Factory(session, clock), Factory(session, clock).round())
        desk.accept(ON_SOFTWARE)
        desk.accept(BY_POST)
        desk.make.commit()
        yield desk


def settling(desk: Desk, question: Question, *followed: str) -> Callable[[Session], object]:
    """Settle a question in a session of its own, as it looked."""
    seen = {"seal": question.seal, "revision": question.revision}
    return lambda own: working_text_settling.settle(
        own,
        own.get_one(User, desk.lead.id),
        desk.make.clock,
        desk.key,
        question.subject,
        followed=followed,
        **seen,
    )


def issuing(desk: Desk, seen: str) -> Callable[[Session], object]:
    """Issue in a session of its own what was seen."""
    return lambda own: next_version.issue(
        own, own.get_one(User, desk.lead.id), desk.make.clock, desk.key, seen
    )


def count(sessions: sessionmaker[Session], table: type[Version | Settlement | Adoption | Disposition]) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_of_two_who_settle_one_question_the_second_is_told(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    question = desk.question
    first, second = (settling(desk, question, key) for key in question.keys)
    assert sorted(at_once(sessions, first, second)) == [StaleText.__name__, "done"]
    assert count(sessions, Settlement) == 1


def test_of_two_who_make_the_same_choice_neither_is_troubled(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    question = desk.question
    both = [settling(desk, question, question.keys[0]) for _ in range(2)]
    assert at_once(sessions, *both) == ["done", "done"]
    assert count(sessions, Settlement) == 1


def test_a_version_is_issued_once(sessions: sessionmaker[Session], desk: Desk) -> None:
    desk.settle(desk.question.keys[0])
    desk.make.commit()
    issue = issuing(desk, desk.working.seal)
    assert sorted(at_once(sessions, issue, issue)) == [IssuedMeanwhile.__name__, "done"]
    assert (count(sessions, Version), count(sessions, Adoption)) == (2, 1)


@pytest.mark.parametrize("settles_first", [True, False])
def test_who_settles_while_another_issues_is_told_or_stops_it(
    sessions: sessionmaker[Session], desk: Desk, settles_first: bool
) -> None:
    question = desk.question
    desk.settle(question.keys[0])
    desk.make.commit()
    issue, settle = issuing(desk, desk.working.seal), settling(desk, desk.settled, question.keys[1])
    works = [settle, issue] if settles_first else [issue, settle]
    assert at_once(sessions, *works, in_turn=True) == ["done", StaleText.__name__]
    assert count(sessions, Version) == (1 if settles_first else 2)


def test_an_acceptance_withdrawn_between_looking_and_issuing_stops_it(
    sessions: sessionmaker[Session], desk: Desk
) -> None:
    desk.settle(desk.question.keys[0])
    desk.make.commit()
    seen, comment = desk.working.seal, desk.working.conflicts[1].comment

    def take_back(own: Session) -> None:
        decision = Decision(Outcome.DECLINED, "Chưa phù hợp.", seen_revision=1)
        lead = own.get_one(User, desk.lead.id)
        dispositions.decide(own, lead, desk.make.clock, comment.id, decision)

    assert at_once(sessions, take_back, issuing(desk, seen), in_turn=True) == ["done", StaleText.__name__]
    assert count(sessions, Version) == 1


def test_a_pair_is_judged_by_one_and_the_other_is_told(
    sessions: sessionmaker[Session], clock: FixedClock
) -> None:
    with sessions() as session:
        make = Factory(session, clock)
        past = history(make)
        past.write("Nhận.")
        past.write("Tiếp nhận.", doubt=["A>A"])
        lead, doubtful = make.lead(), past.pair(2, "A>A").id
        make.commit()

    def judging(verdict: Verdict) -> Callable[[Session], object]:
        return lambda own: judge(own, own.get_one(User, lead.id), clock, doubtful, verdict, None).new

    ended = at_once(sessions, judging(Verdict.SAME), judging(Verdict.DIFFERENT))
    assert sorted(ended) == [JudgedMeanwhile.__name__, "done"]


def test_an_answer_is_approved_by_one_lead_and_the_other_is_told(
    sessions: sessionmaker[Session], clock: FixedClock
) -> None:
    with sessions() as session:
        make = Factory(session, clock)
        leads, round_ = (make.lead(), make.lead()), make.round()
        invitation = make.invitation(round_)
        comment = make.sent(make.comment(invitation), invitation)
        make.disposition(comment)
        make.commit()

    def approving(lead: User) -> Callable[[Session], object]:
        def work(own: Session) -> None:
            own_round = own.get_one(Consultation, round_.id)
            chosen = Chosen({comment.id: 1})
            results.append(approve(own, own.get_one(User, lead.id), clock, own_round, chosen))

        return work

    results: list[SignOff] = []
    assert at_once(sessions, *map(approving, leads)) == ["done", "done"]
    assert sorted((len(one.done), len(one.left)) for one in results) == [(0, 1), (1, 0)]
    assert count(sessions, Disposition) == 2


def test_a_reply_sent_twice_at_once_goes_out_once(sessions: sessionmaker[Session], clock: FixedClock) -> None:
    with sessions() as session:
        make = Factory(session, clock)
        invitation = make.invitation(make.round())
        head = make.user(Role.AGENCY_HEAD, agency=invitation.agency)
        make.comment(invitation, head, state=CommentState.READY)
        key = invitation.consultation.draft.key
        make.commit()

    def send(own: Session) -> object:
        stance = Stance.AGREE_WITH_COMMENTS
        return replies.send(own, own.get_one(User, head.id), clock, key, stance)

    assert sorted(at_once(sessions, send, send)) == [AlreadySent.__name__, "done"]
    with sessions() as session:
        reply = session.scalars(select(Reply)).one()
        sending = session.scalars(select(Sending)).one()
        assert (sending.number, sending.comments) == (1, 1)
        assert sending.fingerprint == reply.fingerprint
        events = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "reply.sent")
        assert session.scalar(events) == 1
