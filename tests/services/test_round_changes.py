"""Closing, opening again and extending a round: by the lead drafter alone, with a reason, once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import CommentState, Role, RoundAction, Stance
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Consultation, Invitation, Reply, RoundChange
from draftreview.services import comments, replies
from draftreview.services.permissions import days_of
from draftreview.services.round_changes import Wish, change_round, changes_of
from draftreview.services.round_pages import open_round_page
from tests.factories import Factory, FixedClock

CLOSE = Wish(RoundAction.CLOSED, "Đã nhận đủ ý kiến.")
REOPEN = Wish(RoundAction.REOPENED, "Còn cơ quan xin gửi bổ sung.")
EXTEND = Wish(RoundAction.EXTENDED, "Theo đề nghị của các huyện.", date(2017, 11, 12))


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    """A round with two agencies, beside another round."""
    make.invitation(make.round(make.version()))
    round_: Consultation = make.round()
    make.invitation(round_)
    make.invitation(round_)
    return round_


@pytest.fixture
def lead(make: Factory) -> User:
    return make.lead()


def change(make: Factory, lead: User, round_: Consultation, wish: Wish, seen: int = 0) -> RoundChange:
    return change_round(make.session, lead, make.clock, round_, wish, seen)


def invitations(session: Session, round_: Consultation) -> list[Invitation]:
    asked = select(Invitation).where(Invitation.consultation_id == round_.id).order_by(Invitation.id)
    return list(session.scalars(asked))


def test_closing_keeps_when_who_and_why(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    made = change(make, lead, consultation, replace(CLOSE, reason="  Đã nhận đủ ý kiến. "))
    assert (made.reason, made.by, made.at) == ("Đã nhận đủ ý kiến.", lead, make.clock.now())
    assert consultation.closed_at == make.clock.now()
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "round.closed")).one()
    assert (event.subject, event.details) == (
        f"consultation:{consultation.id}",
        {"reason": "Đã nhận đủ ý kiến."},
    )


def test_a_closed_round_takes_replies_again_once_it_is_reopened(
    make: Factory, lead: User, consultation: Consultation
) -> None:
    today = date(2017, 10, 24)
    closed = change(make, lead, consultation, CLOSE)
    assert not days_of(consultation).takes_replies(today)
    change(make, lead, consultation, REOPEN, closed.id)
    assert days_of(consultation).takes_replies(today)
    assert [one.action for one in changes_of(make.session, consultation)] == [
        RoundAction.REOPENED,
        RoundAction.CLOSED,
    ]


@pytest.mark.parametrize("wish", [CLOSE, EXTEND])
def test_two_presses_change_a_round_once(
    session: Session, make: Factory, lead: User, consultation: Consultation, wish: Wish
) -> None:
    first = change(make, lead, consultation, wish)
    assert change(make, lead, consultation, wish) is first
    assert session.scalar(select(func.count(RoundChange.id))) == 1
    assert session.scalar(select(func.count(AuditEvent.id)).where(AuditEvent.action.like("round.%"))) == 1


def test_what_changed_meanwhile_is_not_changed_unseen(
    make: Factory, lead: User, consultation: Consultation
) -> None:
    change(make, lead, consultation, EXTEND)
    with pytest.raises(Conflict, match="đã thay đổi từ khi mở trang"):
        change(make, make.lead(), consultation, CLOSE)
    assert consultation.closed_at is None


def test_a_round_that_is_open_is_not_opened_again(
    make: Factory, lead: User, consultation: Consultation
) -> None:
    with pytest.raises(Conflict, match="đang mở"):
        change(make, lead, consultation, REOPEN)


def test_extending_the_round_gives_every_agency_the_days_it_did_not_have(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    first, second = invitations(session, consultation)
    first.extended_to = date(2017, 11, 20)
    made = change(make, lead, consultation, EXTEND)
    assert (made.closes_before, made.agency_id) == (date(2017, 11, 12), None)
    assert consultation.closes_before == date(2017, 11, 12)
    assert [one.extended_to for one in (first, second)] == [date(2017, 11, 20), date(2017, 11, 12)]
    assert {one.due_before for one in (first, second)} == {date(2017, 11, 2)}


def test_extending_one_agency_leaves_the_others(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    first, second = invitations(session, consultation)
    made = change(make, lead, consultation, replace(EXTEND, agency_id=first.agency_id))
    assert (first.extended_to, second.extended_to) == (date(2017, 11, 12), None)
    assert (made.agency, consultation.closes_before) == (first.agency, date(2017, 11, 2))
    details = session.scalars(select(AuditEvent.details).where(AuditEvent.action == "round.extended")).one()
    assert (details["before"], details["closes_before"]) == ("2017-11-02", "2017-11-12")
    assert details["agency"] == first.agency_id


def test_only_an_agency_that_was_asked_and_has_not_sent_is_extended(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    first, _ = invitations(session, consultation)
    make.sent(make.comment(first), first)
    with pytest.raises(Conflict, match="đã gửi"):
        change(make, lead, consultation, replace(EXTEND, agency_id=first.agency_id))
    with pytest.raises(NotFound):
        change(make, lead, consultation, replace(EXTEND, agency_id=make.agency().id))


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.AGENCY_HEAD, Role.ADMIN])
def test_only_the_lead_changes_a_round(make: Factory, consultation: Consultation, role: Role) -> None:
    with pytest.raises(NotPermitted, match="Chỉ trưởng ban soạn thảo"):
        change(make, make.user(role), consultation, CLOSE)


@pytest.mark.parametrize("reason", ["  ", "x" * 2001])
def test_a_change_needs_a_reason_that_can_be_read(
    make: Factory, lead: User, consultation: Consultation, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        change(make, lead, consultation, replace(CLOSE, reason=reason))
    assert refused.value.field == "reason"


def test_an_older_round_stays_as_it_is(make: Factory, lead: User, consultation: Consultation) -> None:
    make.round(make.version(consultation.draft, number=2), number=2)
    with pytest.raises(Conflict, match="không còn là đợt mới nhất"):
        change(make, lead, consultation, CLOSE)


def test_an_extension_must_give_time(make: Factory, lead: User, consultation: Consultation) -> None:
    for day in (None, date(2017, 11, 2)):
        with pytest.raises(Invalid):
            change(make, lead, consultation, replace(EXTEND, closes_before=day))
    assert consultation.closes_before == date(2017, 11, 2)


def sent_at(make: Factory, round_: Consultation, invitation: Invitation, moment: datetime) -> Reply:
    """Let an agency's head send at a moment what an officer began long before."""
    officer, head = (make.user(role, invitation.agency) for role in (Role.COMMENTER, Role.AGENCY_HEAD))
    key = round_.draft.key
    facts = {"key": key, "number": 1, "eid": "general", "ready": True}
    comments.write(
        make.session, officer, make.clock, contents=comments.Contents(body="Đề nghị xem lại."), **facts
    )
    make.clock.moment = moment
    return replies.send(make.session, head, make.clock, key, Stance.AGREE_WITH_COMMENTS)


