"""Questions settled: by choosing, in an order, by writing; never over what somebody else chose meanwhile."""

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotPermitted, StaleText
from draftreview.domain.merging_changes import Fate
from draftreview.domain.questions import How, QuestionKind
from draftreview.models.audit import AuditEvent
from draftreview.models.working import Settlement
from draftreview.services.working_text_settling import withdraw
from tests.factories import Factory
from tests.services.accepting import ARTICLE, BY_POST, CLAUSE, IN_TEN_DAYS, ON_SOFTWARE, Desk

OWN = "Cơ quan được hỏi trả lời trên phần mềm hoặc qua bưu chính trong thời hạn 05 ngày làm việc."


@pytest.fixture
def desk(make: Factory) -> Desk:
    noise = Desk(make, make.round())
    noise.accept(ON_SOFTWARE)
    noise.accept(BY_POST)
    noise.settle()
    return Desk(make, make.round())


def rows(session: Session) -> int:
    return session.scalar(select(func.count(Settlement.id))) or 0


def test_a_chosen_wording_stands_and_the_other_is_not_followed(desk: Desk) -> None:
    first, second = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    desk.settle(second)
    working = desk.working
    assert desk.text() == BY_POST
    assert {one.comment: working.result(one).how for one in working.conflicts} == {
        first: How.NOT_FOLLOWED,
        second: How.FOLLOWED,
    }
    assert working.may_be_issued


def test_who_follows_none_keeps_the_words(desk: Desk, make: Factory) -> None:
    desk.accept(ON_SOFTWARE)
    desk.accept(BY_POST)
    desk.settle()
    assert desk.text() == make.provision(desk.consultation.version, CLAUSE).text
    assert desk.working.text.blocking == ()


def test_written_words_stand_instead(desk: Desk) -> None:
    desk.accept(ON_SOFTWARE)
    desk.accept(BY_POST)
    desk.settle(new_text=f"{OWN}  ")
    working = desk.working
    assert desk.text() == OWN
    assert {working.result(one).how for one in working.conflicts} == {How.WRITTEN}


def test_insertions_stand_in_the_order_settled_and_one_may_be_left_out(desk: Desk, make: Factory) -> None:
    one, two, three = (desk.insert(f"Khoản {name}.") for name in ("một", "hai", "ba"))
    assert desk.question.kind is QuestionKind.ORDER
    desk.settle(three, one)
    children = [one.text for one in make_children(desk)]
    assert children[1:3] == ["Khoản ba.", "Khoản một."]
    assert "Khoản hai." not in children
    results = {one.comment: desk.working.result(one).how for one in desk.working.conflicts}
    assert results[two] is How.NOT_FOLLOWED


def make_children(desk: Desk) -> list[object]:
    chapter = desk.working.components[1].children[0]
    return list(next(one for one in chapter.children if one.heading == "Xin ý kiến phối hợp").children)


def test_edits_in_one_sentence_are_approved(desk: Desk) -> None:
    one, two = desk.accept(ON_SOFTWARE), desk.accept(IN_TEN_DAYS)
    assert desk.question.kind is QuestionKind.NEAR
    assert "trên phần mềm trong thời hạn 10 ngày" in desk.question.excerpt
    desk.settle(one, two)
    working = desk.working
    assert [working.result(found).fate for found in working.near] == [Fate.CLEAN, Fate.CLEAN]
    assert working.may_be_issued


def test_a_reference_is_checked_off(desk: Desk) -> None:
    desk.insert("Khoản mới.", ARTICLE, as_first_child=True)
    (question,) = desk.working.text.unchecked
    assert (question.base, question.now) == ("khoản 1 Điều này", "khoản 2 Điều này")
    desk.settle(question=question)
    assert desk.working.text.unchecked == ()
    assert len(desk.working.references) == 1


def test_the_same_choice_again_writes_nothing(desk: Desk, session: Session) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    question = desk.question
    before = rows(session)
    assert desk.settle(one, question=question) is desk.settle(one, question=question)
    assert rows(session) == before + 1


def test_a_choice_over_another_unseen_is_refused_and_shown(desk: Desk) -> None:
    one, two = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    question = desk.question
    desk.settle(one, question=question)
    with pytest.raises(StaleText, match="Tổ viên vừa chọn") as refused:
        desk.settle(two, question=question, actor=desk.lead)
    assert refused.value.current == ON_SOFTWARE


def test_words_that_another_wrote_meanwhile_are_shown(desk: Desk) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    question = desk.question
    desk.settle(question=question, new_text=OWN)
    with pytest.raises(StaleText) as refused:
        desk.settle(one, question=question)
    assert refused.value.current == OWN


