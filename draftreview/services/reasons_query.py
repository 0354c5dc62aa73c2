"""The one statement that asks what stands behind the changes between two versions of a draft.

Comments and direct edits are rows of one shape, once for each place where issuing recorded that they were
followed; places are given by the eids at both ends.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from draftreview.domain.vocabulary import CommentState, Outcome, Role
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Lineage, Provision, Version
from draftreview.models.working import Adoption, DirectEdit
from draftreview.services.dispositions import is_current, is_released
from draftreview.services.permissions import is_drafting, speaks_for_agency

TAKEN = (Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED)
PARTS = ("heading", "text", "tail")
_WORDS = tuple(f"{side}_{part}" for side in ("base", "new") for part in PARTS)


def visible_to(actor: User | None, today: date) -> ColumnElement[bool] | None:
    """Say in SQL which sent comments an actor may see, as ``may_see_comment`` does; ``None``: none at all."""
    if is_drafting(actor):
        return true()
    if actor is not None and speaks_for_agency(actor):
        return Comment.agency_id == actor.agency_id
    if actor is not None and actor.role is Role.APPRAISER:
        return or_(Consultation.closed_at.is_not(None), Consultation.closes_before <= today)
    return None


def answer_for(actor: User | None) -> ColumnElement[bool]:
    """Say in SQL which answer to a comment an actor sees: agencies the released one, others the current."""
    return is_released(Disposition) if speaks_for_agency(actor) else is_current(Disposition)


def canonical(lineage: type[Lineage]) -> ColumnElement[int]:
    """Say in SQL who a provision is, whatever it was taken for before a person said so."""
    return func.coalesce(lineage.continues_id, lineage.id)


class Span:
    """What lies between two versions of a draft."""

    def __init__(self, old: Version, new: Version) -> None:
        self.old, self.new = old, new
        self.was, self.now = _identities(old), _identities(new)

    def everything(
        self, actor: User | None, visible: ColumnElement[bool]
    ) -> Select[Any] | CompoundSelect[Any]:
        """Select all that the actor may know of; agencies learn of no direct edits."""
        comments = self.comments(actor, visible)
        return comments if speaks_for_agency(actor) else union_all(comments, self.edits(actor, visible))

    def comments(self, actor: User | None, visible: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
        """Select comments of the rounds in between, once for each place where they were followed."""
        adopted = self._adopted()
        taken = Disposition.outcome.in_(TAKEN)
        gone = and_(Comment.provision_id.is_not(None), self.now.c.eid.is_(None))
        return (
            self._placed(select(*self._said(adopted)))
            .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, answer_for(actor)))
            .outerjoin(adopted, adopted.c.comment_id == Comment.id)
            .where(
                Version.draft_id == self.old.draft_id,
                Version.number.between(self.old.number, self.new.number - 1),
                Comment.state == CommentState.SENT,
                visible,
                or_(taken, gone) if is_drafting(actor) else taken,
            )
        )

    def _said(self, adopted: Subquery) -> tuple[ColumnElement[Any], ...]:
        """Name what is told of a comment: where it stands at both ends, what was asked for and answered."""
        return (
            literal("comment").label("sort"),
            Comment.id.label("id"),
            Agency.short_name.label("agency"),
            Comment.citation.label("said"),
            Version.number.label("number"),
            Agency.position.label("turn"),
            self.was.c.eid.label("was"),
            self.now.c.eid.label("now"),
            Comment.provision_id.is_not(None).label("on_provision"),
            Component.eid.label("component"),
            Disposition.outcome.label("outcome"),
            Disposition.stage.label("stage"),
            Proposal.operation.label("operation"),
            *(getattr(Proposal, name).label(name) for name in _WORDS),
            *(getattr(Disposition, f"new_{part}").label(f"own_{part}") for part in PARTS),
            _recorded().label("recorded"),
            adopted.c.disposition_id.is_not(None).label("followed"),
            adopted.c.old_eid.label("old_eid"),
            adopted.c.new_eid.label("new_eid"),
        )

    def _placed(self, said: Select[Any]) -> Select[Any]:
        """Join comments with their round, agency, wording and place."""
        return (
            said.join(Comment.consultation)
            .join(Consultation.version)
            .join(Comment.agency)
            .outerjoin(Comment.provision)
            .outerjoin(Provision.lineage)
            .outerjoin(self.was, self.was.c.identity == canonical(Lineage))
            .outerjoin(self.now, self.now.c.identity == canonical(Lineage))
            .outerjoin(Comment.component)
            .outerjoin(Comment.proposal)
        )

    def edits(self, actor: User | None, visible: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
        """Select direct edits once for each place that they changed; the appraiser's once a round is over."""
        adopted = self._adopted()
        over = select(Consultation.id).where(Consultation.version_id == DirectEdit.version_id, visible)
        return (
            select(
                literal("edit"),
                DirectEdit.id,
                literal(""),
                DirectEdit.reason,
                adopted.c.number,
                literal(0),
                null(),
                null(),
                literal(False),
                DirectEdit.subject,
                *(null() for _ in range(3 + len(_WORDS) + len(PARTS))),
                literal(True),
                literal(True),
                adopted.c.old_eid,
                adopted.c.new_eid,
            )
            .join(adopted, adopted.c.direct_edit_id == DirectEdit.id)
            .where(true() if is_drafting(actor) else over.exists())
        )

    def _adopted(self) -> Subquery:
        """Select what was recorded when the versions in between were issued."""
        before, after = aliased(Provision), aliased(Provision)
        first, last = aliased(Lineage), aliased(Lineage)
        was, now = _identities(self.old), _identities(self.new)
        return (
            select(
                Adoption.disposition_id,
                Adoption.direct_edit_id,
                Disposition.comment_id,
                Version.number,
                was.c.eid.label("old_eid"),
                now.c.eid.label("new_eid"),
            )
            .join(Adoption.version)
            .outerjoin(Adoption.disposition)
            .outerjoin(before, before.id == Adoption.old_provision_id)
            .outerjoin(first, first.id == before.lineage_id)
            .outerjoin(was, was.c.identity == canonical(first))
            .outerjoin(after, after.id == Adoption.new_provision_id)
            .outerjoin(last, last.id == after.lineage_id)
            .outerjoin(now, now.c.identity == canonical(last))
            .where(
                Version.draft_id == self.old.draft_id,
                Version.number.between(self.old.number + 1, self.new.number),
            )
            .subquery()
        )


def _recorded() -> ColumnElement[bool]:
    """Say in SQL whether issuing the next version recorded what was followed."""
    later = aliased(Version)
    return (
        select(Adoption.id)
        .join(later, later.id == Adoption.version_id)
        .where(later.draft_id == Version.draft_id, later.number == Version.number + 1)
        .exists()
    )


def _identities(version: Version) -> Subquery:
    """Select who stands at which eid of a version."""
    return (
        select(Provision.eid, canonical(Lineage).label("identity"))
        .join(Provision.lineage)
        .where(Provision.version_id == version.id)
        .subquery()
    )
