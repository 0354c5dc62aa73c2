"""Answers to comments: who may give them, what they need, and that nothing is overwritten."""

import unicodedata
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from draftreview.domain.errors import (
    Conflict,
    Invalid,
    MissingExplanation,
    NotFound,
    NotPermitted,
    UnchangedWording,
)
from draftreview.domain.sign_off import Step
from draftreview.domain.vocabulary import NEEDS_EXPLANATION, Operation, Outcome, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent, IndexingEntry
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.services.dispositions import Decision, current, decide, is_released, released
from draftreview.services.revisions import advance
from tests.factories import Factory, FixedClock

ACCEPTED = Decision(Outcome.ACCEPTED)
DECLINED = Decision(Outcome.DECLINED, "Luật đã quy định thời hạn này.")
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def drafter(make: Factory) -> User:
    """A member of the drafting team."""
    return make.drafter()


@pytest.fixture
def comment(make: Factory) -> Comment:
    """A sent comment on a clause, with another one answered beside it."""
    round_ = make.round()
    invitation = make.invitation(round_)
    noise = make.sent(make.comment(invitation), invitation)
    make.disposition(noise, Outcome.NOTED, stage=Stage.RELEASED, revision=7)
    place = make.provision(round_.version, CLAUSE)
    return make.sent(make.comment(invitation, provision=place), invitation)


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Disposition)) or 0


def test_a_decision_is_kept_as_a_proposed_revision(session, clock, drafter, comment) -> None:
    row = decide(session, drafter, clock, comment.id, DECLINED)
    assert (row.revision, row.stage, row.outcome) == (1, Stage.PROPOSED, Outcome.DECLINED)
    assert row.by is drafter
    assert row.at == clock.now()


def test_a_decision_is_audited_and_queued_for_the_index(session, clock, drafter, comment) -> None:
    decide(session, drafter, clock, comment.id, ACCEPTED)
    event = session.scalars(select(AuditEvent).where(AuditEvent.subject == f"comment:{comment.id}")).one()
    assert (event.action, event.details) == ("disposition.proposed", {"revision": 1, "outcome": "accepted"})
    assert f"comment:{comment.id}" in session.scalars(select(IndexingEntry.subject)).all()


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_decides(session, make, clock, comment, role) -> None:
    with pytest.raises(NotPermitted):
        decide(session, make.user(role), clock, comment.id, ACCEPTED)


def test_what_was_not_sent_does_not_exist_for_the_drafter(session, make, clock, drafter) -> None:
    unsent = make.comment(make.invitation(make.round()))
    with pytest.raises(NotFound):
        decide(session, drafter, clock, unsent.id, ACCEPTED)


@pytest.mark.parametrize("outcome", sorted(NEEDS_EXPLANATION))
def test_every_outcome_but_accepting_needs_an_explanation(session, clock, drafter, comment, outcome) -> None:
    with pytest.raises(MissingExplanation) as raised:
        decide(session, drafter, clock, comment.id, Decision(outcome, "  \n "))
    assert raised.value.field == "explanation"
    assert current(session, [comment.id]) == {}


def test_accepting_needs_no_explanation(session, clock, drafter, comment) -> None:
    assert decide(session, drafter, clock, comment.id, ACCEPTED).explanation == ""


def test_partly_accepting_a_proposal_needs_the_drafters_own_wording(
    session, make, clock, drafter, comment
) -> None:
    make.proposal(comment, "Trả lời trong 03 ngày.")
    partly = Decision(Outcome.PARTLY_ACCEPTED, "Giữ số ngày.")
    with pytest.raises(Invalid) as raised:
        decide(session, drafter, clock, comment.id, partly)
    assert raised.value.field == "new_text"
    row = decide(session, drafter, clock, comment.id, replace(partly, new_text=" Trả lời trên phần mềm. "))
    assert row.new_text == "Trả lời trên phần mềm."


def test_partly_accepting_without_a_proposal_needs_only_the_explanation(
    session, clock, drafter, comment
) -> None:
    decision = Decision(Outcome.PARTLY_ACCEPTED, "Đã làm rõ ở khoản 2.", new_text="Không dùng.")
    assert decide(session, drafter, clock, comment.id, decision).new_text == ""


def test_the_drafters_wording_must_differ_from_the_text(session, make, clock, drafter, comment) -> None:
    proposal = make.proposal(comment, "Trả lời trong 03 ngày.")
    same = Decision(Outcome.PARTLY_ACCEPTED, "Giữ nguyên.", new_text=f"  {proposal.base_text}")
    with pytest.raises(UnchangedWording):
        decide(session, drafter, clock, comment.id, same)


