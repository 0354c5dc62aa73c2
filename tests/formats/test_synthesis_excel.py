"""The Excel workbook of the table: plain values that can be filtered, and no formula among them."""

import io
from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from draftreview.domain.synthesis import Extract, Synthesis
from draftreview.formats.writing.synthesis_excel import CUT, LONGEST, write
from tests.domain.golden import FORMULA, golden
from tests.domain.tables import ROW, table

BODY = "J"
"""The column of what the agency said."""


def opened(of: Synthesis, **wishes: bool) -> Workbook:
    return load_workbook(io.BytesIO(write(of, **wishes)))


def said(body: str) -> object:
    return opened(replace(table(), rows=(replace(ROW, body=body),))).worksheets[0][f"{BODY}3"].value


def test_the_rows_can_be_filtered_under_a_header_that_stays() -> None:
    sheet = opened(table()).worksheets[0]
    assert sheet.auto_filter.ref == "A2:N5"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"


def test_a_table_without_rows_still_has_its_header() -> None:
    sheet = opened(replace(table(), rows=())).worksheets[0]
    assert (sheet.auto_filter.ref, sheet.max_row) == ("A2:N2", 2)


def test_no_cell_is_merged_and_days_are_days() -> None:
    sheet = opened(table()).worksheets[0]
    assert not sheet.merged_cells.ranges
    assert isinstance(sheet["F3"].value, datetime)
    assert sheet["F3"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("body", [FORMULA, "=1+1", "+1", "-1", "@A1", '"=1', " =1", "- gạch đầu dòng"])
def test_text_stays_text_to_the_letter(body: str) -> None:
    sheet = opened(replace(table(), rows=(replace(ROW, body=body),))).worksheets[0]
    assert (sheet[f"{BODY}3"].value, sheet[f"{BODY}3"].data_type) == (body, "s")
    assert sheet[f"{BODY}3"].quotePrefix is True


def test_the_file_holds_no_formula_and_no_link() -> None:
    with ZipFile(io.BytesIO(write(golden()))) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets")]
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts)


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    kept = said("a" * 40_000)
    assert isinstance(kept, str)
    assert len(kept) == LONGEST
    assert kept.endswith(CUT)


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert said("Dán\x0b từ\x00 Word \ud800 & <b>") == "Dán từ Word  & <b>"


def test_a_draft_says_so_on_the_sheet_and_on_every_printed_page() -> None:
    draft, final = opened(table()).worksheets[0], opened(table(), final=True).worksheets[0]
    assert "BẢN NHÁP, CHƯA CHỐT" in draft["A1"].value
    assert draft.oddHeader.right.text == "BẢN NHÁP, CHƯA CHỐT"
    assert "NHÁP" not in final["A1"].value
    assert final.oddHeader.right.text is None


def test_an_extract_says_so_on_both_sheets() -> None:
    book = opened(replace(table(), extract=Extract(("Sở Tư pháp",), 9)))
    assert "(Trích 03 trong tổng số 09 ý kiến: Sở Tư pháp)" in book.worksheets[0]["A1"].value
    lines = [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert "(Trích 03 trong tổng số 09 ý kiến: Sở Tư pháp)" in lines


def test_the_column_of_stages_stands_only_where_it_is_asked_for() -> None:
    without, having = opened(table()).worksheets[0], opened(table(), stages=True).worksheets[0]
    assert (without.max_column, having.max_column) == (14, 15)
    assert having["O2"].value == "Tình trạng xử lý"
