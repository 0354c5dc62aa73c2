"""Comments are written, edited, finished and withdrawn until the agency's head sends them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.choosing import Selection
from draftreview.domain.errors import (
    AlreadySent,
    Invalid,
    NotFound,
    NotPermitted,
    StaleText,
    UnchangedWording,
)
from draftreview.domain.vocabulary import Category, CommentState, Operation, Role, Stage
from draftreview.models.audit import AuditEvent, IndexingEntry
from draftreview.models.comments import Comment
from draftreview.services import comments
from draftreview.services.comment_finding import find, in_order
from draftreview.services.comments import Contents
from draftreview.services.dispositions import released
from draftreview.services.wordings import Wording
from tests.factories import Factory, FixedClock

CLAUSE = "att_1__art_3__para_1"


@dataclass
class Desk:
    """An officer of an invited agency before version 1, with another agency beside it."""

    session: Session
    make: Factory
    clock: FixedClock

    def __post_init__(self) -> None:
        self.round = self.make.round()
        self.invitation = self.make.invitation(self.round)
        self.officer = self.make.user(agency=self.invitation.agency)
        self.other = self.make.invitation(self.round)
        self.stranger = self.make.user(agency=self.other.agency)
        self.make.comment(self.other, self.stranger, self.make.provision(self.round.version, CLAUSE))

    def write(self, eid: str = CLAUSE, body: str = "Nên rút ngắn.", **more: Any) -> Comment:
        facts = {"contents": Contents(body=body), "number": 1, "key": self.round.draft.key} | more
        return comments.write(self.session, self.officer, self.clock, eid=eid, **facts)

    def revise(self, comment: Comment, revision: int, body: str, **more: Any) -> Comment:
        return comments.revise(
            self.session, self.officer, self.clock, comment.id, revision, Contents(body=body), **more
        )

    def count(self) -> int:
        return len(in_order(self.session, self.round.id, self.invitation.agency_id))


@pytest.fixture
def desk(session: Session, make: Factory, clock: FixedClock) -> Desk:
    return Desk(session, make, clock)


def test_a_comment_keeps_where_it_stands_and_the_words_there(desk: Desk) -> None:
    comment = desk.write()
    assert comment.citation == "khoản 1 Điều 3 của Quy định"
    assert comment.words.startswith("Cơ quan được hỏi trả lời")
    assert (comment.state, comment.author, comment.agency_id) == (
        CommentState.WRITING,
        desk.officer,
        desk.officer.agency_id,
    )


def test_a_comment_may_stand_on_the_draft_or_an_appendix(desk: Desk) -> None:
    whole, appendix = desk.write("general"), desk.write("att_2")
    assert (whole.citation, whole.provision_id, whole.component_id) == ("", None, None)
    assert (appendix.citation, appendix.provision_id) == ("Phụ lục 1", None)
    assert appendix.component is not None
    assert appendix.component.eid == "att_2"


def test_every_write_is_noted_and_indexed(desk: Desk, session: Session) -> None:
    comment = desk.write()
    desk.revise(comment, 1, "Khác.")
    comments.mark(session, desk.officer, desk.clock, comment.id, ready=True)
    comments.mark(session, desk.officer, desk.clock, comment.id, ready=False)
    comments.withdraw(session, desk.officer, desk.clock, comment.id)
    subject = f"comment:{comment.id}"
    actions = session.scalars(
        select(AuditEvent.action).where(AuditEvent.subject == subject).order_by(AuditEvent.id)
    )
    assert [action.removeprefix("comment.") for action in actions] == [
        "written",
        "edited",
        "ready",
        "reopened",
        "withdrawn",
    ]
    assert len(session.scalars(select(IndexingEntry).where(IndexingEntry.subject == subject)).all()) == 5


def test_pressing_twice_writes_once(desk: Desk) -> None:
    first, second = desk.write(form_key="k1"), desk.write(form_key="k1")
    assert first is second
    assert desk.count() == 1
    assert first.revision == 1


def test_going_back_and_sending_other_words_edits_what_was_written(desk: Desk) -> None:
    first = desk.write(form_key="k1")
    desk.write(body="Sửa lại.", form_key="k1")
    assert (desk.count(), first.body, first.revision) == (1, "Sửa lại.", 2)
    with pytest.raises(StaleText):
        desk.write(body="Lại sửa.", form_key="k1")


def test_an_empty_comment_is_refused_and_a_bare_wording_is_not(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.write(body=" \r\n ")
    bare = Contents(wording=Wording(Operation.DELETE))
    assert desk.write(contents=bare).body == ""


def test_an_unchanged_wording_is_refused(desk: Desk) -> None:
    same = desk.make.provision(desk.round.version, CLAUSE).text
    with pytest.raises(UnchangedWording):
        desk.write(contents=Contents(body="Ý kiến.", wording=Wording(Operation.REPLACE, text=same)))


def test_the_topic_must_belong_to_the_round(desk: Desk) -> None:
    own, foreign = desk.make.topic(desk.round), desk.make.topic(desk.make.round())
    assert desk.write(contents=Contents(body="Ý kiến.", topic_id=own.id)).topic == own
    for topic_id in (foreign.id, 999):
        with pytest.raises(Invalid):
            desk.write(contents=Contents(body="Ý kiến.", topic_id=topic_id))


def test_a_stale_save_is_refused_with_the_words_that_stand_there(desk: Desk) -> None:
    comment = desk.write()
    desk.revise(comment, 1, "Đồng nghiệp sửa.")
    with pytest.raises(StaleText) as refused:
        desk.revise(comment, 1, "Tôi sửa.")
    assert refused.value.current == "Đồng nghiệp sửa."
    assert comment.body == "Đồng nghiệp sửa."


def test_saving_the_same_words_again_changes_nothing(desk: Desk) -> None:
    comment = desk.write()
    desk.revise(comment, 1, "Khác.", ready=True)
    desk.revise(comment, 1, "Khác. ", ready=True)
    assert (comment.revision, comment.state) == (2, CommentState.READY)


def test_marking_what_is_marked_changes_nothing(desk: Desk) -> None:
    comment = desk.write(ready=True)
    comments.mark(desk.session, desk.officer, desk.clock, comment.id, ready=True)
    assert comment.revision == 1


def test_a_colleague_may_polish_a_comment(desk: Desk) -> None:
    comment = desk.write()
    colleague = desk.make.user(Role.AGENCY_HEAD, desk.invitation.agency)
    comments.revise(desk.session, colleague, desk.clock, comment.id, 1, Contents(Category.QUESTION, "Hỏi."))
    assert (comment.category, comment.author) == (Category.QUESTION, desk.officer)


def test_what_is_withdrawn_is_kept_and_stays_withdrawn(desk: Desk) -> None:
    comment = comments.withdraw(desk.session, desk.officer, desk.clock, desk.write().id)
    assert (comment.state, comment.withdrawn_at) == (CommentState.WITHDRAWN, desk.clock.now())
    assert desk.count() == 0
    with pytest.raises(NotPermitted):
        desk.revise(comment, comment.revision, "Lại viết.")


def test_what_is_sent_is_locked(desk: Desk) -> None:
    comment, left = desk.write(), desk.write()
    desk.make.sent(comment, desk.invitation)
    attempts: list[Callable[[], object]] = [
        lambda: desk.revise(comment, 1, "Sửa."),
        lambda: comments.withdraw(desk.session, desk.officer, desk.clock, comment.id),
        lambda: comments.mark(desk.session, desk.officer, desk.clock, left.id, ready=True),
        desk.write,
    ]
    for attempt in attempts:
        with pytest.raises(AlreadySent):
            attempt()


def test_the_day_of_saving_decides_not_the_day_of_beginning(desk: Desk) -> None:
    comment = desk.write()
    desk.clock.forward(days=30)
    desk.revise(comment, 1, "Muộn nhưng vẫn nhận.")
    desk.round.closed_at = desk.clock.now()
    with pytest.raises(NotPermitted):
        desk.revise(comment, 2, "Đợt đã đóng.")
    with pytest.raises(NotPermitted):
        desk.write()


def test_nobody_writes_before_the_round_opens(desk: Desk) -> None:
    desk.round.opens_on = date(2017, 10, 25)
    with pytest.raises(NotPermitted):
        desk.write()


def test_an_agency_that_was_not_asked_does_not_comment(desk: Desk, session: Session, make: Factory) -> None:
    desk.round.draft.public = True
    outsider = make.user()
    with pytest.raises(NotPermitted):
        comments.write(
            session, outsider, desk.clock, key=desk.round.draft.key, number=1, eid=CLAUSE, contents=Contents()
        )


def test_another_agencys_comment_is_not_found(desk: Desk, session: Session) -> None:
    comment = desk.write()
    for somebody in (desk.stranger, None, desk.make.drafter()):
        with pytest.raises(NotFound):
            find(session, somebody, desk.clock, comment.id)
    with pytest.raises(NotFound):
        comments.withdraw(session, desk.stranger, desk.clock, comment.id)
    with pytest.raises(NotFound):
        find(session, desk.officer, desk.clock, 999)


def test_a_drafter_reads_what_was_sent_and_changes_nothing(desk: Desk, session: Session) -> None:
    comment = desk.make.sent(desk.write(), desk.invitation)
    drafter = desk.make.drafter()
    assert find(session, drafter, desk.clock, comment.id) is comment
    with pytest.raises(NotPermitted):
        comments.withdraw(session, drafter, desk.clock, comment.id)


def test_comments_come_in_document_order_the_general_ones_first(desk: Desk, session: Session) -> None:
    places = ["att_2", "att_1__art_3", "att_1", "art_1", "act", "general"]
    written = {eid: desk.write(eid) for eid in places}
    ordered = in_order(session, desk.round.id, desk.officer.agency_id)
    assert ordered == [written[eid] for eid in ("general", "act", "art_1", "att_1", "att_1__art_3", "att_2")]


def test_an_agency_sees_only_released_answers(desk: Desk, session: Session) -> None:
    told, untold = desk.write(), desk.write()
    for stage, revision in ((Stage.PROPOSED, 1), (Stage.RELEASED, 2), (Stage.PROPOSED, 3)):
        desk.make.disposition(told, stage=stage, revision=revision)
    desk.make.disposition(untold, stage=Stage.APPROVED)
    answers = released(session, [told.id, untold.id])
    assert {key: row.revision for key, row in answers.items()} == {told.id: 2}


def test_a_comment_is_about_words_selected_in_its_provision(desk: Desk) -> None:
    passage = Selection("trả lời bằng văn bản")
    comment = desk.write(contents=Contents(body="Nên rõ hơn.", passage=passage))
    assert comment.anchor is not None
    assert comment.anchor.quote == "trả lời bằng văn bản"
    assert comment.words[comment.anchor.start : comment.anchor.end] == comment.anchor.quote
    again = Contents(body="Nên rõ hơn.", passage=passage)
    assert comments.revise(desk.session, desk.officer, desk.clock, comment.id, 1, again).revision == 1


def test_the_words_chosen_may_be_others_or_none_later(desk: Desk) -> None:
    comment = desk.write(contents=Contents(body="Nên rõ hơn.", passage=Selection("văn bản")))
    other = Contents(body="Nên rõ hơn.", passage=Selection("05 ngày"))
    comments.revise(desk.session, desk.officer, desk.clock, comment.id, 1, other)
    assert comment.anchor is not None
    assert comment.anchor.quote == "05 ngày"
    desk.revise(comment, 2, "Nên rõ hơn.")
    assert comment.anchor is None


def test_words_that_are_not_there_are_refused(desk: Desk) -> None:
    for eid in (CLAUSE, "general", "att_2"):
        with pytest.raises(Invalid) as refused:
            desk.write(eid, contents=Contents(body="Ý kiến.", passage=Selection("không có ở đây")))
        assert refused.value.field == "quote"
