"""Rules of who may find what."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.vocabulary import CommentState, Openness, ReplyState, Role, Stage
from draftreview.services import audiences
from tests.factories import Factory, FixedClock


def test_the_public_finds_only_published_text(session: Session, clock: FixedClock) -> None:
    held = audiences.held_by(session, None, clock)
    assert held & audiences.of_text(1, public=True)
    assert not held & audiences.of_text(1, public=False)


def test_an_agency_finds_the_text_it_was_asked_about(
    make: Factory, session: Session, clock: FixedClock
) -> None:
    invitation = make.invitation(make.round())
    other = make.round(make.version())
    make.invitation(other)
    held = audiences.held_by(session, make.user(Role.COMMENTER, invitation.agency), clock)
    assert held & audiences.of_text(invitation.consultation.draft_id, public=False)
    assert not held & audiences.of_text(other.draft_id, public=False)


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD])
def test_an_agency_finds_its_own_comments_in_any_state(
    make: Factory, session: Session, clock: FixedClock, role: Role
) -> None:
    agency = make.agency()
    held = audiences.held_by(session, make.user(role, agency), clock)
    for state in (CommentState.WRITING, CommentState.READY, CommentState.SENT):
        assert held & audiences.of_comment(agency.id, 1, state)
        assert not held & audiences.of_comment(agency.id + 1, 1, state)


def test_an_agency_finds_what_others_sent_once_the_round_is_open_to_it(
    make: Factory, session: Session, clock: FixedClock
) -> None:
    invitation = make.invitation(make.round(openness=Openness.AFTER_SENDING))
    reader = make.user(Role.COMMENTER, invitation.agency)
    of_another = {
        state: audiences.of_comment(invitation.agency_id + 1, invitation.consultation_id, state)
        for state in CommentState
    }
    assert not audiences.held_by(session, reader, clock) & of_another[CommentState.SENT]
    make.sent(make.comment(invitation), invitation)
    held = audiences.held_by(session, reader, clock)
    assert [state for state in CommentState if held & of_another[state]] == [CommentState.SENT]
    assert not held & audiences.of_comment(99, invitation.consultation_id + 1, CommentState.SENT)


def test_answers_and_replies_of_others_are_not_found_with_their_comments(
    make: Factory, session: Session, clock: FixedClock
) -> None:
    invitation = make.invitation(make.round(openness=Openness.AFTER_SENDING))
    make.sent(make.comment(invitation), invitation)
    held = audiences.held_by(session, make.user(Role.COMMENTER, invitation.agency), clock)
    other, round_id = invitation.agency_id + 1, invitation.consultation_id
    assert not held & audiences.of_reply(other, round_id, ReplyState.SENT)
    assert not held & audiences.of_disposition(other, round_id, Stage.RELEASED)


def test_nobody_finds_a_withdrawn_comment() -> None:
    assert audiences.of_comment(1, 1, CommentState.WITHDRAWN) == frozenset()


def test_the_drafting_side_finds_what_was_sent(make: Factory, session: Session, clock: FixedClock) -> None:
    held = audiences.held_by(session, make.drafter(), clock)
    assert held == audiences.DRAFTING_SIDE
    assert held & audiences.of_comment(1, 1, CommentState.SENT)
    assert held & audiences.of_reply(1, 1, ReplyState.SENT)
    assert not held & audiences.of_comment(1, 1, CommentState.READY)
    assert not held & audiences.of_reply(1, 1, ReplyState.WRITING)


def test_an_agency_finds_an_answer_once_it_is_released() -> None:
    assert "agency:7" not in audiences.of_disposition(7, 1, Stage.APPROVED)
    assert "agency:7" in audiences.of_disposition(7, 1, Stage.RELEASED)


def test_the_appraiser_finds_everything_once_the_round_is_over(
    make: Factory, session: Session, clock: FixedClock
) -> None:
    consultation, appraiser = make.round(), make.user(Role.APPRAISER)
    during = audiences.held_by(session, appraiser, clock)
    clock.moment = datetime(2017, 11, 1, 17, 0, tzinfo=UTC)
    after = audiences.held_by(session, appraiser, clock)
    for audience in (
        audiences.of_text(consultation.draft_id, public=False),
        audiences.of_comment(1, consultation.id, CommentState.SENT),
        audiences.of_disposition(1, consultation.id, Stage.PROPOSED),
    ):
        assert after & audience
        assert not during & audience


def test_the_admin_finds_what_the_public_finds(make: Factory, session: Session, clock: FixedClock) -> None:
    assert audiences.held_by(session, make.user(Role.ADMIN), clock) == {audiences.PUBLIC}
