"""Markdown said as plain lines: nothing a person wrote is lost, only the marks are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.services.plain_text import plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Đề nghị sửa.", "Đề nghị sửa."),
        ("Một.\n\n  Hai.\r\nBa.", "Một.\nHai.\nBa."),
        ("Đề nghị **bỏ** *khoản* `2`.", "Đề nghị bỏ khoản 2."),
        ("# Tiêu đề\n\nThân.", "Tiêu đề\nThân."),
        ("- một\n- hai", "- một\n- hai"),
        ("1. một\n2. hai\n\n   - trong", "1. một\n2. hai\n- trong"),
        ("3) ba\n4) bốn", "3. ba\n4. bốn"),
        ("0. không\n1. một", "0. không\n1. một"),
        ("Xem [luật](http://a.vn).", "Xem luật."),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("    thụt vào", "thụt vào"),
        ("```\nkhối\nmã\n```", "khối\nmã"),
        ("Một\\\nhai & ba", "Một\nhai & ba"),
        ("", ""),
    ],
)
def test_markup_is_left_out_and_words_are_kept(written, said) -> None:
    assert plain(written) == said


@given(st.lists(st.text("aăâđêôơư 0123456789.,;:?“”()/%", max_size=40), max_size=6))
def test_every_word_of_plain_writing_is_kept(lines) -> None:
    written = "\n\n".join(lines)
    assert re.findall(r"\w+", plain(written)) == re.findall(r"\w+", written)
