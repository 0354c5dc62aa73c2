"""The register of a round: states, due days, the first opening, the day of receiving."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import CommentState, InvitationState, ReplyState, Role
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services.invitations import Register, line_of, note_opening, note_receiving, register
from tests.factories import Factory, FixedClock


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    """A round, beside another in which an agency has sent."""
    other = make.invitation(make.round(make.version()))
    make.sent(make.comment(other), other)
    round_: Consultation = make.round()
    return round_


def lines(make: Factory, round_: Consultation, **wanted: object) -> Register:
    return register(make.session, make.drafter(), make.clock, round_, **wanted)


def test_each_agency_stands_in_its_state(
    make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    make.invitation(consultation)
    make.invitation(consultation, opened_at=clock.now())
    make.comment(make.invitation(consultation))
    for facts in ({}, {"late": True}, {"late": True}):
        sent = make.invitation(consultation)
        make.sent(make.comment(sent), sent, **facts)
    sent.reply.state = ReplyState.RETURNED
    found = lines(make, consultation)
    assert [line.state.value for line in found.lines] == [
        "invited",
        "opened",
        "drafting",
        "sent",
        "late",
        "returned",
    ]
    assert [line.reply is not None for line in found.lines] == [False, False, False, True, True, True]
    assert (found.invited, found.overdue) == (6, 0)


def test_a_withdrawn_comment_is_no_work(make: Factory, clock: FixedClock, consultation: Consultation) -> None:
    invitation = make.invitation(consultation, opened_at=clock.now())
    make.comment(invitation, state=CommentState.WITHDRAWN, withdrawn_at=clock.now())
    assert lines(make, consultation).lines[0].state is InvitationState.OPENED


def test_after_closing_who_did_not_send_was_silent(
    make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    make.invitation(consultation, opened_at=clock.now())
    consultation.closed_at = clock.now()
    assert [(line.state, line.overdue) for line in lines(make, consultation).lines] == [
        (InvitationState.SILENT, False)
    ]


def test_after_its_day_an_agency_is_overdue_until_it_sends(
    make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    late = make.invitation(consultation)
    make.invitation(consultation, extended_to=date(2017, 11, 12))
    sent = make.invitation(consultation)
    make.sent(make.comment(sent), sent)
    clock.moment = datetime(2017, 11, 1, 17, 0, tzinfo=UTC)
    found = lines(make, consultation, overdue=True)
    assert ([line.invitation for line in found.lines], found.overdue, found.invited) == ([late], 1, 3)


def test_a_filter_keeps_the_totals_of_all(
    make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    make.invitation(consultation)
    opened = make.invitation(consultation, opened_at=clock.now())
    found = lines(make, consultation, state=InvitationState.OPENED)
    assert [line.invitation for line in found.lines] == [opened]
    assert found.totals == {InvitationState.INVITED: 1, InvitationState.OPENED: 1}


def test_one_agency_is_found_alone(
    session: Session, make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    make.invitation(consultation)
    wanted = make.invitation(consultation)
    line = line_of(session, make.drafter(), clock, consultation, wanted.agency_id)
    assert (line.invitation, line.state) == (wanted, InvitationState.INVITED)
    with pytest.raises(NotFound):
        line_of(session, make.drafter(), clock, consultation, make.agency().id)


def test_the_register_of_three_hundred_is_one_query(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    for _ in range(300):
        make.invitation(consultation)
    drafter = make.drafter()
    session.commit()
    assert (drafter.role, consultation.regime.key, consultation.id > 0) == (Role.DRAFTER, "2015", True)
    seen: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *about: seen.append(about[2]))
    found = register(session, drafter, make.clock, consultation)
    assert {line.invitation.agency.name == "" for line in found.lines} == {False}
    assert (len(found.lines), len(seen)) == (300, 1)


def test_the_law_counts_from_receiving_or_else_from_sending(
    make: Factory, consultation: Consultation
) -> None:
    make.invitation(consultation)
    make.invitation(consultation, received_on=date(2017, 10, 6))
    make.invitation(consultation, sent_on=None)
    assert [line.statutory_day for line in lines(make, consultation).lines] == [
        date(2017, 10, 12),
        date(2017, 10, 16),
        None,
    ]


def test_only_the_first_opening_is_noted(
    session: Session, make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    invitation, other = make.invitation(consultation), make.invitation(consultation)
    first = clock.now()
    assert note_opening(session, clock, invitation.id)
    clock.forward(days=1)
    assert not note_opening(session, clock, invitation.id)
    session.expire_all()
    assert (invitation.opened_at, other.opened_at) == (first, None)


def received(make: Factory, round_: Consultation, agencies: list[int], day: date | None) -> int:
    return note_receiving(make.session, make.drafter(), make.clock, round_, agencies, day)


def test_the_day_of_receiving_is_noted_for_those_chosen(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    first, second = make.invitation(consultation), make.invitation(consultation)
    elsewhere = make.invitation(make.round(make.version()), first.agency)
    assert received(make, consultation, [first.agency_id], date(2017, 10, 5)) == 1
    assert [one.received_on for one in (first, second, elsewhere)] == [date(2017, 10, 5), None, None]
    noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "invitation.received")).one()
    assert (noted.subject, noted.details) == (
        f"invitation:{first.id}",
        {"received_on": "2017-10-05", "before": None},
    )


def test_the_same_day_noted_twice_is_no_news_and_another_day_tells_the_old(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    invitation: Invitation = make.invitation(consultation)
    for day, news in ((5, 1), (5, 0), (6, 1)):
        assert received(make, consultation, [invitation.agency_id], date(2017, 10, day)) == news
    details = session.scalars(select(AuditEvent.details).order_by(AuditEvent.id.desc()).limit(1)).one()
    assert details["before"] == "2017-10-05"


@pytest.mark.parametrize(
    ("chosen", "day", "field"),
    [
        (False, date(2017, 10, 5), "agencies"),
        (True, None, "received_on"),
        (True, date(2017, 10, 1), "received_on"),
        (True, date(2017, 10, 25), "received_on"),
    ],
)
def test_an_unfit_day_of_receiving_is_refused_by_field(
    make: Factory, consultation: Consultation, chosen: bool, day: date | None, field: str
) -> None:
    agencies = [make.invitation(consultation).agency_id] if chosen else []
    with pytest.raises(Invalid) as refused:
        received(make, consultation, agencies, day)
    assert refused.value.field == field


def test_only_the_drafting_side_sees_and_keeps_the_register(
    session: Session, make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    invitation = make.invitation(consultation)
    head = make.user(Role.AGENCY_HEAD, invitation.agency)
    with pytest.raises(NotPermitted):
        register(session, head, clock, consultation)
    with pytest.raises(NotPermitted):
        note_receiving(session, head, clock, consultation, [invitation.agency_id], date(2017, 10, 5))
