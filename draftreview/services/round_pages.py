"""One round as the drafting side sees it: the letter, its days, who opened it, how many have answered."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ScalarSelect, String, cast, func, literal, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import NotFound
from draftreview.domain.rounds import RoundDays
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import ReplyState, TopicAction
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.models.drafts import Draft
from draftreview.services.permissions import days_of, may_see_rounds, require

OPENED, INVITED = "round.opened", "round.invited"
"""What the audit calls the opening of a round, and that more agencies were invited into it."""
TOPIC_CHANGED = "round.topic_"
"""How the audit begins to call a change of a topic; what was done to it follows."""


@dataclass(frozen=True, slots=True)
class InvitedLater:
    """Agencies invited when the round was already open; ``due_before`` is their first day too late."""

    at: datetime
    by: User | None
    agency_ids: frozenset[int]
    names: tuple[str, ...]
    due_before: date


@dataclass(frozen=True, slots=True)
class TopicChanged:
    """A topic changed when the round was already open; of a reworded one also what it was before."""

    at: datetime
    by: User | None
    action: TopicAction
    code: str
    title: str
    reason: str
    title_before: str = ""
    question_before: str = ""
    places_before: str = ""


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round on the day that rounds are judged by; ``newest``: no later round of the draft was opened.

    ``invited_later`` and ``topic_changes`` begin with what was done first.
    """

    consultation: Consultation
    opened: AuditEvent | None
    invited_later: tuple[InvitedLater, ...]
    topic_changes: tuple[TopicChanged, ...]
    invited: int
    sent: int
    newest: bool
    today: date

    @property
    def days(self) -> RoundDays:
        """Give the days of the round as the letter names them, extended where the whole round was."""
        return days_of(self.consultation)


def open_round_page(session: Session, actor: User | None, clock: Clock, key: str, number: int) -> RoundPage:
    """Let the drafting side see one round of a draft: one query.

    :raises NotFound: where the draft has no such round
    """
    require(may_see_rounds(actor))
    subject = literal("consultation:") + cast(Consultation.id, String)
    told = AuditEvent.action.in_((OPENED, INVITED)) | AuditEvent.action.startswith(TOPIC_CHANGED)
    rows = session.execute(
        select(Consultation, AuditEvent, _invited(), _sent(), _newest())
        .join(Consultation.draft)
        .outerjoin(AuditEvent, (AuditEvent.subject == subject) & told)
        .options(
            contains_eager(Consultation.draft),
            joinedload(Consultation.version),
            joinedload(Consultation.regime),
            joinedload(Consultation.drafting_agency),
            joinedload(AuditEvent.actor),
        )
        .where(Draft.key == key, Consultation.number == number)
        .order_by(AuditEvent.id)
    ).all()
    if not rows:
        raise NotFound(sentence("Dự thảo không có đợt lấy ý kiến này. Chọn đợt ở trang Các bản dự thảo."))
    consultation, _event, invited, sent, newest = rows[0]
    events = [row.AuditEvent for row in rows if row.AuditEvent is not None]
    opened = next((one for one in events if one.action == OPENED), None)
    later = tuple(_invited_later(one) for one in events if one.action == INVITED)
    changes = tuple(_topic_changed(one) for one in events if one.action.startswith(TOPIC_CHANGED))
    today = vietnam_day(clock.round_now())
    return RoundPage(consultation, opened, later, changes, invited, sent, newest == number, today)


def _invited_later(event: AuditEvent) -> InvitedLater:
    said = event.details
    due_before = date.fromisoformat(said["due_before"])
    return InvitedLater(event.at, event.actor, frozenset(said["agencies"]), tuple(said["names"]), due_before)


def _topic_changed(event: AuditEvent) -> TopicChanged:
    action = TopicAction(event.action.removeprefix(TOPIC_CHANGED))
    return TopicChanged(event.at, event.actor, action, **event.details)


def _invited() -> ScalarSelect[int]:
    counted = select(func.count(Invitation.id)).where(Invitation.consultation_id == Consultation.id)
    return counted.correlate(Consultation).scalar_subquery()


def _sent() -> ScalarSelect[int]:
    counted = select(func.count(Reply.id)).join(Reply.invitation)
    counted = counted.where(Invitation.consultation_id == Consultation.id, Reply.state == ReplyState.SENT)
    return counted.correlate(Consultation).scalar_subquery()


def _newest() -> ScalarSelect[int]:
    numbers = select(func.max(Consultation.number)).where(Consultation.draft_id == Draft.id)
    return numbers.correlate(Draft).scalar_subquery()
