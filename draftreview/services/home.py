"""The home page: what is asked, what is unfinished and whose, and what became of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.rounds import RoundDays
from draftreview.domain.vocabulary import CommentState, ReplyState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic, Invitation
from draftreview.models.drafts import Draft
from draftreview.models.writing import TopicAnswer
from draftreview.services.home_waiting import Waiting, waiting_of
from draftreview.services.outcomes import Released, released_to
from draftreview.services.permissions import (
    days_of,
    is_drafting,
    may_read,
    speaks_for_agency,
    statutory_day_of,
)
from draftreview.services.round_changes import closing_reason
from draftreview.services.topic_answers import Standing, standing_of
from draftreview.services.topics import Topic


@dataclass(frozen=True, slots=True)
class Work:
    """What an agency has done in one round: its comments, whose they are, and the topics it answered."""

    comments: tuple[Comment, ...] = ()
    standing: Standing = field(default_factory=lambda: Standing((), {}))
    counts: Mapping[int, int] = field(default_factory=dict)
    released: Released = field(default_factory=Released)

    @property
    def unfinished(self) -> tuple[Comment, ...]:
        """Give the comments that are still being written, the one written last first."""
        return tuple(one for one in self.comments if one.state is CommentState.WRITING)

    @property
    def ready(self) -> int:
        """Count the comments that are finished and not sent."""
        return sum(one.state is CommentState.READY for one in self.comments)

    @property
    def sent(self) -> int:
        """Count the comments that went out."""
        return sum(one.state is CommentState.SENT for one in self.comments)

    @property
    def people(self) -> tuple[tuple[User, int, int], ...]:
        """List who wrote: how many comments, and how many of those are unfinished."""
        authors = {one.author_id: one.author for one in self.comments}
        every = Counter(one.author_id for one in self.comments)
        left = Counter(one.author_id for one in self.unfinished)
        return tuple((authors[number], count, left[number]) for number, count in every.most_common())


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
            tasks.append(Task(consultation, days, left, over, invitation, closing=closing))
    return tuple(tasks)


def _worked(session: Session, actor: User, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
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
    topics = _topics(session, actor, rounds)
    released = released_to(session, actor.agency_id)
    return tuple(replace(task, work=_work(task, own, topics, released)) for task in tasks)


def _work(
    task: Task,
    own: Sequence[Comment],
    topics: Sequence[tuple[FocusTopic, int | None]],
    released: Mapping[int, Released],
) -> Work:
    round_id = task.consultation.id
    comments = tuple(one for one in own if one.consultation_id == round_id)
    counts = Counter(one.topic_id for one in comments if one.topic_id is not None)
    asked = [(topic, nothing) for topic, nothing in topics if topic.consultation_id == round_id]
    standing = standing_of(
        [_plain(topic) for topic, _nothing in asked] if task.invitation else (),
        counts,
        {topic.id for topic, nothing in asked if nothing is not None},
    )
    return Work(comments, standing, counts, released.get(task.consultation.draft_id, Released()))


def _topics(session: Session, actor: User, rounds: Sequence[int]) -> list[tuple[FocusTopic, int | None]]:
    """List the topics of rounds, each with the agency's "không có ý kiến" where it stands: one query."""
    rows = session.execute(
        select(FocusTopic, TopicAnswer.id)
        .outerjoin(
            TopicAnswer,
            (TopicAnswer.topic_id == FocusTopic.id)
            & (TopicAnswer.agency_id == actor.agency_id)
            & TopicAnswer.withdrawn_at.is_(None),
        )
        .where(FocusTopic.consultation_id.in_(rounds))
        .order_by(FocusTopic.position)
    )
    return [(topic, nothing) for topic, nothing in rows]


def _plain(topic: FocusTopic) -> Topic:
    return Topic(
        topic.id, topic.parent_id, topic.code, topic.title, topic.short_title, topic.question, frozenset()
    )


def drafts_in_preparation(session: Session, actor: User | None) -> list[Draft]:
    """List drafts without any round yet, for the drafting side: one query."""
    if not is_drafting(actor):
        return []
    asked = select(Consultation.id).where(Consultation.draft_id == Draft.id).exists()
    return list(session.scalars(select(Draft).where(~asked).order_by(Draft.id.desc())))
