"""Tables compared: rows, then columns, then cells; both tables come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference
from draftreview.domain.tables import (
    Gap,
    Mark,
    Table,
    TableRow,
    cells_of,
    compared_tables,
    condensed,
    has_table,
    new_rows,
    old_rows,
    pieces,
)
from draftreview.domain.tables_alignment import Cells

STEPS = (
    ("TT", "Bước", "Thời hạn"),
    ("1", "Tiếp nhận hồ sơ tại quầy", "01 ngày"),
    ("2", "Luân chuyển hồ sơ cho phòng chuyên môn", "02 ngày"),
    ("3", "Trả kết quả cho người nộp", "01 ngày"),
)
CELLS = st.sampled_from(("", "hồ sơ", "người nộp", "01 ngày", "02 ngày", "1", "2", "nơi trả"))
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4).map(tuple), max_size=6).map(tuple)


def table(old: Cells, new: Cells) -> Table:
    return compared_tables(old, new, difference)


def marks(found: Table) -> list[Mark]:
    return [row.mark for row in found.rows]


def without(rows: Cells, column: int) -> Cells:
    return tuple(row[:column] + row[column + 1 :] for row in rows)


@given(TABLES, TABLES)
def test_the_difference_of_two_tables_gives_both_back(old: Cells, new: Cells) -> None:
    found = table(old, new)
    assert (old_rows(found), new_rows(found)) == (old, new)
    assert all(len(row.cells) == len(found.columns) for row in found.rows)


@given(TABLES)
def test_a_table_does_not_differ_from_itself(rows: Cells) -> None:
    found = table(rows, rows)
    assert set(marks(found)) <= {Mark.SAME}
    assert set(found.columns) <= {Mark.SAME}


def test_a_row_inserted_at_the_front_marks_only_that_row() -> None:
    new = (STEPS[0], ("0", "Hẹn giờ qua mạng", "ngay"), *STEPS[1:])
    assert marks(table(STEPS, new)) == [Mark.SAME, Mark.INSERTED, Mark.SAME, Mark.SAME, Mark.SAME]


def test_rows_that_only_get_another_number_are_not_changed() -> None:
    rows = (STEPS[1], STEPS[0], *STEPS[2:])
    new = (
        STEPS[0],
        ("1", "Hẹn giờ qua mạng", "ngay"),
        *((str(at), *row[1:]) for at, row in enumerate(STEPS[1:], 2)),
    )
    found = table(STEPS, new)
    assert marks(found) == [Mark.SAME, Mark.INSERTED, Mark.SAME, Mark.SAME, Mark.SAME]
    assert found.rows[2].cells[0].mark is Mark.RENUMBERED
    assert sum(hunk.op is not Op.EQUAL for hunk in found.hunks) == 3
    assert table(rows, rows).hunks


def test_a_deleted_row_is_marked_alone() -> None:
    assert marks(table(STEPS, (STEPS[0], STEPS[1], STEPS[3]))) == [
        Mark.SAME,
        Mark.SAME,
        Mark.DELETED,
        Mark.SAME,
    ]


def test_a_changed_cell_is_compared_by_syllable() -> None:
    new = (*STEPS[:2], ("2", "Luân chuyển hồ sơ cho bộ phận chuyên môn", "02 ngày"), STEPS[3])
    found = table(STEPS, new)
    assert marks(found)[2] is Mark.CHANGED
    assert [cell.mark for cell in found.rows[2].cells] == [Mark.SAME, Mark.CHANGED, Mark.SAME]
    assert Hunk(Op.DELETE, "phòng") in found.rows[2].cells[1].hunks


def test_a_column_that_came_changes_no_row() -> None:
    new = tuple((row[0], extra, *row[1:]) for row, extra in zip(STEPS, ("Mã", "A", "B", "C"), strict=True))
    found = table(STEPS, new)
    assert found.columns == (Mark.SAME, Mark.INSERTED, Mark.SAME, Mark.SAME)
    assert set(marks(found)) == {Mark.SAME}


def test_a_column_that_went_is_marked_wherever_it_stood() -> None:
    found = table(STEPS, without(STEPS, 1))
    assert found.columns == (Mark.SAME, Mark.DELETED, Mark.SAME)
    assert [row.cells[1].mark for row in found.rows] == [Mark.DELETED] * 4


def test_a_head_that_is_worded_anew_stays_in_its_column() -> None:
    new = (("TT", "Bước", "Số ngày"), *STEPS[1:])
    found = table(STEPS, new)
    assert found.columns == (Mark.SAME,) * 3
    assert found.rows[0].cells[2].mark is Mark.CHANGED


def test_a_cell_more_in_one_row_changes_that_row() -> None:
    new = (*STEPS[:3], (*STEPS[3], "ghi chú"))
    found = table(STEPS, new)
    assert marks(found) == [Mark.SAME] * 4
    assert [row.cells[3].mark for row in found.rows] == [Mark.ABSENT] * 3 + [Mark.INSERTED]
    shorter = table((*STEPS[:3], STEPS[3][:2]), STEPS)
    assert marks(shorter) == [Mark.SAME] * 3 + [Mark.CHANGED]


def test_rows_of_figures_are_known_by_the_cells_they_share() -> None:
    old, new = (("05", "10"), ("07", "30")), (("05", "12"), ("09", "30"))
    assert marks(table(old, new)) == [Mark.CHANGED, Mark.CHANGED]


def test_very_long_tables_are_paired_in_order_where_nothing_is_equal() -> None:
    old = tuple((f"cũ {at}",) for at in range(250))
    new = tuple((f"mới {at}",) for at in range(200))
    found = marks(table(old, new))
    assert (found.count(Mark.CHANGED), found.count(Mark.DELETED)) == (200, 50)
    assert marks(table(new, old)).count(Mark.INSERTED) == 50


def test_a_comparison_that_loses_words_is_refused() -> None:
    with pytest.raises(NotRebuilt):
        compared_tables((("a", "b"),), (("a", "c"),), lambda _old, _new: ())


def test_tables_are_told_from_the_prose_around_them() -> None:
    text = "Theo bảng sau:\n| TT | Bước |\n| 1 | Nộp |\n\nGhi rõ ngày.\nKý tên."
    assert pieces(text) == ["Theo bảng sau:", (("TT", "Bước"), ("1", "Nộp")), "Ghi rõ ngày.\nKý tên."]
    assert has_table(text)
    assert not has_table("a | b\n|")
    assert cells_of("|a||") == ("a", "")


def rows(*changed: int, of: int = 30) -> list[TableRow]:
    return [TableRow(Mark.CHANGED if at in changed else Mark.SAME, ()) for at in range(of)]


def test_a_long_table_shows_its_head_and_what_stands_beside_changes() -> None:
    shown = condensed(rows(10, 16))
    assert [one.rows if isinstance(one, Gap) else one.mark.value for one in shown] == [
        "same",
        8,
        "same",
        "changed",
        *["same"] * 5,
        "changed",
        "same",
        12,
    ]


def test_a_table_without_changes_is_shown_whole() -> None:
    assert condensed(rows()) == tuple(rows())
