"""What an agency keeps while it writes: typed words, notes, answers on whole topics, what was seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.models.accounts import Agency, User
from draftreview.models.base import Base, Moment, lock
from draftreview.models.comments import Comment
from draftreview.models.consultations import FocusTopic
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Version


class Typing(Base):
    """Words typed into a composer and not yet saved as a comment: whatever the form held, refused or not.

    ``form_key`` is the writing form's own key, ``place`` the eid in ``version`` (or "general", or a
    component), ``comment`` the one being edited, ``fields`` the form as it stood. It is gone once the comment
    is saved.
    """

    __tablename__ = "typings"
    __table_args__ = (UniqueConstraint("author_id", "form_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    place: Mapped[str] = mapped_column(String(160))
    form_key: Mapped[str] = mapped_column(String(40))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    typed_at: Mapped[datetime] = mapped_column(Moment)

    author: Mapped[User] = relationship()
    version: Mapped[Version] = relationship()
    comment: Mapped[Comment | None] = relationship()


class AgencyNote(Base):
    """An internal note of an agency beside one of its comments; it is never sent and nobody else reads it."""

    __tablename__ = "agency_notes"
    __table_args__ = (CheckConstraint("trim(body) <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    comment: Mapped[Comment] = relationship()
    author: Mapped[User] = relationship()


class TopicAnswer(Base):
    """An agency's answer on a focus topic as a whole: "không có ý kiến về nội dung này".

    It may be taken back until the reply is sent (``withdrawn_at``), and goes out with the reply.
    """

    __tablename__ = "topic_answers"
    __table_args__ = (UniqueConstraint("topic_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("focus_topics.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    topic: Mapped[FocusTopic] = relationship()
    agency: Mapped[Agency] = relationship()
    by: Mapped[User] = relationship()


class Acknowledgement(Base):
    """ "Đã xem": somebody of the agency has read a released answer; it says nothing of agreement."""

    __tablename__ = "acknowledgements"
    __table_args__ = (UniqueConstraint("disposition_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    disposition_id: Mapped[int] = mapped_column(ForeignKey("dispositions.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    disposition: Mapped[Disposition] = relationship()
    by: Mapped[User] = relationship()


for _immutable in (AgencyNote, Acknowledgement):
    lock(_immutable.__table__)  # type: ignore[arg-type]
