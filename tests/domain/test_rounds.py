"""The days of a round."""

from datetime import UTC, date, datetime

import pytest

from draftreview.domain.clock import vietnam_day
from draftreview.domain.regimes import SHIPPED, statutory_day
from draftreview.domain.rounds import Mark, Point, RoundDays, line_of_days, opens_to_others
from draftreview.domain.vocabulary import Openness

LETTER = RoundDays(date(2017, 10, 2), date(2017, 11, 2))


def test_before_the_second_of_november_means_the_first_is_the_last_day() -> None:
    assert LETTER.last_day == date(2017, 11, 1)
    assert not LETTER.is_late(date(2017, 11, 1))
    assert LETTER.is_late(date(2017, 11, 2))


@pytest.mark.parametrize(("today", "left"), [(24, 8), (31, 1)])
def test_days_left_are_counted_to_the_last_day(today: int, left: int) -> None:
    assert LETTER.days_left(date(2017, 10, today)) == left


def test_after_the_last_day_the_count_runs_below_zero() -> None:
    assert LETTER.days_left(date(2017, 11, 3)) == -2


def test_a_late_reply_is_taken_until_the_round_is_closed() -> None:
    late = date(2017, 11, 20)
    assert (LETTER.is_over(late), LETTER.takes_replies(late)) == (True, True)
    closed = RoundDays(LETTER.opens_on, LETTER.closes_before, closed=True)
    assert (closed.is_over(date(2017, 10, 5)), closed.takes_replies(late)) == (True, False)


def test_nothing_is_taken_before_the_opening() -> None:
    assert not LETTER.takes_replies(date(2017, 10, 1))


def test_the_law_of_2015_gives_ten_days_from_receiving() -> None:
    regime = next(one for one in SHIPPED if one.key == "2015")
    assert statutory_day(date(2017, 10, 6), regime.reply_days) == date(2017, 10, 16)


def test_regimes_with_unchecked_figures_say_so() -> None:
    assert all(one.note for one in SHIPPED if one.key != "2015")


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2017, 11, 1, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2017, 11, 1, 17, 0, 0, tzinfo=UTC), True),
        (datetime(2017, 10, 31, 17, 0, 0, tzinfo=UTC), False),
    ],
)
def test_the_last_second_in_viet_nam_decides(moment: datetime, late: bool) -> None:
    assert LETTER.is_late(vietnam_day(moment)) is late


@pytest.mark.parametrize(
    ("openness", "over", "closed", "has_sent", "reads"),
    [
        (Openness.NEVER, True, True, True, False),
        (Openness.AFTER_SENDING, False, False, True, True),
        (Openness.AFTER_SENDING, True, True, False, False),
        (Openness.AFTER_CLOSING, False, False, True, False),
        (Openness.AFTER_CLOSING, True, False, True, True),
        (Openness.AFTER_CLOSING, True, False, False, False),
        (Openness.AFTER_CLOSING, True, True, False, True),
    ],
)
def test_who_can_still_write_does_not_read_the_others_first(
    openness: Openness, over: bool, closed: bool, has_sent: bool, reads: bool
) -> None:
    assert opens_to_others(openness, over=over, closed=closed, has_sent=has_sent) is reads


def test_days_stand_in_their_order_with_today_among_them() -> None:
    letter, due, today = date(2017, 10, 2), date(2017, 11, 2), date(2017, 10, 24)
    marked = {Mark.DUE: due, Mark.LETTER: letter, Mark.OPENING: letter, Mark.BY_LAW: None}
    assert line_of_days(marked, today) == (
        Point(letter, (Mark.LETTER, Mark.OPENING), 22, past=True),
        Point(today, (Mark.TODAY,), 9, past=False),
        Point(due, (Mark.DUE,), 0, past=False),
    )


def test_what_falls_on_today_is_said_of_today() -> None:
    day = date(2017, 11, 2)
    assert line_of_days({Mark.DUE: day}, day) == (Point(day, (Mark.TODAY, Mark.DUE), 0, past=False),)
