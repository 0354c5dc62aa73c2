"""What became of what an agency sent, and "Đã xem"."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.diffing import Op
from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.models.writing import Acknowledgement
from draftreview.services.acknowledging import acknowledge
from draftreview.services.outcomes import open_outcomes
from tests.factories import Factory, small_text

KEY = "mot-cua"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invited(make: Factory) -> Invitation:
    """An agency asked about the first version, with another beside it that was answered too."""
    round_ = make.round(make.version(make.draft(key=KEY)))
    other = make.invitation(round_)
    make.disposition(make.sent(make.comment(other), other), stage=Stage.RELEASED)
    invitation: Invitation = make.invitation(round_)
    return invitation


def said(make: Factory, invited: Invitation, eid: str = CLAUSE) -> Comment:
    place = make.provision(invited.consultation.version, eid)
    comment: Comment = make.sent(make.comment(invited, None, place), invited)
    return comment


def test_only_released_answers_to_what_was_sent_are_shown(
    session: Session, make: Factory, invited: Invitation
) -> None:
    answered, waiting = said(make, invited), said(make, invited)
    released = make.disposition(answered, Outcome.DECLINED, Stage.RELEASED, explanation="Đã có ở Điều 2.")
    make.disposition(answered, stage=Stage.PROPOSED, revision=2)
    make.disposition(waiting, stage=Stage.APPROVED)
    make.comment(invited)
    page = open_outcomes(session, answered.author, make.clock, KEY)
    assert [(one.comment, one.answer) for one in page.outcomes] == [(answered, released), (waiting, None)]
    assert (page.answered, [one.comment for one in page.unseen]) == (1, [answered])


def test_seeing_an_answer_is_noted_once_for_the_agency(
    session: Session, make: Factory, invited: Invitation
) -> None:
    comment = said(make, invited)
    answer = make.disposition(comment, stage=Stage.RELEASED)
    assert acknowledge(session, comment.author, make.clock, KEY, {answer.id}) == 1
    assert acknowledge(session, make.user(agency=invited.agency), make.clock, KEY, {answer.id}) == 0
    page = open_outcomes(session, comment.author, make.clock, KEY)
    assert page.unseen == ()
    assert page.outcomes[0].seen is not None
    assert page.outcomes[0].seen.by is comment.author


def test_an_answer_replaced_since_is_not_taken_as_seen(
    session: Session, make: Factory, invited: Invitation
) -> None:
    comment = said(make, invited)
    older = make.disposition(comment, stage=Stage.RELEASED)
    make.disposition(comment, stage=Stage.RELEASED, revision=2)
    with pytest.raises(NotFound):
        acknowledge(session, comment.author, make.clock, KEY, {older.id})
    assert len(open_outcomes(session, comment.author, make.clock, KEY).unseen) == 1


def test_another_agencys_answer_cannot_be_seen(session: Session, make: Factory, invited: Invitation) -> None:
    answer = make.disposition(said(make, invited), stage=Stage.RELEASED)
    with pytest.raises(NotFound):
        acknowledge(session, make.user(), make.clock, KEY, {answer.id})
    with pytest.raises(NotPermitted):
        acknowledge(session, make.lead(), make.clock, KEY, {answer.id})
    assert session.scalar(select(func.count(Acknowledgement.id))) == 0


def test_the_words_that_changed_since_are_shown(session: Session, make: Factory, invited: Invitation) -> None:
    changed, same, general = said(make, invited), said(make, invited, "art_1"), make.comment(invited)
    make.sent(general, invited)
    make.successor(invited.consultation.version, sooner())
    page = open_outcomes(session, changed.author, make.clock, KEY)
    found = {one.comment: one.changed for one in page.outcomes}
    assert (found[same], found[general]) == ((), ())
    (one,) = found[changed]
    assert (one.eid, one.number) == (CLAUSE, 2)
    assert "".join(hunk.text for hunk in one.hunks if hunk.op is Op.INSERT).strip() == "03"


def test_the_drafting_side_has_no_outcomes_of_its_own(
    session: Session, make: Factory, invited: Invitation
) -> None:
    with pytest.raises(NotPermitted):
        open_outcomes(session, make.lead(), make.clock, KEY)


def sooner() -> tuple[tree.Component, ...]:
    """Give the small text with 03 days instead of 05."""

    def renewed(one: tree.Provision) -> tree.Provision:
        children = tuple(renewed(child) for child in one.children)
        return replace(one, text=one.text.replace("05 ngày", "03 ngày"), children=children)

    return tuple(
        replace(part, children=tuple(renewed(child) for child in part.children)) for part in small_text()
    )
