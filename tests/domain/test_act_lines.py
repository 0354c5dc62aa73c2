"""What the lines around the provisions are taken for, and what is left as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.act_lines import (
    FrameRow,
    LineRole,
    authority,
    cells_of,
    closing_frame,
    head_frame,
    is_dated,
    is_layout_row,
    is_motto,
    is_nation,
    is_numbered,
    is_recipients_label,
    lines_in_cell,
    roles,
    row_of,
)

AGENCY, NATION, MOTTO = "UBND TỈNH A", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"
NUMBER, DAY = "Số: …/QĐ-UBND", "A, ngày … tháng … năm 2017"


def test_agency_and_state_stand_beside_one_another() -> None:
    rows, taken = head_frame([AGENCY, NATION, MOTTO, NUMBER, DAY, "QUYẾT ĐỊNH", "Về thẻ"])
    assert (rows, taken) == ((FrameRow((AGENCY,), (NATION, MOTTO)), FrameRow((NUMBER,), (DAY,))), 5)


def test_a_rule_belongs_to_the_line_above_it() -> None:
    rows, taken = head_frame([AGENCY, "-----", NATION, MOTTO, "_____", "DỰ THẢO 2"])
    assert rows == (FrameRow((AGENCY, "-----"), (NATION, MOTTO, "_____")), FrameRow(("DỰ THẢO 2",), ()))
    assert taken == 6


def test_a_head_may_begin_with_the_state() -> None:
    assert head_frame([NATION, MOTTO, "QUYẾT ĐỊNH:"]) == ((FrameRow((), (NATION, MOTTO)),), 2)


@pytest.mark.parametrize(
    "lines", [[], ["Lời mở đầu.", NATION], [AGENCY, "Căn cứ Luật;"], ["A"] * 6 + [NATION]]
)
def test_without_a_state_near_the_top_there_is_no_head(lines: list[str]) -> None:
    assert head_frame(lines) == ((), 0)
    assert authority(lines) == ""


def test_the_agency_is_what_stands_left_of_the_state() -> None:
    assert authority(["UBND", "TỈNH A", "-----", "Số: 1", NATION, MOTTO]) == "UBND TỈNH A"


def test_what_a_line_of_the_head_is() -> None:
    assert [is_nation(NATION), is_nation(MOTTO)] == [True, False]
    assert [is_motto(MOTTO), is_motto(NATION)] == [True, False]
    assert [is_numbered(NUMBER), is_numbered(DAY)] == [True, False]
    assert [is_dated(DAY), is_dated("ngày 1 tháng 2 năm 2017")] == [True, False]


def test_head_basis_and_formula_are_told_apart() -> None:
    lines = [
        "QUYẾT ĐỊNH",
        "Về thẻ",
        "Căn cứ Luật;",
        "và luật khác;",
        "Theo đề nghị của A,",
        "QUYẾT ĐỊNH:",
        "Hết",
    ]
    head, basis, enacting, plain = LineRole.HEAD, LineRole.BASIS, LineRole.ENACTING, LineRole.PLAIN
    assert roles(lines) == (head, head, basis, basis, basis, enacting, plain)


def test_without_a_formula_only_the_lines_of_basis_are_taken_for_it() -> None:
    lines = ["LUẬT", "Căn cứ Hiến pháp;", "Quốc hội ban hành Luật."]
    assert roles(lines) == (LineRole.HEAD, LineRole.BASIS, LineRole.PLAIN)


def test_a_formula_alone_ends_the_head_and_nothing_else_is_guessed() -> None:
    assert roles(["Về thẻ", "QUYẾT ĐỊNH:"]) == (LineRole.HEAD, LineRole.ENACTING)
    assert roles(["Một câu."]) == (LineRole.PLAIN,)
    assert roles([]) == ()


def test_recipients_and_signature_stand_beside_one_another() -> None:
    lines = [
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn B",
        "[1] Chú",
    ]
    assert closing_frame(lines) == (FrameRow(tuple(lines[:3]), tuple(lines[3:6])), 6)


def test_a_signature_may_stand_alone() -> None:
    assert closing_frame(["CHỦ TỊCH", "Trần Văn B"]) == (FrameRow((), ("CHỦ TỊCH", "Trần Văn B")), 2)


@pytest.mark.parametrize(
    "lines", [[], ["Nơi nhận:", "- Lưu."], ["Luật này được thông qua.", "CHỦ TỊCH"], ["| TM. UBND | B |"]]
)
def test_other_closings_are_left_as_they_are(lines: list[str]) -> None:
    assert closing_frame(lines) == (None, 0)


def test_the_words_above_the_recipients_are_known() -> None:
    assert is_recipients_label("Nơi nhận:")
    assert not is_recipients_label("Nơi nhận hồ sơ")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ("a", "b")),
        ("|  |", ("",)),
        ("| a |  |", ("a", "")),
        ("| a |", ("a",)),
        ("|a|b|", None),
        ("| |", None),
        ("|", None),
        ("a | b", None),
        ("|  a | b |", None),
    ],
)
def test_a_row_is_taken_apart_only_if_it_can_be_put_together(
    line: str, cells: tuple[str, ...] | None
) -> None:
    assert cells_of(line) == cells


@given(st.text("|a \n", max_size=12))
def test_a_row_taken_apart_is_the_same_when_put_together(line: str) -> None:
    cells = cells_of(line)
    assert cells is None or row_of(cells) == line


def test_a_cell_is_broken_where_its_lines_were() -> None:
    right = f"{NATION} {MOTTO} {DAY}"
    assert lines_in_cell(right) == (NATION, MOTTO, DAY)
    assert lines_in_cell("Nơi nhận: - Như Điều 2; - Lưu: VT.") == ("Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.")
    assert lines_in_cell("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH") == (
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip
    assert lines_in_cell("") == ("",)


@given(st.text("- ;CHỦTỊ.KT", max_size=30))
def test_breaking_a_cell_loses_no_word(cell: str) -> None:
    assert " ".join(lines_in_cell(cell)) == cell


def test_only_heads_and_closings_are_layout() -> None:
    assert is_layout_row((AGENCY, f"{NATION} {MOTTO}"))
    assert is_layout_row(("Nơi nhận: - Lưu.", "CHỦ TỊCH"))
    assert not is_layout_row(("Mã hồ sơ", "…"))
    assert not is_layout_row((NATION,))
