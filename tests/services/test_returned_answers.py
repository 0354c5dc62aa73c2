"""A reply returned and sent again: its answers stay, and ask to be looked at where the words changed."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.staleness import Change
from draftreview.domain.vocabulary import CommentState, Outcome, Role, Stage, Stance
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services import comments, replies, sendings
from draftreview.services.approvals import Chosen, approve
from draftreview.services.dispositions import Decision, current, decide
from draftreview.services.standings import standings
from tests.factories import Factory, FixedClock

CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invitation(make: Factory) -> Invitation:
    """An agency in a round."""
    return make.invitation(make.round())


@pytest.fixture
def round_(invitation: Invitation) -> Consultation:
    return invitation.consultation


@pytest.fixture
def head(make: Factory, invitation: Invitation) -> User:
    return make.user(Role.AGENCY_HEAD, invitation.agency)


@pytest.fixture
def lead(make: Factory) -> User:
    return make.lead()


@pytest.fixture
def answered(
    session: Session, make: Factory, clock: FixedClock, invitation: Invitation, head: User, lead: User
) -> list[Comment]:
    """Three comments that were sent, answered and approved; then the reply is returned."""
    place = make.provision(invitation.consultation.version, CLAUSE)
    made = [make.comment(invitation, head, place, state=CommentState.READY) for _ in range(3)]
    replies.send(session, head, clock, invitation.consultation.draft.key, Stance.AGREE_WITH_COMMENTS)
    for comment in made:
        decide(session, lead, clock, comment.id, Decision(Outcome.DECLINED, "Luật đã định."))
    session.flush()
    approve(session, lead, clock, invitation.consultation, Chosen({one.id: 1 for one in made}))
    session.flush()
    assert made[0].reply is not None
    clock.forward(hours=1)
    sendings.give_back(session, lead, clock, made[0].reply.id, "Thiếu phụ lục.")
    return made


def revise(session: Session, clock: FixedClock, head: User, comment: Comment, body: str) -> None:
    contents = replace(comments.contents_of(comment), body=body)
    comments.revise(session, head, clock, comment.id, comment.revision, contents, ready=True)


def send_again(session: Session, clock: FixedClock, head: User, round_: Consultation) -> None:
    clock.forward(hours=1)
    replies.send(session, head, clock, round_.draft.key, Stance.AGREE_WITH_COMMENTS)


def test_answers_stay_while_the_reply_is_being_corrected(session, round_, answered) -> None:
    found = standings(session, round_)
    assert found.sent == ()
    assert [(one.comment_id, one.correcting) for one in found.taken_back] == [
        (comment.id, True) for comment in answered
    ]
    assert set(current(session, [one.id for one in answered])) == {one.id for one in answered}


def test_only_what_came_back_in_other_words_asks_to_be_looked_at(
    session, clock, round_, head, answered
) -> None:
    same, other, dropped = answered
    revise(session, clock, head, other, "Đề nghị 02 ngày làm việc.")
    comments.mark(session, head, clock, dropped.id, ready=False)
    send_again(session, clock, head, round_)
    found = standings(session, round_)
    assert [(one.comment_id, one.again.changes) for one in found.sent] == [
        (same.id, frozenset()),
        (other.id, {Change.COMMENT}),
    ]
    assert [(one.comment_id, one.correcting) for one in found.taken_back] == [(dropped.id, False)]


def test_the_answer_is_given_again_after_the_one_before(session, clock, round_, head, lead, answered) -> None:
    other = answered[1]
    revise(session, clock, head, other, "Đề nghị 02 ngày làm việc.")
    send_again(session, clock, head, round_)
    decision = Decision(Outcome.ACCEPTED, "Đã sửa.", seen_revision=2)
    row = decide(session, lead, clock, other.id, decision)
    session.flush()
    assert (row.revision, row.stage) == (3, Stage.PROPOSED)
    assert not any(one.again for one in standings(session, round_).sent)


def test_what_is_dropped_may_come_back_with_its_answer(session, clock, round_, head, lead, answered) -> None:
    dropped = answered[2]
    comments.mark(session, head, clock, dropped.id, ready=False)
    send_again(session, clock, head, round_)
    assert dropped.reply is not None
    sendings.give_back(session, lead, clock, dropped.reply.id, "Bổ sung.")
    comments.mark(session, head, clock, dropped.id, ready=True)
    send_again(session, clock, head, round_)
    found = standings(session, round_)
    assert [one.revision for one in found.sent] == [2, 2, 2]
    assert not any(one.again for one in found.sent)
    assert found.taken_back == ()
