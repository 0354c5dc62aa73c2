"""The switch in the dock by which one answer serves a whole group, and who of it was left out."""

from dataclasses import dataclass

from flask import request

from draftreview.services.answering_together import Others
from draftreview.services.desk_alike import Party, Peer
from draftreview.web.answer_form import revisions, saves

SWITCH, CHOSEN = "whole", "with"


@dataclass(frozen=True, slots=True)
class Whole:
    """The group of the comment at hand as the dock shows it; ``ticked`` get the answer while it is ``on``."""

    party: Party
    on: bool
    ticked: frozenset[int]

    @property
    def peers(self) -> list[Peer]:
        """Give the others, those that get the answer first."""
        return sorted(self.party.peers, key=lambda one: one.remark.id not in self.ticked)

    @property
    def names(self) -> list[str]:
        """Name the agencies of those that get the answer, each once."""
        taken = (one.remark.agency_short for one in self.peers if one.remark.id in self.ticked)
        return list(dict.fromkeys(taken))

    @property
    def mixed(self) -> bool:
        """Tell whether some of them need a look: an open one is left out, or words tell one apart."""
        return any(
            one.remark.answer is None
            and (one.remark.id not in self.ticked or bool(one.likeness and one.likeness.telling))
            for one in self.party.peers
        )

    def worded_apart(self, letter: str) -> bool:
        """Tell whether some of them propose other words than the option of the comment at hand."""
        return any(one.remark.letter not in ("", letter) for one in self.party.peers)

    @staticmethod
    def value(peer: Peer) -> str:
        """Say for a tick box which comment it is and what was seen of it, as ``revisions`` reads it."""
        return f"{peer.remark.id}:{peer.remark.revision}:{peer.remark.saves}"


def whole_of(party: Party | None) -> Whole | None:
    """Set the switch as it was posted, else on where a person has said that the comments are one matter."""
    if party is None or not party.peers:
        return None
    if "seen_revision" in request.form:
        return Whole(party, SWITCH in request.form, frozenset(revisions(CHOSEN)))
    return Whole(party, party.begins_whole, frozenset(one.remark.id for one in party.peers if one.meant))


def others() -> Others:
    """Read who else gets the answer that was posted: nobody unless the switch is on."""
    if SWITCH not in request.form:
        return Others()
    standing = request.form.get("group", type=int)
    into = request.form.get("into", type=int)
    return Others(revisions(CHOSEN), saves(CHOSEN), standing or into, stands=standing is not None)
