"""Sign-off: every step reaches exactly what was read, and nothing is lost on the way."""

import pytest
from sqlalchemy import select

from draftreview.domain.errors import Invalid, NotPermitted
from draftreview.domain.sign_off import Standing, Step, standing
from draftreview.domain.vocabulary import CommentState, Outcome, Role, Stage
from draftreview.models.audit import AuditEvent
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.services.approvals import Chosen, approve, release, sign
from draftreview.services.dispositions import current, released
from draftreview.services.looking_again import look_again
from draftreview.services.trace import comment_trace
from tests.factories import Factory
from tests.services.answering import Desk, desk_of


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


def read(*pairs: tuple[Comment, int]) -> Chosen:
    return Chosen({comment.id: revision for comment, revision in pairs})


def test_approving_adds_a_revision_that_says_the_same(session, make, clock, round_) -> None:
    lead, comment = make.lead(), sent(make, round_)
    make.disposition(comment, Outcome.PARTLY_ACCEPTED, new_text="Câu chữ mới.", by=make.drafter())
    assert approve(session, lead, clock, round_, read((comment, 1))).done == (comment.id,)
    row = current(session, [comment.id])[comment.id]
    assert (row.revision, row.stage, row.outcome) == (2, Stage.APPROVED, Outcome.PARTLY_ACCEPTED)
    assert (row.new_text, row.explanation, row.by) == ("Câu chữ mới.", "Đã có ở điều khác.", lead)


def test_releasing_follows_approving(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.APPROVED, revision=2)
    assert release(session, make.lead(), clock, round_, read((comment, 2))).done == (comment.id,)
    assert current(session, [comment.id])[comment.id].stage is Stage.RELEASED


def test_what_was_not_approved_is_not_released(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, by=make.drafter(display_name="Tổ biên tập 1"))
    result = release(session, make.lead(), clock, round_, read((comment, 1)))
    assert result.done == ()
    assert result.left[0].reason == "Tổ biên tập 1 đã thay đổi, nay ở bước “chờ duyệt”"


def test_what_changed_meanwhile_is_named_and_left_alone(session, make, clock, round_) -> None:
    steady, changed = sent(make, round_), sent(make, round_, "att_1__art_3__para_1")
    for comment in (steady, changed):
        make.disposition(comment)
    make.disposition(changed, Outcome.NOTED, revision=2)
    result = approve(session, make.lead(), clock, round_, read((steady, 1), (changed, 1)))
    assert result.done == (steady.id,)
    assert [(one.comment_id, one.place) for one in result.left] == [(changed.id, "Khoản 1 Điều 3")]
    assert current(session, [changed.id])[changed.id].revision == 2


def test_a_general_comment_left_alone_is_named_too(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.RELEASED)
    left = approve(session, make.lead(), clock, round_, read((comment, 1))).left
    assert (left[0].place, left[0].agency) == ("Ý kiến chung", comment.agency.name)
    assert left[0].reason.startswith("Hệ thống")


def test_answers_of_another_round_are_out_of_reach(session, make, clock, round_) -> None:
    other = session.scalars(select(Disposition.comment_id)).one()
    result = release(session, make.lead(), clock, round_, Chosen({other: 1}))
    assert (result.done, result.left) == ((), ())


def test_what_the_agency_took_back_is_out_of_reach(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment)
    comment.state = CommentState.READY
    assert approve(session, make.lead(), clock, round_, read((comment, 1))).done == ()


