"""Direct edits: with a reason, over the words that were seen, kept with those they were laid over."""

from typing import Any

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import (
    Invalid,
    MissingExplanation,
    NotFound,
    NotPermitted,
    StaleText,
    UnchangedWording,
)
from draftreview.domain.merging_changes import Fate, Words
from draftreview.domain.questions import How, QuestionKind
from draftreview.domain.vocabulary import Operation
from draftreview.models.working import DirectEdit
from draftreview.services.working_text_editing import (
    Grounds,
    delete_directly,
    insert_directly,
    withdraw_edit,
)
from tests.factories import Factory
from tests.services.accepting import ARTICLE, CLAUSE, IN_TEN_DAYS, ON_SOFTWARE, OTHER, Desk

OWN = "Cơ quan được hỏi trả lời bằng văn bản hoặc thư điện tử trong thời hạn 05 ngày làm việc."
BY_MAIL = ON_SOFTWARE.replace("trên phần mềm", "qua thư điện tử")
REASON = Grounds("Cho rõ nghĩa.")
LIST = "att_1__art_2__para_2"


@pytest.fixture
def desk(make: Factory) -> Desk:
    noise = Desk(make, make.round())
    noise.edit("Nhiễu của dự thảo khác.")
    return Desk(make, make.round())


def inserting(desk: Desk, text: str = "Khoản mới.", form_key: str = "f1", **more: Any) -> DirectEdit:
    facts = {"place": CLAUSE, "as_first_child": False, "grounds": REASON} | more
    grounds = facts.pop("grounds")
    return insert_directly(
        desk.make.session,
        desk.drafter,
        desk.make.clock,
        desk.key,
        form_key,
        Words(text=text),
        grounds,
        **facts,
    )


def deleting(desk: Desk, eid: str = CLAUSE, **more: Any) -> DirectEdit:
    last = desk.working.edit(eid)
    facts = {"seen": desk.working.seen(eid), "revision": last.revision if last else 0} | more
    return delete_directly(
        desk.make.session, desk.drafter, desk.make.clock, desk.key, eid, facts.pop("grounds", REASON), **facts
    )


def withdrawing(desk: Desk, subject: str = CLAUSE, revision: int = 1) -> DirectEdit:
    return withdraw_edit(
        desk.make.session, desk.drafter, desk.make.clock, desk.key, subject, revision=revision
    )


def rows(session: Session) -> int:
    return session.scalar(select(func.count(DirectEdit.id))) or 0


def test_an_edit_is_laid_over_what_was_accepted(desk: Desk) -> None:
    desk.accept(ON_SOFTWARE)
    edited = desk.edit(ON_SOFTWARE.replace("05 ngày", "03 ngày"))
    assert desk.text() == ON_SOFTWARE.replace("05 ngày", "03 ngày")
    assert (edited.base_text, edited.revision, edited.by) == (ON_SOFTWARE, 1, desk.drafter)
    assert desk.working.may_be_issued


def test_a_later_acceptance_elsewhere_in_the_words_joins_and_asks_for_a_look(desk: Desk) -> None:
    desk.edit(OWN)
    desk.accept(IN_TEN_DAYS)
    assert desk.text() == OWN.replace("05 ngày", "10 ngày")
    question = desk.question
    assert (question.kind, question.keys) == (QuestionKind.NEAR, (f"edit:{CLAUSE}",))
    desk.settle(f"edit:{CLAUSE}")
    assert desk.working.may_be_issued


def test_an_edit_that_was_overtaken_is_asked_about_with_both_texts(desk: Desk) -> None:
    desk.edit(BY_MAIL)
    desk.accept(ON_SOFTWARE)
    question = desk.question
    assert (question.kind, question.now) == (QuestionKind.OVERTAKEN, ON_SOFTWARE)
    assert [one.text for one in question.variants] == [BY_MAIL]
    assert desk.text() == ON_SOFTWARE
    desk.settle(f"edit:{CLAUSE}")
    assert desk.text() == BY_MAIL
    assert desk.working.text.edited[0].how is How.FOLLOWED


def test_an_overtaken_edit_may_give_way_or_be_written_anew(desk: Desk) -> None:
    desk.edit(BY_MAIL)
    desk.accept(ON_SOFTWARE)
    question = desk.question
    desk.settle(question=question)
    assert desk.text() == ON_SOFTWARE
    desk.settle(question=question, revision=1, new_text="Viết lại.")
    assert desk.text() == "Viết lại."


def test_a_further_edit_settles_it_too(desk: Desk) -> None:
    desk.edit(BY_MAIL)
    desk.accept(ON_SOFTWARE)
    desk.edit("Câu chữ mới hẳn.")
    assert (desk.text(), desk.working.text.blocking) == ("Câu chữ mới hẳn.", ())


