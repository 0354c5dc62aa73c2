"""Write down who did what."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent


def record(
    session: Session, actor: User | None, clock: Clock, action: str, subject: str, **details: Any
) -> None:
    """Add one event; ``subject`` is "comment:17", ``details`` must be plain JSON values."""
    session.add(
        AuditEvent(
            at=clock.now(),
            actor_id=actor.id if actor else None,
            action=action,
            subject=subject,
            details=details,
        )
    )


def record_many(
    session: Session,
    actor: User | None,
    clock: Clock,
    action: str,
    told: Mapping[str, Mapping[str, Any]],
) -> None:
    """Add one event for each subject with its details: one statement, whatever their number."""
    facts = {"at": clock.now(), "actor_id": actor.id if actor else None, "action": action}
    rows = [facts | {"subject": subject, "details": dict(details)} for subject, details in told.items()]
    if rows:
        session.execute(insert(AuditEvent), rows)
