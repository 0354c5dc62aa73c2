"""The home page: each reader's own work, in a bounded number of queries."""

from sqlalchemy.orm import Session

from draftreview.domain.vocabulary import CommentState, Role
from draftreview.services.home import drafts_in_preparation, home
from tests.factories import Factory


def test_the_public_sees_only_public_drafts(session: Session, make: Factory) -> None:
    shown = make.round(make.version(make.draft(public=True)))
    make.round(make.version(make.draft(public=False)))
    assert [task.consultation for task in home(session, None, make.clock).tasks] == [shown]


def test_an_agency_sees_what_it_was_asked_and_the_days_left(session: Session, make: Factory) -> None:
    invitation = make.invitation(make.round())
    make.round()
    found = home(session, make.user(agency=invitation.agency), make.clock)
    assert [(task.invitation, task.days_left) for task in found.tasks] == [(invitation, 8)]


def test_an_extended_agency_has_more_days(session: Session, make: Factory) -> None:
    opened = make.round()
    invitation = make.invitation(opened, extended_to=opened.closes_before.replace(day=12))
    found = home(session, make.user(agency=invitation.agency), make.clock)
    assert found.tasks[0].days_left == 18


def test_a_draft_shows_its_newest_round_only(session: Session, make: Factory) -> None:
    version = make.version(make.draft(public=True))
    make.round(version)
    newest = make.round(version, number=2)
    assert [task.consultation for task in home(session, None, make.clock).tasks] == [newest]


def test_an_agencys_unfinished_comments_and_topics_are_told(session: Session, make: Factory) -> None:
    opened = make.round()
    invitation, other = make.invitation(opened), make.invitation(opened)
    covered, bare = make.topic(opened), make.topic(opened)
    writing = make.comment(invitation, topic=covered)
    make.comment(invitation, state=CommentState.READY)
    make.comment(invitation, state=CommentState.WITHDRAWN, withdrawn_at=make.clock.now())
    make.comment(other, topic=bare)
    found = home(session, writing.author, make.clock)
    assert (found.unfinished, found.comments, found.sent) == ((writing,), 2, 0)
    assert found.topics == ((covered, 1), (bare, 0))


def test_drafters_see_how_many_comments_have_an_answer(session: Session, make: Factory) -> None:
    opened = make.round()
    invitation = make.invitation(opened)
    answered, bare = (make.sent(make.comment(invitation), invitation) for _ in range(2))
    make.disposition(answered)
    make.comment(invitation)
    found = home(session, make.drafter(), make.clock)
    assert (found.sent, found.answered, bare.reply) == (2, 1, answered.reply)


def test_the_appraiser_sees_a_draft_once_the_round_is_over(session: Session, make: Factory) -> None:
    make.round()
    appraiser = make.user(Role.APPRAISER)
    assert home(session, appraiser, make.clock).tasks == ()
    make.clock.forward(days=20)
    assert len(home(session, appraiser, make.clock).tasks) == 1


def test_drafts_without_a_round_wait_for_the_drafting_side(session: Session, make: Factory) -> None:
    make.round()
    waiting = make.draft()
    assert drafts_in_preparation(session, make.lead()) == [waiting]
    assert drafts_in_preparation(session, make.user()) == []
