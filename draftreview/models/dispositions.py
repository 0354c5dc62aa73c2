"""The drafter's answers: append-only, a row for every decision and every step of sign-off."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models.accounts import User
from draftreview.models.base import Base, Moment, lock, stored
from draftreview.models.comments import Comment


class Disposition(Base):
    """One revision of the answer to one comment; the highest revision is the current one.

    ``new_heading``, ``new_text`` and ``new_tail`` are the drafter's own wording where a proposal is accepted
    in part. ``remark`` is what the lead drafter says when an answer is sent back to be proposed anew.
    ``seen_hash`` fingerprints what the answer was given to (comment, proposed wording, words of the place),
    so that an answer to something that has changed since is noticed; "" where it was not kept.
    """

    __tablename__ = "dispositions"
    __table_args__ = (
        UniqueConstraint("comment_id", "revision"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
        CheckConstraint("outcome = 'accepted' OR trim(explanation) <> ''", name="explained_unless_accepted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    revision: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(stored(Outcome, "outcome"))
    stage: Mapped[Stage] = mapped_column(stored(Stage, "stage"))
    explanation: Mapped[str] = mapped_column(Text, default="")
    new_heading: Mapped[str] = mapped_column(Text, default="")
    new_text: Mapped[str] = mapped_column(Text, default="")
    new_tail: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    seen_hash: Mapped[str] = mapped_column(String(64), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    comment: Mapped[Comment] = relationship()
    by: Mapped[User | None] = relationship()


lock(Disposition.__table__)  # type: ignore[arg-type]
