"""Drafts, their immutable versions, the provisions in them and what became of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.domain.vocabulary import Verdict
from draftreview.models.accounts import User
from draftreview.models.base import Base, Moment, lock, stored
from draftreview.models.files import StoredFile


class Draft(Base):
    """One decision being drafted."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(400))
    short_title: Mapped[str] = mapped_column(String(160))
    illustrative: Mapped[bool] = mapped_column(default=False)
    public: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Moment)

    versions: Mapped[list["Version"]] = relationship(back_populates="draft", order_by="Version.number")


class Intake(Base):
    """A file read and split, under repair until the lead drafter publishes or drops it.

    ``tree`` is what the splitter made and stays; ``repairs`` are applied to it in their order. ``revision``
    counts the changes of ``repairs``, so that nobody repairs what somebody else has just changed.
    """

    __tablename__ = "intakes"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    tree: Mapped[dict[str, Any]] = mapped_column(JSON)
    repairs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    revision: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    dropped_at: Mapped[datetime | None] = mapped_column(Moment)

    draft: Mapped[Draft] = relationship()
    file: Mapped[StoredFile] = relationship()
    created_by: Mapped[User | None] = relationship()
    version: Mapped["Version | None"] = relationship(back_populates="intake")


class Version(Base):
    """One immutable snapshot of the text."""

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        UniqueConstraint("intake_id"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    number: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(Moment)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    intake_id: Mapped[int | None] = mapped_column(ForeignKey("intakes.id"))
    text_hash: Mapped[str] = mapped_column(String(64))

    draft: Mapped[Draft] = relationship(back_populates="versions")
    issued_by: Mapped[User | None] = relationship()
    intake: Mapped[Intake | None] = relationship(back_populates="version")
    components: Mapped[list["Component"]] = relationship(
        back_populates="version", order_by="Component.position"
    )


class Component(Base):
    """The act itself, an attached Quy định or a Phụ lục of one version."""

    __tablename__ = "components"
    __table_args__ = (UniqueConstraint("version_id", "position"), UniqueConstraint("version_id", "eid"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    position: Mapped[int]
    kind: Mapped[ComponentKind] = mapped_column(stored(ComponentKind, "kind"))
    eid: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(Text, default="")
    preamble: Mapped[str] = mapped_column(Text, default="")
    closing: Mapped[str] = mapped_column(Text, default="")

    version: Mapped[Version] = relationship(back_populates="components")


class Lineage(Base):
    """The permanent identity of a provision over versions; never derived from its number.

    ``continues`` is set where a person confirmed afterwards that a provision which came with a new identity
    is an older one; it points at the oldest such identity, never at one that itself continues another.
    """

    __tablename__ = "lineages"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    guid: Mapped[str] = mapped_column(String(36), unique=True)
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("lineages.id"))


class Provision(Base):
    """A Phần, Chương, Mục, Tiểu mục, Điều, khoản or điểm as it stands in one version.

    ``position`` is its place in the whole version in document order, from 0.
    """

    __tablename__ = "provisions"
    __table_args__ = (
        UniqueConstraint("version_id", "eid"),
        UniqueConstraint("version_id", "position"),
        UniqueConstraint("version_id", "lineage_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"))
    lineage_id: Mapped[int] = mapped_column(ForeignKey("lineages.id"), index=True)
    position: Mapped[int]
    kind: Mapped[Kind] = mapped_column(stored(Kind, "kind"))
    number: Mapped[str] = mapped_column(String(20))
    heading: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    tail: Mapped[str] = mapped_column(Text, default="")
    eid: Mapped[str] = mapped_column(String(160))
    text_hash: Mapped[str] = mapped_column(String(64))

    version: Mapped[Version] = relationship()
    component: Mapped[Component] = relationship()
    lineage: Mapped[Lineage] = relationship()


class Alignment(Base):
    """What became of one provision between two versions that follow each other.

    One old provision stands in several rows when it was split, one new in several when merged;
    a deleted provision has no new side and an inserted one no old side. ``verdict`` is what a person said
    of a pair that was not certain.
    """

    __tablename__ = "alignments"
    __table_args__ = (
        CheckConstraint(
            "old_provision_id IS NOT NULL OR new_provision_id IS NOT NULL", name="one_side_at_least"
        ),
        CheckConstraint("score BETWEEN 0 AND 1", name="score_is_a_share"),
        CheckConstraint(
            "verdict IS NULL OR (NOT certain AND judged_at IS NOT NULL)", name="judged_where_uncertain"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    old_version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    new_version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    old_provision_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"), index=True)
    new_provision_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"), index=True)
    moved: Mapped[bool] = mapped_column(default=False)
    renumbered: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[bool] = mapped_column(default=False)
    split: Mapped[bool] = mapped_column(default=False)
    merged: Mapped[bool] = mapped_column(default=False)
    certain: Mapped[bool] = mapped_column(default=True)
    score: Mapped[float] = mapped_column(default=1.0)
    verdict: Mapped[Verdict | None] = mapped_column(stored(Verdict, "verdict"))
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    judged_at: Mapped[datetime | None] = mapped_column(Moment)

    judged_by: Mapped[User | None] = relationship()


for _immutable in (Version, Component, Provision):
    lock(_immutable.__table__)  # type: ignore[arg-type]
