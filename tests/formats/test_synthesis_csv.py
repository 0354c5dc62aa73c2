"""The table as CSV: opened by Excel as it is, and by LibreOffice without a formula coming alive."""

import csv
import io
from dataclasses import replace

from draftreview.domain.synthesis import Extract
from draftreview.formats.writing.synthesis_csv import write
from tests.domain.golden import DASHES, FORMULA, golden
from tests.domain.tables import ROW, table

BODY = 9
"""The column of what the agency said."""


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_recognises_the_encoding_and_the_ends_of_rows() -> None:
    data = write(table())
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\r\n") == data.count(b"\n") == 5


def test_lines_inside_a_cell_do_not_end_the_row() -> None:
    data = write(replace(table(), rows=(replace(ROW, body="Một.\r\nHai.\rBa\x0b,\x00 bốn “;”"),)))
    assert rows(data)[2][BODY] == "Một.\nHai.\nBa\n, bốn “;”"


def test_half_a_surrogate_pair_does_not_break_the_file() -> None:
    assert rows(write(replace(table(), rows=(replace(ROW, body="Dán \ud800"),))))[2][BODY] == "Dán ?"


def test_the_first_line_says_what_the_file_is() -> None:
    extract = replace(table(), extract=Extract(("Sở Tư pháp",), 9))
    said = rows(write(extract))[0][0]
    assert said.endswith("(Trích 03 trong tổng số 09 ý kiến: Sở Tư pháp). BẢN NHÁP, CHƯA CHỐT")
    assert "NHÁP" not in rows(write(table(), final=True))[0][0]


def test_no_cell_begins_as_a_formula_does() -> None:
    cells = [cell for row in rows(write(golden(), stages=True)) for cell in row]
    assert f"'{FORMULA}" in cells
    assert f"\u200b{DASHES}" in cells
    assert not any(cell[:1] in tuple("=+-@\t\r\n") for cell in cells if cell)