def test_heading_text_and_tail_are_edited_where_the_level_has_them(desk: Desk) -> None:
    desk.edit(Words("Không có", "Hồ sơ thiếu thì:", "Ghi trên phần mềm."), LIST)
    desk.edit(Words("Phối hợp"), ARTICLE)
    words = desk.working.text.words_at
    assert words(LIST) == Words("", "Hồ sơ thiếu thì:", "Ghi trên phần mềm.")
    assert words(ARTICLE) == Words("Phối hợp")


def test_what_a_component_says_is_edited(desk: Desk) -> None:
    desk.edit(Words("QUYẾT ĐỊNH", "Căn cứ Luật số 77;", "TM. ỦY BAN NHÂN DÂN"), "component:")
    desk.edit(Words("Phụ lục 1. Phiếu hẹn"), "component:att_2")
    main, _, appendix = desk.working.components
    assert (main.preamble, main.closing) == ("Căn cứ Luật số 77;", "TM. ỦY BAN NHÂN DÂN")
    assert (appendix.title, appendix.preamble) == ("Phụ lục 1. Phiếu hẹn", "")


def test_an_inserted_provision_is_reworded(desk: Desk) -> None:
    comment = desk.insert("Khoản của cơ quan.")
    desk.edit("Khoản của cơ quan, sửa lại.", f"new:{comment.id}")
    assert desk.text(f"new:{comment.id}") == "Khoản của cơ quan, sửa lại."


def test_an_edit_whose_inserted_provision_is_gone_is_an_orphan(desk: Desk, make: Factory) -> None:
    comment = desk.insert("Khoản của cơ quan.")
    desk.edit("Khoản của cơ quan, sửa lại.", f"new:{comment.id}")
    make.disposition(comment, outcome="declined", stage="approved", revision=2)
    assert desk.working.text.edited[0].fate is Fate.ORPHAN


def test_a_provision_is_inserted_once_however_often_one_presses(desk: Desk, session: Session) -> None:
    before = rows(session)
    assert inserting(desk) is inserting(desk)
    assert rows(session) == before + 1
    assert desk.text("insert:f1") == "Khoản mới."
    with pytest.raises(StaleText, match="Tổ viên vừa sửa"):
        inserting(desk, "Khoản khác.")


def test_an_insertion_is_reworded_and_keeps_its_place(desk: Desk) -> None:
    inserting(desk, place=ARTICLE, as_first_child=True)
    edited = desk.edit("Khoản mới hơn.", "insert:f1")
    assert (edited.operation, edited.place, edited.as_first_child) == (Operation.INSERT, ARTICLE, True)
    assert desk.text("insert:f1") == "Khoản mới hơn."


def test_insertions_of_both_sides_at_one_place_ask_for_their_order(desk: Desk) -> None:
    comment = desk.insert("Khoản của cơ quan.")
    inserting(desk)
    assert desk.question.kind is QuestionKind.ORDER
    desk.edit("Khoản mới, sửa lại.", "insert:f1")
    desk.settle("edit:insert:f1", comment)
    places = desk.working.text.places
    assert places["insert:f1"].endswith("para_2")
    assert places[f"new:{comment.id}"].endswith("para_3")


