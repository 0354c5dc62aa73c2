"""New revisions of answers: written beside the older ones, audited, queued for the index."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.sign_off import STAGES, TABLE, Step, standing
from draftreview.domain.vocabulary import Outcome
from draftreview.models.accounts import User
from draftreview.models.dispositions import Disposition
from draftreview.services import audit, indexing


def advance(
    session: Session,
    actor: User | None,
    clock: Clock,
    rows: Iterable[Disposition],
    step: Step,
    remark: str = "",
    grounds: Mapping[int, str] | None = None,
) -> list[Disposition]:
    """Carry answers one step on, each as a new revision that says the same.

    :param remark: why they are sent back
    :param grounds: by comment, what an answer was looked at again against; the others keep what they had
    """
    known = grounds or {}
    following = [
        Disposition(
            comment_id=row.comment_id,
            revision=row.revision + 1,
            outcome=row.outcome,
            stage=STAGES[TABLE[standing(row.stage, row.remark), step]],
            explanation=row.explanation,
            new_heading=row.new_heading,
            new_text=row.new_text,
            new_tail=row.new_tail,
            remark=remark,
            seen_hash=known.get(row.comment_id, row.seen_hash),
            by=actor,
            at=clock.now(),
        )
        for row in rows
    ]
    session.add_all(following)
    announce(session, actor, clock, step, following)
    return following


def announce(
    session: Session, actor: User | None, clock: Clock, step: Step, rows: Iterable[Disposition]
) -> None:
    """Write what was done to answers into the audit, and queue their comments for the index."""
    for row in rows:
        subject = f"comment:{row.comment_id}"
        told = _told(row.revision, row.outcome)
        audit.record(session, actor, clock, f"disposition.{step}", subject, **told)
        indexing.enqueue(session, subject)


def add_proposed(
    session: Session, actor: User | None, clock: Clock, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write proposed answers, given as columns, and announce each: three statements for all."""
    if rows:
        session.execute(insert(Disposition), rows)
    told = {f"comment:{row['comment_id']}": _told(row["revision"], row["outcome"]) for row in rows}
    audit.record_many(session, actor, clock, f"disposition.{Step.PROPOSE}", told)
    indexing.enqueue_many(session, told)


def _told(revision: int, outcome: Outcome) -> dict[str, Any]:
    return {"revision": revision, "outcome": outcome.value}