LAST_SECOND = datetime(2017, 11, 1, 16, 59, 59, tzinfo=UTC)
TOO_LATE = datetime(2017, 11, 1, 17, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(("moment", "late"), [(LAST_SECOND, False), (TOO_LATE, True)])
def test_the_moment_of_sending_decides_in_viet_nam(
    session: Session, make: Factory, consultation: Consultation, moment: datetime, late: bool
) -> None:
    reply = sent_at(make, consultation, invitations(session, consultation)[0], moment)
    assert (reply.late, reply.sent_at) == (late, moment)


def test_an_extended_agency_is_in_time_until_its_own_day(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    first, second = invitations(session, consultation)
    change(make, lead, consultation, replace(EXTEND, agency_id=first.agency_id))
    assert not sent_at(make, consultation, first, datetime(2017, 11, 11, 16, 59, 59, tzinfo=UTC)).late
    make.clock.moment = datetime(2017, 11, 11, 17, 0, tzinfo=UTC)
    assert sent_at(make, consultation, second, make.clock.moment).late


def test_what_was_late_stays_late_when_the_round_is_extended_afterwards(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    reply = sent_at(make, consultation, invitations(session, consultation)[0], TOO_LATE)
    change(make, lead, consultation, EXTEND)
    assert reply.late


def test_a_closed_round_takes_nothing_though_it_was_begun_in_time(
    session: Session, make: Factory, lead: User, consultation: Consultation
) -> None:
    invitation = invitations(session, consultation)[0]
    comment = make.comment(invitation, state=CommentState.READY)
    change(make, lead, consultation, CLOSE)
    with pytest.raises(NotPermitted):
        replies.send(
            session,
            make.user(Role.AGENCY_HEAD, invitation.agency),
            make.clock,
            consultation.draft.key,
            Stance.AGREE_WITH_COMMENTS,
        )
    assert comment.state is CommentState.READY


def test_the_round_page_tells_how_many_answered(
    session: Session, make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    first, _ = invitations(session, consultation)
    make.sent(make.comment(first), first)
    page = open_round_page(session, make.drafter(), clock, consultation.draft.key, 1)
    assert (page.consultation, page.opened, page.invited, page.sent) == (consultation, None, 2, 1)
    assert (page.newest, page.days.closes_before) == (True, date(2017, 11, 2))
    make.round(make.version(consultation.draft, number=2), number=2)
    assert not open_round_page(session, make.drafter(), clock, consultation.draft.key, 1).newest


def test_the_round_page_is_for_the_drafting_side(
    session: Session, make: Factory, clock: FixedClock, consultation: Consultation
) -> None:
    for stranger in (None, make.user(), make.user(Role.APPRAISER)):
        with pytest.raises(NotPermitted):
            open_round_page(session, stranger, clock, consultation.draft.key, 1)
    with pytest.raises(NotFound):
        open_round_page(session, make.lead(), clock, consultation.draft.key, 9)
