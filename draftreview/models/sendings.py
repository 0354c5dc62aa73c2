"""What an agency sent, each time as it was, and what happened to it afterwards."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.vocabulary import ReplyStep, Stance
from draftreview.models.accounts import User
from draftreview.models.base import Base, Moment, lock, stored
from draftreview.models.consultations import Reply


class Sending(Base):
    """One sending of a reply, kept for good: its canonical form and the fingerprint of that.

    A reply that was returned for correction and sent again has several; ``number`` counts them from 1.
    ``canonical`` is what the fingerprint was computed over (see ``domain.fingerprint``).
    """

    __tablename__ = "sendings"
    __table_args__ = (
        UniqueConstraint("reply_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("replies.id"))
    number: Mapped[int]
    stance: Mapped[Stance] = mapped_column(stored(Stance, "stance"))
    sent_at: Mapped[datetime] = mapped_column(Moment)
    sent_on: Mapped[date]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    late: Mapped[bool]
    comments: Mapped[int]
    canonical: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))

    reply: Mapped[Reply] = relationship()
    sent_by: Mapped[User | None] = relationship()


class ReplyEvent(Base):
    """A request to withdraw a reply, its refusal, or the return of the reply, with the reason."""

    __tablename__ = "reply_events"
    __table_args__ = (CheckConstraint("trim(reason) <> ''", name="has_a_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("replies.id"), index=True)
    step: Mapped[ReplyStep] = mapped_column(stored(ReplyStep, "step"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    reply: Mapped[Reply] = relationship()
    by: Mapped[User | None] = relationship()


for _immutable in (Sending, ReplyEvent):
    lock(_immutable.__table__)  # type: ignore[arg-type]
