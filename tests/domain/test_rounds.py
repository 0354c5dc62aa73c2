"""The days of a round."""

from datetime import date

import pytest

from draftreview.domain.regimes import SHIPPED, statutory_day
from draftreview.domain.rounds import RoundDays

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
