"""Sign-off by the lead drafter: proposed answers approved, approved ones released to the agencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.provisions import opening_capital
from draftreview.domain.vocabulary import STAGE_LABELS, CommentState, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Provision
from draftreview.services import dispositions, permissions


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A chosen answer that was not carried on, and why."""

    comment_id: int
    place: str
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a sign-off did: the comments reached and those that had changed meanwhile."""

    done: tuple[int, ...]
    left: tuple[LeftAlone, ...]


def approve(
    session: Session, actor: User | None, clock: Clock, round_: Consultation, seen: Mapping[int, int]
) -> SignOff:
    """Approve proposed answers; ``seen`` gives the revision read of each comment chosen.

    Whatever changed since, or is at another stage, is named and left alone.
    """
    return _carry(session, actor, clock, round_, seen, Stage.PROPOSED, Stage.APPROVED)


def release(
    session: Session, actor: User | None, clock: Clock, round_: Consultation, seen: Mapping[int, int]
) -> SignOff:
    """Release approved answers to their agencies; the rest as in ``approve``."""
    return _carry(session, actor, clock, round_, seen, Stage.APPROVED, Stage.RELEASED)


def waiting(session: Session, actor: User | None, round_: Consultation) -> list[Disposition]:
    """List the answers that wait for the lead: proposed or approved, in document order; one query."""
    permissions.require(permissions.may_approve(actor))
    query = (
        select(Disposition)
        .join(Disposition.comment)
        .outerjoin(Comment.provision)
        .where(
            Comment.consultation_id == round_.id,
            Comment.state == CommentState.SENT,
            Disposition.stage.in_([Stage.PROPOSED, Stage.APPROVED]),
            dispositions.is_current(Disposition),
        )
        .options(
            contains_eager(Disposition.comment).contains_eager(Comment.provision),
            contains_eager(Disposition.comment).joinedload(Comment.agency),
            contains_eager(Disposition.comment).joinedload(Comment.component),
            contains_eager(Disposition.comment).joinedload(Comment.proposal),
            joinedload(Disposition.by),
        )
        .order_by(Provision.position.is_not(None), Provision.position, Comment.id)
    )
    return list(session.scalars(query))


def _carry(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    seen: Mapping[int, int],
    before: Stage,
    after: Stage,
) -> SignOff:
    permissions.require(permissions.may_approve(actor))
    ready, left = [], []
    for row in _chosen(session, round_, list(seen)):
        if row.stage is before and row.revision == seen[row.comment_id]:
            ready.append(row)
        else:
            left.append(_left_alone(row))
    dispositions.advance(session, actor, clock, ready, after)
    return SignOff(tuple(row.comment_id for row in ready), tuple(left))


def _chosen(session: Session, round_: Consultation, comment_ids: Sequence[int]) -> list[Disposition]:
    # Chosen from the round's own rows, not by a list of ids in SQL, which databases bound.
    query = (
        select(Disposition)
        .join(Disposition.comment)
        .where(Comment.consultation_id == round_.id, dispositions.is_current(Disposition))
        .options(contains_eager(Disposition.comment).joinedload(Comment.agency), joinedload(Disposition.by))
        .order_by(Comment.id)
    )
    wanted = set(comment_ids)
    return [row for row in session.scalars(query) if row.comment_id in wanted]


def _left_alone(row: Disposition) -> LeftAlone:
    who = row.by.display_name if row.by else "Hệ thống"
    stage = STAGE_LABELS[row.stage].lower()
    return LeftAlone(
        comment_id=row.comment_id,
        place=opening_capital(row.comment.citation) or "Ý kiến chung",
        agency=row.comment.agency.name,
        reason=f"{who} đã thay đổi, nay ở bước “{stage}”",
    )
