"""Markdown read as text: its marks taken away, its words, numbers and lines kept."""

import pytest

from draftreview.domain.lines import LineKind
from draftreview.formats import reading
from tests.outlines import provisions

DRAFT = """---
title: Quy chế mượn sách
illustrative: true
---

ỦY BAN NHÂN DÂN TỈNH A

# QUYẾT ĐỊNH

#### Điều 1. Ban hành kèm theo Quyết định này Quy chế mượn sách.

# QUY CHẾ

MƯỢN SÁCH

## Chương I

QUY ĐỊNH CHUNG

### Mục 1. THẺ

#### Điều 1. Thẻ mượn

1. Thẻ có **giá trị** một năm.

2. Người mượn được:

a) Mượn *ba* cuốn;

b) Gia hạn một lần.

# PHỤ LỤC 1

| Họ tên | Số thẻ |
|---|:---:|
| … | 1 |
"""


def texts(markdown: str) -> list[str]:
    """Read the words of a Markdown text."""
    return [line.text for line in reading.read("a.md", markdown.encode()).lines]


def test_a_draft_in_markdown_is_split() -> None:
    tree = reading.split_file("draft.md", DRAFT.encode())
    assert list(provisions(tree)) == [
        "art_1",
        "att_1__chp_I",
        "att_1__chp_I__sec_1",
        "att_1__art_1",
        "att_1__art_1__para_1",
        "att_1__art_1__para_2",
        "att_1__art_1__para_2__point_a",
        "att_1__art_1__para_2__point_b",
    ]
    assert [one.title for one in tree.components] == ["", "QUY CHẾ\nMƯỢN SÁCH", "PHỤ LỤC 1"]
    assert tree.components[2].preamble == "| Họ tên | Số thẻ |\n| … | 1 |"


def test_front_matter_is_given_apart() -> None:
    read = reading.read("draft.md", DRAFT.encode())
    assert read.facts == {"title": "Quy chế mượn sách", "illustrative": "true"}
    assert read.lines[0].text == "ỦY BAN NHÂN DÂN TỈNH A"
    assert read.lines[0].number == 6


def test_dashes_that_never_close_are_no_front_matter() -> None:
    assert texts("---\nĐiều 1. Một") == ["Điều 1. Một"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Điều 1.** Tên", "Điều 1. Tên"),
        ("__Đậm__ và _nghiêng_", "Đậm và nghiêng"),
        ("snake_case_name", "snake_case_name"),
        ("Họ tên: ______", "Họ tên: ______"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("1\\. Không phải khoản \\*", "1. Không phải khoản *"),
        ("[Cổng](https://a.vn) và <https://b.vn>", "Cổng (https://a.vn) và https://b.vn"),
        ("[https://a.vn](https://a.vn)", "https://a.vn"),
        ("> Trích dẫn", "Trích dẫn"),
        ("* Gạch đầu dòng", "- Gạch đầu dòng"),
        ("## Chương I ##", "Chương I"),
        ("## Mục C#", "Mục C#"),
        ("#", ""),
        ("Trước <!-- bỏ --> sau", "Trước  sau"),
        ("Mở <!-- không đóng", "Mở <!-- không đóng"),
        ("Cuối dòng\\", "Cuối dòng"),
        ("1a. Khoản chèn", "1a. Khoản chèn"),
    ],
)
def test_marks_are_taken_away_and_words_kept(written: str, read: str) -> None:
    assert texts(f"{written}\n\nHết.") == [*filter(None, [read]), "Hết."]


def test_a_comment_over_lines_keeps_their_count() -> None:
    read = reading.read("a.md", "Một.\n<!-- ghi\nchú -->\nHai.".encode())
    assert [(line.number, line.text) for line in read.lines] == [(1, "Một."), (4, "Hai.")]


def test_rules_are_no_text() -> None:
    assert texts("Tên\n===\n\n***\n\n- - -\n\nHết.") == ["Tên", "Hết."]


def test_a_wrapped_paragraph_is_joined_when_it_goes_on_small() -> None:
    assert texts("Điều này nói về thẻ\nmượn sách của\ntrường.\nĐoạn khác") == [
        "Điều này nói về thẻ mượn sách của trường.",
        "Đoạn khác",
    ]


@pytest.mark.parametrize("second", ["a) điểm", "- gạch", "**đậm**", "| a | b |"])
def test_what_begins_something_new_is_not_joined(second: str) -> None:
    assert len(texts(f"Gồm các việc\n{second}")) == 2


def test_a_heading_is_never_joined() -> None:
    assert texts("#### Điều 1. Tên\nnội dung nhỏ") == ["Điều 1. Tên", "nội dung nhỏ"]


def test_rows_of_a_table_have_one_form() -> None:
    read = reading.read("a.md", "a | b\n\n|x|y **z**|\n|-|-|\n| 1 \\| 2 | 3 |\nc | d\nHết.".encode())
    assert [(line.text, line.kind) for line in read.lines] == [
        ("a | b", LineKind.PLAIN),
        ("| x | y z |", LineKind.ROW),
        ("| 1 | 2 | 3 |", LineKind.ROW),
        ("| c | d |", LineKind.ROW),
        ("Hết.", LineKind.PLAIN),
    ]


def test_a_row_of_dashes_that_heads_no_table_is_kept() -> None:
    assert texts("|---|\n\nHết.") == ["| --- |", "Hết."]