def test_who_was_chosen_meanwhile_is_named_where_words_do_not_tell(desk: Desk) -> None:
    one, two = desk.insert("Khoản một."), desk.insert("Khoản hai.")
    question = desk.question
    desk.settle(two, one, question=question)
    with pytest.raises(StaleText) as refused:
        desk.settle(one, two, question=question)
    assert refused.value.current == f"{two.agency.short_name}, {one.agency.short_name}"


def test_a_question_that_looks_different_now_is_not_settled(desk: Desk) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    question = desk.question
    desk.accept("Cơ quan được hỏi phải trả lời bằng văn bản trong thời hạn 05 ngày làm việc.")
    with pytest.raises(StaleText, match="đã đổi từ khi mở trang") as refused:
        desk.settle(one, question=question)
    assert refused.value.current.startswith("Cơ quan được hỏi phải trả lời bằng văn bản")


def test_an_earlier_choice_is_shown_when_the_question_comes_back(desk: Desk) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    settled = desk.settle(one)
    desk.accept("Cơ quan được hỏi phải trả lời bằng văn bản trong thời hạn 05 ngày làm việc.")
    question = desk.question
    assert question.earlier is not None
    assert (question.earlier.followed, question.revision) == (tuple(settled.followed), 1)
    desk.settle(one)
    assert desk.working.text.blocking == ()


def test_a_question_that_is_gone_is_not_settled(desk: Desk) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    question = desk.question
    desk.accept(OWN)
    with pytest.raises(StaleText, match="không còn gì phải chọn"):
        desk.settle(one, question=question)


def test_what_cannot_stand_together_is_refused(desk: Desk) -> None:
    one, two = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    with pytest.raises(Invalid, match="không cùng đưa vào được"):
        desk.settle(one, two)
    with pytest.raises(Invalid, match="không cùng đưa vào được"):
        desk.settle("0")
    with pytest.raises(Invalid, match="đang trống"):
        desk.settle(new_text=" ")


def test_a_choice_is_taken_back(desk: Desk, session: Session) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    subject = desk.settle(one).subject
    rows_now = (desk.drafter, desk.make.clock, desk.key, subject)
    taken_back = withdraw(session, *rows_now, revision=1)
    assert (taken_back.withdrawn, taken_back.revision) == (True, 2)
    assert withdraw(session, *rows_now, revision=1) is taken_back
    question = desk.question
    assert question.is_open
    assert question.revision == 2
    with pytest.raises(StaleText, match="chưa có lựa chọn nào để bỏ"):
        withdraw(session, *rows_now, revision=2)
    desk.settle(one)
    assert desk.text() == ON_SOFTWARE


def test_what_was_never_chosen_cannot_be_taken_back(desk: Desk, session: Session) -> None:
    desk.accept(ON_SOFTWARE)
    desk.accept(BY_POST)
    about = (desk.drafter, desk.make.clock, desk.key, desk.question.subject)
    with pytest.raises(StaleText, match="chưa có lựa chọn nào để bỏ"):
        withdraw(session, *about, revision=0)
    with pytest.raises(StaleText, match="Trang đã cũ"):
        withdraw(session, *about, revision=1)


def test_the_key_stops_two_who_write_at_once(desk: Desk, session: Session) -> None:
    one, two = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    question = desk.question
    values = {
        "version_id": desk.consultation.version_id, "subject": question.subject, "revision": 1,
        "seal": question.seal, "followed": [str(two.id)], "by_id": desk.lead.id, "withdrawn": False,
        "at": desk.make.clock.now(),
    }  # fmt: skip

    def be_faster(own: Session, _context: object, _instances: object) -> None:
        own.connection().execute(insert(Settlement), [values])

    event.listen(session, "before_flush", be_faster, once=True)
    with pytest.raises(StaleText):
        desk.settle(one, question=question)


def test_settling_is_written_down(desk: Desk, session: Session) -> None:
    one, _ = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    row = desk.settle(one)
    noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "question.settled")).all()[-1]
    assert noted.subject == f"version:{desk.consultation.version_id}"
    assert noted.details["question"] == row.subject
    assert (row.by, row.at) == (desk.drafter, desk.make.clock.now())


def test_only_the_drafting_side_settles(desk: Desk) -> None:
    desk.accept(ON_SOFTWARE)
    desk.accept(BY_POST)
    with pytest.raises(NotPermitted):
        desk.settle(actor=desk.make.user())
