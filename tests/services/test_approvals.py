"""Sign-off: approving and releasing reach exactly what was read, and nothing is lost on the way."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from draftreview.db import make_engine, session_factory
from draftreview.domain.errors import Conflict, NotPermitted
from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.base import Base
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.services.approvals import approve, release, waiting
from draftreview.services.dispositions import Decision, current, decide, is_current
from tests.factories import Factory, FixedClock


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """A round, with an approved answer of another round beside it."""
    other = make.round()
    invitation = make.invitation(other)
    make.disposition(make.sent(make.comment(invitation), invitation), stage=Stage.APPROVED)
    return make.round()


def sent(make: Factory, round_: Consultation, eid: str = "") -> Comment:
    invitation = make.invitation(round_)
    place = make.provision(round_.version, eid) if eid else None
    return make.sent(make.comment(invitation, provision=place), invitation)


def test_approving_adds_a_revision_that_says_the_same(session, make, clock, round_) -> None:
    lead, comment = make.lead(), sent(make, round_)
    make.disposition(comment, Outcome.PARTLY_ACCEPTED, new_text="Câu chữ mới.", by=make.drafter())
    assert approve(session, lead, clock, round_, {comment.id: 1}).done == (comment.id,)
    row = current(session, [comment.id])[comment.id]
    assert (row.revision, row.stage, row.outcome) == (2, Stage.APPROVED, Outcome.PARTLY_ACCEPTED)
    assert (row.new_text, row.explanation, row.by) == ("Câu chữ mới.", "Đã có ở điều khác.", lead)


def test_releasing_follows_approving(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.APPROVED, revision=2)
    assert release(session, make.lead(), clock, round_, {comment.id: 2}).done == (comment.id,)
    assert current(session, [comment.id])[comment.id].stage is Stage.RELEASED


def test_what_was_not_approved_is_not_released(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, by=make.drafter(display_name="Tổ biên tập 1"))
    result = release(session, make.lead(), clock, round_, {comment.id: 1})
    assert result.done == ()
    assert result.left[0].reason == "Tổ biên tập 1 đã thay đổi, nay ở bước “chờ duyệt”"


def test_what_changed_meanwhile_is_named_and_left_alone(session, make, clock, round_) -> None:
    steady, changed = sent(make, round_), sent(make, round_, "att_1__art_3__para_1")
    for comment in (steady, changed):
        make.disposition(comment)
    make.disposition(changed, Outcome.NOTED, revision=2)
    result = approve(session, make.lead(), clock, round_, {steady.id: 1, changed.id: 1})
    assert result.done == (steady.id,)
    assert [(one.comment_id, one.place) for one in result.left] == [(changed.id, "Khoản 1 Điều 3")]
    assert current(session, [changed.id])[changed.id].revision == 2


def test_a_general_comment_left_alone_is_named_too(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.RELEASED)
    left = approve(session, make.lead(), clock, round_, {comment.id: 1}).left
    assert (left[0].place, left[0].agency) == ("Ý kiến chung", comment.agency.name)
    assert left[0].reason.startswith("Hệ thống")


def test_answers_of_another_round_are_out_of_reach(session, make, clock, round_) -> None:
    other = session.scalars(select(Disposition.comment_id)).one()
    result = release(session, make.lead(), clock, round_, {other: 1})
    assert (result.done, result.left) == ((), ())


@pytest.mark.parametrize("verb", [approve, release])
@pytest.mark.parametrize("role", [Role.DRAFTER, Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_lead_signs_off(session, make, clock, round_, verb, role) -> None:
    with pytest.raises(NotPermitted):
        verb(session, make.user(role), clock, round_, {})


def test_waiting_answers_come_in_document_order(session, make, round_) -> None:
    last = sent(make, round_, "att_1__art_3__para_1")
    first, general, seen = sent(make, round_, "art_1"), sent(make, round_), sent(make, round_)
    for comment, stage in [(last, Stage.APPROVED), (first, Stage.PROPOSED), (general, Stage.PROPOSED)]:
        make.disposition(comment, stage=stage)
    make.disposition(seen, stage=Stage.RELEASED)
    found = waiting(session, make.lead(), round_)
    assert [row.comment_id for row in found] == [general.id, first.id, last.id]


def test_only_the_lead_reads_what_waits(session, make, round_) -> None:
    with pytest.raises(NotPermitted):
        waiting(session, make.drafter(), round_)


STEPS = st.tuples(
    st.sampled_from(["decide", "approve", "release", "stale"]),
    st.integers(0, 2),
    st.sampled_from(Outcome),
)


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=14))
def test_any_sequence_leaves_every_comment_one_current_answer_and_every_revision(steps) -> None:
    engine = make_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    clock = FixedClock(datetime(2017, 10, 24, 2, tzinfo=UTC))
    with session_factory(engine)() as session:
        make = Factory(session, clock)
        lead, round_ = make.lead(), make.round()
        comments = [sent(make, round_) for _ in range(3)]
        decided = _play(session, clock, lead, round_, comments, steps)
        rows = session.scalars(select(Disposition).where(is_current(Disposition))).all()
        assert sorted(row.comment_id for row in rows) == sorted(decided)
        for comment_id in decided:
            kept = session.scalars(
                select(Disposition.revision).where(Disposition.comment_id == comment_id)
            ).all()
            assert sorted(kept) == list(range(1, len(kept) + 1))
    engine.dispose()


def _play(session: Session, clock, lead, round_, comments, steps) -> set[int]:
    decided = set()
    for verb, which, outcome in steps:
        comment_id = comments[which].id
        row = current(session, [comment_id]).get(comment_id)
        revision = row.revision if row else 0
        if verb == "decide":
            decide(
                session,
                lead,
                clock,
                comment_id,
                Decision(outcome, f"Lý do {outcome}.", seen_revision=revision),
            )
            decided.add(comment_id)
        elif verb == "stale":
            with pytest.raises(Conflict):
                decide(session, lead, clock, comment_id, Decision(outcome, "Khác.", seen_revision=99))
        else:
            step = approve if verb == "approve" else release
            step(session, lead, clock, round_, {comment_id: revision})
    return decided
