"""More agencies invited into a round that goes on: by the lead drafter, with a day to answer."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.round_steps import refuse_unfit_term
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services import audit
from draftreview.services.drafts import lock_draft
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_changes import refuse_older
from draftreview.services.round_opening import MAY_BE_ASKED, agencies_to_invite
from draftreview.services.round_pages import INVITED

_LEAD_ALONE = sentence("Chỉ trưởng ban soạn thảo mời thêm cơ quan.")


def not_invited(session: Session, actor: User | None, consultation: Consultation) -> Sequence[Agency]:
    """List the agencies a round may still ask, in the order of the register: two queries.

    :raises Conflict: where the round invites nobody any more
    """
    require(may_run_rounds(actor), _LEAD_ALONE)
    _refuse_settled(session, consultation)
    invited = select(Invitation.agency_id).where(Invitation.consultation_id == consultation.id)
    asked = select(Agency).where(*MAY_BE_ASKED, Agency.id.not_in(invited))
    return session.scalars(asked.order_by(Agency.position, Agency.id)).all()


def invite(
    session: Session,
    actor: User,
    clock: Clock,
    consultation: Consultation,
    agency_ids: Collection[int],
    due_before: date | None,
) -> Sequence[Invitation]:
    """Invite more agencies from today on, and give their invitations; who was invited before stays as it is.

    A second press therefore invites nobody.

    :param due_before: the first day too late for them, the round's own or a later one
    :raises NotPermitted: unless the actor is the lead drafter
    :raises Conflict: where the round is closed or not the draft's newest
    :raises Invalid: without agencies that may be asked, or with an unfit day
    """
    require(may_run_rounds(actor), _LEAD_ALONE)
    lock_draft(session, consultation.draft)
    session.refresh(consultation, ["closed_at", "closes_before"])
    _refuse_settled(session, consultation)
    today = vietnam_day(clock.round_now())
    chosen = _chosen(session, agency_ids)
    refuse_unfit_term(consultation.closes_before, due_before, today)
    assert due_before is not None, "refused above"
    asked = select(Invitation.agency_id).where(Invitation.consultation_id == consultation.id)
    before = set(session.scalars(asked))
    made = [
        Invitation(consultation=consultation, agency=agency, sent_on=today, due_before=due_before)
        for agency in chosen
        if agency.id not in before
    ]
    if made:
        session.add_all(made)
        _record(session, actor, clock, consultation, [one.agency for one in made], due_before)
    return made


def _record(
    session: Session,
    actor: User,
    clock: Clock,
    consultation: Consultation,
    agencies: Sequence[Agency],
    due_before: date,
) -> None:
    audit.record(
        session,
        actor,
        clock,
        INVITED,
        f"consultation:{consultation.id}",
        agencies=[one.id for one in agencies],
        names=[one.name for one in agencies],
        due_before=due_before.isoformat(),
    )


def _refuse_settled(session: Session, consultation: Consultation) -> None:
    if consultation.closed_at is not None:
        raise Conflict(sentence("Đợt lấy ý kiến đã đóng nên không mời thêm được. Mở lại đợt trước."))
    refuse_older(session, consultation)


def _chosen(session: Session, agency_ids: Collection[int]) -> Sequence[Agency]:
    if not agency_ids:
        raise Invalid(sentence("Chọn ít nhất một cơ quan để mời."), "agencies")
    chosen = agencies_to_invite(session, agency_ids)
    if len(chosen) < len(set(agency_ids)):
        raise Invalid(
            sentence("Có cơ quan đã chọn không còn mời được. Xem lại danh sách rồi chọn lại."), "agencies"
        )
    return chosen
