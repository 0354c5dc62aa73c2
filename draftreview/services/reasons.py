"""What stands behind the changes between two versions of a draft, as far as the actor may know it.

The comments of the rounds in between that were accepted, with their answers, and the direct edits; where
issuing recorded which change came of which, that too. One query whatever their number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.findings import Claim, Edit, Place
from draftreview.domain.vocabulary import Operation, Outcome, Stage
from draftreview.domain.working_edits import COMPONENT
from draftreview.models.accounts import User
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Version
from draftreview.services.reasons_query import PARTS, TAKEN, Span, visible_to

Wording = tuple[Operation | None, str, str]
"""What is done to which words, and the words wanted."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One comment with the answer that the actor may see, and what the newer text is judged by.

    ``number`` is that of the version consulted.
    """

    agency: str
    citation: str
    number: int
    outcome: Outcome | None
    stage: Stage | None
    claim: Claim

    @property
    def comment_id(self) -> int:
        """Give the comment's id."""
        return self.claim.key


@dataclass(frozen=True, slots=True)
class DirectlyEdited:
    """One direct edit with its reason; ``number`` is that of the version it went into."""

    reason: str
    number: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Reasons:
    """What may stand behind the changes between two versions, by agency and place."""

    answered: tuple[Answered, ...] = ()
    edited: tuple[DirectlyEdited, ...] = ()


def reasons_between(
    session: Session, actor: User | None, clock: Clock, old: Version, new: Version
) -> Reasons:
    """Gather what may stand behind the changes from one version to a later one: one query.

    The drafting side learns of everything, and of comments whose provision is gone whatever their answer;
    the appraiser of rounds that are over; an agency of its own comments by their released answers.
    """
    visible = visible_to(actor, vietnam_day(clock.round_now()))
    if visible is None or old.number >= new.number:
        return Reasons()
    return _gathered(session.execute(Span(old, new).everything(actor, visible)).all())


def claim_of(disposition: Disposition) -> Claim:
    """Give an answer as a text in the making is judged by it, its comment and proposal at hand."""
    comment, proposal = disposition.comment, disposition.comment.proposal
    operation, base, wanted = None, "", ""
    if proposal is not None:
        sides = (
            [getattr(of, f"{side}_{part}") for part in PARTS]
            for of, side in ((proposal, "base"), (proposal, "new"), (disposition, "new"))
        )
        operation, base, wanted = _taken(proposal.operation, disposition.outcome, *sides)
    return Claim(
        key=comment.id,
        old=comment.provision.eid if comment.provision else None,
        on_provision=comment.provision is not None,
        component=comment.component.eid if comment.component else None,
        taken=disposition.outcome in TAKEN,
        decided=disposition.stage is not Stage.PROPOSED,
        operation=operation,
        base=base,
        wanted=wanted,
    )


def _gathered(rows: Sequence[Row[Any]]) -> Reasons:
    answered: dict[int, list[Row[Any]]] = {}
    edited: dict[int, list[Row[Any]]] = {}
    for row in rows:
        (answered if row.sort == "comment" else edited).setdefault(row.id, []).append(row)
    comments = sorted(answered.values(), key=lambda found: (found[0].turn, found[0].id))
    return Reasons(
        tuple(_answered(found) for found in comments),
        tuple(_edited(found) for _, found in sorted(edited.items())),
    )


def _answered(rows: Sequence[Row[Any]]) -> Answered:
    first = rows[0]
    operation, base, wanted = _wording(first)
    claim = Claim(
        key=first.id,
        old=first.was,
        new=None if first.was is not None else first.now,
        on_provision=first.on_provision,
        component=first.component,
        taken=first.outcome in TAKEN,
        decided=first.stage in (Stage.APPROVED, Stage.RELEASED),
        operation=operation,
        base=base,
        wanted=wanted,
        places=_places(row for row in rows if row.followed) if first.recorded else None,
    )
    return Answered(first.agency, first.said, first.number, first.outcome, first.stage, claim)


def _edited(rows: Sequence[Row[Any]]) -> DirectlyEdited:
    first = rows[0]
    subject = first.component
    component = subject.removeprefix(COMPONENT) if subject.startswith(COMPONENT) else None
    return DirectlyEdited(first.said, first.number, Edit(first.id, _places(rows), component))


def _places(rows: Iterable[Row[Any]]) -> tuple[Place, ...]:
    found = {(row.old_eid, row.new_eid) for row in rows}
    return tuple(sorted((place for place in found if any(place)), key=repr))


def _wording(row: Row[Any]) -> Wording:
    own = [getattr(row, f"own_{part}") or "" for part in PARTS]
    base = [getattr(row, f"base_{part}") or "" for part in PARTS]
    new = [getattr(row, f"new_{part}") or "" for part in PARTS]
    return _taken(row.operation, row.outcome, base, new, own)


def _taken(
    operation: Operation | None,
    outcome: Outcome | None,
    base: Sequence[str],
    new: Sequence[str],
    own: Sequence[str],
) -> Wording:
    """Give what an answer does to the words: as proposed, or as the drafter has it where taken in part."""
    if operation is None:
        return None, "", ""
    in_part = outcome is Outcome.PARTLY_ACCEPTED and any(own)
    if in_part and operation is not Operation.INSERT:
        operation = Operation.REPLACE
    wanted = own if in_part else new
    if operation is Operation.REPLACE:
        wanted = [wanted[0] or base[0], *wanted[1:]]
    return (
        operation,
        "" if operation is Operation.INSERT else _joined(base),
        "" if operation is Operation.DELETE else _joined(wanted),
    )


def _joined(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)
