"""The clock on the wall, with the day that rounds are judged by where one is set."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from draftreview.domain.clock import VIETNAM
from draftreview.models.settings import ROUND_TODAY, Setting


class WallClock:
    """Tell the real moment; rounds are judged by ``round_today`` at the real time of day when it is set."""

    def __init__(self, round_today: date | None = None) -> None:
        self.round_today = round_today

    def now(self) -> datetime:
        """Give the real moment."""
        return datetime.now(UTC)

    def round_now(self) -> datetime:
        """Give the moment that the dates of rounds are judged by."""
        if self.round_today is None:
            return self.now()
        return datetime.combine(self.round_today, self.now().astimezone(VIETNAM).time(), VIETNAM)


def clock_of(session: Session) -> WallClock:
    """Make the clock that this installation's settings ask for."""
    setting = session.get(Setting, ROUND_TODAY)
    return WallClock(date.fromisoformat(setting.value) if setting else None)
