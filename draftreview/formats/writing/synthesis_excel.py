"""The synthesis table as an Excel workbook: a comment a row, plain values, ready to be filtered."""

import io
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from draftreview.domain.synthesis import Synthesis
from draftreview.domain.synthesis_head import date_line, marks, opening_lines, title_lines
from draftreview.domain.synthesis_sheet import Field, Value, fields, first_line, records
from draftreview.domain.synthesis_words import plain_lines
from draftreview.formats.writing.formulas import like_formula
from draftreview.formats.writing.xml_text import cleaned

LONGEST = 32_767
"""Characters that a cell of Excel holds."""

CUT = " … (còn tiếp, xem trong tệp Word)"
"""What stands at the end of a text that a cell could not hold."""

_HEADER_ROW = 1
_FIRST_ROW = 2
_PAPER_A4 = 9
_FONT = {"font_name": "Times New Roman", "font_size": 12}


def write(table: Synthesis, *, stages: bool = False, final: bool = False) -> bytes:
    """Write the rows on one sheet, under a line that says what the file is, and the head on another."""
    written = io.BytesIO()
    columns = fields(stages)
    # Rows go out as they come; the whole table never stands in memory.
    with Workbook(written, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": cleaned(table.heading.title), "author": cleaned(table.heading.agency)})
        sheet = book.add_worksheet("Tổng hợp")
        _set_up(sheet, table, columns, final)
        _write_rows(book, sheet, table, columns, final)
        _write_head(book, table, final)
    return written.getvalue()


def _set_up(sheet: Any, table: Synthesis, columns: tuple[Field, ...], final: bool) -> None:
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(left=1.18, right=0.79, top=0.79, bottom=0.79)  # inches: 30 and 20 mm
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    if said := marks(table, final):
        sheet.set_header("&R" + " · ".join(said))
    sheet.set_footer("&CTrang &P/&N")
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(table.rows), len(columns) - 1)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)


def _write_rows(book: Any, sheet: Any, table: Synthesis, columns: tuple[Field, ...], final: bool) -> None:
    title = book.add_format({**_FONT, "bold": True})
    header = book.add_format(
        {**_FONT, "bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}
    )
    body = {**_FONT, "text_wrap": True, "border": 1, "valign": "top"}
    text, day = book.add_format(body), book.add_format({**body, "num_format": "dd/mm/yyyy"})
    # Text like a formula stays text also when somebody opens the cell and closes it again.
    quoted = book.add_format({**body, "quote_prefix": True})
    sheet.write_string(0, 0, _fitted(first_line(table, final)), title)
    for column, field in enumerate(columns):
        sheet.write_string(_HEADER_ROW, column, field.title, header)
    for number, record in enumerate(records(table, columns), _FIRST_ROW):
        for column, value in enumerate(record):
            if isinstance(value, str) and value:
                kept = _fitted(value)
                sheet.write_string(number, column, kept, quoted if like_formula(kept) else text)
            else:
                _write_value(sheet, number, column, value, text, day)


def _write_value(sheet: Any, row: int, column: int, value: Value, plain: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, plain)
    else:
        sheet.write_blank(row, column, None, plain)


def _write_head(book: Any, table: Synthesis, final: bool) -> None:
    """Write what stands above the table on paper: names, title, sentences."""
    sheet = book.add_worksheet("Phần đầu")
    sheet.set_column(0, 0, 120)
    plain = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
    heading = table.heading
    lines = [
        *marks(table, final),
        heading.authority.upper(),
        heading.agency.upper(),
        date_line(heading),
        *title_lines(table),
        *plain_lines(list(opening_lines(table))).split("\n"),
    ]
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, _fitted(line), plain)


def _fitted(text: str) -> str:
    """Give a text as a cell can hold it: without what XML forbids, and not longer than Excel takes."""
    text = cleaned(text)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
