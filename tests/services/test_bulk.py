"""One answer for many: every one chosen is reached, what others answered meanwhile is left alone."""

from collections.abc import Sequence

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, MissingExplanation, NotPermitted
from draftreview.domain.picking import AnswerState
from draftreview.domain.vocabulary import CommentState, Outcome, ReplyState, Role, Stage
from draftreview.models.audit import AuditEvent, IndexingEntry
from draftreview.models.comments import Comment
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.models.dispositions import Disposition
from draftreview.services import bulk, dispositions
from draftreview.services.bulk import Answered
from draftreview.services.dispositions import Decision
from tests.factories import Factory
from tests.services.rounds import CLAUSE, NOW, Round

DECLINED = Decision(Outcome.DECLINED, "Luật đã quy định.")


@pytest.fixture
def round_(make: Factory) -> Round:
    """A round with a comment of another draft's beside it."""
    other = Round(make, make.round(make.version()))
    other.comment()
    return Round(make, make.round(make.version(), number=1))


@pytest.fixture
def answer(session: Session, make: Factory, round_: Round):
    """Give one answer to comments that nobody has answered yet, or whose revision is given."""
    drafter = make.drafter(display_name="Tổ biên tập 1")

    def give(
        comments: Sequence[Comment], decision: Decision = DECLINED, seen: int = 0, actor=drafter
    ) -> Answered:
        chosen = {one.id: seen for one in comments}
        return bulk.answer_many(session, actor, make.clock, round_.consultation, chosen, decision)

    return give


def standing(session: Session, comments: Sequence[Comment]) -> list[tuple[Outcome, Stage, int]]:
    session.flush()
    found = dispositions.current(session, [one.id for one in comments])
    return [(found[one.id].outcome, found[one.id].stage, found[one.id].revision) for one in comments]


def test_every_one_chosen_is_answered(session, round_, answer) -> None:
    chosen = [round_.comment(), round_.comment(None), round_.comment("att_1__art_1")]
    spared = round_.comment()
    assert answer(chosen) == Answered(tuple(one.id for one in chosen), ())
    assert standing(session, chosen) == [(Outcome.DECLINED, Stage.PROPOSED, 1)] * 3
    assert dispositions.current(session, [spared.id]) == {}


def test_each_answer_is_recorded_and_told_to_the_search_index(session, round_, answer) -> None:
    chosen = [round_.comment(), round_.comment()]
    answer(chosen)
    subjects = [f"comment:{one.id}" for one in chosen]
    events = select(AuditEvent.subject).where(AuditEvent.action == "disposition.proposed")
    assert list(session.scalars(events.order_by(AuditEvent.id))) == subjects
    assert set(session.scalars(select(IndexingEntry.subject))) >= set(subjects)


def test_pressing_twice_writes_once(session, round_, answer) -> None:
    chosen = [round_.comment(), round_.comment()]
    answer(chosen)
    again = answer(chosen)
    assert again == Answered(tuple(one.id for one in chosen), ())
    assert session.scalar(select(func.count(Disposition.id))) == 2


def test_an_answer_that_stood_there_is_followed_by_the_new_one(session, round_, answer) -> None:
    comment = round_.comment()
    round_.make.disposition(comment, stage=Stage.APPROVED)
    answer([comment], seen=1)
    assert standing(session, [comment]) == [(Outcome.DECLINED, Stage.PROPOSED, 2)]


def test_what_was_decided_meanwhile_is_named_and_left_alone(session, round_, answer) -> None:
    free, taken = round_.comment(), round_.comment()
    by = round_.make.drafter(display_name="Tổ biên tập 2")
    round_.make.disposition(taken, Outcome.NOTED, explanation="Đã ghi.", by=by)
    result = answer([free, taken])
    assert result.done == (free.id,)
    (left,) = result.left
    assert (left.comment_id, left.place, left.slug) == (taken.id, "Khoản 1 Điều 3", CLAUSE)
    assert left.reason == "Tổ biên tập 2 đã trả lời “Ghi nhận. Đã ghi.”"
    assert standing(session, [taken]) == [(Outcome.NOTED, Stage.PROPOSED, 1)]


def test_an_answer_of_the_system_is_named_so(round_, answer) -> None:
    comment = round_.comment()
    round_.make.disposition(comment)
    assert answer([comment]).left[0].reason == "Hệ thống đã trả lời “Tiếp thu”"


def test_a_page_that_knows_of_an_answer_that_is_not_there_is_told(round_, answer) -> None:
    assert "chưa có kết quả nào" in answer([round_.comment(None)], seen=3).left[0].reason


def test_a_comment_given_back_meanwhile_is_named_without_a_way_to_it(session, round_, answer) -> None:
    comment = round_.comment()
    comment.reply.state = ReplyState.RETURNED
    comment.state = CommentState.READY
    session.flush()
    (left,) = answer([comment]).left
    assert (left.comment_id, left.slug) == (comment.id, "")
    assert "đã được trả lại" in left.reason


def test_comments_of_another_round_are_out_of_reach(session, make, round_, answer) -> None:
    stranger = session.scalars(select(Comment).where(Comment.consultation_id != round_.consultation.id)).one()
    assert answer([stranger]) == Answered((), ())
    assert session.scalar(select(func.count(Disposition.id))) == 0


def test_an_answer_must_be_explained(session, round_, answer) -> None:
    with pytest.raises(MissingExplanation):
        answer([round_.comment()], Decision(Outcome.DECLINED))
    assert session.scalar(select(func.count(Disposition.id))) == 0


