"""Rounds of consultation, what they ask, whom they invite and the official replies."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.vocabulary import Openness, ReplyState, RoundAction, Stance, TopicAction
from draftreview.models.accounts import Agency, User
from draftreview.models.base import Base, Moment, keep, lock, stored
from draftreview.models.drafts import Draft, Version
from draftreview.models.files import StoredFile


class Regime(Base):
    """The clocks of one legal regime; every figure is data, because laws change."""

    __tablename__ = "regimes"

    key: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    citation: Mapped[str] = mapped_column(String(300))
    portal_days: Mapped[int]
    affected_days: Mapped[int]
    reply_days: Mapped[int]
    dossier_lead_days: Mapped[int]
    appraisal_days: Mapped[int]
    committee_lead_working_days: Mapped[int]
    table_title: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text, default="")


class Consultation(Base):
    """One round on one version.

    ``closes_before`` is the first day that is too late: "trước ngày 02/11/2017". ``openness`` says when an
    agency may read what the others sent; ``topics_revision`` counts the changes of its topics since.
    """

    __tablename__ = "consultations"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        CheckConstraint("closes_before > opens_on", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    regime_key: Mapped[str] = mapped_column(ForeignKey("regimes.key"))
    number: Mapped[int]
    letter_number: Mapped[str] = mapped_column(String(60))
    letter_date: Mapped[date]
    letter_signer: Mapped[str] = mapped_column(String(160), default="")
    drafting_agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    opens_on: Mapped[date]
    closes_before: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    openness: Mapped[Openness] = mapped_column(stored(Openness, "openness"), default=Openness.AFTER_CLOSING)
    topics_revision: Mapped[int] = mapped_column(default=0)

    draft: Mapped[Draft] = relationship()
    version: Mapped[Version] = relationship()
    regime: Mapped[Regime] = relationship()
    drafting_agency: Mapped[Agency] = relationship()
    topics: Mapped[list["FocusTopic"]] = relationship(
        back_populates="consultation", order_by="FocusTopic.position"
    )
    invitations: Mapped[list["Invitation"]] = relationship(back_populates="consultation")


class RoundChange(Base):
    """A round closed, opened again or extended by the lead drafter, with the reason.

    ``agency`` is set where only its own term was extended; ``closes_before`` is the new first day too late.
    """

    __tablename__ = "round_changes"
    __table_args__ = (
        CheckConstraint("trim(reason) <> ''", name="has_a_reason"),
        CheckConstraint("(action = 'extended') = (closes_before IS NOT NULL)", name="extended_to_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    action: Mapped[RoundAction] = mapped_column(stored(RoundAction, "action"))
    closes_before: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    consultation: Mapped[Consultation] = relationship()
    agency: Mapped[Agency | None] = relationship()
    by: Mapped[User | None] = relationship()


class FocusTopic(Base):
    """What the letter asks agencies to concentrate on.

    ``change`` is what was done to it last since the round was opened; one withdrawn stays, for what
    agencies said on it.
    """

    __tablename__ = "focus_topics"
    __table_args__ = (
        UniqueConstraint("consultation_id", "code"),
        CheckConstraint(
            "(change IS NULL) = (changed_at IS NULL) AND (change IS NULL OR trim(change_reason) <> '')",
            name="changed_with_a_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("focus_topics.id"))
    code: Mapped[str] = mapped_column(String(8))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    short_title: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(Text, default="")
    change: Mapped[TopicAction | None] = mapped_column(stored(TopicAction, "change"))
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    change_reason: Mapped[str] = mapped_column(Text, default="")

    consultation: Mapped[Consultation] = relationship(back_populates="topics")
    provisions: Mapped[list["TopicProvision"]] = relationship(back_populates="topic")


class TopicProvision(Base):
    """One provision, with all inside it, that a focus topic covers, by its permanent identity."""

    __tablename__ = "topic_provisions"

    topic_id: Mapped[int] = mapped_column(ForeignKey("focus_topics.id"), primary_key=True)
    lineage_id: Mapped[int] = mapped_column(ForeignKey("lineages.id"), primary_key=True)

    topic: Mapped[FocusTopic] = relationship(back_populates="provisions")


class Invitation(Base):
    """One agency asked in one round; silence is not consent, so each is followed up."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("consultation_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    sent_on: Mapped[date | None]
    received_on: Mapped[date | None]
    due_before: Mapped[date]
    extended_to: Mapped[date | None]
    opened_at: Mapped[datetime | None] = mapped_column(Moment)

    consultation: Mapped[Consultation] = relationship(back_populates="invitations")
    agency: Mapped[Agency] = relationship()
    reply: Mapped["Reply | None"] = relationship(back_populates="invitation")


class Reply(Base):
    """An agency's official answer; letter number, date, signer and scan may follow the sending."""

    __tablename__ = "replies"
    __table_args__ = (
        UniqueConstraint("invitation_id"),
        CheckConstraint(
            "state = 'writing' OR (sent_at IS NOT NULL AND stance IS NOT NULL AND fingerprint <> '')",
            name="sent_is_complete",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"))
    state: Mapped[ReplyState] = mapped_column(stored(ReplyState, "state"), default=ReplyState.WRITING)
    stance: Mapped[Stance | None] = mapped_column(stored(Stance, "stance"))
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    letter_date: Mapped[date | None]
    signer: Mapped[str] = mapped_column(String(160), default="")
    letter_added_at: Mapped[datetime | None] = mapped_column(Moment)
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    scan_added_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_on: Mapped[date | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    late: Mapped[bool] = mapped_column(default=False)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")

    invitation: Mapped[Invitation] = relationship(back_populates="reply")
    sent_by: Mapped[User | None] = relationship()
    scan: Mapped[StoredFile | None] = relationship()


keep(Reply.__table__)  # type: ignore[arg-type]
lock(RoundChange.__table__)  # type: ignore[arg-type]
