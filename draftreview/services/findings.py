"""What stands behind each change of a comparison, and what was left open, for whoever may know it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.findings import Findings, findings
from draftreview.models.accounts import User
from draftreview.services.comparing import Compared, VersionsCompared
from draftreview.services.keeping import Kept
from draftreview.services.permissions import is_drafting
from draftreview.services.reasons import (
    Answered,
    DirectlyEdited,
    Reasons,
    reasons_between,
)

_KEPT = 12  # judgements a process keeps


@dataclass(frozen=True, slots=True)
class Behind:
    """The comments and direct edits that the actor may know of, by id, and where they stand behind changes.

    ``open`` tells whether the findings are for the actor: what is unexplained, unseen or gone.
    """

    answered: Mapping[int, Answered]
    edited: Mapping[int, DirectlyEdited]
    findings: Findings
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """Findings with the comparison they are about, so that they are never taken for another's."""

    compared: Compared
    findings: Findings


_kept: Kept[_Judged] = Kept(_KEPT)


def behind(session: Session, actor: User | None, clock: Clock, found: VersionsCompared) -> Behind:
    """Say what stands behind the changes of a comparison, as far as the actor may know: one query at most."""
    reasons = reasons_between(session, actor, clock, found.old, found.new)
    return Behind(
        answered={one.comment_id: one for one in reasons.answered},
        edited={one.edit.key: one for one in reasons.edited},
        findings=_judged(found.compared, reasons),
        open=is_drafting(actor) and found.old.number < found.new.number,
    )


def _judged(compared: Compared, reasons: Reasons) -> Findings:
    claims = tuple(one.claim for one in reasons.answered)
    edits = tuple(one.edit for one in reasons.edited)

    def judge() -> _Judged:
        return _Judged(compared, findings(compared.comparison, compared.changes, claims, edits))

    # The kept value holds the comparison, so that its id is no other's for as long as the key is known.
    return _kept.get((id(compared), claims, edits), judge).findings
