"""What the drafting side keeps to itself: phrases, notes, who answers what, groups of alike comments."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.models.accounts import User
from draftreview.models.base import Base, Moment, lock
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation


class Phrase(Base):
    """A drafter's reusable sentence; without an owner everybody on the drafting side has it."""

    __tablename__ = "phrases"
    __table_args__ = (CheckConstraint("trim(body) <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])


class DeskNote(Base):
    """An internal note of the drafting side on a comment; it never leaves it."""

    __tablename__ = "desk_notes"
    __table_args__ = (CheckConstraint("trim(body) <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    comment: Mapped[Comment] = relationship()
    author: Mapped[User] = relationship()


class Assignment(Base):
    """The drafter who is to answer a comment."""

    __tablename__ = "assignments"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    drafter_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    comment: Mapped[Comment] = relationship()
    drafter: Mapped[User] = relationship(foreign_keys=[drafter_id])


class CommentGroup(Base):
    """Near-identical comments that a person put together, to be answered once; every row stays its own."""

    __tablename__ = "comment_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    consultation: Mapped[Consultation] = relationship()
    members: Mapped[list["GroupMember"]] = relationship(back_populates="group")


class GroupMember(Base):
    """A comment in a group; it is in one at most."""

    __tablename__ = "group_members"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("comment_groups.id"), index=True)

    comment: Mapped[Comment] = relationship()
    group: Mapped[CommentGroup] = relationship(back_populates="members")


class Separation(Base):
    """Two comments that a person said are not the same, so that they are not proposed as one again."""

    __tablename__ = "separations"
    __table_args__ = (CheckConstraint("one_id < other_id", name="smaller_first"),)

    one_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)


lock(DeskNote.__table__)  # type: ignore[arg-type]
