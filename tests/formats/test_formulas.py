"""Text that a spreadsheet would take for a formula, made harmless without losing a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.formats.writing.formulas import APOSTROPHE, INVISIBLE, defused, like_formula

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    ' "=1+1"',
    "'=1",
    "“=1",
    "\u00a0=1",
    "\u200b=1",
    "＝1+1",
    "-2+3+cmd|' /C calc'!A0",
    "\tchữ",
)
PLAIN = (
    "",
    "Đề nghị bỏ.",
    "5 - 3 = 2",
    "“Bộ phận một cửa”",
    "a=b",
    "(1) Sửa khoản 2",
    "– gạch dài",
    "Điều 5@",
)
LISTS = ("- gạch đầu dòng", "+ dấu cộng đầu dòng", "- =1+1")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert defused(text) == APOSTROPHE + text


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize("text", LISTS)
def test_a_list_with_dashes_looks_as_it_was_written(text: str) -> None:
    assert defused(text) == INVISIBLE + text


@given(st.text())
def test_nothing_that_was_written_is_lost_and_no_formula_is_left(text: str) -> None:
    written = defused(text)
    assert written.endswith(text)
    assert written[:1] not in tuple("=+-@＝＋－＠\t\r\n")
    assert (written != text) is like_formula(text)
