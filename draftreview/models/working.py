"""The next version in the making: conflicts settled, words edited directly, and what became of it all.

Rows are never changed: a later revision of the same subject takes the place of an earlier one, and saving
the same revision twice is refused by the key, so that of two people at once the second is told.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.vocabulary import Operation
from draftreview.models.accounts import User
from draftreview.models.base import Base, Moment, lock, stored
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Provision, Version


class Settlement(Base):
    """How a person settled one question about the next version: a clash, edits close together, a reference.

    ``version`` is the one that the next is made from. ``seal`` fingerprints what the question looked like:
    a question that looks different now is asked again. ``followed`` are the keys of the changes that stand,
    in their order; ``new_text`` are words that a person wrote instead.
    """

    __tablename__ = "settlements"
    __table_args__ = (
        UniqueConstraint("version_id", "subject", "revision"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    subject: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
    followed: Mapped[list[str]] = mapped_column(JSON, default=list)
    new_text: Mapped[str | None] = mapped_column(Text)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    version: Mapped[Version] = relationship()
    by: Mapped[User | None] = relationship()


class DirectEdit(Base):
    """A provision of the next version edited by the drafting side itself, with the reason.

    ``subject`` names what is edited and holds its revisions together: the eid in ``version`` of a provision
    that is reworded or deleted; "component:" and the eid of a component; "new:" and the id of the comment
    for a provision that an accepted comment inserts; "insert:" and the form's own key for an insertion.
    ``place`` is the eid that an insertion follows, or stands first in. ``base_…`` are the words beneath the
    edit: those that stood there without it. For a component, heading is its title, text its preamble, tail
    its closing.
    """

    __tablename__ = "direct_edits"
    __table_args__ = (
        UniqueConstraint("version_id", "subject", "revision"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
        CheckConstraint("trim(reason) <> ''", name="has_a_reason"),
        CheckConstraint("operation <> 'move'", name="moves_nothing"),
        CheckConstraint(
            "operation <> 'insert' OR new_text <> '' OR new_heading <> ''", name="inserts_something"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    subject: Mapped[str] = mapped_column(String(200))
    revision: Mapped[int]
    operation: Mapped[Operation] = mapped_column(stored(Operation, "operation"))
    place: Mapped[str] = mapped_column(String(160), default="")
    as_first_child: Mapped[bool] = mapped_column(default=False)
    new_heading: Mapped[str] = mapped_column(Text, default="")
    new_text: Mapped[str] = mapped_column(Text, default="")
    new_tail: Mapped[str] = mapped_column(Text, default="")
    base_heading: Mapped[str] = mapped_column(Text, default="")
    base_text: Mapped[str] = mapped_column(Text, default="")
    base_tail: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    version: Mapped[Version] = relationship()
    by: Mapped[User | None] = relationship()
    carries_out: Mapped[list["DirectEditComment"]] = relationship(back_populates="direct_edit")


class DirectEditComment(Base):
    """A comment that a direct edit carries out: one that was accepted without a wording of its own."""

    __tablename__ = "direct_edit_comments"

    direct_edit_id: Mapped[int] = mapped_column(ForeignKey("direct_edits.id"), primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), primary_key=True)

    direct_edit: Mapped[DirectEdit] = relationship(back_populates="carries_out")
    comment: Mapped[Comment] = relationship()


class Adoption(Base):
    """One reason why an issued version reads as it does, and where: written once, when it is issued.

    A ``disposition`` that was followed, a ``direct_edit``, or both where one carries out the other; a
    ``settlement`` beside the disposition where a person chose. The provisions are those that changed: only
    the older side for a deletion, only the newer for an insertion, neither for words of a component.
    """

    __tablename__ = "adoptions"
    __table_args__ = (
        CheckConstraint("disposition_id IS NOT NULL OR direct_edit_id IS NOT NULL", name="has_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    old_provision_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"))
    new_provision_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"))
    disposition_id: Mapped[int | None] = mapped_column(ForeignKey("dispositions.id"), index=True)
    direct_edit_id: Mapped[int | None] = mapped_column(ForeignKey("direct_edits.id"))
    settlement_id: Mapped[int | None] = mapped_column(ForeignKey("settlements.id"))

    version: Mapped[Version] = relationship()
    old_provision: Mapped[Provision | None] = relationship(foreign_keys=[old_provision_id])
    new_provision: Mapped[Provision | None] = relationship(foreign_keys=[new_provision_id])
    disposition: Mapped[Disposition | None] = relationship()
    direct_edit: Mapped[DirectEdit | None] = relationship()
    settlement: Mapped[Settlement | None] = relationship()


for _immutable in (Settlement, DirectEdit, DirectEditComment, Adoption):
    lock(_immutable.__table__)  # type: ignore[arg-type]
