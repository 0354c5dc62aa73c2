"""Who answers which comment: given one by one or a whole place at once, changed, taken back."""

import pytest
from sqlalchemy import select

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import Role
from draftreview.models.audit import AuditEvent
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import Assignment
from draftreview.services.assignments import assign
from tests.factories import Factory

CLAUSE, OTHER = "att_1__art_3__para_1", "att_1__art_3__para_2"


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """A round, beside another one with a comment at the same place."""
    other = make.round()
    sent(make, other)
    return make.round()


def sent(make: Factory, round_: Consultation, eid: str = CLAUSE, **more) -> Comment:
    invitation = make.invitation(round_)
    place = make.provision(round_.version, eid) if eid else None
    return make.sent(make.comment(invitation, provision=place, **more), invitation)


def given(session) -> dict[int, int]:
    session.flush()
    return {row.comment_id: row.drafter_id for row in session.scalars(select(Assignment))}


def test_a_comment_is_given_to_a_drafter(session, make, clock, round_) -> None:
    lead, drafter, comment = make.lead(), make.drafter(), sent(make, round_)
    assert assign(session, lead, clock, comment.id, drafter.id) == (drafter, 1)
    row = session.get(Assignment, comment.id)
    assert (row.drafter_id, row.by_id, row.at) == (drafter.id, lead.id, clock.now())


def test_a_comment_is_given_to_somebody_else_and_taken_back(session, make, clock, round_) -> None:
    lead, comment = make.lead(), sent(make, round_)
    one, other = make.drafter(), make.drafter()
    for drafter in (one, other, other):
        assign(session, lead, clock, comment.id, drafter.id)
    assert given(session) == {comment.id: other.id}
    for _ in range(2):
        assign(session, lead, clock, comment.id, None)
    assert given(session) == {}
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "comment.assigned"))
    assert [event.details["drafter"] for event in events] == [one.id, other.id, 0]


@pytest.mark.parametrize("place", ["provision", "component", "draft"])
def test_a_whole_place_is_given_at_once(session, make, clock, round_, place) -> None:
    part = round_.version.components[1]
    where = {"provision": {}, "component": {"eid": "", "component": part}, "draft": {"eid": ""}}
    three = [sent(make, round_, **where[place]) for _ in range(3)]
    for other in where.keys() - {place}:
        sent(make, round_, **where[other])
    sent(make, round_, OTHER)
    make.comment(make.invitation(round_), provision=make.provision(round_.version, CLAUSE))
    drafter = make.drafter()
    assert assign(session, drafter, clock, three[0].id, drafter.id, whole_place=True) == (drafter, 3)
    assert given(session) == {one.id: drafter.id for one in three}


def test_only_who_drafts_is_given_work(session, make, clock, round_) -> None:
    comment, left = sent(make, round_), make.drafter(disabled_at=clock.now())
    for number in (make.user().id, left.id, 999):
        with pytest.raises(Invalid):
            assign(session, make.lead(), clock, comment.id, number)
    assert given(session) == {}


def test_what_was_never_sent_is_given_to_nobody(session, make, clock, round_) -> None:
    unsent = make.comment(make.invitation(round_))
    with pytest.raises(NotFound):
        assign(session, make.lead(), clock, unsent.id, make.drafter().id)


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_shares_out_work(session, make, clock, round_, role) -> None:
    comment, drafter = sent(make, round_), make.drafter()
    with pytest.raises(NotPermitted):
        assign(session, make.user(role), clock, comment.id, drafter.id)
