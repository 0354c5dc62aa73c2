"""When a round is open, how many days are left, whether a reply is late, who may read what others sent."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from draftreview.domain.vocabulary import Openness


@dataclass(frozen=True, slots=True)
class RoundDays:
    """The days of one round for one agency, all in the calendar of Việt Nam.

    ``closes_before`` is the first day that is too late: "trước ngày 02/11/2017".
    """

    opens_on: date
    closes_before: date
    closed: bool = False

    @property
    def last_day(self) -> date:
        """Give the last day on which a reply is in time."""
        return self.closes_before - timedelta(days=1)

    def has_opened(self, today: date) -> bool:
        """Tell whether the round has begun."""
        return today >= self.opens_on

    def is_over(self, today: date) -> bool:
        """Tell whether the term has run out or the lead drafter closed the round."""
        return self.closed or today >= self.closes_before

    def takes_replies(self, today: date) -> bool:
        """Tell whether a reply may be written and sent; a late one is accepted and marked late."""
        return self.has_opened(today) and not self.closed

    def days_left(self, today: date) -> int:
        """Count the days from today to the last day in time: 0 on that day, below zero after it."""
        return (self.last_day - today).days

    def is_late(self, sent_on: date) -> bool:
        """Tell whether a reply sent that day is late."""
        return sent_on >= self.closes_before


def opens_to_others(openness: Openness, *, over: bool, closed: bool, has_sent: bool) -> bool:
    """Tell whether an agency may read what the others sent.

    Who can still write does not read the others first: its words shall be its own.

    :param over: the term of the round has run out, or it was closed
    :param closed: the lead drafter closed it, so that nobody writes any more
    :param has_sent: the agency's own reply is out
    """
    if openness is Openness.AFTER_SENDING:
        return has_sent
    return openness is Openness.AFTER_CLOSING and over and (has_sent or closed)


class Mark(StrEnum):
    """What stands on a line of days."""

    LETTER = "letter"
    OPENING = "opening"
    RECEIVED = "received"
    BY_LAW = "by_law"
    TODAY = "today"
    DUE = "due"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Point:
    """One day on a line of days, all that falls on it, and the days until the next one."""

    day: date
    marks: tuple[Mark, ...]
    days: int
    past: bool


def line_of_days(marked: Mapping[Mark, date | None], today: date) -> tuple[Point, ...]:
    """Put what happens in a round into the order of its days, with today among them."""
    found: dict[date, list[Mark]] = defaultdict(list)
    for mark, day in {**marked, Mark.TODAY: today}.items():
        if day is not None:
            found[day].append(mark)
    order = sorted(found)
    following = [*order[1:], order[-1]]
    return tuple(
        Point(day, tuple(sorted(found[day], key=list(Mark).index)), (then - day).days, day < today)
        for day, then in zip(order, following, strict=True)
    )
