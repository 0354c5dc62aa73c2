"""The home page: what is asked, what is unfinished and whose, and what became of it."""

from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.rounds import Mark, Point, RoundDays, line_of_days
from draftreview.domain.vocabulary import ReplyState
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft
from draftreview.services.home_waiting import Waiting, waiting_of
from draftreview.services.home_work import Work, works_of
from draftreview.services.permissions import (
    days_of,
    is_drafting,
    may_read,
    speaks_for_agency,
    statutory_day_of,
)
from draftreview.services.round_changes import closing_reason


@dataclass(frozen=True, slots=True)
class Task:
    """One draft under consultation as it concerns the reader; ``closing`` says why its round was closed."""

    consultation: Consultation
    days: RoundDays
    days_left: int
    over: bool
    invitation: Invitation | None
    work: Work = field(default_factory=Work)
    waiting: Waiting = field(default_factory=Waiting)
    closing: str = ""
    today: date = date.min

    @property
    def course(self) -> tuple[Point, ...]:
        """Give the days of the round as they hold for the reader's agency, today among them."""
        round_ = self.consultation
        marked = {
            Mark.LETTER: round_.letter_date,
            Mark.OPENING: round_.opens_on,
            Mark.RECEIVED: self.invitation.received_on if self.invitation else None,
            Mark.BY_LAW: self.statutory_day,
            Mark.DUE: self.days.closes_before,
            Mark.CLOSED: vietnam_day(round_.closed_at) if round_.closed_at else None,
        }
        return line_of_days(marked, self.today)

    @property
    def is_sent(self) -> bool:
        """Tell whether the reader's agency has sent its reply."""
        return self._reply_state is ReplyState.SENT

    @property
    def is_returned(self) -> bool:
        """Tell whether the reply came back for correction."""
        return self._reply_state is ReplyState.RETURNED

    @property
    def statutory_day(self) -> date | None:
        """Give the last day by law for the reader's agency, where it was asked."""
        return statutory_day_of(self.consultation, self.invitation)

    @property
    def _reply_state(self) -> ReplyState | None:
        reply = self.invitation.reply if self.invitation else None
        return reply.state if reply else None


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows."""

    tasks: tuple[Task, ...]


def home(session: Session, actor: User | None, clock: Clock) -> Home:
    """Gather the home page in at most four queries."""
    tasks = _tasks(session, actor, clock)
    if not tasks:
        return Home(tasks)
    if actor is not None and speaks_for_agency(actor):
        return Home(_worked(session, actor, tasks))
    if is_drafting(actor):
        waiting = waiting_of(session, [task.consultation.id for task in tasks])
        return Home(tuple(replace(task, waiting=waiting[task.consultation.id]) for task in tasks))
    return Home(tasks)


def _tasks(session: Session, actor: User | None, clock: Clock) -> tuple[Task, ...]:
    newest = select(func.max(Consultation.id)).group_by(Consultation.draft_id)
    agency_id = actor.agency_id if actor and speaks_for_agency(actor) else 0
    rows = session.execute(
        select(Consultation, Invitation, closing_reason())
        .join(Consultation.draft)
        .outerjoin(
            Invitation, (Invitation.consultation_id == Consultation.id) & (Invitation.agency_id == agency_id)
        )
        .options(
            contains_eager(Consultation.draft),
            joinedload(Consultation.version),
            joinedload(Consultation.regime),
            joinedload(Consultation.drafting_agency),
            joinedload(Invitation.reply),
        )
        .where(Consultation.id.in_(newest))
        .order_by(Draft.id.desc())
    )
    today = vietnam_day(clock.round_now())
    tasks = []
    for consultation, invitation, reason in rows:
        days = days_of(consultation, invitation)
        over = days.is_over(today)
        if may_read(actor, consultation.draft, invitation is not None, over):
            closing = reason or "" if days.closed else ""
            left = days.days_left(today)
            tasks.append(Task(consultation, days, left, over, invitation, closing=closing, today=today))
    return tuple(tasks)


def _worked(session: Session, actor: User, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    works = works_of(session, actor, [(task.consultation, task.invitation is not None) for task in tasks])
    return tuple(replace(task, work=works[task.consultation.id]) for task in tasks)


def drafts_in_preparation(session: Session, actor: User | None) -> list[Draft]:
    """List drafts without any round yet, for the drafting side: one query."""
    if not is_drafting(actor):
        return []
    asked = select(Consultation.id).where(Consultation.draft_id == Draft.id).exists()
    return list(session.scalars(select(Draft).where(~asked).order_by(Draft.id.desc())))
