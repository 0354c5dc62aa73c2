"""Facts about this installation, a row each."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from draftreview.models.base import Base


class Setting(Base):
    """A named fact, such as the day that the demonstration's rounds are judged by."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(400))


ROUND_TODAY = "round_today"
"""ISO date that rounds are judged by instead of the real day; absent in a real installation."""

DEMONSTRATION = "demonstration"
"""Present where the demonstration was loaded into this database."""
