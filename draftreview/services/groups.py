"""Groups of near-identical comments: put together, joined, left and split by a person.

Nothing here touches a comment or its answer: a group says which rows are one matter, every row stays its own.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.grouping_outcomes import Decided, unexplained
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.models.dispositions import Disposition
from draftreview.services import audit
from draftreview.services.dispositions import is_current
from draftreview.services.group_rows import (
    find_group,
    groups_of,
    hold,
    require_group,
    sent_among,
    separations,
)
from draftreview.services.parting import GroupedMeanwhile, grouped_by, reconcile, separate
from draftreview.services.permissions import may_decide, require


@dataclass(frozen=True, slots=True)
class Differing:
    """A row whose outcome differs from its group's without an explanation of its own."""

    comment_id: int
    group_id: int


def gather(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    comment_ids: Collection[int],
    *,
    proposed: bool = False,
    group_id: int | None = None,
) -> CommentGroup:
    """Put comments into one group: a new one, or the one that some of them are in already.

    What is together already stays so, and pressing twice changes nothing. By hand a person may join what was
    once said to be different.

    :param proposed: the group was proposed, so somebody who parted it meanwhile was faster
    :param group_id: the group that the comments shall join
    :raises Invalid: for fewer than two comments
    :raises NotFound: for comments that are not among those sent in the round, or a group that is gone
    :raises GroupedMeanwhile: where they are in several groups, or were parted since they were proposed
    """
    require(may_decide(actor))
    hold(session, round_)
    wanted, into = set(comment_ids), None
    if group_id is not None:
        into = require_group(session, round_, group_id)
    whole = wanted | _members(into)
    if len(whole) < 2:
        raise Invalid(sentence("Chọn ít nhất hai ý kiến để gộp thành một nhóm."), "chosen")
    sent_among(session, round_, wanted)
    standing = _one_group(session, round_, whole)
    if proposed:
        _refuse_overtaken(session, round_, whole, standing, into)
    group = into or standing or _begun(session, actor, clock, round_)
    _add(session, actor, clock, round_, group, whole)
    return group


def _refuse_overtaken(
    session: Session,
    round_: Consultation,
    whole: set[int],
    standing: CommentGroup | None,
    into: CommentGroup | None,
) -> None:
    if standing is not None and standing is not into and _members(standing) != whole:
        raise GroupedMeanwhile(grouped_by(standing))
    if any({one, other} <= whole for one, other in separations(session, round_)):
        raise GroupedMeanwhile(
            sentence(
                "Có người vừa tách các ý kiến này. Tải lại trang để xem các nhóm được đề xuất nay còn lại."
            )
        )


def _begun(session: Session, actor: User | None, clock: Clock, round_: Consultation) -> CommentGroup:
    group = CommentGroup(consultation=round_, by_id=actor.id if actor else None, at=clock.now())
    session.add(group)
    session.flush()
    return group


def _add(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    group: CommentGroup,
    whole: set[int],
) -> None:
    """Let whoever is not in a group yet join it."""
    held = _members(group)
    added = sorted(whole - held)
    if added:
        group.members.extend(GroupMember(comment_id=number) for number in added)
        reconcile(session, round_, whole)
        _record(session, actor, clock, "group.joined" if held else "group.confirmed", group, added)
        session.flush()


def _members(group: CommentGroup | None) -> set[int]:
    return {one.comment_id for one in group.members} if group else set()


def take_out(
    session: Session, actor: User | None, clock: Clock, round_: Consultation, group_id: int, comment_id: int
) -> bool:
    """Take a comment out of a group and keep it apart; tell whether the group still stands.

    A group of one is none. Who was taken out already stays out, which is no error.

    :raises NotFound: for a group that is gone
    """
    require(may_decide(actor))
    hold(session, round_)
    group = require_group(session, round_, group_id)
    others = [one for one in group.members if one.comment_id != comment_id]
    if len(others) == len(group.members):
        return True
    pairs = ((min(comment_id, one.comment_id), max(comment_id, one.comment_id)) for one in others)
    separate(session, actor, clock, round_, pairs)
    stands = len(others) > 1
    _remove(session, group, [one for one in group.members if one.comment_id == comment_id or not stands])
    _record(session, actor, clock, "group.left", group, [comment_id])
    return stands


def split(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    group_id: int,
    seen: Collection[int],
) -> None:
    """Part a whole group; ``seen`` are the members that the page showed. A group that is gone stays gone.

    :raises GroupedMeanwhile: where somebody has joined or taken out a comment since
    """
    require(may_decide(actor))
    hold(session, round_)
    group = find_group(session, round_, group_id)
    if group is None or not group.members:
        return
    members = sorted(one.comment_id for one in group.members)
    if set(members) != set(seen):
        raise GroupedMeanwhile(
            sentence("Nhóm này vừa có ý kiến thêm vào hoặc bỏ ra. Xem lại các ý kiến rồi tách nếu vẫn muốn.")
        )
    separate(session, actor, clock, round_, combinations(members, 2))
    _record(session, actor, clock, "group.split", group, members)
    _remove(session, group, list(group.members))


def differing(session: Session, consultation: Consultation) -> list[Differing]:
    """List the grouped rows that differ from their group without saying why: one query.

    The rule is ``domain.grouping_outcomes.unexplained``: the outcome is not the most frequent one of the
    group, and the explanation is empty or the same as that of the others.
    """
    rows = session.execute(
        select(GroupMember.group_id, GroupMember.comment_id, Disposition.outcome, Disposition.explanation)
        .join(Comment, Comment.id == GroupMember.comment_id)
        .join(Disposition, Disposition.comment_id == Comment.id)
        .where(
            Comment.consultation_id == consultation.id,
            Comment.state == CommentState.SENT,
            is_current(Disposition),
        )
        .order_by(GroupMember.group_id, GroupMember.comment_id)
    )
    groups: defaultdict[int, list[Decided]] = defaultdict(list)
    for group_id, comment_id, outcome, explanation in rows:
        groups[group_id].append(Decided(comment_id, outcome, explanation))
    return [
        Differing(row.comment_id, group_id)
        for group_id, found in groups.items()
        for row in unexplained(found)
    ]


def _one_group(session: Session, round_: Consultation, comment_ids: Collection[int]) -> CommentGroup | None:
    held = groups_of(session, round_, comment_ids)
    if len(held) > 1:
        raise GroupedMeanwhile(
            sentence(
                "Các ý kiến đã chọn đang ở các nhóm khác nhau (số %(numbers)s). Tách nhóm hoặc bỏ ra trước.",
                numbers=", ".join(str(one.id) for one in held),
            )
        )
    return held[0] if held else None


def _remove(session: Session, group: CommentGroup, members: Sequence[GroupMember]) -> None:
    for one in members:
        session.delete(one)
    session.flush()
    session.expire(group, ["members"])


def _record(
    session: Session, actor: User | None, clock: Clock, action: str, group: CommentGroup, ids: Sequence[int]
) -> None:
    audit.record(session, actor, clock, action, f"group:{group.id}", comments=list(ids))
