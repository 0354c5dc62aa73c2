"""What happened to one agency in a round, in the order in which it did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Invitation, Reply, RoundChange
from draftreview.models.sendings import ReplyEvent, Sending
from draftreview.services.invitations import Line
from draftreview.services.permissions import may_see_rounds, require
from draftreview.services.round_pages import RoundPage
from draftreview.services.together import Rows, Together


class Happened(StrEnum):
    """What can happen to an invited agency; what was done to the round stands in its change."""

    INVITED = "invited"
    RECEIVED = "received"
    OPENED = "opened"
    CHANGED = "changed"
    SENT = "sent"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened; ``at`` is empty where the moment was not written down.

    ``day`` is that of the round: sent on, received on. ``number`` counts the sendings.
    """

    what: Happened
    at: datetime | None
    by: str = ""
    day: date | None = None
    reason: str = ""
    number: int = 0
    late: bool = False
    change: RoundChange | None = None


_OF_THE_AGENCY = Reply.invitation_id == bindparam("invitation")
_KEPT = Together(
    select(AuditEvent.at, User.display_name, AuditEvent.details["received_on"].as_string())
    .outerjoin(User, User.id == AuditEvent.actor_id)
    .where(AuditEvent.subject == bindparam("subject"), AuditEvent.action == "invitation.received"),
    select(Sending.sent_at, User.display_name, Sending.sent_on, Sending.number, Sending.late)
    .join(Sending.reply)
    .outerjoin(User, User.id == Sending.sent_by_id)
    .where(_OF_THE_AGENCY),
    select(ReplyEvent.at, User.display_name, ReplyEvent.step, ReplyEvent.reason)
    .join(ReplyEvent.reply)
    .outerjoin(User, User.id == ReplyEvent.by_id)
    .where(_OF_THE_AGENCY),
)


def happenings_of(
    session: Session, actor: User | None, page: RoundPage, line: Line, changes: Sequence[RoundChange]
) -> list[Happening]:
    """Tell what happened to an agency in a round, the invitation first: one query.

    :param changes: what was done to the round, to all agencies or to any
    """
    require(may_see_rounds(actor))
    invitation = line.invitation
    kept = {"invitation": invitation.id, "subject": f"invitation:{invitation.id}"}
    received, sendings, events = _KEPT.read(session, kept)
    invited = _invited(page, invitation)
    found = [
        *_changed(changes, invited, invitation),
        *(Happening(Happened.RECEIVED, at, by or "", date.fromisoformat(day)) for at, by, day in received),
        *([Happening(Happened.OPENED, invitation.opened_at)] if invitation.opened_at else ()),
        *_sent(sendings, line.reply),
        *(Happening(Happened(step.value), at, by or "", reason=why) for at, by, step, why in events),
    ]
    return [invited, *sorted(found, key=_moment)]


def _moment(one: Happening) -> datetime:
    assert one.at is not None, "only an invitation may be without"
    return one.at


def _invited(page: RoundPage, invitation: Invitation) -> Happening:
    later = next((one for one in page.invited_later if invitation.agency_id in one.agency_ids), None)
    if later is not None:
        return Happening(Happened.INVITED, later.at, _name(later.by), invitation.sent_on)
    opened = page.opened
    return Happening(
        Happened.INVITED,
        opened.at if opened else None,
        _name(opened.actor if opened else None),
        invitation.sent_on,
    )


def _name(who: User | None) -> str:
    return who.display_name if who is not None else ""


def _changed(
    changes: Sequence[RoundChange], invited: Happening, invitation: Invitation
) -> Iterator[Happening]:
    """Tell what was done to the round since the agency is in it; other agencies' own terms are left out."""
    for one in changes:
        since = invited.at is None or one.at >= invited.at
        if since and one.agency_id in (None, invitation.agency_id):
            yield Happening(Happened.CHANGED, one.at, _name(one.by), reason=one.reason, change=one)


def _sent(sendings: Rows, reply: Reply | None) -> Iterator[Happening]:
    for at, by, day, number, late in sendings:
        yield Happening(Happened.SENT, at, by or "", day, number=number, late=late)
    if reply is not None and not sendings:
        # Sent before every sending was kept for itself.
        yield Happening(Happened.SENT, reply.sent_at, day=reply.sent_on, late=reply.late)
