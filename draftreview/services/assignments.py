"""Who is to answer which comment: given one by one or a whole place at once, and taken back."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.desk import Assignment
from draftreview.services import audit
from draftreview.services.desk import answerable
from draftreview.services.permissions import is_drafting, may_decide, require


def assign(
    session: Session,
    actor: User | None,
    clock: Clock,
    comment_id: int,
    drafter_id: int | None,
    whole_place: bool = False,
) -> tuple[User | None, int]:
    """Give a sent comment, or all that stand on its place, to a drafter; ``None`` takes them back.

    Gives the drafter and how many comments it concerned.

    :raises NotFound: for what was never sent
    :raises Invalid: where the person is not on the drafting side
    """
    require(may_decide(actor))
    answerable(session, actor, comment_id)
    drafter = _drafter(session, drafter_id)
    chosen = _beside(session, comment_id) if whole_place else [comment_id]
    held = {
        row.comment_id: row
        for row in session.scalars(select(Assignment).where(Assignment.comment_id.in_(chosen)))
    }
    for number in chosen:
        _give(session, actor, clock, number, held.get(number), drafter)
    return drafter, len(chosen)


def _give(
    session: Session,
    actor: User | None,
    clock: Clock,
    comment_id: int,
    row: Assignment | None,
    drafter: User | None,
) -> None:
    if (row.drafter_id if row else None) == (drafter.id if drafter else None):
        return
    if drafter is None:
        session.delete(row)
    else:
        row = row or Assignment(comment_id=comment_id)
        row.drafter_id, row.by_id, row.at = drafter.id, actor.id if actor else None, clock.now()
        session.add(row)
    subject, number = f"comment:{comment_id}", drafter.id if drafter else 0
    audit.record(session, actor, clock, "comment.assigned", subject, drafter=number)


def _drafter(session: Session, drafter_id: int | None) -> User | None:
    if drafter_id is None:
        return None
    user = session.get(User, drafter_id)
    if user is None or not is_drafting(user) or user.disabled_at is not None:
        raise Invalid(sentence("Chọn một thành viên của tổ biên tập để giao việc."), "drafter")
    return user


def _beside(session: Session, comment_id: int) -> Sequence[int]:
    """List the comments sent about the same place in the same round, the one itself among them."""
    one = aliased(Comment)
    query = (
        select(Comment.id)
        .join(
            one,
            (one.consultation_id == Comment.consultation_id)
            & one.provision_id.is_not_distinct_from(Comment.provision_id)
            & one.component_id.is_not_distinct_from(Comment.component_id),
        )
        .where(one.id == comment_id, Comment.state == CommentState.SENT)
        .order_by(Comment.id)
    )
    return list(session.scalars(query))
