"""Comments of agencies and the wordings they propose."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.vocabulary import Category, CommentState, Operation
from draftreview.models.accounts import Agency, User
from draftreview.models.base import Base, Moment, keep, stored
from draftreview.models.consultations import Consultation, FocusTopic, Reply
from draftreview.models.drafts import Component, Provision


class Comment(Base):
    """One ý kiến góp ý: where, what is said, why.

    ``provision`` is the place in the version consulted; without one it is the whole ``component`` (an
    appendix, say), and without that the whole draft. Citation and words are kept as the writer saw them.
    ``revision`` counts saves, so that a stale save is noticed. ``form_key`` is the writing form's own key:
    pressing twice writes once.
    """

    __tablename__ = "comments"
    __table_args__ = (
        UniqueConstraint("agency_id", "form_key"),
        Index("ix_comments_consultation_state", "consultation_id", "state"),
        CheckConstraint(
            "state <> 'sent' OR (sent_at IS NOT NULL AND reply_id IS NOT NULL)", name="sent_in_a_reply"
        ),
        CheckConstraint("state <> 'withdrawn' OR withdrawn_at IS NOT NULL", name="withdrawn_when"),
        CheckConstraint("provision_id IS NULL OR component_id IS NULL", name="stands_in_one_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("replies.id"), index=True)
    provision_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"), index=True)
    component_id: Mapped[int | None] = mapped_column(ForeignKey("components.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("focus_topics.id"))
    category: Mapped[Category] = mapped_column(stored(Category, "category"))
    state: Mapped[CommentState] = mapped_column(stored(CommentState, "state"), default=CommentState.WRITING)
    body: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    citation: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    form_key: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    consultation: Mapped[Consultation] = relationship()
    agency: Mapped[Agency] = relationship()
    author: Mapped[User] = relationship()
    reply: Mapped[Reply | None] = relationship()
    provision: Mapped[Provision | None] = relationship()
    component: Mapped[Component | None] = relationship()
    topic: Mapped[FocusTopic | None] = relationship()
    proposal: Mapped["Proposal | None"] = relationship(back_populates="comment", cascade="all, delete-orphan")
    anchor: Mapped["Anchor | None"] = relationship(back_populates="comment", cascade="all, delete-orphan")


class Anchor(Base):
    """The words a comment is about: exact, with what stood around them.

    ``start`` and ``end`` count characters of the NFC words (heading, text, tail, a line feed between) of the
    comment's provision in the version consulted; those of a component are its title, preamble and closing.
    """

    __tablename__ = "anchors"
    __table_args__ = (
        UniqueConstraint("comment_id"),
        CheckConstraint('start >= 0 AND start < "end"', name="some_words"),
        CheckConstraint("quote <> ''", name="quotes_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")

    comment: Mapped[Comment] = relationship(back_populates="anchor")


class Proposal(Base):
    """The wording a comment proposes, with the words it was written against.

    ``…_tail`` are the words after the points of a khoản. For ``insert``, the new provision follows the
    comment's provision, or is the first inside it (``as_first_child``). For ``move``, ``target``
    is the provision it shall follow.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("comment_id"),
        CheckConstraint("operation <> 'move' OR target_id IS NOT NULL", name="move_has_a_target"),
        CheckConstraint(
            "operation NOT IN ('replace', 'insert') OR new_text <> '' OR new_heading <> ''",
            name="says_something",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    operation: Mapped[Operation] = mapped_column(stored(Operation, "operation"))
    new_heading: Mapped[str] = mapped_column(Text, default="")
    new_text: Mapped[str] = mapped_column(Text, default="")
    new_tail: Mapped[str] = mapped_column(Text, default="")
    base_heading: Mapped[str] = mapped_column(Text, default="")
    base_text: Mapped[str] = mapped_column(Text, default="")
    base_tail: Mapped[str] = mapped_column(Text, default="")
    base_hash: Mapped[str] = mapped_column(String(64), default="")
    as_first_child: Mapped[bool] = mapped_column(default=False)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id"))

    comment: Mapped[Comment] = relationship(back_populates="proposal")
    target: Mapped[Provision | None] = relationship()


keep(Comment.__table__)  # type: ignore[arg-type]
