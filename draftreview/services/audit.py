"""Write down who did what."""

from typing import Any

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
