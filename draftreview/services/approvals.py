"""Sign-off by the lead drafter: answers approved, sent back, taken back and released to the agencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.provisions import opening_capital
from draftreview.domain.sentences import sentence
from draftreview.domain.sign_off import STANDING_LABELS, TABLE, Standing, Step, standing
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.services import permissions
from draftreview.services.dispositions import is_current
from draftreview.services.looking_again import Again, look_again
from draftreview.services.revisions import advance

_ASKS_AGAIN = frozenset({Step.APPROVE, Step.RELEASE, Step.CONFIRM})
"""Steps that need a word of their own where what was answered to has changed since."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the lead drafter chose: by comment the revision read, and the ground looked at again.

    ``grounds`` names only answers whose ground had changed when the page was made.
    """

    revisions: Mapping[int, int]
    grounds: Mapping[int, str] = field(default_factory=dict)


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
    session: Session, actor: User | None, clock: Clock, round_: Consultation, chosen: Chosen
) -> SignOff:
    """Approve proposed answers. Whatever changed since it was read, or is elsewhere, is named and left alone.

    What was done to it already by the same actor's last press counts as done.
    """
    return sign(session, actor, clock, round_, chosen, Step.APPROVE)


def release(
    session: Session, actor: User | None, clock: Clock, round_: Consultation, chosen: Chosen
) -> SignOff:
    """Release approved answers to their agencies; the rest as in ``approve``."""
    return sign(session, actor, clock, round_, chosen, Step.RELEASE)


def sign(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    chosen: Chosen,
    step: Step,
    remark: str = "",
) -> SignOff:
    """Carry chosen answers one step on; a remark goes with those sent back, and with no others.

    :raises NotPermitted: unless the actor is the lead drafter
    :raises Invalid: where answers are sent back without a remark
    """
    permissions.require(permissions.may_approve(actor))
    remark = " ".join(remark.split()) if step is Step.SEND_BACK else ""
    if step is Step.SEND_BACK and not remark:
        raise Invalid(sentence("Cần ghi điều cần sửa để tổ biên tập biết khi trả lại."), "remark")
    rows = _rows_of(session, round_, chosen)
    again = look_again(session, rows)
    ready, done, left = [], [], []
    for row in rows:
        about = again.get(row.comment_id)
        if _pressed_twice(row, actor, chosen, step):
            done.append(row.comment_id)
        elif reason := _why_not(row, about, chosen, step):
            left.append(_left_alone(row, reason))
        else:
            ready.append(row)
    fresh = {one: chosen.grounds[one] for one in again if one in chosen.grounds}
    advance(session, actor, clock, ready, step, remark, fresh)
    return SignOff((*done, *(row.comment_id for row in ready)), tuple(left))


def _rows_of(session: Session, round_: Consultation, chosen: Chosen) -> Sequence[Disposition]:
    # Chosen from the round's own rows, not by a list of ids in SQL, which databases bound.
    query = (
        select(Disposition)
        .join(Disposition.comment)
        .where(
            Comment.consultation_id == round_.id,
            Comment.state == CommentState.SENT,
            is_current(Disposition),
        )
        .options(
            contains_eager(Disposition.comment).options(
                joinedload(Comment.agency),
                joinedload(Comment.provision),
                joinedload(Comment.proposal),
                joinedload(Comment.anchor),
            ),
            joinedload(Disposition.by),
        )
        .order_by(Comment.id)
    )
    return [row for row in session.scalars(query) if row.comment_id in chosen.revisions]


def _pressed_twice(row: Disposition, actor: User | None, chosen: Chosen, step: Step) -> bool:
    """Tell whether the same press came before: the step was done to the revision read, by the same actor."""
    where = standing(row.stage, row.remark)
    return (
        row.by is actor
        and row.revision == chosen.revisions[row.comment_id] + 1
        and where in {after for (_before, one), after in TABLE.items() if one is step}
    )


def _why_not(row: Disposition, again: Again | None, chosen: Chosen, step: Step) -> str:
    """Say why an answer is left alone; "" where it is carried on."""
    where = standing(row.stage, row.remark)
    if row.revision != chosen.revisions[row.comment_id] or (where, step) not in TABLE:
        return _changed_by(row, where)
    looked = chosen.grounds.get(row.comment_id)
    if again and looked is not None and looked != again.ground:
        return sentence("lại thay đổi sau khi mở trang: %(why)s", why=again.why)
    if not again and step is Step.CONFIRM:
        return sentence("không còn điều gì phải xem lại")
    if again and looked is None and step in _ASKS_AGAIN:
        return sentence("%(why)s, chưa đánh dấu đã xem lại", why=again.why)
    return ""


def _changed_by(row: Disposition, where: Standing) -> str:
    return sentence(
        "%(who)s đã thay đổi, nay ở bước “%(stage)s”",
        who=row.by.display_name if row.by else "Hệ thống",
        stage=STANDING_LABELS[where].lower(),
    )


def _left_alone(row: Disposition, reason: str) -> LeftAlone:
    comment = row.comment
    return LeftAlone(
        comment.id, opening_capital(comment.citation) or "Ý kiến chung", comment.agency.name, reason
    )
