"""How far an invited agency has come in a round: the table of its states, and the state from the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from draftreview.domain.vocabulary import InvitationState, ReplyState


class InvitationStep(StrEnum):
    """What moves an invitation on."""

    OPEN = "open"
    WRITE = "write"
    SEND = "send"
    SEND_LATE = "send_late"
    RETURN = "return"
    CLOSE = "close"


_UNSENT = (InvitationState.INVITED, InvitationState.OPENED, InvitationState.DRAFTING)
_MAY_SEND = (*_UNSENT, InvitationState.RETURNED)

TABLE: Mapping[tuple[InvitationState, InvitationStep], InvitationState] = {
    (InvitationState.INVITED, InvitationStep.OPEN): InvitationState.OPENED,
    (InvitationState.INVITED, InvitationStep.WRITE): InvitationState.DRAFTING,
    (InvitationState.OPENED, InvitationStep.WRITE): InvitationState.DRAFTING,
    **{(state, InvitationStep.SEND): InvitationState.SENT for state in _MAY_SEND},
    **{(state, InvitationStep.SEND_LATE): InvitationState.LATE for state in _MAY_SEND},
    (InvitationState.SENT, InvitationStep.RETURN): InvitationState.RETURNED,
    (InvitationState.LATE, InvitationStep.RETURN): InvitationState.RETURNED,
    **{(state, InvitationStep.CLOSE): InvitationState.SILENT for state in _UNSENT},
}
"""Every way there is; any other step changes nothing.

Opening a round again gives a silent agency the state it had. Silence is not consent (no provision says so),
and nobody is silent while a late reply is still taken.
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of an agency in a round; ``late`` is judged at the moment of sending."""

    opened: bool = False
    writing: bool = False
    reply: ReplyState | None = None
    late: bool = False
    closed: bool = False

    @property
    def state(self) -> InvitationState:
        """Give the state that the facts amount to."""
        if self.reply is ReplyState.SENT:
            return InvitationState.LATE if self.late else InvitationState.SENT
        if self.reply is ReplyState.RETURNED:
            return InvitationState.RETURNED
        if self.closed:
            return InvitationState.SILENT
        if self.writing:
            return InvitationState.DRAFTING
        return InvitationState.OPENED if self.opened else InvitationState.INVITED
