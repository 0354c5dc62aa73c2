"""What a proposed wording may be, and what it keeps of the text it was written against."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, UnchangedWording
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment
from draftreview.models.drafts import Provision
from draftreview.services.wordings import Wording, has_heading, propose, tidy, wording_of
from tests.factories import Factory

CLAUSE = "att_1__art_3__para_1"


class Case:
    """A comment on any provision of one version."""

    def __init__(self, session: Session, make: Factory) -> None:
        self.session, self.make = session, make
        self.invitation = make.invitation(make.round())

    def place(self, eid: str) -> Provision:
        return self.make.provision(self.invitation.consultation.version, eid)

    def propose(self, eid: str, wording: Wording | None) -> Comment:
        place = self.place(eid)
        comment = self.make.comment(self.invitation, None, place)
        propose(self.session, comment, place, wording)
        self.session.flush()
        return comment


@pytest.fixture
def case(session: Session, make: Factory) -> Case:
    return Case(session, make)


def test_typed_words_are_kept_composed_and_without_stray_blanks() -> None:
    assert tidy("  Một cư\u0309a \r\n hai\t\r ba ") == "Một cửa\n hai\n ba"


def test_a_replacement_keeps_the_words_it_was_written_against(case: Case) -> None:
    comment = case.propose(CLAUSE, Wording(Operation.REPLACE, text="Cơ quan được hỏi trả lời ngay.\r\n"))
    place, proposal = case.place(CLAUSE), comment.proposal
    assert proposal is not None
    assert (proposal.new_text, proposal.base_text) == ("Cơ quan được hỏi trả lời ngay.", place.text)
    assert proposal.base_hash == place.text_hash
    assert wording_of(proposal) == Wording(Operation.REPLACE, text="Cơ quan được hỏi trả lời ngay.")


def test_a_heading_alone_may_be_replaced(case: Case) -> None:
    comment = case.propose("att_1__art_3", Wording(Operation.REPLACE, heading="Lấy ý kiến"))
    assert comment.proposal is not None
    assert comment.proposal.new_heading == "Lấy ý kiến"


def test_a_clause_has_no_heading_to_replace(case: Case) -> None:
    comment = case.propose(CLAUSE, Wording(Operation.REPLACE, heading="Tên lạ", text="Trả lời ngay."))
    assert comment.proposal is not None
    assert comment.proposal.new_heading == ""
    assert has_heading(Kind.ARTICLE)
    assert not has_heading(Kind.POINT)


def test_an_unchanged_wording_is_refused_whatever_its_spaces(case: Case) -> None:
    same = case.place(CLAUSE).text.replace(" ", "  ")
    with pytest.raises(UnchangedWording):
        case.propose(CLAUSE, Wording(Operation.REPLACE, text=same))


@pytest.mark.parametrize("operation", [Operation.REPLACE, Operation.INSERT])
def test_an_empty_wording_is_refused(case: Case, operation: Operation) -> None:
    with pytest.raises(Invalid):
        case.propose(CLAUSE, Wording(operation, text=" \r\n "))


def test_a_deletion_keeps_no_new_words(case: Case) -> None:
    comment = case.propose(CLAUSE, Wording(Operation.DELETE, text="câu chữ mở sẵn", target_eid="art_1"))
    assert comment.proposal is not None
    assert wording_of(comment.proposal) == Wording(Operation.DELETE)


def test_an_insertion_follows_its_place_or_opens_it(case: Case) -> None:
    after = case.propose(CLAUSE, Wording(Operation.INSERT, text="Khoản mới."))
    inside = case.propose("att_1__art_3", Wording(Operation.INSERT, text="Mới.", as_first_child=True))
    assert after.proposal is not None
    assert inside.proposal is not None
    assert (after.proposal.as_first_child, inside.proposal.as_first_child) == (False, True)


def test_nothing_is_inserted_inside_a_point(case: Case) -> None:
    with pytest.raises(Invalid):
        case.propose(
            "att_1__art_2__para_2__point_a", Wording(Operation.INSERT, text="Mới.", as_first_child=True)
        )


def test_a_move_names_the_provision_it_shall_follow(case: Case) -> None:
    comment = case.propose(CLAUSE, Wording(Operation.MOVE, target_eid="att_1__art_3__para_2"))
    assert comment.proposal is not None
    assert comment.proposal.target == case.place("att_1__art_3__para_2")
    assert wording_of(comment.proposal) == Wording(Operation.MOVE, target_eid="att_1__art_3__para_2")


@pytest.mark.parametrize("target", ["", CLAUSE, "att_1__art_1", "att_1__art_99"])
def test_a_move_needs_another_provision_of_its_own_level(case: Case, target: str) -> None:
    with pytest.raises(Invalid):
        case.propose(CLAUSE, Wording(Operation.MOVE, target_eid=target))


def test_a_move_to_where_it_stands_is_refused(case: Case) -> None:
    with pytest.raises(UnchangedWording):
        case.propose("att_1__art_3__para_2", Wording(Operation.MOVE, target_eid=CLAUSE))


def test_a_wording_can_be_taken_away_and_changed(case: Case) -> None:
    comment = case.propose(CLAUSE, Wording(Operation.DELETE))
    first = comment.proposal
    propose(case.session, comment, case.place(CLAUSE), Wording(Operation.REPLACE, text="Trả lời ngay."))
    assert comment.proposal is first
    propose(case.session, comment, case.place(CLAUSE), None)
    case.session.flush()
    assert comment.proposal is None
    assert wording_of(None) is None


def test_a_wording_needs_a_provision(case: Case) -> None:
    comment = case.make.comment(case.invitation)
    with pytest.raises(Invalid):
        propose(case.session, comment, None, Wording(Operation.DELETE))


WITH_TAIL = "att_1__art_2__para_2"
TEXT, TAIL = "Hồ sơ chưa đủ thì:", "Việc hướng dẫn được ghi trên phần mềm."


def test_the_words_after_the_points_are_reworded(case: Case) -> None:
    wording = Wording(Operation.REPLACE, text=TEXT, tail="Việc hướng dẫn được ghi lại. ")
    proposal = case.propose(WITH_TAIL, wording).proposal
    assert proposal is not None
    assert (proposal.base_tail, proposal.new_tail) == (TAIL, "Việc hướng dẫn được ghi lại.")
    assert wording_of(proposal) == wording.tidied()


def test_the_words_after_the_points_may_be_dropped(case: Case) -> None:
    proposal = case.propose(WITH_TAIL, Wording(Operation.REPLACE, text=TEXT, tail=" ")).proposal
    assert proposal is not None
    assert (proposal.base_tail, proposal.new_tail) == (TAIL, "")
    assert wording_of(proposal) == Wording(Operation.REPLACE, text=TEXT, tail="")


def test_words_after_the_points_that_stay_are_not_spoken_of(case: Case) -> None:
    proposal = case.propose(WITH_TAIL, Wording(Operation.REPLACE, text="Thiếu thì:", tail=TAIL)).proposal
    assert proposal is not None
    assert (proposal.base_tail, proposal.new_tail) == ("", "")
    with pytest.raises(UnchangedWording):
        case.propose(WITH_TAIL, Wording(Operation.REPLACE, text=TEXT, tail=TAIL))


def test_a_place_without_such_words_takes_none(case: Case) -> None:
    proposal = case.propose(CLAUSE, Wording(Operation.REPLACE, text="Trả lời ngay.", tail="Lạ.")).proposal
    assert proposal is not None
    assert (proposal.base_tail, proposal.new_tail) == ("", "")
