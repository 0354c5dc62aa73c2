"""A round closed, opened again, extended for all or for one agency: by the lead drafter, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.round_steps import RoundState, changed, refuse_unfit_extension
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import ReplyState, RoundAction
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation, RoundChange
from draftreview.services import audit
from draftreview.services.drafts import lock_draft
from draftreview.services.permissions import days_of, may_run_rounds, require
from draftreview.services.wordings import tidy

LONGEST = 2_000
_LEAD_ALONE = sentence("Chỉ trưởng ban soạn thảo đóng, mở lại hoặc gia hạn đợt lấy ý kiến.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the lead drafter asks for; ``agency_id`` where only that agency's own term is extended."""

    action: RoundAction
    reason: str
    closes_before: date | None = None
    agency_id: int | None = None


def change_round(
    session: Session, actor: User, clock: Clock, consultation: Consultation, wish: Wish, seen: int
) -> RoundChange:
    """Change a round and keep why; the same wish sent twice is carried out once.

    A reply that was late when it was sent stays late when the round is extended afterwards.

    :param seen: the number of the newest change on the page that was looked at, 0 without any
    :raises NotPermitted: unless the actor is the lead drafter
    :raises Conflict: where the round changed since, is not the draft's newest, or does not take such a change
    :raises Invalid: without a reason, or with a day that gives nobody more time
    """
    require(may_run_rounds(actor), _LEAD_ALONE)
    reason = reason_said(wish.reason)
    lock_draft(session, consultation.draft)
    session.refresh(consultation, ["closed_at", "closes_before"])
    last = _newest_change(session, consultation)
    if last is not None and last.id != seen:
        if _is_the_same(last, actor, wish, reason):
            return last
        raise Conflict(
            sentence(
                "Đợt lấy ý kiến đã thay đổi từ khi mở trang này. Xem lịch sử của đợt, rồi làm lại nếu cần."
            )
        )
    refuse_older(session, consultation)
    changed(RoundState.CLOSED if consultation.closed_at else RoundState.OPEN, wish.action)
    before = _extend(session, clock, consultation, wish) if wish.action is RoundAction.EXTENDED else None
    if wish.action is not RoundAction.EXTENDED:
        # A day of the round, as the day of sending is; when it really was stands in the change.
        consultation.closed_at = clock.round_now() if wish.action is RoundAction.CLOSED else None
    return _recorded(session, actor, clock, consultation, wish, reason, before)


def _recorded(
    session: Session,
    actor: User,
    clock: Clock,
    consultation: Consultation,
    wish: Wish,
    reason: str,
    before: date | None,
) -> RoundChange:
    extends = wish.action is RoundAction.EXTENDED
    change = RoundChange(
        consultation=consultation,
        agency_id=wish.agency_id if extends else None,
        action=wish.action,
        closes_before=wish.closes_before if extends else None,
        reason=reason,
        by=actor,
        at=clock.now(),
    )
    session.add(change)
    session.flush()
    details: dict[str, str | int] = {"reason": reason}
    if change.closes_before is not None and before is not None:
        details |= {"before": before.isoformat(), "closes_before": change.closes_before.isoformat()}
    if change.agency_id is not None:
        details["agency"] = change.agency_id
    audit.record(
        session, actor, clock, f"round.{wish.action.value}", f"consultation:{consultation.id}", **details
    )
    return change


def reason_said(reason: str) -> str:
    """Give a reason without needless spaces.

    :raises Invalid: without one, or where it is too long
    """
    said = tidy(reason)
    if not said:
        raise Invalid(sentence("Cần ghi lý do."), "reason")
    if len(said) > LONGEST:
        raise Invalid(sentence("Lý do dài nhất 2.000 ký tự. Viết gọn lại."), "reason")
    return said


def _newest_change(session: Session, consultation: Consultation) -> RoundChange | None:
    return session.scalar(
        select(RoundChange)
        .where(RoundChange.consultation_id == consultation.id)
        .order_by(RoundChange.id.desc())
        .limit(1)
    )


def _is_the_same(last: RoundChange, actor: User, wish: Wish, reason: str) -> bool:
    extends = wish.action is RoundAction.EXTENDED
    return (last.action, last.reason, last.by_id, last.closes_before, last.agency_id) == (
        wish.action,
        reason,
        actor.id,
        wish.closes_before if extends else None,
        wish.agency_id if extends else None,
    )


def refuse_older(session: Session, consultation: Consultation) -> None:
    """Refuse to change a round that another one followed.

    :raises Conflict: where it is not the newest of its draft
    """
    newest = session.scalar(
        select(func.max(Consultation.number)).where(Consultation.draft_id == consultation.draft_id)
    )
    if newest != consultation.number:
        raise Conflict(
            sentence("Đợt %(number)s không còn là đợt mới nhất nên giữ nguyên.", number=consultation.number)
        )


def _extend(session: Session, clock: Clock, consultation: Consultation, wish: Wish) -> date:
    """Give the round, or one agency in it, more time; give the day that held before."""
    today = vietnam_day(clock.round_now())
    asked = select(Invitation).options(joinedload(Invitation.reply))
    asked = asked.where(Invitation.consultation_id == consultation.id)
    if wish.agency_id is not None:
        invitation = session.scalar(asked.where(Invitation.agency_id == wish.agency_id))
        if invitation is None:
            raise NotFound(sentence("Cơ quan này không được mời trong đợt này. Chọn trong danh sách."))
        if invitation.reply is not None and invitation.reply.state is ReplyState.SENT:
            raise Conflict(sentence("Cơ quan này đã gửi văn bản góp ý nên không cần gia hạn."))
        before = days_of(consultation, invitation).closes_before
        refuse_unfit_extension(before, wish.closes_before, today)
        invitation.extended_to = wish.closes_before
        return before
    before = consultation.closes_before
    refuse_unfit_extension(before, wish.closes_before, today)
    assert wish.closes_before is not None, "refused above"
    consultation.closes_before = wish.closes_before
    for invitation in session.scalars(asked):
        if days_of(consultation, invitation).closes_before < wish.closes_before:
            invitation.extended_to = wish.closes_before
    return before


def changes_of(session: Session, consultation: Consultation) -> Sequence[RoundChange]:
    """List what was done to a round, the newest first: one query."""
    return session.scalars(
        select(RoundChange)
        .options(joinedload(RoundChange.by), joinedload(RoundChange.agency))
        .where(RoundChange.consultation_id == consultation.id)
        .order_by(RoundChange.id.desc())
    ).all()


def closing_reason() -> ScalarSelect[str]:
    """Select why the round joined was closed the last time."""
    return (
        select(RoundChange.reason)
        .where(RoundChange.consultation_id == Consultation.id, RoundChange.action == RoundAction.CLOSED)
        .order_by(RoundChange.id.desc())
        .limit(1)
        .correlate(Consultation)
        .scalar_subquery()
    )
