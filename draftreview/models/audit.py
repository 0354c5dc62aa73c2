"""Who did what and when, and what the search index has yet to learn."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.models.accounts import User
from draftreview.models.base import Base, Moment, lock


class AuditEvent(Base):
    """One thing that somebody did."""

    __tablename__ = "audit_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[User | None] = relationship()


class IndexingEntry(Base):
    """One thing that the search index must look at again, written in the same transaction as the change."""

    __tablename__ = "indexing_queue"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(80))
    """"version:3", "comment:17" or "reply:5"; what it says and who may see it is read when it is drained."""


lock(AuditEvent.__table__)  # type: ignore[arg-type]
