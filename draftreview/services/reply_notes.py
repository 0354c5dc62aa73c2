"""What a reply page tells beside its comments: scan, topics without an opinion, what happened last."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.reply_steps import Standing, standing
from draftreview.domain.vocabulary import ReplyState, ReplyStep
from draftreview.models.accounts import Agency
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, Reply
from draftreview.models.files import StoredFile
from draftreview.models.sendings import ReplyEvent
from draftreview.models.writing import TopicAnswer
from draftreview.services.reply_pages import ReplyPage


@dataclass(frozen=True, slots=True)
class ReplyNotes:
    """``silent`` are the topics answered with "không có ý kiến", by id; ``reason`` belongs to ``step``.

    ``asking`` is the drafting agency.
    """

    asking: Agency
    scan: StoredFile | None
    silent: frozenset[int]
    step: ReplyStep | None
    reason: str
    standing: Standing


def notes_of(session: Session, page: ReplyPage) -> ReplyNotes:
    """Gather the notes of a reply: one query, which spares those for its scan and the drafting agency."""
    silent = (
        select(TopicAnswer.topic_id)
        .join(TopicAnswer.topic)
        .where(
            FocusTopic.consultation_id == page.consultation.id,
            TopicAnswer.agency_id == page.invitation.agency_id,
            TopicAnswer.withdrawn_at.is_(None),
        )
        .subquery()
    )
    last = (
        select(ReplyEvent.id).where(ReplyEvent.reply_id == Reply.id).order_by(ReplyEvent.id.desc()).limit(1)
    )
    rows = session.execute(
        select(Agency, StoredFile, ReplyEvent.step, ReplyEvent.reason, silent.c.topic_id)
        .select_from(Invitation)
        .join(Invitation.consultation)
        .join(Consultation.drafting_agency)
        .outerjoin(Reply, Reply.invitation_id == Invitation.id)
        .outerjoin(StoredFile, StoredFile.id == Reply.scan_id)
        .outerjoin(ReplyEvent, ReplyEvent.id == last.correlate(Reply).scalar_subquery())
        .outerjoin(silent, silent.c.topic_id.is_not(None))
        .where(Invitation.id == page.invitation.id)
    ).all()
    asking, scan, step, reason, _ = rows[0]
    state = page.reply.state if page.reply else ReplyState.WRITING
    topics = frozenset(row[4] for row in rows if row[4] is not None)
    return ReplyNotes(asking, scan, topics, step, reason or "", standing(state, step))
