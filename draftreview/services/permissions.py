"""Small named questions: what may this actor do? Services ask them, and templates before showing a button.

An actor is the signed-in user or ``None`` for the public. Nothing here reads the database.
"""

from datetime import date

from draftreview.domain.errors import NotPermitted
from draftreview.domain.regimes import statutory_day
from draftreview.domain.rounds import RoundDays, opens_to_others
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, ReplyState, Role
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft

_FORBIDDEN = sentence("Tài khoản này không có quyền làm việc đó.")

DRAFTING_ROLES = frozenset({Role.DRAFTER, Role.LEAD_DRAFTER})
AGENCY_ROLES = frozenset({Role.COMMENTER, Role.AGENCY_HEAD})


def require(allowed: bool, message: str = _FORBIDDEN) -> None:
    """Refuse what is not allowed.

    :raises NotPermitted: unless ``allowed``
    """
    if not allowed:
        raise NotPermitted(message)


def days_of(consultation: Consultation, invitation: Invitation | None = None) -> RoundDays:
    """Give the days of a round, extended where the agency's own invitation was."""
    closes_before = consultation.closes_before
    if invitation is not None:
        closes_before = invitation.extended_to or invitation.due_before
    return RoundDays(consultation.opens_on, closes_before, consultation.closed_at is not None)


def statutory_day_of(consultation: Consultation, invitation: Invitation | None) -> date | None:
    """Give an agency's last day by law, from the day of receiving, else of sending; have the regime at hand.

    Law 80/2015 art. 129: in writing within so many days of receiving the draft.
    """
    received = invitation and (invitation.received_on or invitation.sent_on)
    return statutory_day(received, consultation.regime.reply_days) if received else None


def is_drafting(actor: User | None) -> bool:
    """Tell whether the actor belongs to the drafting side."""
    return actor is not None and actor.role in DRAFTING_ROLES


def speaks_for_agency(actor: User | None) -> bool:
    """Tell whether the actor writes or signs for an invited agency."""
    return actor is not None and actor.role in AGENCY_ROLES


def may_read(actor: User | None, draft: Draft, invited: bool, over: bool = False) -> bool:
    """Tell whether the actor may read a draft's text.

    ``invited``: the actor's agency was asked; ``over``: the round is over, when the appraiser reads.
    """
    if draft.public or is_drafting(actor):
        return True
    if actor is None:
        return False
    return (speaks_for_agency(actor) and invited) or (actor.role is Role.APPRAISER and over)


def may_comment(
    actor: User | None, consultation: Consultation, invitation: Invitation | None, today: date
) -> bool:
    """Tell whether the actor may write comments in a round on that day of the round."""
    if actor is None or not speaks_for_agency(actor) or invitation is None:
        return False
    if invitation.agency_id != actor.agency_id:
        return False
    if invitation.reply is not None and invitation.reply.state is ReplyState.SENT:
        return False
    return days_of(consultation, invitation).takes_replies(today)


def may_change_comment(actor: User | None, comment: Comment) -> bool:
    """Tell whether the actor may edit or withdraw a comment: a colleague's too, until it is sent."""
    return (
        actor is not None
        and speaks_for_agency(actor)
        and comment.agency_id == actor.agency_id
        and comment.state in (CommentState.WRITING, CommentState.READY)
    )


def may_see_comment(actor: User | None, comment: Comment, over: bool) -> bool:
    """Tell whether the actor may read a comment.

    Its own agency always; the drafting side once it is sent; the appraiser once the round is over.
    """
    if actor is None:
        return False
    if speaks_for_agency(actor):
        return comment.agency_id == actor.agency_id
    if comment.state is not CommentState.SENT:
        return False
    return is_drafting(actor) or (actor.role is Role.APPRAISER and over)


