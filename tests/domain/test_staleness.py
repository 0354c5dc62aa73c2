"""What an answer was given to, and when that counts as changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.staleness import Change, Said, changed, ground, place_mark

SAID = Said("7", "Đề nghị 03 ngày.", "Quá lâu.", "05 ngày", 12, "replace", "Tên", "Câu mới.", "Cuối.")
OTHER = {str: "khác", int: 99, bool: True}


def test_nothing_changed_asks_for_nothing() -> None:
    assert changed(ground(SAID).kept, ground(SAID)) == frozenset()


@pytest.mark.parametrize("name", Said._fields)
def test_whatever_the_agency_says_otherwise_asks_to_look_again(name) -> None:
    again = SAID._replace(**{name: OTHER[type(getattr(SAID, name))]})
    assert changed(ground(SAID).kept, ground(again)) == {Change.COMMENT}


def test_other_words_of_the_place_ask_to_look_again() -> None:
    assert changed(ground(SAID).kept, ground(SAID, ["a"])) == {Change.PLACE}
    assert changed(ground(SAID, ["a"]).kept, ground(SAID, ["b"])) == {Change.PLACE}
    assert changed(ground(SAID, ["a", "b"]).kept, ground(SAID, ["b", "a"])) == frozenset()


def test_both_sides_are_told_apart() -> None:
    now = ground(SAID._replace(body="Đề nghị 04 ngày."), ["a"])
    assert changed(ground(SAID).kept, now) == {Change.COMMENT, Change.PLACE}


def test_a_change_that_the_answer_itself_made_is_no_surprise() -> None:
    assert changed(ground(SAID).kept, ground(SAID, ["a"]), followed=place_mark(["a"])) == frozenset()
    assert changed(ground(SAID).kept, ground(SAID, ["b"]), followed=place_mark(["a"])) == {Change.PLACE}


def test_where_nothing_was_kept_only_another_sending_asks_to_look_again() -> None:
    assert changed("", ground(SAID, ["a"])) == frozenset()
    assert changed("", ground(SAID), sent_again=True) == {Change.COMMENT}


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_no_words_slip_from_one_field_into_another(body, reason, other_body, other_reason) -> None:
    one, other = Said("1", body, reason), Said("1", other_body, other_reason)
    assert (ground(one) == ground(other)) == (one == other)


def test_a_ground_is_kept_in_sixty_four_digits() -> None:
    assert len(ground(SAID, ["a"]).kept) == 64
