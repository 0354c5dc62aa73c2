"""One answer for many comments: what there is to choose from, and the answer that reaches each one chosen."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.picking import Pick
from draftreview.domain.places import GENERAL_LABEL
from draftreview.domain.provisions import opening_capital
from draftreview.domain.sentences import Sentence, sentence
from draftreview.domain.synthesis import Row, in_order
from draftreview.domain.synthesis_filter import OTHER_EID
from draftreview.domain.vocabulary import OUTCOME_LABELS, CommentState, Outcome
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import GroupMember
from draftreview.models.dispositions import Disposition
from draftreview.services.desk_queue import GENERAL_SLUG, MAIN_SLUG
from draftreview.services.dispositions import Decision, decide_many, is_current
from draftreview.services.following import follow
from draftreview.services.permissions import may_decide, require
from draftreview.services.synthesis import row_of
from draftreview.services.synthesis_query import sent_comments
from draftreview.services.texts import ACT

_REWORDED = sentence("cơ quan đã sửa lời rồi gửi lại sau khi mở trang")


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A chosen comment that was not answered, and why; without a ``slug`` the desk has no place for it."""

    comment_id: int
    place: str
    agency: str
    slug: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Answered:
    """What answering many did: the comments that have the answer now, and those left alone."""

    done: tuple[int, ...]
    left: tuple[LeftAlone, ...]


def picks(session: Session, actor: User | None, round_: Consultation) -> tuple[Pick, ...]:
    """List every comment sent in a round, in the order of the table: one query.

    :raises NotPermitted: for all but the drafting side
    """
    require(may_decide(actor))
    query = (
        sent_comments(round_)
        .add_columns(Disposition.revision, Comment.revision.label("saves"), GroupMember.group_id)
        .outerjoin(GroupMember, GroupMember.comment_id == Comment.id)
    )
    found = {record.id: (row_of(record), record) for record in session.execute(query)}
    ordered = in_order(row for row, _ in found.values())
    facts = ((row, found[row.comment_id][1]) for row in ordered)
    return tuple(Pick(row, record.revision or 0, record.saves, record.group_id) for row, record in facts)


def answer_many(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    seen: Mapping[int, int],
    decision: Decision,
    saves: Mapping[int, int] | None = None,
) -> Answered:
    """Give one answer to many comments; ``seen`` is the revision read of each one chosen.

    Every one chosen is reached, whatever their number, in a few queries; those answered otherwise, reworded
    or taken back meanwhile are named and left alone. Answering the same twice writes nothing the second time.

    :param saves: how often the agency had saved each comment when it was read, where the page tells
    :raises MissingExplanation: for every outcome but accepted
    :raises Invalid: where nothing is chosen, or wordings for several places were to be accepted in part
    """
    require(may_decide(actor))
    if not seen:
        raise Invalid(sentence("Chưa chọn ý kiến nào. Đánh dấu ít nhất một ý kiến."), "chosen")
    found = _chosen(session, round_, seen)
    comments = [one for one in found if (saves or {}).get(one.id, one.revision) == one.revision]
    reached = {one.id for one in comments}
    _refuse_one_wording_for_many(comments, decision)
    standing = _standing(session, round_)
    following = follow(session, round_.draft_id, round_.version.number)
    overtaken = decide_many(session, actor, clock, comments, standing, decision, seen, following)
    left = [
        *(_left(one, _said_by(standing.get(one.id))) for one in overtaken),
        *(_left(one, _REWORDED) for one in found if one.id not in reached),
        *_gone(session, round_, seen.keys() - {one.id for one in found}),
    ]
    missed = {one.comment_id for one in left}
    return Answered(tuple(sorted(reached - missed)), tuple(left))


def _chosen(session: Session, round_: Consultation, seen: Mapping[int, int]) -> list[Comment]:
    # Chosen from the round's own rows, not by a list of ids in SQL, which databases bound. The lock makes
    # two drafters wait for each other where the database has row locks.
    query = (
        select(Comment)
        .where(Comment.consultation_id == round_.id, Comment.state == CommentState.SENT)
        .options(*_facts())
        .order_by(Comment.id)
        .with_for_update(of=Comment)
    )
    return [one for one in session.scalars(query) if one.id in seen]


def _facts() -> tuple[Any, ...]:
    return (
        joinedload(Comment.agency),
        joinedload(Comment.anchor),
        joinedload(Comment.proposal),
        joinedload(Comment.provision),
        joinedload(Comment.component),
    )


def _standing(session: Session, round_: Consultation) -> dict[int, Disposition]:
    query = (
        select(Disposition)
        .join(Disposition.comment)
        .where(Comment.consultation_id == round_.id, is_current(Disposition))
        .options(joinedload(Disposition.by))
    )
    return {row.comment_id: row for row in session.scalars(query)}


def _refuse_one_wording_for_many(comments: Sequence[Comment], decision: Decision) -> None:
    """A wording belongs to one place: what is taken in part of several is written one by one."""
    worded = [one for one in comments if one.proposal is not None]
    places = {(one.provision_id, one.proposal.operation) for one in worded if one.proposal}
    one_wording = len(places) == 1 and (decision.new_heading or decision.new_text)
    if decision.outcome is Outcome.PARTLY_ACCEPTED and worded and not one_wording:
        raise Invalid(
            sentence(
                "%(count)s ý kiến đã chọn có đề xuất câu chữ; tiếp thu một phần cần câu chữ riêng cho từng "
                "chỗ. Bỏ chọn các ý kiến đó để trả lời từng ý kiến ở Bàn xử lý, hoặc chọn kết quả khác.",
                count=len(worded),
            ),
            "outcome",
        )


def _gone(session: Session, round_: Consultation, comment_ids: Set[int]) -> list[LeftAlone]:
    """Name what is no longer sent: its reply was returned, or it was taken back."""
    if not comment_ids:
        return []
    query = select(Comment).where(Comment.consultation_id == round_.id, Comment.state != CommentState.SENT)
    rows = session.scalars(query.options(*_facts()).order_by(Comment.id))
    reason = sentence("văn bản góp ý đã được trả lại nên ý kiến này không còn là ý kiến đã gửi")
    return [replace(_left(one, reason), slug="") for one in rows if one.id in comment_ids]


def _left(comment: Comment, reason: Sentence) -> LeftAlone:
    place = opening_capital(comment.citation) or GENERAL_LABEL
    return LeftAlone(comment.id, place, comment.agency.name, desk_slug(comment), reason)


def desk_slug(comment: Comment) -> str:
    """Name the place of a comment as the addresses of the desk do."""
    if comment.provision is not None:
        return comment.provision.eid
    if comment.component is not None:
        return comment.component.eid or MAIN_SLUG
    return GENERAL_SLUG


def slug_of(row: Row) -> str:
    """Name the place of a row of the table as the addresses of the desk do."""
    return {ACT: MAIN_SLUG, OTHER_EID: GENERAL_SLUG}.get(row.eid, row.eid)


def _said_by(row: Disposition | None) -> Sentence:
    if row is None:
        return sentence("trang đã cũ, ý kiến này chưa có kết quả nào")
    return sentence(
        "%(who)s đã trả lời “%(said)s”",
        who=row.by.display_name if row.by else "Hệ thống",
        said=". ".join(part for part in (OUTCOME_LABELS[row.outcome], row.explanation) if part),
    )
