"""The drafter's answers to comments: decided, decided again, kept, never overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.sign_off import Standing, Step, standing
from draftreview.domain.vocabulary import CommentState, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.services import permissions
from draftreview.services.decisions import Decision as Decision
from draftreview.services.decisions import checked, faster, says_the_same
from draftreview.services.following import Following, follow
from draftreview.services.grounds import ground_of
from draftreview.services.looking_again import sent_since
from draftreview.services.revisions import add_proposed, advance, announce

_SAID = ("outcome", "explanation", "new_heading", "new_text", "new_tail")
_OTHER_GROUND = sentence(
    "Ý kiến hoặc điều khoản này đã thay đổi sau khi mở trang. Đọc lại rồi lưu nếu vẫn trả lời như vậy."
)


def decide(
    session: Session,
    actor: User | None,
    clock: Clock,
    comment_id: int,
    decision: Decision,
    following: Following | None = None,
) -> Disposition:
    """Answer a comment with a new revision; a decision equal to the current one writes nothing.

    An equal one is a new revision where the answer was sent back or its ground has changed: it says that the
    answer still holds. ``following`` saves whoever answers many comments of one round a query for each.

    :raises NotFound: for what was never sent
    :raises Invalid: as ``decisions.checked``
    :raises Conflict: where somebody else decided since ``seen_revision``, or the comment or its place is not
        what the page showed
    """
    permissions.require(permissions.may_decide(actor))
    comment = _sent_comment(session, comment_id)
    decision = checked(decision, comment.proposal)
    before = current(session, [comment.id]).get(comment.id)
    now = _ground(session, comment, following)
    if before is not None and says_the_same(before, decision) and _stands(before, comment, now):
        return before
    _refuse_unseen(before, decision.seen_revision, decision.seen_ground, now)
    row = Disposition(by=actor, **_proposed(actor, clock, comment, decision, now))
    session.add(row)
    announce(session, actor, clock, Step.PROPOSE, [row])
    return row


def decide_many(
    session: Session,
    actor: User | None,
    clock: Clock,
    comments: Sequence[Comment],
    standing: Mapping[int, Disposition],
    decision: Decision,
    seen: Mapping[int, int],
    following: Following,
) -> list[Comment]:
    """Answer many comments alike in three statements; give those left alone, answered by others meanwhile.

    ``comments`` are sent ones of one round with their proposals, anchors and places, ``standing`` their
    current answers, ``seen`` the revision that the drafter saw of each. What says the same already is passed
    over unless something asks for it again, as in ``decide``.

    :raises Invalid: as ``decisions.checked``, before anything is written
    """
    permissions.require(permissions.may_decide(actor))
    rows, left = [], []
    for comment in comments:
        own = checked(replace(decision, seen_revision=seen[comment.id]), comment.proposal)
        before, now = standing.get(comment.id), ground_of(comment, following).kept
        if before is not None and says_the_same(before, own) and _stands(before, comment, now):
            continue
        if (before.revision if before else 0) == own.seen_revision:
            rows.append(_proposed(actor, clock, comment, own, now))
        else:
            left.append(comment)
    add_proposed(session, actor, clock, rows)
    return left


def _proposed(
    actor: User | None, clock: Clock, comment: Comment, decision: Decision, now: str
) -> dict[str, Any]:
    return {
        "comment_id": comment.id,
        "revision": decision.seen_revision + 1,
        "outcome": decision.outcome,
        "stage": Stage.PROPOSED,
        "explanation": decision.explanation,
        "new_heading": decision.new_heading,
        "new_text": decision.new_text,
        "new_tail": decision.new_tail or "",
        "seen_hash": now,
        "by_id": actor.id if actor else None,
        "at": clock.now(),
    }


def keep(
    session: Session,
    actor: User | None,
    clock: Clock,
    comment_id: int,
    seen_revision: int,
    seen_ground: str = "",
) -> Disposition:
    """Say that an answer still holds ("Vẫn giữ nguyên"): proposed anew in the same words; twice writes once.

    :raises NotFound: for what was never sent, or never answered
    :raises Conflict: as ``decide``
    """
    permissions.require(permissions.may_decide(actor))
    comment = _sent_comment(session, comment_id)
    before = current(session, [comment.id]).get(comment.id)
    if before is None:
        raise NotFound(sentence("Ý kiến này chưa có kết quả nên chưa có gì để giữ. Chọn kết quả trước."))
    now = _ground(session, comment, None)
    if before.seen_hash == now and standing(before.stage, before.remark) is Standing.PROPOSED:
        return before
    _refuse_unseen(before, seen_revision, seen_ground, now)
    (row,) = advance(session, actor, clock, [before], Step.KEEP, grounds={comment.id: now})
    return row


def current(session: Session, comment_ids: Iterable[int]) -> dict[int, Disposition]:
    """Give the current answer of each comment that has one: its highest revision."""
    rows = session.scalars(
        select(Disposition).where(Disposition.comment_id.in_(list(comment_ids)), is_current(Disposition))
    )
    return {row.comment_id: row for row in rows}


def released(session: Session, comment_ids: Iterable[int]) -> dict[int, Disposition]:
    """Give what the agencies may see: the highest released revision of each comment that has one."""
    rows = session.scalars(
        select(Disposition).where(Disposition.comment_id.in_(list(comment_ids)), is_released(Disposition))
    )
    return {row.comment_id: row for row in rows}


def is_current(row: type[Disposition]) -> ColumnElement[bool]:
    """Say in SQL that a disposition is the current one of its comment."""
    other = aliased(Disposition)
    newest = select(func.max(other.revision)).where(other.comment_id == row.comment_id)
    return row.revision == newest.correlate(row).scalar_subquery()


def is_released(row: type[Disposition]) -> ColumnElement[bool]:
    """Say in SQL that a disposition is the one that the comment's agency sees.

    One that was only confirmed since says nothing new: the agency keeps what it has, seen or not.
    """
    other = aliased(Disposition)
    newest = select(func.max(other.revision)).where(
        other.comment_id == row.comment_id, other.stage == Stage.RELEASED, ~is_confirmed(other)
    )
    return row.revision == newest.correlate(row).scalar_subquery()


def is_confirmed(row: type[Disposition]) -> ColumnElement[bool]:
    """Say in SQL that a released disposition says on another ground what the released one before it said."""
    before = aliased(Disposition)
    same = (getattr(before, name) == getattr(row, name) for name in _SAID)
    return (
        select(before.id)
        .where(
            before.comment_id == row.comment_id,
            before.revision == row.revision - 1,
            before.stage == Stage.RELEASED,
            row.stage == Stage.RELEASED,
            before.seen_hash != row.seen_hash,
            *same,
        )
        .correlate(row)
        .exists()
    )


def _sent_comment(session: Session, comment_id: int) -> Comment:
    # The lock makes two drafters who decide at once wait for each other where the database has row
    # locks; SQLite lets one writer in at a time anyway.
    query = select(Comment).where(Comment.id == comment_id, Comment.state == CommentState.SENT)
    comment = session.scalar(query.with_for_update())
    if comment is None:
        raise NotFound(sentence("Không có ý kiến đã gửi này. Quay về bàn xử lý để chọn ý kiến khác."))
    return comment


def _ground(session: Session, comment: Comment, following: Following | None) -> str:
    if following is None:
        round_ = comment.consultation
        following = follow(session, round_.draft_id, round_.version.number)
    return ground_of(comment, following).kept


def _stands(row: Disposition, comment: Comment, now: str) -> bool:
    """Tell whether nothing asks for the answer again: neither the lead drafter nor a change of its ground."""
    if row.remark:
        return False
    return row.seen_hash == now or (not row.seen_hash and not sent_since(row, comment))


def _refuse_unseen(before: Disposition | None, revision: int, ground: str, now: str) -> None:
    if (before.revision if before else 0) != revision:
        raise Conflict(faster(before))
    if ground not in ("", now):
        raise Conflict(_OTHER_GROUND)