def test_one_wording_cannot_serve_many_places(session, round_, answer) -> None:
    plain, worded = round_.comment(), round_.comment()
    round_.make.proposal(worded, NOW)
    with pytest.raises(Invalid, match="1 ý kiến đã chọn có đề xuất câu chữ") as refused:
        answer([plain, worded], Decision(Outcome.PARTLY_ACCEPTED, "Một phần."))
    assert refused.value.field == "outcome"
    assert answer([plain], Decision(Outcome.PARTLY_ACCEPTED, "Một phần.")).done == (plain.id,)


def test_something_must_be_chosen(answer) -> None:
    with pytest.raises(Invalid, match="Chưa chọn ý kiến nào"):
        answer([])


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_answers(session, make, round_, answer, role) -> None:
    with pytest.raises(NotPermitted):
        answer([round_.comment()], actor=make.user(role))
    with pytest.raises(NotPermitted):
        bulk.picks(session, make.user(role), round_.consultation)


def test_every_comment_sent_can_be_picked_in_the_order_of_the_table(session, make, round_) -> None:
    late, general = round_.comment("att_1__art_3"), round_.comment(None)
    make.comment(make.invitation(round_.consultation))
    make.disposition(late, revision=1)
    make.disposition(late, revision=2, stage=Stage.APPROVED)
    group = make._add(CommentGroup(consultation=round_.consultation, at=make.clock.now()))
    make._add(GroupMember(comment=general, group=group))
    found = bulk.picks(session, make.drafter(), round_.consultation)
    assert [(one.row.comment_id, one.revision, one.group) for one in found] == [
        (general.id, 0, group.id),
        (late.id, 2, None),
    ]
    assert [one.answer_state for one in found] == [AnswerState.OPEN, AnswerState.APPROVED]


def test_the_desk_is_found_wherever_a_comment_stands(session, make, round_) -> None:
    whole = round_.comment(None)
    main, _regulation, appendix = round_.version.components
    comments = [whole]
    for part in (main, appendix):
        comments.append(round_.comment(None, component=part))
    comments.append(round_.comment(None, citation="Mẫu phiếu"))
    assert [bulk.desk_slug(one) for one in comments] == ["general", "main", "att_2", "general"]
    rows = [one.row for one in bulk.picks(session, make.drafter(), round_.consultation)]
    assert [bulk.slug_of(row) for row in rows] == ["general", "main", "att_2", "general"]


def test_two_thousand_are_answered_in_a_few_statements(session, make, round_, answer) -> None:
    invitation = make.invitation(round_.consultation)
    author = make.user(agency=invitation.agency)
    first = make.sent(make.comment(invitation, author), invitation)
    facts = {name: getattr(first, name) for name in ("category", "created_at", "updated_at", "sent_at")}
    ids = {"agency_id": first.agency_id, "consultation_id": first.consultation_id, "reply_id": first.reply_id}
    more = [
        Comment(author_id=author.id, state=CommentState.SENT, body=f"Ý {one}", **ids, **facts)
        for one in range(1999)
    ]
    session.add_all(more)
    session.flush()
    statements: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *facts: statements.append(facts[2]))
    result = answer([first, *more])
    session.flush()
    assert (len(result.done), result.left) == (2000, ())
    assert len(statements) <= 6


def test_one_wording_serves_all_who_proposed_for_the_same_place(session, make, round_, answer) -> None:
    pair, elsewhere = [round_.comment(), round_.comment()], round_.comment("att_1__art_1")
    for one in (*pair, elsewhere):
        make.proposal(one, NOW)
    partly = Decision(Outcome.PARTLY_ACCEPTED, "Một phần.", new_text="Trả lời trong 04 ngày.")
    with pytest.raises(Invalid, match="câu chữ riêng cho từng chỗ"):
        answer([*pair, elsewhere], partly)
    assert len(answer(pair, partly).done) == 2
    found = dispositions.current(session, [one.id for one in pair]).values()
    assert {row.new_text for row in found} == {"Trả lời trong 04 ngày."}


def test_a_comment_sent_again_in_other_words_is_named_and_left_alone(session, make, round_, answer) -> None:
    steady, reworded = round_.comment(), round_.comment()
    reworded.revision = 2
    seen = dict.fromkeys((steady.id, reworded.id), 0)
    facts = session, make.drafter(), make.clock, round_.consultation
    result = bulk.answer_many(*facts, seen, DECLINED, dict.fromkeys(seen, 1))
    assert result.done == (steady.id,)
    assert [(one.comment_id, one.slug) for one in result.left] == [(reworded.id, CLAUSE)]
    assert "đã sửa lời" in result.left[0].reason


def test_an_answer_knows_what_it_was_given_to(session, round_, answer) -> None:
    chosen = [round_.comment(), round_.comment(None)]
    answer(chosen)
    assert all(row.seen_hash for row in dispositions.current(session, [one.id for one in chosen]).values())


def test_the_same_words_are_a_new_answer_where_the_lead_sent_it_back(session, make, round_, answer) -> None:
    comment = round_.comment()
    answer([comment])
    make.disposition(
        comment, Outcome.DECLINED, revision=2, explanation=DECLINED.explanation, remark="Nói rõ hơn."
    )
    assert answer([comment], seen=2).left == ()
    assert standing(session, [comment]) == [(Outcome.DECLINED, Stage.PROPOSED, 3)]
