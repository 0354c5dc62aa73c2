"""What was accepted in a round, as changes of the text."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound
from draftreview.domain.merging_changes import Change, Words
from draftreview.domain.vocabulary import Operation, Outcome, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.services.accepted import change_of, gather
from draftreview.services.working_text import working_on
from tests.factories import Factory

CLAUSE, ARTICLE = "att_1__art_3__para_1", "att_1__art_3"


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    other = make.round()
    commented(make, other, new_text="Nhiễu của dự thảo khác.")
    return make.round()


def commented(make: Factory, consultation: Consultation, eid: str = CLAUSE, **proposed: Any) -> Comment:
    """Send a comment on a provision, with a proposal where one is given, and accept it."""
    invitation = make.invitation(consultation)
    comment = make.comment(invitation, provision=make.provision(consultation.version, eid))
    if proposed:
        make.proposal(comment, proposed.pop("new_text", ""), **proposed)
    make.sent(comment, invitation)
    make.disposition(comment, stage=Stage.APPROVED)
    return comment


def the_change(make: Factory, consultation: Consultation, eid: str = CLAUSE, **proposed: Any) -> Change:
    commented(make, consultation, eid, **proposed)
    (change,) = gather(make.session, consultation.draft.key).changes
    return change


def partly(make: Factory, consultation: Consultation, own: dict[str, str], **proposed: Any) -> Change | None:
    comment = commented(make, consultation, **proposed)
    row = make.disposition(comment, Outcome.PARTLY_ACCEPTED, Stage.APPROVED, revision=2, **own)
    return change_of(row)


def test_an_accepted_rewording_changes_the_words_before_the_children(
    make: Factory, consultation: Consultation
) -> None:
    change = the_change(make, consultation, new_text="Câu chữ mới.")
    assert (change.operation, change.eid, change.new_text) == (Operation.REPLACE, CLAUSE, "Câu chữ mới.")
    assert (change.new_heading, change.new_tail) == (None, None)
    assert change.base == Words("", make.provision(consultation.version, CLAUSE).text)


def test_the_title_of_an_article_changes_with_it(make: Factory, consultation: Consultation) -> None:
    change = the_change(make, consultation, ARTICLE, new_heading="Tên khác", new_text="")
    assert (change.new_heading, change.new_text) == ("Tên khác", "")


def test_a_title_left_empty_stays(make: Factory, consultation: Consultation) -> None:
    assert the_change(make, consultation, ARTICLE, new_heading="", new_text="Lời dẫn.").new_heading is None


def test_an_insertion_follows_its_place_or_stands_first_in_it(
    make: Factory, consultation: Consultation
) -> None:
    new = {"operation": Operation.INSERT, "new_heading": "", "new_text": "Khoản mới."}
    after = the_change(make, consultation, **new)
    assert (after.after, after.under, after.eid) == (CLAUSE, None, "")
    commented(make, consultation, ARTICLE, as_first_child=True, **new)
    first = gather(make.session, consultation.draft.key).changes[0]
    assert (first.after, first.under) == (None, ARTICLE)


def test_a_deletion_and_a_move_name_their_places(make: Factory, consultation: Consultation) -> None:
    commented(make, consultation, operation=Operation.DELETE)
    target = make.provision(consultation.version, "att_1__art_2__para_2")
    commented(make, consultation, operation=Operation.MOVE, target_id=target.id)
    gone, moved = gather(make.session, consultation.draft.key).changes
    assert (gone.operation, gone.eid, gone.after) == (Operation.DELETE, CLAUSE, None)
    assert (moved.operation, moved.eid, moved.after) == (Operation.MOVE, CLAUSE, "att_1__art_2__para_2")


def test_partly_accepted_takes_the_drafters_wording(make: Factory, consultation: Consultation) -> None:
    change = partly(make, consultation, {"new_text": "Của tổ biên tập."}, new_text="Của cơ quan.")
    assert change is not None
    assert (change.operation, change.new_text) == (Operation.REPLACE, "Của tổ biên tập.")


@pytest.mark.parametrize("operation", [Operation.DELETE, Operation.MOVE])
def test_a_deletion_taken_in_part_rewords_instead(
    make: Factory, consultation: Consultation, operation: Operation
) -> None:
    target = make.provision(consultation.version, ARTICLE).id
    own = {"new_text": "Của tổ biên tập."}
    change = partly(make, consultation, own, operation=operation, target_id=target)
    assert change is not None
    assert (change.operation, change.new_text, change.after) == (Operation.REPLACE, own["new_text"], None)


def test_an_insertion_taken_in_part_inserts_the_drafters_wording(
    make: Factory, consultation: Consultation
) -> None:
    own = {"new_text": "Của tổ biên tập."}
    change = partly(make, consultation, own, operation=Operation.INSERT, new_text="Của cơ quan.")
    assert change is not None
    assert (change.operation, change.after, change.new_text) == (Operation.INSERT, CLAUSE, own["new_text"])


def test_the_words_after_the_points_change_with_it(make: Factory, consultation: Consultation) -> None:
    place = "att_1__art_2__para_2"
    tail = make.provision(consultation.version, place).tail
    old = the_change(make, consultation, place, new_text="Hồ sơ thiếu thì:")
    assert old.new_tail is None
    change = commented(make, consultation, place, new_text="Gồm:", new_tail="", base_tail=tail)
    found = {one.key: one for one in gather(make.session, consultation.draft.key).changes}
    assert (found[str(change.id)].new_tail, found[str(change.id)].base) == (
        "",
        Words("", "Hồ sơ chưa đủ thì:", tail),
    )


def test_partly_accepted_takes_the_drafters_words_after_the_points(
    make: Factory, consultation: Consultation
) -> None:
    own = {"new_text": "Gồm:", "new_tail": "Nộp một bộ."}
    change = partly(make, consultation, own, eid="att_1__art_2__para_2", new_text="Là:", new_tail="Hết.")
    assert change is not None
    assert change.new_tail == "Nộp một bộ."


def test_an_insertion_has_its_words_after_the_points(make: Factory, consultation: Consultation) -> None:
    new = {"operation": Operation.INSERT, "new_heading": "", "new_text": "Gồm:", "new_tail": "Hết."}
    assert the_change(make, consultation, **new).new_tail == "Hết."


def test_a_comment_without_wording_changes_nothing(make: Factory, consultation: Consultation) -> None:
    comment = commented(make, consultation)
    found = gather(make.session, consultation.draft.key)
    assert [one.comment for one in found.wordless] == [comment]
    assert found.changes == ()


def test_only_the_current_answer_counts(make: Factory, consultation: Consultation) -> None:
    taken_back = commented(make, consultation, new_text="Mới.")
    make.disposition(taken_back, Outcome.DECLINED, Stage.APPROVED, revision=2)
    assert gather(make.session, consultation.draft.key).worded == ()


def test_a_proposed_answer_waits_for_approval(make: Factory, consultation: Consultation) -> None:
    comment = commented(make, consultation, new_text="Mới.")
    make.disposition(comment, stage=Stage.PROPOSED, revision=2)
    found = gather(make.session, consultation.draft.key)
    assert [one.comment for one in found.undecided] == [comment]
    assert (found.worded, found.wordless) == ((), ())


def test_acceptances_stand_in_reading_order(make: Factory, consultation: Consultation) -> None:
    late = commented(make, consultation, CLAUSE, new_text="Sau.")
    early = commented(make, consultation, "att_1__art_2__para_1", new_text="Trước.")
    assert [one.comment for one in gather(make.session, consultation.draft.key).worded] == [early, late]


def test_the_seal_follows_what_is_accepted(make: Factory, consultation: Consultation) -> None:
    key = consultation.draft.key
    comment = commented(make, consultation, new_text="Mới.")
    first = working_on(make.session, key).seal
    make.disposition(comment, stage=Stage.RELEASED, revision=2)
    assert working_on(make.session, key).seal == first
    commented(make, consultation, "att_1__art_2__para_1", new_text="Thêm.")
    assert working_on(make.session, key).seal != first


def test_a_newest_version_without_a_round_has_nothing(make: Factory, consultation: Consultation) -> None:
    commented(make, consultation, new_text="Mới.")
    second = make.version(consultation.draft, number=2)
    found = gather(make.session, consultation.draft.key)
    assert (found.version, found.consultation, found.worded) == (second, None, ())


def test_a_draft_without_any_version_is_not_found(session: Session, make: Factory) -> None:
    with pytest.raises(NotFound, match="chưa có bản nào"):
        gather(session, make.draft().key)
    with pytest.raises(NotFound, match="Không có dự thảo"):
        gather(session, "khong-co")
