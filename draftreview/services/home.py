"""The home page: what is asked, what is unfinished, what became of it; a bounded number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.rounds import RoundDays
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic, Invitation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Draft
from draftreview.services.permissions import days_of, is_drafting, may_read, speaks_for_agency


@dataclass(frozen=True, slots=True)
class Task:
    """One draft under consultation as it concerns the reader."""

    consultation: Consultation
    days: RoundDays
    days_left: int
    over: bool
    invitation: Invitation | None


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows; for the public only ``tasks``."""

    tasks: tuple[Task, ...]
    topics: tuple[tuple[FocusTopic, int], ...] = ()
    unfinished: tuple[Comment, ...] = ()
    comments: int = 0
    sent: int = 0
    answered: int = 0


def home(session: Session, actor: User | None, clock: Clock) -> Home:
    """Gather the home page in at most four queries."""
    tasks = _tasks(session, actor, clock)
    if not tasks:
        return Home(tasks)
    if actor is not None and speaks_for_agency(actor):
        return _for_agency(session, actor, tasks)
    if is_drafting(actor):
        return _for_drafters(session, tasks)
    return Home(tasks)


def _tasks(session: Session, actor: User | None, clock: Clock) -> tuple[Task, ...]:
    newest = select(func.max(Consultation.id)).group_by(Consultation.draft_id)
    agency_id = actor.agency_id if actor and speaks_for_agency(actor) else 0
    rows = session.execute(
        select(Consultation, Invitation)
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
    for consultation, invitation in rows:
        days = days_of(consultation, invitation)
        over = days.is_over(today)
        if may_read(actor, consultation.draft, invitation is not None, over):
            tasks.append(Task(consultation, days, days.days_left(today), over, invitation))
    return tuple(tasks)


def _for_agency(session: Session, actor: User, tasks: tuple[Task, ...]) -> Home:
    rounds = [task.consultation.id for task in tasks]
    own: Sequence[Comment] = session.scalars(
        select(Comment)
        .options(joinedload(Comment.author))
        .where(
            Comment.agency_id == actor.agency_id,
            Comment.consultation_id.in_(rounds),
            Comment.state != CommentState.WITHDRAWN,
        )
        .order_by(Comment.updated_at.desc())
    ).all()
    by_topic: dict[int, int] = {}
    for comment in own:
        if comment.topic_id is not None:
            by_topic[comment.topic_id] = by_topic.get(comment.topic_id, 0) + 1
    topics = session.scalars(
        select(FocusTopic).where(FocusTopic.consultation_id == rounds[0]).order_by(FocusTopic.position)
    ).all()
    return Home(
        tasks,
        topics=tuple((topic, by_topic.get(topic.id, 0)) for topic in topics),
        unfinished=tuple(one for one in own if one.state is CommentState.WRITING),
        comments=len(own),
        sent=sum(one.state is CommentState.SENT for one in own),
    )


def _for_drafters(session: Session, tasks: tuple[Task, ...]) -> Home:
    sent = Comment.state == CommentState.SENT
    answered = select(Disposition.id).where(Disposition.comment_id == Comment.id).exists()
    row = session.execute(
        select(func.count().filter(sent), func.count().filter(sent & answered)).where(
            Comment.consultation_id == tasks[0].consultation.id
        )
    ).one()
    return Home(tasks, comments=row[0], sent=row[0], answered=row[1])


def drafts_in_preparation(session: Session, actor: User | None) -> list[Draft]:
    """List drafts without any round yet, for the drafting side: one query."""
    if not is_drafting(actor):
        return []
    asked = select(Consultation.id).where(Consultation.draft_id == Draft.id).exists()
    return list(session.scalars(select(Draft).where(~asked).order_by(Draft.id.desc())))
