"""Who may find what: the small tokens that a document carries and a reader holds.

A reader finds a document when they share a token. What depends on the day or on invitations (may the
appraiser read yet? was this agency asked?) is decided by what the reader holds at the moment of searching,
so that the index need not be written again when a round ends.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.vocabulary import CommentState, ReplyState, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services.permissions import days_of, is_drafting, may_read_others, speaks_for_agency

PUBLIC = "public"
DRAFTING = "drafting"

DRAFTING_SIDE = frozenset({PUBLIC, DRAFTING})
"""What the drafting side holds, and the command line, which reads as it."""

Audience = frozenset[str]


def _agency(agency_id: int) -> str:
    return f"agency:{agency_id}"


def _draft(draft_id: int) -> str:
    return f"draft:{draft_id}"


def _appraisal(consultation_id: int) -> str:
    return f"appraisal:{consultation_id}"


def _others(consultation_id: int) -> str:
    return f"others:{consultation_id}"


def of_text(draft_id: int, public: bool) -> Audience:
    """Say who finds the text of a draft: everyone once public, else those asked and the drafting side."""
    return frozenset({DRAFTING, _draft(draft_id)} | ({PUBLIC} if public else set()))


def of_comment(agency_id: int, consultation_id: int, state: CommentState) -> Audience:
    """Say who finds a comment and its wording: its own agency; once sent, those who work on answers.

    Once sent, the other agencies of the round too, as soon as they may read what the others sent.
    """
    if state is CommentState.WITHDRAWN:
        return frozenset()
    sent = state is CommentState.SENT
    others = frozenset({_others(consultation_id)} if sent else set())
    return _of_agency(agency_id, consultation_id, sent) | others


def of_reply(agency_id: int, consultation_id: int, state: ReplyState) -> Audience:
    """Say who finds an official reply: its own agency; once sent, those who work on answers."""
    return _of_agency(agency_id, consultation_id, state is not ReplyState.WRITING)


def of_disposition(agency_id: int, consultation_id: int, stage: Stage) -> Audience:
    """Say who finds an answer: those who work on it; once released, the agency that is answered."""
    working = frozenset({DRAFTING, _appraisal(consultation_id)})
    return working | {_agency(agency_id)} if stage is Stage.RELEASED else working


def _of_agency(agency_id: int, consultation_id: int, sent: bool) -> Audience:
    own = frozenset({_agency(agency_id)})
    return own | {DRAFTING, _appraisal(consultation_id)} if sent else own


def held_by(session: Session, actor: User | None, clock: Clock) -> Audience:
    """Say what a reader holds now: at most one query."""
    if is_drafting(actor):
        return DRAFTING_SIDE
    if actor is not None and speaks_for_agency(actor):
        return frozenset({PUBLIC, _agency(actor.agency_id)}) | _held_by_agency(session, actor, clock)
    if actor is not None and actor.role is Role.APPRAISER:
        today = vietnam_day(clock.round_now())
        over = [one for one in session.scalars(select(Consultation)) if days_of(one).is_over(today)]
        rounds = {_appraisal(one.id) for one in over} | {_draft(one.draft_id) for one in over}
        return frozenset({PUBLIC} | rounds)
    return frozenset({PUBLIC})


def _held_by_agency(session: Session, actor: User, clock: Clock) -> Audience:
    """Give what invitations lend an agency: the drafts, and what the others sent where that is open to it."""
    today = vietnam_day(clock.round_now())
    invitations = session.scalars(
        select(Invitation)
        .join(Invitation.consultation)
        .options(contains_eager(Invitation.consultation), joinedload(Invitation.reply))
        .where(Invitation.agency_id == actor.agency_id)
    )
    held = set[str]()
    for invitation in invitations:
        held.add(_draft(invitation.consultation.draft_id))
        if may_read_others(actor, invitation.consultation, invitation, today):
            held.add(_others(invitation.consultation_id))
    return frozenset(held)