def may_read_others(
    actor: User | None, consultation: Consultation, invitation: Invitation | None, today: date
) -> bool:
    """Tell whether the actor's agency may read the comments that the other agencies sent.

    Only those, never what is not sent, a note or an answer. ``invitation`` is the agency's own.
    """
    if actor is None or not speaks_for_agency(actor) or invitation is None:
        return False
    if invitation.agency_id != actor.agency_id:
        return False
    days = days_of(consultation)
    return opens_to_others(
        consultation.openness,
        over=days.is_over(today),
        closed=days.closed,
        has_sent=invitation.reply is not None and invitation.reply.state is ReplyState.SENT,
    )


def may_see_reply(actor: User | None, invitation: Invitation) -> bool:
    """Tell whether the actor may see the page of an agency's official reply."""
    return actor is not None and speaks_for_agency(actor) and invitation.agency_id == actor.agency_id


def may_read_reply(actor: User | None, invitation: Invitation, over: bool) -> bool:
    """Tell whether the actor may read what an agency sent: itself, the drafters, the appraiser once over.

    What was never sent is read by the agency alone.
    """
    if actor is None or speaks_for_agency(actor):
        return may_see_reply(actor, invitation)
    if invitation.reply is None or invitation.reply.state is ReplyState.WRITING:
        return False
    return is_drafting(actor) or (actor.role is Role.APPRAISER and over)


def may_send_reply(actor: User | None, invitation: Invitation) -> bool:
    """Tell whether the actor may send the agency's official reply: its head alone."""
    return may_see_reply(actor, invitation) and actor is not None and actor.role is Role.AGENCY_HEAD


def may_return_reply(actor: User | None) -> bool:
    """Tell whether the actor may return replies for correction, or refuse to: the lead drafter alone."""
    return actor is not None and actor.role is Role.LEAD_DRAFTER


def may_decide(actor: User | None) -> bool:
    """Tell whether the actor may propose dispositions."""
    return is_drafting(actor)


def may_share_phrases(actor: User | None) -> bool:
    """Tell whether the actor may keep and retire the phrases that all drafters share."""
    return actor is not None and actor.role is Role.LEAD_DRAFTER


def may_approve(actor: User | None) -> bool:
    """Tell whether the actor may approve and release dispositions."""
    return actor is not None and actor.role is Role.LEAD_DRAFTER


def may_issue(actor: User | None) -> bool:
    """Tell whether the actor may load, publish and issue versions."""
    return actor is not None and actor.role is Role.LEAD_DRAFTER


def may_see_rounds(actor: User | None) -> bool:
    """Tell whether the actor may see how a round goes: its changes and every invited agency."""
    return is_drafting(actor)


def may_run_rounds(actor: User | None) -> bool:
    """Tell whether the actor may open, close, open again and extend rounds: the lead drafter alone."""
    return actor is not None and actor.role is Role.LEAD_DRAFTER


def may_register(actor: User | None) -> bool:
    """Tell whether the actor may note when agencies received the letter."""
    return is_drafting(actor)


def may_repair(actor: User | None) -> bool:
    """Tell whether the actor may put right how a file was split, before it is published."""
    return is_drafting(actor)


def may_confirm(actor: User | None) -> bool:
    """Tell whether the actor may say which provisions of two versions are the same."""
    return is_drafting(actor)


def may_see_synthesis(actor: User | None, over: bool) -> bool:
    """Tell whether the actor may see the synthesis table: drafting side; the appraiser once over."""
    return is_drafting(actor) or (actor is not None and actor.role is Role.APPRAISER and over)


def may_see_workings(actor: User | None, over: bool) -> bool:
    """Tell whether the actor sees how answers and wordings come about: drafters; the appraiser once over.

    Every revision of an answer, who settled a conflict and how, direct edits with their reasons.
    """
    return is_drafting(actor) or (actor is not None and actor.role is Role.APPRAISER and over)


def may_administer(actor: User | None) -> bool:
    """Tell whether the actor may manage agencies and accounts."""
    return actor is not None and actor.role is Role.ADMIN
