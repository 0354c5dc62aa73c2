"""Answers by focus topic: comments, "không có ý kiến", and what is still open."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import FocusTopic, Invitation
from draftreview.models.writing import TopicAnswer
from draftreview.services.topic_answers import Answered, open_topics, say_nothing, take_back
from tests.factories import Factory

KEY = "mot-cua"


@pytest.fixture
def invited(make: Factory) -> Invitation:
    """An agency asked on topics 1 and 2, the latter with two steps; beside it another agency and round."""
    round_ = make.round(make.version(make.draft(key=KEY)))
    make.topic(make.round(), code="1")
    make.topic(round_, code="1")
    whole = make.topic(round_, code="2")
    for code in ("2a", "2b"):
        make.topic(round_, code=code, parent_id=whole.id)
    make.invitation(round_)
    invitation: Invitation = make.invitation(round_)
    return invitation


def topic(session: Session, invited: Invitation, code: str) -> FocusTopic:
    found = session.scalar(
        select(FocusTopic).where(
            FocusTopic.consultation_id == invited.consultation_id, FocusTopic.code == code
        )
    )
    assert found is not None
    return found


def test_every_topic_without_steps_wants_an_answer(
    session: Session, make: Factory, invited: Invitation
) -> None:
    page = open_topics(session, make.user(agency=invited.agency), make.clock, KEY)
    assert [one.code for one in page.topics] == ["1", "2", "2a", "2b"]
    assert [one.code for one in page.standing.open] == ["1", "2a", "2b"]
    first = page.first()
    assert first is not None
    assert (page.standing.done, first.code) == (0, "1")


def test_a_comment_answers_its_topic_and_another_agencys_does_not(
    session: Session, make: Factory, invited: Invitation
) -> None:
    make.comment(invited, topic=topic(session, invited, "2a"))
    make.comment(make.invitation(invited.consultation), topic=topic(session, invited, "1"))
    page = open_topics(session, make.user(agency=invited.agency), make.clock, KEY)
    assert [one.code for one in page.standing.open] == ["1", "2b"]


def test_having_nothing_to_say_is_an_answer_until_taken_back(
    session: Session, make: Factory, invited: Invitation
) -> None:
    user = make.user(agency=invited.agency)
    say_nothing(session, user, make.clock, KEY, "2b")
    say_nothing(session, user, make.clock, KEY, "2b")
    page = open_topics(session, user, make.clock, KEY)
    assert page.standing.answers[topic(session, invited, "2b").id] is Answered.NOTHING
    take_back(session, user, make.clock, KEY, "2b")
    take_back(session, user, make.clock, KEY, "2b")
    assert open_topics(session, user, make.clock, KEY).standing.done == 0
    assert session.scalars(select(TopicAnswer)).one().withdrawn_at == make.clock.now()
    say_nothing(session, user, make.clock, KEY, "2b")
    assert session.scalars(select(TopicAnswer)).one().withdrawn_at is None
    actions = session.scalars(select(AuditEvent.action).where(AuditEvent.subject.like("topic:%"))).all()
    assert actions == ["topic.nothing_said", "topic.answer_taken_back", "topic.nothing_said"]


def test_nothing_to_say_beside_a_comment_is_refused(
    session: Session, make: Factory, invited: Invitation
) -> None:
    make.comment(invited, topic=topic(session, invited, "1"))
    with pytest.raises(Conflict):
        say_nothing(session, make.user(agency=invited.agency), make.clock, KEY, "1")


def test_a_comment_written_later_goes_before_nothing_to_say(
    session: Session, make: Factory, invited: Invitation
) -> None:
    user = make.user(agency=invited.agency)
    say_nothing(session, user, make.clock, KEY, "1")
    make.comment(invited, topic=topic(session, invited, "1"))
    page = open_topics(session, user, make.clock, KEY)
    assert page.standing.answers[topic(session, invited, "1").id] is Answered.COMMENTED


def test_a_topic_with_steps_is_answered_by_its_steps(
    session: Session, make: Factory, invited: Invitation
) -> None:
    with pytest.raises(Invalid):
        say_nothing(session, make.user(agency=invited.agency), make.clock, KEY, "2")


def test_once_the_reply_is_sent_answers_stay(session: Session, make: Factory, invited: Invitation) -> None:
    user = make.user(agency=invited.agency)
    say_nothing(session, user, make.clock, KEY, "1")
    make.sent(make.comment(invited), invited)
    session.refresh(invited)
    with pytest.raises(NotPermitted):
        take_back(session, user, make.clock, KEY, "1")
    with pytest.raises(NotPermitted):
        say_nothing(session, user, make.clock, KEY, "2a")


def test_the_next_open_topic_is_the_one_after_and_then_from_the_start(
    session: Session, make: Factory, invited: Invitation
) -> None:
    user = make.user(agency=invited.agency)
    page = say_nothing(session, user, make.clock, KEY, "2a")
    assert [getattr(page.next_open(one), "code", "") for one in page.topics] == ["2a", "2a", "2b", "1"]
    for code in ("1", "2b"):
        page = say_nothing(session, user, make.clock, KEY, code)
    page = open_topics(session, user, make.clock, KEY)
    assert page.next_open(page.topic("1")) is None
    first = page.first()
    assert first is not None
    assert first.code == "1"


def test_topics_of_the_version_that_was_asked_about_are_shown(
    session: Session, make: Factory, invited: Invitation
) -> None:
    make.version(invited.consultation.draft, number=2)
    page = open_topics(session, make.user(agency=invited.agency), make.clock, KEY)
    assert (page.visit.version.number, len(page.topics)) == (1, 4)


def test_only_an_invited_agency_in_a_round_answers_topics(
    session: Session, make: Factory, invited: Invitation
) -> None:
    make.version(make.draft(key="chua-mo"))
    with pytest.raises(NotFound):
        open_topics(session, make.drafter(), make.clock, "chua-mo")
    with pytest.raises(NotPermitted):
        open_topics(session, make.drafter(), make.clock, KEY)
    with pytest.raises(NotFound):
        open_topics(session, make.user(agency=invited.agency), make.clock, KEY).topic("9")
