"""What the next version shows about comments and direct edits before it is issued: the rest is named."""

from dataclasses import replace

from draftreview.domain.findings import Claim, Edit, Findings, Place, findings
from draftreview.domain.working_edits import COMPONENT
from draftreview.models.working import DirectEdit
from draftreview.services.accepted import Acceptance
from draftreview.services.reasons import claim_of
from draftreview.services.working_text import Working


def findings_in(working: Working) -> Findings:
    """Say what stands behind every change, what nobody asked for, and what was accepted but does not show.

    Where things show is known exactly. Keys are ids of comments and of direct edits.
    """
    accepted = (*working.accepted.worded, *working.accepted.wordless)
    compared = working.compared
    claims = [_claim(working, one) for one in accepted]
    edits = [_edit(working, one) for one in working.standing_edits]
    return findings(compared.comparison, compared.changes, claims, edits)


def _claim(working: Working, one: Acceptance) -> Claim:
    edit = working.carried_out.get(one.comment.id)
    places: tuple[Place, ...] = ()
    if one.change is not None and working.result(one).stands:
        places = (working.shows_at(working.result(one), one.change.subject),)
    elif edit is not None:
        places = _places(working, edit)
    return replace(claim_of(one.disposition), places=places)


def _edit(working: Working, edit: DirectEdit) -> Edit:
    if edit.subject.startswith(COMPONENT):
        return Edit(edit.id, component=edit.subject.removeprefix(COMPONENT))
    return Edit(edit.id, _places(working, edit))


def _places(working: Working, edit: DirectEdit) -> tuple[Place, ...]:
    result = working.edit_result(edit)
    return (working.shows_at(result, edit.subject),) if result.stands else ()
