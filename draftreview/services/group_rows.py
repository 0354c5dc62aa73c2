"""The rows of groups as they stand: who is in which, and whom a person said to be another matter."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.errors import NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, Separation


def hold(session: Session, round_: Consultation) -> None:
    """Let those who group the comments of a round wait for each other."""
    session.execute(select(Consultation.id).where(Consultation.id == round_.id).with_for_update())


def find_group(session: Session, round_: Consultation, group_id: int) -> CommentGroup | None:
    return (
        session.scalars(
            select(CommentGroup)
            .where(CommentGroup.id == group_id, CommentGroup.consultation_id == round_.id)
            .options(joinedload(CommentGroup.members))
            .execution_options(populate_existing=True)
        )
        .unique()
        .one_or_none()
    )


def require_group(session: Session, round_: Consultation, group_id: int) -> CommentGroup:
    """Find a group that still has members.

    :raises NotFound: where it is gone
    """
    group = find_group(session, round_, group_id)
    if group is None or not group.members:
        raise NotFound(sentence("Nhóm này đã được tách. Quay về danh sách nhóm để xem các nhóm khác."))
    return group


def sent_among(session: Session, round_: Consultation, comment_ids: Collection[int]) -> list[Comment]:
    """Find comments among those sent in a round.

    :raises NotFound: where one of them is not
    """
    # Chosen from the round's own rows, not by a list of ids in SQL, which databases bound.
    query = select(Comment).where(Comment.consultation_id == round_.id, Comment.state == CommentState.SENT)
    found = [one for one in session.scalars(query.order_by(Comment.id)) if one.id in comment_ids]
    if len(found) < len(comment_ids):
        raise NotFound(
            sentence("Có ý kiến không còn trong số ý kiến đã gửi của đợt này. Tải lại trang rồi chọn lại.")
        )
    return found


def groups_of(session: Session, round_: Consultation, comment_ids: Collection[int]) -> list[CommentGroup]:
    """List the groups that comments are in."""
    query = (
        select(CommentGroup)
        .join(CommentGroup.members)
        .where(CommentGroup.consultation_id == round_.id)
        .options(contains_eager(CommentGroup.members))
        .order_by(CommentGroup.id)
        .execution_options(populate_existing=True)
    )
    groups = session.scalars(query).unique()
    return [one for one in groups if any(member.comment_id in comment_ids for member in one.members)]


def separations(session: Session, round_: Consultation) -> set[tuple[int, int]]:
    """List the pairs of a round that a person said are not the same, the smaller first: one query."""
    rows = session.execute(
        select(Separation.one_id, Separation.other_id)
        .join(Comment, Comment.id == Separation.one_id)
        .where(Comment.consultation_id == round_.id)
    )
    return {(one, other) for one, other in rows}
