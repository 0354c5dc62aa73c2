"""Comments found again by those who may see them, with the answers that were released."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Component, Provision, Version
from draftreview.services.permissions import days_of, may_see_comment

_UNKNOWN = sentence("Không có ý kiến này, hoặc tài khoản này không được xem.")


def whole() -> Select[Comment]:
    """Select comments with all that belongs to them, the provision joined for conditions and order."""
    consultation = joinedload(Comment.consultation)
    return (
        select(Comment)
        .outerjoin(Comment.provision)
        .options(
            contains_eager(Comment.provision).joinedload(Provision.lineage),
            consultation.joinedload(Consultation.version),
            consultation.joinedload(Consultation.draft),
            joinedload(Comment.component),
            joinedload(Comment.agency),
            joinedload(Comment.author),
            joinedload(Comment.topic),
            joinedload(Comment.reply),
            joinedload(Comment.anchor),
            joinedload(Comment.proposal).joinedload(Proposal.target),
        )
    )


def find(session: Session, actor: User | None, clock: Clock, comment_id: int) -> Comment:
    """Find a comment with all that belongs to it: one query.

    :raises NotFound: where there is none, or the actor may not know of it
    """
    comment = session.scalar(whole().where(Comment.id == comment_id))
    if comment is None:
        raise NotFound(_UNKNOWN)
    over = days_of(comment.consultation).is_over(vietnam_day(clock.round_now()))
    if not may_see_comment(actor, comment, over):
        raise NotFound(_UNKNOWN)
    return comment


def in_order(session: Session, consultation_id: int, agency_id: int) -> list[Comment]:
    """List an agency's comments of a round in document order without the withdrawn ones: one query.

    On the whole draft first, then component by component: on the whole component, then its provisions.
    """
    return list(session.scalars(_in_order(agency_id).where(Comment.consultation_id == consultation_id)))


def up_to_version(session: Session, version: Version, agency_id: int) -> list[Comment]:
    """List an agency's comments on a version, then on each earlier one, in document order: one query."""
    round_, commented = aliased(Consultation), aliased(Version)
    selected = (
        _in_order(agency_id, commented.number.desc())
        .join(round_, round_.id == Comment.consultation_id)
        .join(commented, commented.id == round_.version_id)
        .where(commented.draft_id == version.draft_id, commented.number <= version.number)
    )
    return list(session.scalars(selected))


def _in_order(agency_id: int, *before: ColumnElement[Any]) -> Select[Comment]:
    own = (Comment.agency_id == agency_id, Comment.state != CommentState.WITHDRAWN)
    return in_document_order(whole().where(*own), *before)


def in_document_order(comments: Select[Comment], *before: ColumnElement[Any]) -> Select[Comment]:
    """Put comments selected by ``whole`` in document order, after what shall decide ``before``."""
    own, inside = aliased(Component), aliased(Component)
    return (
        comments.outerjoin(own, own.id == Comment.component_id)
        .outerjoin(inside, inside.id == Provision.component_id)
        .order_by(
            *before,
            func.coalesce(inside.position, own.position, -1),
            func.coalesce(Provision.position, -1),
            Comment.position,
            Comment.id,
        )
    )


def invitation_of(session: Session, comment: Comment) -> Invitation | None:
    """Find the invitation under which a comment is written, with its reply: one query."""
    return session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.reply))
        .where(
            Invitation.consultation_id == comment.consultation_id,
            Invitation.agency_id == comment.agency_id,
        )
    )
