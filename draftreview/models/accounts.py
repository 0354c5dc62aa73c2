"""Agencies, their users and the failed sign-ins that throttling counts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.base import Base, Moment, stored


class Agency(Base):
    """A cơ quan, đơn vị: what is invited, and what users belong to."""

    __tablename__ = "agencies"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    short_name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[AgencyKind] = mapped_column(stored(AgencyKind, "kind"))
    position: Mapped[int] = mapped_column(default=0)
    made_up: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)

    users: Mapped[list["User"]] = relationship(back_populates="agency")


class User(Base):
    """A person with one role in one agency."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(stored(Role, "role"))
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    session_epoch: Mapped[int] = mapped_column(default=1)
    demonstration: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)

    agency: Mapped[Agency] = relationship(back_populates="users")

    # What a sign-in library asks of a user, in plain Python.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Tell whether the person and the agency still have access."""
        return self.disabled_at is None and self.agency.disabled_at is None

    def get_id(self) -> str:
        """Name the person and the epoch that a new password ends."""
        return f"{self.id}:{self.session_epoch}"

    @property
    def initials(self) -> str:
        """Give the one or two letters that stand for the person in a badge."""
        words = self.display_name.replace(",", " ").split()
        return "".join(word[0] for word in words[:2]).upper()


class FailedSignIn(Base):
    """One wrong password, kept so that guessing can be slowed in every process."""

    __tablename__ = "failed_sign_ins"
    __table_args__ = (Index("ix_failed_sign_ins_login_at", "login", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
