"""Inviting more agencies into a round that goes on."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict, Invalid, NotPermitted
from draftreview.domain.vocabulary import AgencyKind, Role, RoundAction, Stance
from draftreview.models.accounts import Agency, User
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services import replies
from draftreview.services.home import home
from draftreview.services.inviting import invite, not_invited
from draftreview.services.round_changes import Wish, change_round
from draftreview.services.round_pages import InvitedLater, open_round_page
from tests.factories import Factory

DUE = date(2017, 11, 2)
TODAY = date(2017, 10, 24)


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    """A round with one agency, beside another round."""
    make.invitation(make.round(make.version()))
    round_: Consultation = make.round()
    make.invitation(round_)
    return round_


@pytest.fixture
def lead(make: Factory) -> User:
    return make.lead()


@pytest.fixture
def post_office(make: Factory) -> Agency:
    return make.agency("Bưu điện tỉnh")


def ask(
    make: Factory, lead: User, round_: Consultation, *agencies: Agency, due: date | None = DUE
) -> list[Invitation]:
    return list(invite(make.session, lead, make.clock, round_, [one.id for one in agencies], due))


def count(session: Session, round_: Consultation) -> int:
    asked = select(func.count(Invitation.id)).where(Invitation.consultation_id == round_.id)
    return session.scalars(asked).one()


def test_an_agency_is_invited_from_today_to_the_day_of_the_round(
    make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    (made,) = ask(make, lead, consultation, post_office)
    assert (made.agency, made.sent_on, made.due_before) == (post_office, TODAY, DUE)
    assert (made.received_on, made.extended_to, made.opened_at) == (None, None, None)


def test_the_agency_sees_the_task_at_once_and_answers(
    session: Session, make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    head = make.user(Role.AGENCY_HEAD, post_office)
    key = consultation.draft.key
    with pytest.raises(NotPermitted):
        replies.agree_entirely(session, head, make.clock, key)
    ask(make, lead, consultation, post_office)
    tasks = home(session, head, make.clock).tasks
    assert [task.invitation.agency for task in tasks if task.invitation] == [post_office]
    assert replies.agree_entirely(session, head, make.clock, key).stance is Stance.AGREE


def test_the_audit_and_the_round_tell_who_was_invited(
    session: Session, make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    ask(make, lead, consultation, post_office, due=date(2017, 11, 12))
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "round.invited")).one()
    assert event.subject == f"consultation:{consultation.id}"
    page = open_round_page(session, lead, make.clock, consultation.draft.key, 1)
    asked = (frozenset({post_office.id}), ("Bưu điện tỉnh",), date(2017, 11, 12))
    assert page.invited_later == (InvitedLater(make.clock.now(), lead, *asked),)
    assert (page.opened, page.invited) == (None, 2)


def test_two_presses_invite_once_and_change_nothing_of_who_was_invited(
    session: Session, make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    first = consultation.invitations[0].agency
    ask(make, lead, consultation, post_office)
    assert ask(make, lead, consultation, post_office, first, due=date(2017, 11, 12)) == []
    assert count(session, consultation) == 2
    events = select(func.count(AuditEvent.id)).where(AuditEvent.action == "round.invited")
    assert session.scalar(events) == 1


def test_only_agencies_of_the_register_that_are_not_invited_are_offered(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    make.agency(disabled_at=make.clock.now())
    late, early = make.agency(position=99, kind=AgencyKind.DISTRICT), make.agency(position=0)
    elsewhere = select(Invitation.agency_id).where(Invitation.consultation_id != consultation.id)
    other = session.get_one(Agency, session.scalars(elsewhere).one())
    assert list(not_invited(session, lead, consultation)) == [early, other, late]


def test_who_may_not_be_asked_is_not_invited(
    make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    disabled = make.agency(disabled_at=make.clock.now())
    for wrong in (disabled, make.drafting_agency()):
        with pytest.raises(Invalid, match="không còn mời được") as refused:
            ask(make, lead, consultation, post_office, wrong)
        assert refused.value.field == "agencies"


def test_inviting_needs_an_agency_and_a_day(
    make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    with pytest.raises(Invalid, match="Chọn ít nhất một cơ quan"):
        ask(make, lead, consultation)
    with pytest.raises(Invalid, match="Cần ghi hạn trả lời"):
        ask(make, lead, consultation, post_office, due=None)


def test_after_the_day_of_the_round_a_later_one_is_given(
    make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    make.clock.moment = datetime(2017, 11, 6, 2, 0, tzinfo=UTC)
    with pytest.raises(Invalid, match="sau hôm nay"):
        ask(make, lead, consultation, post_office)
    (made,) = ask(make, lead, consultation, post_office, due=date(2017, 11, 16))
    assert made.sent_on == date(2017, 11, 6)


def test_a_closed_round_invites_nobody(
    session: Session, make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    change_round(session, lead, make.clock, consultation, Wish(RoundAction.CLOSED, "Đã đủ."), 0)
    session.flush()
    with pytest.raises(Conflict, match="Mở lại đợt trước"):
        ask(make, lead, consultation, post_office)
    with pytest.raises(Conflict, match="đã đóng"):
        not_invited(session, lead, consultation)
    assert count(session, consultation) == 1


def test_an_older_round_invites_nobody(
    make: Factory, lead: User, consultation: Consultation, post_office: Agency
) -> None:
    make.round(make.version(consultation.draft, number=2), number=2)
    with pytest.raises(Conflict, match="không còn là đợt mới nhất"):
        ask(make, lead, consultation, post_office)


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.AGENCY_HEAD, Role.ADMIN])
def test_only_the_lead_invites(
    session: Session, make: Factory, consultation: Consultation, post_office: Agency, role: Role
) -> None:
    other = make.user(role)
    with pytest.raises(NotPermitted, match="Chỉ trưởng ban soạn thảo"):
        ask(make, other, consultation, post_office)
    with pytest.raises(NotPermitted):
        not_invited(session, other, consultation)
