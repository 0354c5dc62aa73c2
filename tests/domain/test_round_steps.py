"""What may be done to a round, and what it becomes."""

from datetime import date
from itertools import product

import pytest

from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.round_steps import (
    TABLE,
    RoundState,
    changed,
    refuse_unfit_extension,
    refuse_unfit_term,
)
from draftreview.domain.vocabulary import RoundAction

NOW, TODAY = date(2017, 11, 2), date(2017, 11, 8)


@pytest.mark.parametrize(("state", "action"), list(product(RoundState, RoundAction)))
def test_only_what_the_table_names_happens(state: RoundState, action: RoundAction) -> None:
    if (state, action) in TABLE:
        assert changed(state, action) is TABLE[state, action]
    else:
        with pytest.raises(Conflict):
            changed(state, action)


def test_a_closed_round_is_opened_again_before_it_is_extended() -> None:
    with pytest.raises(Conflict, match="Mở lại đợt trước"):
        changed(RoundState.CLOSED, RoundAction.EXTENDED)
    assert changed(changed(RoundState.CLOSED, RoundAction.REOPENED), RoundAction.EXTENDED) is RoundState.OPEN


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (None, "Cần ghi hạn mới."),
        (date(2017, 11, 2), "sau hạn hiện nay, trước ngày 02/11/2017"),
        (date(2017, 11, 8), "sau hôm nay, ngày 08/11/2017"),
    ],
)
def test_an_extension_gives_at_least_this_day(wanted: date | None, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        refuse_unfit_extension(NOW, wanted, TODAY)
    assert refused.value.field == "closes_before"


@pytest.mark.parametrize(
    ("wanted", "today", "said"),
    [
        (None, TODAY, "Cần ghi hạn trả lời."),
        (date(2017, 11, 1), date(2017, 10, 24), "sớm hơn hạn của đợt, trước ngày 02/11/2017"),
        (date(2017, 11, 8), TODAY, "sau hôm nay, ngày 08/11/2017"),
    ],
)
def test_who_is_invited_later_has_the_days_of_the_others(wanted: date | None, today: date, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        refuse_unfit_term(NOW, wanted, today)
    assert refused.value.field == "due_before"


def test_the_day_of_the_round_is_enough_while_it_is_to_come() -> None:
    refuse_unfit_term(NOW, NOW, date(2017, 11, 1))


def test_tomorrow_as_the_first_day_too_late_gives_today() -> None:
    refuse_unfit_extension(NOW, date(2017, 11, 9), TODAY)
