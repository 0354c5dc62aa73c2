"""What an agency sent, each time as it was: read again, asked back, returned for correction, refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.fingerprint import OLDER_FORM, canonical
from draftreview.domain.reply_steps import Move, Standing, moved, standing
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, ReplyState, ReplyStep
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, Reply
from draftreview.models.sendings import ReplyEvent, Sending
from draftreview.models.writing import TopicAnswer
from draftreview.services import audit, indexing
from draftreview.services.comment_finding import in_order
from draftreview.services.fingerprints import sealed
from draftreview.services.permissions import (
    days_of,
    may_read_reply,
    may_return_reply,
    may_see_synthesis,
    may_send_reply,
    require,
)
from draftreview.services.reading import Visit, open_version

_UNKNOWN = sentence("Không có văn bản góp ý này, hoặc tài khoản này không được xem.")
_HEAD_ALONE = sentence("Chỉ lãnh đạo cơ quan đề nghị rút văn bản góp ý.")
_LEAD_ALONE = sentence("Chỉ trưởng ban soạn thảo trả lại hoặc từ chối đề nghị rút.")
_REASON = sentence("Cần ghi lý do.")


@dataclass(frozen=True, slots=True)
class History:
    """A reply with all its sendings, the first one first, and what happened between them."""

    reply: Reply
    invitation: Invitation
    sendings: tuple[Sending, ...]
    events: tuple[ReplyEvent, ...]

    @property
    def standing(self) -> Standing:
        """Tell where the reply stands now."""
        return standing(self.reply.state, self.events[-1].step if self.events else None)


def history_of(session: Session, actor: User | None, clock: Clock, reply_id: int) -> History:
    """Gather a reply's sendings and events for those who may read them: three queries.

    :raises NotFound: where there is none, or the actor may not know of it
    """
    reply = session.scalar(
        select(Reply)
        .options(
            joinedload(Reply.invitation).options(
                joinedload(Invitation.agency),
                joinedload(Invitation.consultation).options(
                    joinedload(Consultation.draft), joinedload(Consultation.version)
                ),
            ),
            joinedload(Reply.scan),
        )
        .where(Reply.id == reply_id)
    )
    if reply is None:
        raise NotFound(_UNKNOWN)
    invitation = reply.invitation
    over = days_of(invitation.consultation).is_over(vietnam_day(clock.round_now()))
    if not may_read_reply(actor, invitation, over):
        raise NotFound(_UNKNOWN)
    events = session.scalars(
        select(ReplyEvent)
        .options(joinedload(ReplyEvent.by))
        .where(ReplyEvent.reply_id == reply_id)
        .order_by(ReplyEvent.id)
    )
    return History(reply, invitation, tuple(sendings_of(session, reply)), tuple(events))


def sendings_of(session: Session, reply: Reply) -> Sequence[Sending]:
    """List the sendings of a reply, the first one first: one query."""
    return session.scalars(
        select(Sending)
        .options(joinedload(Sending.sent_by))
        .where(Sending.reply_id == reply.id)
        .order_by(Sending.number)
    ).all()


def silent_codes(session: Session, invitation: Invitation) -> tuple[str, ...]:
    """Give the codes of the focus topics answered with "không có ý kiến", in their order: one query."""
    return tuple(
        session.scalars(
            select(FocusTopic.code)
            .join(TopicAnswer, TopicAnswer.topic_id == FocusTopic.id)
            .where(
                FocusTopic.consultation_id == invitation.consultation_id,
                TopicAnswer.agency_id == invitation.agency_id,
                TopicAnswer.withdrawn_at.is_(None),
            )
            .order_by(FocusTopic.position)
        )
    )


def ask_back(session: Session, actor: User, clock: Clock, reply_id: int, reason: str) -> ReplyEvent:
    """Ask the drafting side for a reply back: the agency's head, with the reason.

    :raises NotPermitted: unless the actor is the agency's head
    :raises Conflict: where nothing is sent, or it was asked for already
    :raises Invalid: without a reason
    """
    history = history_of(session, actor, clock, reply_id)
    require(may_send_reply(actor, history.invitation), _HEAD_ALONE)
    return _step(session, actor, clock, history, Move.ASK, reason)


def refuse(session: Session, actor: User, clock: Clock, reply_id: int, reason: str) -> ReplyEvent:
    """Refuse to give a reply back: the lead drafter, with the reason; errors as ``ask_back``."""
    history = history_of(session, actor, clock, reply_id)
    require(may_return_reply(actor), _LEAD_ALONE)
    return _step(session, actor, clock, history, Move.REFUSE, reason)


def give_back(session: Session, actor: User, clock: Clock, reply_id: int, reason: str) -> ReplyEvent:
    """Return a reply for correction: its comments may be edited again, their answers stay.

    What was sent stays in its :class:`Sending`. The errors are those of ``ask_back``, for the lead drafter.
    """
    history = history_of(session, actor, clock, reply_id)
    require(may_return_reply(actor), _LEAD_ALONE)
    event = _step(session, actor, clock, history, Move.RETURN, reason)
    reply = history.reply
    round_id, agency_id = history.invitation.consultation_id, history.invitation.agency_id
    comments = [one for one in in_order(session, round_id, agency_id) if one.state is CommentState.SENT]
    if not history.sendings:
        _keep_older(session, history, comments)
    reply.state = ReplyState.RETURNED
    for comment in comments:
        comment.state = CommentState.READY
        comment.revision += 1
    session.flush()
    indexing.enqueue(session, f"reply:{reply.id}", *(f"comment:{one.id}" for one in comments))
    return event


def _keep_older(session: Session, history: History, comments: Sequence[Comment]) -> None:
    """Keep what was sent before sendings were kept, in the form it was sealed in."""
    reply, invitation = history.reply, history.invitation
    assert reply.stance is not None
    assert reply.sent_at is not None
    assert reply.sent_on is not None
    form = canonical(sealed(invitation.consultation, invitation, reply, comments), OLDER_FORM)
    session.add(
        Sending(
            reply=reply,
            number=1,
            stance=reply.stance,
            sent_at=reply.sent_at,
            sent_on=reply.sent_on,
            sent_by=reply.sent_by,
            late=reply.late,
            comments=len(comments),
            canonical=form.decode(),
            fingerprint=reply.fingerprint,
        )
    )


def _step(
    session: Session, actor: User, clock: Clock, history: History, move: Move, reason: str
) -> ReplyEvent:
    said = " ".join(reason.split())
    if not said:
        raise Invalid(_REASON, "reason")
    moved(history.standing, move)
    event = ReplyEvent(reply=history.reply, step=ReplyStep(move.value), reason=said, by=actor, at=clock.now())
    session.add(event)
    session.flush()
    audit.record(session, actor, clock, f"reply.{move.value}", f"reply:{history.reply.id}", reason=said)
    return event


def received(session: Session, actor: User, clock: Clock, key: str) -> tuple[Visit, Sequence[Invitation]]:
    """List the agencies of a draft's newest round with their replies, for the drafting side: two queries.

    :raises NotPermitted: for anybody else; the appraiser reads it once the round is over
    :raises NotFound: where no round was opened
    """
    visit = open_version(session, actor, clock, key)
    if visit.consultation is None:
        raise NotFound(sentence("Dự thảo này chưa mở đợt lấy ý kiến."))
    over = days_of(visit.consultation).is_over(visit.today)
    require(may_see_synthesis(actor, over))
    invitations = session.scalars(
        select(Invitation)
        .options(
            joinedload(Invitation.agency),
            joinedload(Invitation.reply).options(joinedload(Reply.scan), joinedload(Reply.sent_by)),
        )
        .join(Invitation.agency)
        .where(Invitation.consultation_id == visit.consultation.id)
        .order_by(Agency.position, Agency.name)
    )
    return visit, invitations.all()