@pytest.mark.parametrize("step", [step for step in Step if step not in (Step.PROPOSE, Step.KEEP)])
@pytest.mark.parametrize("role", [Role.DRAFTER, Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_lead_signs_off(session, make, clock, round_, step, role) -> None:
    with pytest.raises(NotPermitted):
        sign(session, make.user(role), clock, round_, Chosen({}), step, "Sửa lại.")


@pytest.mark.parametrize("stage", Stage)
def test_an_answer_is_sent_back_with_what_is_to_be_mended(session, make, clock, round_, stage) -> None:
    comment = sent(make, round_)
    make.disposition(comment, Outcome.NOTED, stage)
    result = sign(session, make.lead(), clock, round_, read((comment, 1)), Step.SEND_BACK, " Nêu  căn cứ.\n")
    row = current(session, [comment.id])[comment.id]
    assert result.done == (comment.id,)
    assert (row.revision, row.stage, row.remark, row.explanation) == (
        2,
        Stage.PROPOSED,
        "Nêu căn cứ.",
        "Đã có ở điều khác.",
    )
    assert standing(row.stage, row.remark) is Standing.SENT_BACK


def test_sending_back_needs_a_remark(session, make, clock, round_) -> None:
    with pytest.raises(Invalid) as raised:
        sign(session, make.lead(), clock, round_, Chosen({}), Step.SEND_BACK, "  ")
    assert raised.value.field == "remark"


def test_what_was_sent_back_cannot_be_approved_before_it_was_answered_again(
    session, make, clock, round_
) -> None:
    comment = sent(make, round_)
    make.disposition(comment, remark="Nêu căn cứ.")
    result = approve(session, make.lead(), clock, round_, read((comment, 1)))
    assert "nay ở bước “đã trả lại”" in result.left[0].reason


def test_an_approval_is_taken_back_without_a_remark(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.APPROVED)
    sign(session, make.lead(), clock, round_, read((comment, 1)), Step.TAKE_BACK, "Không dùng.")
    row = current(session, [comment.id])[comment.id]
    assert (row.revision, row.stage, row.remark) == (2, Stage.PROPOSED, "")


def test_what_was_released_is_not_taken_back(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.RELEASED)
    assert sign(session, make.lead(), clock, round_, read((comment, 1)), Step.TAKE_BACK).done == ()


def test_pressing_twice_writes_once_and_says_the_same(session, make, clock, round_) -> None:
    lead, comment = make.lead(), sent(make, round_)
    make.disposition(comment)
    first = approve(session, lead, clock, round_, read((comment, 1)))
    assert approve(session, lead, clock, round_, read((comment, 1))) == first
    assert current(session, [comment.id])[comment.id].revision == 2


def test_the_second_of_two_leads_is_told_of_the_first(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment)
    approve(session, make.lead(display_name="Trưởng ban"), clock, round_, read((comment, 1)))
    result = approve(session, make.lead(), clock, round_, read((comment, 1)))
    assert result.done == ()
    assert result.left[0].reason == "Trưởng ban đã thay đổi, nay ở bước “đã duyệt”"


def test_every_step_is_audited(session, make, clock, round_) -> None:
    lead, comment = make.lead(), sent(make, round_)
    make.disposition(comment)
    approve(session, lead, clock, round_, read((comment, 1)))
    sign(session, lead, clock, round_, read((comment, 2)), Step.SEND_BACK, "Nêu căn cứ.")
    events = session.scalars(select(AuditEvent).where(AuditEvent.subject == f"comment:{comment.id}"))
    assert [(one.action, one.details["revision"]) for one in events] == [
        ("disposition.approved", 2),
        ("disposition.sent_back", 3),
    ]


@pytest.fixture
def desk(make: Factory) -> Desk:
    """A round with people at the desk."""
    return desk_of(make)


def stale(desk: Desk, stage: Stage = Stage.PROPOSED) -> tuple[Comment, int, str]:
    """Answer a comment that is sent again in other words; give its revision and its ground now."""
    comment = desk.answered()
    row = desk.answer(comment)
    assert row is not None
    if stage is not Stage.PROPOSED:
        row = desk.make.disposition(
            comment, Outcome.DECLINED, stage, 2, seen_hash=row.seen_hash, explanation="Luật đã định."
        )
    desk.send_again(comment, body="Đề nghị 02 ngày.")
    return comment, row.revision, look_again(desk.make.session, [row])[comment.id].ground


@pytest.mark.parametrize(("step", "stage"), [(Step.APPROVE, Stage.PROPOSED), (Step.RELEASE, Stage.APPROVED)])
def test_an_answer_to_what_has_changed_needs_a_word_of_its_own(session, clock, desk, step, stage) -> None:
    comment, revision, ground = stale(desk, stage)
    round_, chosen = desk.round.consultation, {comment.id: revision}
    left = sign(session, desk.lead, clock, round_, Chosen(chosen), step).left
    assert left[0].reason == "ý kiến đã sửa sau khi trả lời, chưa đánh dấu đã xem lại"
    done = sign(session, desk.lead, clock, round_, Chosen(chosen, {comment.id: ground}), step).done
    assert done == (comment.id,)
    assert look_again(session, [desk.answer(comment)]) == {}


def test_a_word_for_what_changed_once_more_is_not_enough(session, clock, desk) -> None:
    comment, revision, ground = stale(desk)
    desk.send_again(comment, body="Đề nghị 01 ngày.")
    chosen = Chosen({comment.id: revision}, {comment.id: ground})
    left = approve(session, desk.lead, clock, desk.round.consultation, chosen).left
    assert left[0].reason.startswith("lại thay đổi sau khi mở trang")


def test_sending_back_asks_for_no_word(session, clock, desk) -> None:
    comment, revision, _ground = stale(desk)
    chosen = Chosen({comment.id: revision})
    result = sign(session, desk.lead, clock, desk.round.consultation, chosen, Step.SEND_BACK, "Xem lại.")
    assert result.done == (comment.id,)


@pytest.mark.parametrize("stage", Stage)
def test_confirming_leaves_an_answer_at_its_stage(session, clock, desk, stage) -> None:
    comment, revision, ground = stale(desk, stage)
    chosen = Chosen({comment.id: revision}, {comment.id: ground})
    sign(session, desk.lead, clock, desk.round.consultation, chosen, Step.CONFIRM)
    row = desk.answer(comment)
    assert row is not None
    assert (row.revision, row.stage, row.seen_hash) == (revision + 1, stage, ground)


def test_an_agency_keeps_the_answer_that_was_only_confirmed(session, clock, desk) -> None:
    comment, revision, ground = stale(desk, Stage.RELEASED)
    officer = desk.make.user(Role.AGENCY_HEAD, comment.agency)
    shown = released(session, [comment.id])
    chosen = Chosen({comment.id: revision}, {comment.id: ground})
    sign(session, desk.lead, clock, desk.round.consultation, chosen, Step.CONFIRM)
    session.flush()
    assert released(session, [comment.id]) == shown
    assert [one.revision for one in comment_trace(session, officer, clock, comment.id).answers] == [revision]


def test_an_answer_released_again_in_other_words_is_the_one_that_is_seen(session, make, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, Outcome.NOTED, Stage.RELEASED)
    newer = make.disposition(comment, Outcome.NOTED, Stage.RELEASED, 2, explanation="Đã sửa ở Điều 5.")
    assert released(session, [comment.id]) == {comment.id: newer}


def test_what_has_not_changed_needs_no_confirming(session, make, clock, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, stage=Stage.RELEASED)
    left = sign(session, make.lead(), clock, round_, read((comment, 1)), Step.CONFIRM).left
    assert left[0].reason == "không còn điều gì phải xem lại"


def test_what_has_changed_is_confirmed_only_as_it_was_shown(session, clock, desk) -> None:
    comment, revision, _ground = stale(desk, Stage.APPROVED)
    chosen = Chosen({comment.id: revision})
    left = sign(session, desk.lead, clock, desk.round.consultation, chosen, Step.CONFIRM).left
    assert left[0].reason.endswith("chưa đánh dấu đã xem lại")
