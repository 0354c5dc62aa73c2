"""Where a service learns what time it is: the protocol, and days as Đồng Nai counts them."""

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Tell the moment."""

    def now(self) -> datetime:
        """Give the real moment, with its time zone."""
        ...

    def round_now(self) -> datetime:
        """Give the moment that the dates of rounds are judged by."""
        ...


def vietnam_day(moment: datetime) -> date:
    """Give the calendar day on which a moment falls in Việt Nam."""
    return moment.astimezone(VIETNAM).date()
