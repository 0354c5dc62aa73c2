"""What waits for the drafting side in each round, counted without reading any comment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.vocabulary import CommentState, ReplyState, ReplyStep, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.sendings import ReplyEvent
from draftreview.services.dispositions import is_current


@dataclass(frozen=True, slots=True)
class Waiting:
    """One round before the drafting side: comments by how far their answers are, replies by their state.

    ``to_approve`` and ``to_release`` wait for the lead drafter, ``sent_back`` for their drafters;
    ``replies_asked_back`` are sent ones whose agency asks to withdraw them.
    """

    comments: int = 0
    answered: int = 0
    to_approve: int = 0
    sent_back: int = 0
    to_release: int = 0
    invited: int = 0
    replies_sent: int = 0
    replies_returned: int = 0
    replies_asked_back: int = 0

    @property
    def to_answer(self) -> int:
        """Count the comments that nobody has answered."""
        return self.comments - self.answered

    @property
    def released(self) -> int:
        """Count the comments whose agency can read the answer."""
        return self.answered - self.to_approve - self.sent_back - self.to_release


def waiting_of(session: Session, rounds: Sequence[int]) -> dict[int, Waiting]:
    """Count what waits in each of the rounds: two queries."""
    found = {number: Waiting() for number in rounds}
    for number, *counts in session.execute(_comments(rounds)):
        found[number] = Waiting(*counts)
    for number, *counts in session.execute(_replies(rounds)):
        invited, sent, returned, asked_back = counts
        found[number] = replace(
            found[number],
            invited=invited,
            replies_sent=sent,
            replies_returned=returned,
            replies_asked_back=asked_back,
        )
    return found


def _comments(rounds: Sequence[int]) -> Select[int, int, int, int, int, int]:
    proposed, sent_back = Disposition.stage == Stage.PROPOSED, Disposition.remark != ""
    return (
        select(
            Comment.consultation_id,
            func.count(Comment.id),
            func.count(Disposition.id),
            func.count().filter(proposed & ~sent_back),
            func.count().filter(proposed & sent_back),
            func.count().filter(Disposition.stage == Stage.APPROVED),
        )
        .outerjoin(Disposition, (Disposition.comment_id == Comment.id) & is_current(Disposition))
        .where(Comment.consultation_id.in_(rounds), Comment.state == CommentState.SENT)
        .group_by(Comment.consultation_id)
    )


def _replies(rounds: Sequence[int]) -> Select[int, int, int, int, int]:
    later = aliased(ReplyEvent)
    newest = select(func.max(later.id)).where(later.reply_id == Reply.id).correlate(Reply).scalar_subquery()
    is_sent = Reply.state == ReplyState.SENT
    return (
        select(
            Invitation.consultation_id,
            func.count(Invitation.id),
            func.count().filter(is_sent),
            func.count().filter(Reply.state == ReplyState.RETURNED),
            func.count().filter(is_sent & (ReplyEvent.step == ReplyStep.WITHDRAWAL_ASKED)),
        )
        .outerjoin(Invitation.reply)
        .outerjoin(ReplyEvent, ReplyEvent.id == newest)
        .where(Invitation.consultation_id.in_(rounds))
        .group_by(Invitation.consultation_id)
    )
