"""The two laid-down forms of the table and how rows are put together under their places."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.places import GENERAL, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import in_order
from draftreview.domain.synthesis_layouts import LAYOUT_A, LAYOUT_B, LAYOUTS, Layout, grouped
from tests.domain.tables import CLAUSE, ROW, table, text_of

PLACES = (GENERAL, place_of("art_1", ComponentKind.MAIN, 0, 0), CLAUSE)


def titles(layout: Layout) -> list[str]:
    return [column.title.upper() for column in layout.columns]


def test_both_layouts_have_the_columns_that_are_laid_down() -> None:
    assert titles(LAYOUT_A) == [
        "NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN",
        "CHỦ THỂ GÓP Ý",
        "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    ]
    assert titles(LAYOUT_B) == [
        "TT",
        "NỘI DUNG DỰ THẢO",
        "NỘI DUNG GÓP Ý",
        "CƠ QUAN GÓP Ý",
        "Ý KIẾN GIẢI TRÌNH, TIẾP THU",
    ]


def test_the_first_layout_is_the_default() -> None:
    assert list(LAYOUTS) == ["A", "B"]


def test_the_columns_of_a_layout_fill_the_page() -> None:
    for layout in LAYOUTS.values():
        assert sum(column.share for column in layout.columns) == 100
        assert len(layout.shared(1, ROW)) + len(layout.own(ROW, False)) == len(layout.columns)


def test_layout_b_numbers_places_and_quotes_the_draft() -> None:
    row = replace(ROW, place=CLAUSE, words="Trả lời trong 05 ngày.")
    number, text = LAYOUT_B.shared(4, row)
    assert text_of(number) == "4"
    assert text_of(text) == "Khoản 2 Điều 5\n(nay là khoản 2 Điều 6)\nTrả lời trong 05 ngày."


def test_rows_of_a_place_stand_together() -> None:
    groups = list(grouped(table().rows, LAYOUT_B))
    assert [(text_of(group.shared[0]), len(group.rows)) for group in groups] == [("1", 1), ("2", 2)]


@given(st.lists(st.sampled_from(PLACES), max_size=12), st.integers(0, 12))
def test_a_part_of_the_table_keeps_the_numbers_of_the_whole(places, cut) -> None:
    rows = in_order(replace(ROW, comment_id=n, place=place) for n, place in enumerate(places))

    def numbered(groups) -> list[tuple[str, int]]:
        return [(text_of(group.shared[0]), row.comment_id) for group in groups for row in group.rows]

    parts = [*grouped(rows[:cut], LAYOUT_B), *grouped(rows[cut:], LAYOUT_B, rows[:cut])]
    assert numbered(parts) == numbered(grouped(rows, LAYOUT_B))
