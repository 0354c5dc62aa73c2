"""Who may find what: the small tokens that a document carries and a reader holds.

A reader finds a document when they share a token. What depends on the day or on invitations (may the
appraiser read yet? was this agency asked?) is decided by what the reader holds at the moment of searching,
so that the index need not be written again when a round ends.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.vocabulary import CommentState, ReplyState, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services.permissions import days_of, is_drafting, speaks_for_agency

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


def of_text(draft_id: int, public: bool) -> Audience:
    """Say who finds the text of a draft: everyone once public, else those asked and the drafting side."""
    return frozenset({DRAFTING, _draft(draft_id)} | ({PUBLIC} if public else set()))


def of_comment(agency_id: int, consultation_id: int, state: CommentState) -> Audience:
    """Say who finds a comment and its wording: its own agency; once sent, those who work on answers."""
    if state is CommentState.WITHDRAWN:
        return frozenset()
    return _of_agency(agency_id, consultation_id, state is CommentState.SENT)


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
        asked = select(Consultation.draft_id).join(Invitation, Invitation.consultation_id == Consultation.id)
        drafts = session.scalars(asked.where(Invitation.agency_id == actor.agency_id).distinct())
        return frozenset({PUBLIC, _agency(actor.agency_id), *map(_draft, drafts)})
    if actor is not None and actor.role is Role.APPRAISER:
        today = vietnam_day(clock.round_now())
        over = [one for one in session.scalars(select(Consultation)) if days_of(one).is_over(today)]
        rounds = {_appraisal(one.id) for one in over} | {_draft(one.draft_id) for one in over}
        return frozenset({PUBLIC} | rounds)
    return frozenset({PUBLIC})
