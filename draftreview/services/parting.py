"""Comments that a person said are not the same: kept apart, two by two, and not proposed as one again."""

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.sentences import Sentence, sentence
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup, Separation
from draftreview.services import audit
from draftreview.services.group_rows import groups_of, hold, require_group, sent_among, separations
from draftreview.services.permissions import may_decide, require


class GroupedMeanwhile(Conflict):
    """Somebody else has put together or parted what was to be put together or parted."""


def part(
    session: Session, actor: User | None, clock: Clock, round_: Consultation, comment_ids: Collection[int]
) -> None:
    """Say that comments proposed as one are not the same, so that they are not proposed again.

    :raises Invalid: for fewer than two comments
    :raises NotFound: for comments that are not among those sent in the round
    :raises GroupedMeanwhile: where somebody has put them together meanwhile
    """
    require(may_decide(actor))
    hold(session, round_)
    wanted = set(comment_ids)
    if len(wanted) < 2:
        raise Invalid(sentence("Chọn ít nhất hai ý kiến để tách."), "chosen")
    comments = sent_among(session, round_, wanted)
    held = groups_of(session, round_, wanted)
    if held:
        raise GroupedMeanwhile(grouped_by(held[0]))
    if separate(session, actor, clock, round_, combinations(sorted(wanted), 2)):
        subject = f"consultation:{round_.id}"
        audit.record(session, actor, clock, "group.refused", subject, comments=[one.id for one in comments])


def keep_out(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    group_id: int,
    comment_ids: Collection[int],
) -> None:
    """Say that comments do not belong to a group, so that they are not offered to it again.

    :raises NotFound: for a group that is gone, or comments that are not among those sent in the round
    :raises GroupedMeanwhile: where somebody has put one of them into a group meanwhile
    """
    require(may_decide(actor))
    hold(session, round_)
    group = require_group(session, round_, group_id)
    wanted = {one.id for one in sent_among(session, round_, set(comment_ids))}
    held = groups_of(session, round_, wanted)
    if held:
        raise GroupedMeanwhile(grouped_by(held[0]))
    pairs = (
        (min(one, other), max(one, other))
        for one in wanted
        for other in {one.comment_id for one in group.members}
    )
    if separate(session, actor, clock, round_, sorted(pairs)):
        audit.record(session, actor, clock, "group.kept_out", f"group:{group.id}", comments=sorted(wanted))


def separate(
    session: Session, actor: User | None, clock: Clock, round_: Consultation, pairs: Iterable[tuple[int, int]]
) -> bool:
    """Keep pairs apart, each the smaller first; tell whether any was not yet."""
    known = separations(session, round_)
    facts: dict[str, Any] = {"by_id": actor.id if actor else None, "at": clock.now()}
    rows = [{"one_id": one, "other_id": other} | facts for one, other in pairs if (one, other) not in known]
    if rows:
        session.execute(insert(Separation), rows)
    return bool(rows)


def reconcile(session: Session, round_: Consultation, comment_ids: Collection[int]) -> None:
    """Forget that comments were once said to be different: whoever joins them says otherwise now."""
    query = select(Separation).join(Comment, Comment.id == Separation.one_id)
    for row in session.scalars(query.where(Comment.consultation_id == round_.id)):
        if row.one_id in comment_ids and row.other_id in comment_ids:
            session.delete(row)


def grouped_by(group: CommentGroup) -> Sentence:
    """Say that somebody has put comments into a group."""
    return sentence(
        "Có ý kiến trong số này vừa được gộp vào nhóm số %(number)s. Mở nhóm đó để bỏ ra nếu không giống.",
        number=group.id,
    )
