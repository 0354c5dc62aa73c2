"""New revisions of answers: written beside the older ones, audited, queued for the index."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.sign_off import STAGES, TABLE, Step, standing
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
        audit.record(
            session,
            actor,
            clock,
            f"disposition.{step}",
            subject,
            revision=row.revision,
            outcome=row.outcome.value,
        )
        indexing.enqueue(session, subject)
