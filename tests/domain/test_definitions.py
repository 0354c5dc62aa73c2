"""Terms that a text defines, and where it uses them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.definitions import Glossary, Term, defines, names_in, terms_of


@pytest.mark.parametrize(
    ("heading", "found"),
    [("Giải thích từ ngữ", True), ("GIẢI THÍCH TỪ NGỮ", True), ("Phạm vi điều chỉnh", False), ("", False)],
)
def test_an_article_of_definitions_is_known_by_its_heading(heading: str, found: bool) -> None:
    assert defines(heading) is found


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Bộ phận một cửa là nơi nhận hồ sơ.", ("Bộ phận một cửa",)),
        ("Phần mềm dùng chung (sau đây gọi là phần mềm) là hệ thống.", ("Phần mềm dùng chung", "phần mềm")),
        ("Thủ tục hành chính (viết tắt là TTHC) là trình tự.", ("Thủ tục hành chính", "TTHC")),
        ("“Hồ sơ điện tử” là hồ sơ ở dạng điện tử.", ("Hồ sơ điện tử",)),
        ('"Hồ sơ giấy": hồ sơ in trên giấy.', ("Hồ sơ giấy",)),
        ("Người nộp (người dân) được hiểu là cá nhân.", ("Người nộp",)),
        ("Quầy trực bao gồm bàn và máy.", ("Quầy trực",)),
        ("Quầy số có nghĩa là màn hình.", ("Quầy số",)),
        ("Hồ sơ thủ tục, gọi tắt là hồ sơ, là giấy tờ.", ("Hồ sơ thủ tục", "hồ sơ")),
        ("Liên thông được hiểu như sau: nhiều nơi cùng làm.", ("Liên thông",)),
        ("Trong Quy định này. Từ ngữ là như sau.", ()),
        ("Các trường hợp khác.", ()),
        ("Laser công suất nhỏ.", ()),
        (" ".join(["tiếng"] * 15) + " là câu.", ()),
        ("", ()),
    ],
)
def test_the_words_before_la_are_the_term(words: str, names: tuple[str, ...]) -> None:
    assert names_in(words) == names


def test_provisions_that_define_nothing_are_left_out() -> None:
    found = terms_of([("para_1", "Quầy là chỗ nhận."), ("para_2", "Các từ khác.")])
    assert found == (Term(("Quầy",), "para_1"),)


def test_the_longest_term_is_found_whatever_its_case() -> None:
    glossary = Glossary(
        [Term(("Một cửa",), "a"), Term(("Một cửa liên thông",), "b"), Term(("một cửa",), "c")]
    )
    text = "Cơ chế một cửa liên thông khác một cửa, không phải một cửasổ."
    uses = list(glossary.uses(text))
    assert [(text[use.start : use.end], use.eid) for use in uses] == [
        ("một cửa liên thông", "b"),
        ("một cửa", "a"),
    ]


def test_without_terms_nothing_is_found() -> None:
    assert list(Glossary([]).uses("Một cửa")) == []


@given(st.text(), st.text(min_size=1, max_size=12))
def test_uses_are_words_of_the_text_in_order_and_apart(text: str, name: str) -> None:
    place = 0
    for use in Glossary([Term((name,), "a")]).uses(text + name):
        assert place <= use.start < use.end <= len(text + name)
        place = use.end


@given(st.text(max_size=200))
def test_any_words_are_read_without_a_crash(words: str) -> None:
    assert all(name in words for name in names_in(words))