def test_a_component_takes_an_insertion_as_its_first(desk: Desk) -> None:
    inserting(desk, place="", as_first_child=True)
    assert desk.working.text.places["insert:f1"] == "art_1"


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"place": "att_1__art_9"}, NotFound),
        ({"place": "att_2"}, NotFound),
        ({"place": f"{LIST}__point_a", "as_first_child": True}, Invalid),
        ({"text": " "}, Invalid),
        ({"form_key": ""}, Invalid),
        ({"grounds": Grounds(" ")}, MissingExplanation),
    ],
)
def test_an_unfit_insertion_is_refused(desk: Desk, facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        inserting(desk, **facts)


def test_a_provision_is_deleted_and_the_edit_takes_its_place(desk: Desk) -> None:
    desk.edit(OWN)
    assert deleting(desk) is deleting(desk, revision=1)
    assert desk.working.text.words_at(CLAUSE) is None
    with pytest.raises(NotFound):
        desk.edit(OWN, revision=2)


def test_a_deletion_against_an_accepted_wording_is_a_question(desk: Desk) -> None:
    comment = desk.accept(ON_SOFTWARE)
    deleting(desk)
    assert desk.question.kind is QuestionKind.DELETED
    desk.settle(comment)
    assert desk.text() == ON_SOFTWARE


def test_an_edit_of_what_is_deleted_by_an_acceptance_is_a_question(desk: Desk) -> None:
    desk.edit(OWN)
    comment = desk.accept("", operation=Operation.DELETE)
    assert desk.question.keys == (str(comment.id), f"edit:{CLAUSE}")
    desk.settle(comment)
    assert desk.working.text.words_at(CLAUSE) is None
    assert desk.working.text.edited[0].how is How.NOT_FOLLOWED


def test_what_the_base_version_has_not_is_not_deleted(desk: Desk) -> None:
    comment = desk.insert("Khoản của cơ quan.")
    for subject in (f"new:{comment.id}", "component:", "att_1__art_9"):
        with pytest.raises(NotFound, match="bản lần 1"):
            deleting(desk, subject)


def test_a_withdrawn_edit_leaves_the_words_as_accepted(desk: Desk) -> None:
    desk.edit(OWN)
    desk.accept(ON_SOFTWARE)
    taken_back = withdrawing(desk)
    assert withdrawing(desk) is taken_back
    assert (desk.text(), desk.working.text.blocking) == (ON_SOFTWARE, ())
    again = desk.edit(OWN)
    assert (again.revision, again.base_text) == (3, ON_SOFTWARE)


def test_what_was_never_edited_is_not_withdrawn(desk: Desk) -> None:
    with pytest.raises(NotFound, match="Không có lần sửa"):
        withdrawing(desk)


def test_an_edit_over_another_unseen_is_refused_and_shown(desk: Desk) -> None:
    seen = desk.working.seen(CLAUSE)
    desk.edit(OWN)
    with pytest.raises(StaleText, match="Tổ viên vừa sửa") as refused:
        desk.edit("Khác.", revision=0, seen=seen)
    assert refused.value.current == OWN
    withdrawing(desk)
    with pytest.raises(StaleText) as refused:
        desk.edit("Khác.", revision=1, seen=seen)
    assert refused.value.current == ""


def test_an_edit_of_words_that_changed_meanwhile_is_refused(desk: Desk) -> None:
    seen = desk.working.seen(CLAUSE)
    desk.accept(ON_SOFTWARE)
    with pytest.raises(StaleText, match="đã đổi từ khi mở trang") as refused:
        desk.edit(OWN, seen=seen)
    assert refused.value.current == ON_SOFTWARE
    with pytest.raises(StaleText):
        desk.edit(OWN, revision=4)


def test_a_withdrawal_of_what_was_edited_again_is_refused(desk: Desk) -> None:
    desk.edit(OWN)
    desk.edit("Khác hẳn.")
    with pytest.raises(StaleText, match="vừa sửa"):
        withdrawing(desk, revision=1)


def test_the_same_edit_again_writes_nothing(desk: Desk, session: Session) -> None:
    seen, before = desk.working.seen(CLAUSE), rows(session)
    assert desk.edit(OWN, seen=seen, revision=0) is desk.edit(OWN, seen=seen, revision=0)
    assert rows(session) == before + 1


@pytest.mark.parametrize(
    ("new", "error"),
    [("", Invalid), ("Công chức  kiểm tra hồ sơ ngay khi nhận.", UnchangedWording)],
)
def test_words_must_be_there_and_differ(desk: Desk, new: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        desk.edit(new, OTHER)


def test_a_reason_is_required(desk: Desk) -> None:
    with pytest.raises(MissingExplanation, match="lý do"):
        desk.edit(OWN, grounds=Grounds("  "))


def test_an_edit_carries_out_comments_accepted_without_a_wording(desk: Desk) -> None:
    vague, left = desk.accept(None), desk.accept(None)
    edited = desk.edit(OWN, grounds=Grounds("Theo góp ý.", (vague.id, vague.id)))
    working = desk.working
    assert [one.comment_id for one in edited.carries_out] == [vague.id]
    assert working.carried_out == {vague.id: edited}
    assert [one.comment for one in working.not_carried_out] == [left]


def test_it_carries_out_no_other_comments(desk: Desk) -> None:
    worded = desk.accept(ON_SOFTWARE)
    with pytest.raises(Invalid, match="không kèm câu chữ"):
        desk.edit(OWN, grounds=Grounds("Theo góp ý.", (worded.id,)))


def test_the_key_stops_two_who_edit_at_once(desk: Desk, session: Session) -> None:
    values = {
        "version_id": desk.consultation.version_id, "subject": CLAUSE, "revision": 1, "operation": "replace",
        "new_text": "Nhanh hơn.", "reason": "Vội.", "by_id": desk.lead.id, "at": desk.make.clock.now(),
    }  # fmt: skip

    def be_faster(own: Session, _context: object, _instances: object) -> None:
        own.connection().execute(insert(DirectEdit), [values])

    event.listen(session, "before_flush", be_faster, once=True)
    with pytest.raises(StaleText):
        desk.edit(OWN)


def test_only_the_drafting_side_edits(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        desk.edit(OWN, actor=desk.make.user())
