"""What an answer may start from: the text, any proposal, an earlier answer, the answer to another comment."""

import pytest

from draftreview.domain.merging_changes import Words
from draftreview.domain.vocabulary import Operation, Outcome
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.services.desk import Sought, desk
from draftreview.services.desk_answers import as_answered, first_words, starts
from draftreview.services.desk_place import Remark, Spot
from draftreview.services.desk_queue import DeskPlaces
from draftreview.services.texts import read_text
from tests.factories import Factory

CLAUSE = "att_1__art_3__para_1"
THREE, SEVEN = "Trả lời trong 03 ngày.", "Trả lời trong 07 ngày."


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """A round, beside another one where the same clause was answered with a wording."""
    other = make.round()
    noise = said(make, other, "Trả lời trong 09 ngày.")
    make.disposition(noise, Outcome.PARTLY_ACCEPTED, new_text="Trả lời trong 08 ngày.")
    return make.round()


def said(make: Factory, round_: Consultation, words: str = "", **more) -> Comment:
    invitation = make.invitation(round_)
    comment = make.sent(
        make.comment(invitation, provision=make.provision(round_.version, CLAUSE)), invitation
    )
    if words or more:
        make.proposal(comment, words, **more)
    return comment


def at(make: Factory, round_: Consultation, comment: Comment) -> Spot:
    places = DeskPlaces(read_text(make.session, round_.version))
    spot = desk(make.session, make.drafter(), round_, places, Sought(CLAUSE, comment.id)).spot
    assert spot is not None
    return spot


def remark(spot: Spot, comment: Comment) -> Remark:
    return next(one for one in spot.remarks if one.id == comment.id)


def test_a_wording_starts_from_the_text_the_proposals_and_earlier_answers(make, round_) -> None:
    one, other = said(make, round_, THREE), said(make, round_, SEVEN)
    past = make.disposition(other, Outcome.PARTLY_ACCEPTED, new_text="Trong 05 ngày.", by=make.drafter())
    found = {start.key: start.words.text for start in starts(at(make, round_, one))}
    assert found == {
        "text": one.provision.text,
        "A": THREE,
        "B": SEVEN,
        f"answer-{past.id}": "Trong 05 ngày.",
    }


def test_the_same_words_are_offered_once(make, round_) -> None:
    one = said(make, round_, THREE)
    make.disposition(said(make, round_, THREE), Outcome.PARTLY_ACCEPTED, new_text=f"{THREE} ")
    assert [start.key for start in starts(at(make, round_, one))] == ["text", "A"]


def test_a_comment_without_a_wording_starts_from_none(make, round_) -> None:
    spot = at(make, round_, said(make, round_))
    assert (starts(spot), first_words(spot.chosen)) == ((), None)


def test_an_inserted_provision_starts_from_inserted_ones(make, round_) -> None:
    said(make, round_, THREE)
    new = said(make, round_, "Khoản mới.", operation=Operation.INSERT)
    assert [start.words.text for start in starts(at(make, round_, new))] == ["Khoản mới."]


@pytest.mark.parametrize("operation", [Operation.DELETE, Operation.MOVE])
def test_what_words_nothing_opens_with_the_text(make, round_, operation) -> None:
    target = make.provision(round_.version, "att_1__art_3__para_2")
    comment = said(make, round_, operation=operation, target=target)
    spot = at(make, round_, comment)
    assert first_words(spot.chosen) == Words("", comment.provision.text, "")
    assert [start.key for start in starts(spot)] == ["text"]


def test_the_form_opens_with_the_current_answers_wording(make, round_) -> None:
    comment = said(make, round_, THREE)
    assert first_words(at(make, round_, comment).chosen).text == THREE
    make.disposition(comment, Outcome.PARTLY_ACCEPTED, new_text=SEVEN)
    assert first_words(at(make, round_, comment).chosen).text == SEVEN


def test_an_answer_is_taken_along_with_its_explanation(make, round_) -> None:
    one, other = said(make, round_), said(make, round_)
    make.disposition(other, Outcome.DECLINED, explanation="Luật đã định.")
    spot = at(make, round_, one)
    borrowed = as_answered(spot.chosen, remark(spot, other), remark(spot, other).answer)
    expected = f"Như ý kiến của {other.agency.short_name}: Luật đã định."
    assert (borrowed.outcome, borrowed.explanation, borrowed.words) == (Outcome.DECLINED, expected, None)


def test_what_was_borrowed_already_is_not_wrapped_twice(make, round_) -> None:
    one, other = said(make, round_), said(make, round_)
    make.disposition(other, Outcome.NOTED, explanation="Như ý kiến của Sở Y tế: Đã rõ.")
    spot = at(make, round_, one)
    borrowed = as_answered(spot.chosen, remark(spot, other), remark(spot, other).answer)
    assert borrowed.explanation == "Như ý kiến của Sở Y tế: Đã rõ."


def test_the_wording_of_a_partly_taken_proposal_goes_along(make, round_) -> None:
    one, other = said(make, round_, THREE), said(make, round_, SEVEN)
    make.disposition(other, Outcome.PARTLY_ACCEPTED, new_text="Trong 05 ngày.")
    spot = at(make, round_, one)
    borrowed = as_answered(spot.chosen, remark(spot, other), remark(spot, other).answer)
    assert (borrowed.outcome, borrowed.words) == (
        Outcome.PARTLY_ACCEPTED,
        Words("", "Trong 05 ngày.", ""),
    )


def test_another_proposal_that_was_accepted_is_the_drafters_own_wording_here(make, round_) -> None:
    one, other, same = said(make, round_, THREE), said(make, round_, SEVEN), said(make, round_, THREE)
    for comment in (other, same):
        make.disposition(comment)
    spot = at(make, round_, one)
    taken = as_answered(spot.chosen, remark(spot, other), remark(spot, other).answer)
    assert (taken.outcome, taken.words) == (Outcome.PARTLY_ACCEPTED, Words("", SEVEN, ""))
    assert taken.explanation == f"Như ý kiến của {other.agency.short_name}."
    alike = as_answered(spot.chosen, remark(spot, same), remark(spot, same).answer)
    assert (alike.outcome, alike.words) == (Outcome.ACCEPTED, None)


def test_an_accepted_deletion_lends_no_words(make, round_) -> None:
    one, other = said(make, round_, THREE), said(make, round_, operation=Operation.DELETE)
    make.disposition(other)
    spot = at(make, round_, one)
    borrowed = as_answered(spot.chosen, remark(spot, other), remark(spot, other).answer)
    assert (borrowed.outcome, borrowed.words) == (Outcome.PARTLY_ACCEPTED, None)