def test_words_after_the_points_stay_unless_the_drafter_words_them(
    session, make, clock, drafter, comment
) -> None:
    make.proposal(comment, "Trả lời trên phần mềm.", base_tail="Ghi vào sổ.", new_tail="Ghi trên phần mềm.")
    partly = Decision(Outcome.PARTLY_ACCEPTED, "Giữ sổ.", new_text="Trả lời bằng văn bản điện tử.")
    row = decide(session, drafter, clock, comment.id, partly)
    assert row.new_tail == "Ghi vào sổ."
    again = replace(partly, new_tail="Ghi cả hai nơi.", seen_revision=1)
    assert decide(session, drafter, clock, comment.id, again).new_tail == "Ghi cả hai nơi."


def test_a_wording_keeps_all_its_words_through_sign_off(session, make, clock, comment) -> None:
    row = make.disposition(comment, new_heading="Tên", new_text="Lời", new_tail="Lời sau các điểm")
    (after,) = advance(session, make.lead(), clock, [row], Step.APPROVE)
    assert (after.new_heading, after.new_text, after.new_tail) == ("Tên", "Lời", "Lời sau các điểm")


def test_the_wording_of_an_inserted_clause_stands_alone(session, make, clock, drafter, comment) -> None:
    proposal = make.proposal(comment, "Khoản mới.", operation=Operation.INSERT)
    decision = Decision(Outcome.PARTLY_ACCEPTED, "Viết lại.", new_text=proposal.base_text)
    assert decide(session, drafter, clock, comment.id, decision).new_text == proposal.base_text


def test_the_drafters_wording_is_kept_only_where_the_proposal_is_partly_taken(
    session, make, clock, drafter, comment
) -> None:
    make.proposal(comment, "Trả lời trong 03 ngày.")
    row = decide(session, drafter, clock, comment.id, replace(ACCEPTED, new_text="Trả lời ngay."))
    assert row.new_text == ""


def test_typed_words_are_kept_composed_and_with_line_feeds(session, clock, drafter, comment) -> None:
    typed = unicodedata.normalize("NFD", "Đã có ở\r\nkhoản 2.")
    row = decide(session, drafter, clock, comment.id, Decision(Outcome.NOTED, typed))
    assert row.explanation == "Đã có ở\nkhoản 2."
    assert decide(session, drafter, clock, comment.id, Decision(Outcome.NOTED, typed)) is row


def test_pressing_twice_writes_once(session, clock, drafter, comment) -> None:
    first = decide(session, drafter, clock, comment.id, DECLINED)
    assert decide(session, drafter, clock, comment.id, DECLINED) is first
    assert count(session) == 2


def test_deciding_again_adds_a_revision(session, clock, drafter, comment) -> None:
    decide(session, drafter, clock, comment.id, DECLINED)
    again = decide(session, drafter, clock, comment.id, replace(ACCEPTED, seen_revision=1))
    assert (again.revision, count(session)) == (2, 3)
    assert current(session, [comment.id]) == {comment.id: again}


def test_the_second_of_two_drafters_is_told_what_the_first_decided(
    session, make, clock, drafter, comment
) -> None:
    decide(session, drafter, clock, comment.id, DECLINED)
    with pytest.raises(Conflict) as raised:
        decide(session, make.drafter(), clock, comment.id, ACCEPTED)
    assert drafter.display_name in raised.value.message
    assert "Không tiếp thu. Luật đã quy định thời hạn này." in raised.value.message


def test_what_nobody_signed_is_told_without_a_name(session, make, clock, drafter, comment) -> None:
    make.disposition(comment, Outcome.NOTED)
    with pytest.raises(Conflict, match="Hệ thống vừa trả lời"):
        decide(session, drafter, clock, comment.id, ACCEPTED)


def test_a_revision_that_never_was_is_refused(session, clock, drafter, comment) -> None:
    with pytest.raises(Conflict, match="chưa có kết quả"):
        decide(session, drafter, clock, comment.id, replace(ACCEPTED, seen_revision=3))


def test_agencies_keep_seeing_the_released_answer_while_a_new_one_is_prepared(
    session, make, clock, drafter, comment
) -> None:
    shown = make.disposition(comment, Outcome.NOTED, stage=Stage.RELEASED, revision=3)
    make.disposition(comment, Outcome.NOTED, stage=Stage.RELEASED, revision=2)
    decide(session, drafter, clock, comment.id, replace(ACCEPTED, seen_revision=3))
    assert released(session, [comment.id]) == {comment.id: shown}
    assert session.scalars(select(Disposition).where(is_released(Disposition))).all().count(shown) == 1


def test_nothing_released_shows_nothing(session, clock: FixedClock, drafter, comment) -> None:
    decide(session, drafter, clock, comment.id, ACCEPTED)
    assert released(session, [comment.id]) == {}


def test_the_database_keeps_every_revision(session, clock, drafter, comment) -> None:
    row = decide(session, drafter, clock, comment.id, ACCEPTED)
    session.flush()
    row.explanation = "Viết đè."
    with pytest.raises(DatabaseError, match="immutable"):
        session.flush()
