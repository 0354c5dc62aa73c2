"""What is read of a comment and its answer to tell whether the answer was given to what stands there now."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from draftreview.models.comments import Anchor, Comment, Proposal
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Provision, Version
from draftreview.models.working import Adoption


def adopted_in(comment: type[Comment]) -> ScalarSelect[int | None]:
    """Say in SQL which version is the last that the answer to a comment helped to make; NULL for none."""
    own, version = aliased(Disposition), aliased(Version)
    return (
        select(func.max(version.number))
        .select_from(Adoption)
        .join(own, own.id == Adoption.disposition_id)
        .join(version, version.id == Adoption.version_id)
        .where(own.comment_id == comment.id)
        .correlate(comment)
        .scalar_subquery()
    )


_COLUMNS: dict[str, Any] = {
    "body": Comment.body,
    "reason": Comment.reason,
    "provision_id": Comment.provision_id,
    "component_id": Comment.component_id,
    "eid": Provision.eid,
    "part_eid": Component.eid,
    "quote": Anchor.quote,
    "start": Anchor.start,
    "operation": Proposal.operation,
    "heading": Proposal.new_heading,
    "text": Proposal.new_text,
    "tail": Proposal.new_tail,
    "as_first_child": Proposal.as_first_child,
    "target": Proposal.target_id,
    "sent_at": Comment.sent_at,
    "answered_at": Disposition.at,
    "seen": Disposition.seen_hash,
    "adopted": adopted_in(Comment),
}

GROUND = tuple(column.label(f"ground_{name}") for name, column in _COLUMNS.items())
"""Columns for a selection of comments with their provision, component, anchor, proposal and current answer.

``looking_again.again_in`` reads them from a row.
"""
