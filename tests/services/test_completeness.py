"""The gate: facts gathered from the rows, whose table it is, and the refusal that names everything."""

from datetime import date

import pytest
from sqlalchemy import event

from draftreview.domain.completeness import Lack
from draftreview.domain.errors import Incomplete, NotFound, NotPermitted
from draftreview.domain.vocabulary import CommentState, Outcome, ReplyState, Role, Stage, Stance
from draftreview.models.consultations import Reply
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.services.completeness import gate, require_complete
from draftreview.services.standings import standings
from tests.factories import Factory
from tests.services.answering import Desk, desk_of


@pytest.fixture
def desk(make: Factory) -> Desk:
    """A round with people at the desk."""
    return desk_of(make)


def lettered(comment) -> None:
    comment.reply.letter_number, comment.reply.letter_date = "12/CV", date(2017, 10, 20)


def lacks(session, desk: Desk, clock) -> list[tuple[Lack, str]]:
    found = gate(session, desk.lead, clock, desk.round.consultation.draft.key)
    return [(one.lack, one.place or one.agency) for one in found.check.missing]


def test_every_sent_comment_needs_an_approved_outcome(session, desk, clock) -> None:
    open_, proposed, done = desk.round.comment(), desk.answered(eid="art_1"), desk.round.comment(None)
    desk.make.disposition(done, stage=Stage.APPROVED, revision=2)
    for comment in (open_, proposed, done):
        lettered(comment)
    assert lacks(session, desk, clock) == [
        (Lack.APPROVAL, "Điều 1"),
        (Lack.OUTCOME, "Khoản 1 Điều 3"),
    ]


def test_a_letter_is_needed_of_agencies_without_comments_too(session, desk, clock) -> None:
    agreed = desk.make.invitation(desk.round.consultation, desk.make.agency("Sở Ngoại vụ"))
    facts = {"sent_at": clock.now(), "fingerprint": "0" * 64, "stance": Stance.AGREE}
    desk.make._add(Reply(invitation=agreed, state=ReplyState.SENT, letter_number="8/SNgV", **facts))
    waiting = desk.make.invitation(desk.round.consultation)
    desk.make._add(Reply(invitation=waiting, state=ReplyState.RETURNED, **facts))
    assert lacks(session, desk, clock) == [(Lack.LETTER, "Sở Ngoại vụ")]


def test_an_answer_to_words_that_changed_stands_in_the_way(session, desk, clock) -> None:
    comment = desk.round.comment()
    lettered(comment)
    row = desk.decide(comment)
    desk.make.disposition(
        comment, Outcome.DECLINED, Stage.APPROVED, 2, seen_hash=row.seen_hash, explanation="Luật định."
    )
    assert lacks(session, desk, clock) == []
    desk.round.next()
    assert lacks(session, desk, clock) == [(Lack.FRESHNESS, "Khoản 1 Điều 3")]


def test_what_the_agency_took_back_is_named_and_keeps_nobody_waiting(session, desk, clock) -> None:
    corrected, dropped = desk.answered(), desk.answered(eid="art_1")
    desk.take_back(corrected)
    dropped.state = CommentState.READY
    lettered(dropped)
    desk.round.comment(None).state = CommentState.READY
    session.flush()
    found = gate(session, desk.lead, clock, desk.round.consultation.draft.key)
    assert [(one.comment_id, one.correcting) for one in found.taken_back] == [
        (dropped.id, False),
        (corrected.id, True),
    ]
    assert {one.lack for one in found.check.missing} == {Lack.LETTER}
    assert found.comments == 0


def test_a_final_table_is_refused_with_all_that_is_missing(session, desk) -> None:
    comment = desk.round.comment()
    with pytest.raises(Incomplete, match="còn 2 việc") as raised:
        require_complete(session, desk.round.consultation)
    assert [one.lack for one in raised.value.check.missing] == [Lack.OUTCOME, Lack.LETTER]
    lettered(comment)
    desk.make.disposition(comment, stage=Stage.RELEASED)
    require_complete(session, desk.round.consultation)


def test_answers_stand_in_document_order_with_what_they_are_found_by(session, desk, make) -> None:
    topic = make.topic(desk.round.consultation, code="2", short_title="Quy trình")
    step = make.topic(desk.round.consultation, code="2a", short_title="Tiếp nhận", parent_id=topic.id)
    point = desk.round.comment("att_1__art_2__para_2__point_a", topic=step)
    appendix = desk.round.comment(None, component=desk.round.version.components[2], citation="Phụ lục 1")
    act = desk.round.comment(None, component=desk.round.version.components[0], citation="Quyết định")
    general = desk.round.comment(None)
    found = standings(session, desk.round.consultation).sent
    assert [one.comment_id for one in found] == [general.id, act.id, point.id, appendix.id]
    assert [one.slug for one in found] == ["general", "main", "att_1__art_2__para_2__point_a", "att_2"]
    assert [one.article for one in found] == ["Ý kiến chung", "Quyết định", "Điều 2", "Phụ lục 1"]
    assert [topic.code for topic in found[2].topics] == ["2a", "2"]


def test_one_query_serves_a_round_of_any_length(session, desk) -> None:
    def queries() -> int:
        seen: list[str] = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *about: seen.append(about[2]))
        require = standings(session, desk.round.consultation)
        assert require.sent
        return len(seen)

    desk.answered()
    session.flush()
    assert queries() == 1
    for _ in range(6):
        desk.answered()
    session.flush()
    assert queries() == 1


@pytest.mark.parametrize(
    ("role", "days", "allowed"),
    [
        (Role.DRAFTER, 0, True),
        (Role.APPRAISER, 0, False),
        (Role.APPRAISER, 20, True),
        (Role.AGENCY_HEAD, 20, False),
        (Role.ADMIN, 20, False),
    ],
)
def test_whoever_may_see_the_table_may_see_what_it_lacks(session, desk, clock, role, days, allowed) -> None:
    clock.forward(days=days)
    key = desk.round.consultation.draft.key
    if allowed:
        assert gate(session, desk.make.user(role), clock, key).check.passes
    else:
        with pytest.raises(NotPermitted):
            gate(session, desk.make.user(role), clock, key)


def test_a_draft_without_a_round_has_no_gate(session, make, clock) -> None:
    with pytest.raises(NotFound):
        gate(session, make.lead(), clock, make.draft().key)


def test_a_grouped_row_that_differs_without_saying_why_stands_in_the_way(session, desk, make, clock) -> None:
    three = [desk.round.comment() for _ in range(3)]
    outcomes = (Outcome.DECLINED, Outcome.DECLINED, Outcome.NOTED)
    for comment, outcome in zip(three, outcomes, strict=True):
        lettered(comment)
        make.disposition(comment, outcome, Stage.APPROVED, explanation="Luật định.")
    group = make._add(CommentGroup(consultation=desk.round.consultation, at=clock.now()))
    for comment in three:
        make._add(GroupMember(comment=comment, group=group))
    found = gate(session, desk.lead, clock, desk.round.consultation.draft.key)
    assert [(one.lack, one.comment_id, one.group_id) for one in found.check.missing] == [
        (Lack.AGREEMENT, three[2].id, group.id)
    ]
