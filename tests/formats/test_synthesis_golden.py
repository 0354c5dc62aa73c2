"""One small table in every kind of file, cell by cell."""

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import datetime

import pypdfium2
import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from draftreview.domain.synthesis_head import title_lines
from draftreview.domain.synthesis_layouts import LAYOUT_A, LAYOUT_B, Layout
from draftreview.domain.synthesis_sheet import fields
from draftreview.formats.writing import (
    synthesis_csv,
    synthesis_excel,
    synthesis_html,
    synthesis_pdf,
    synthesis_word,
)
from draftreview.formats.writing.synthesis_files import FILE_KINDS, Wishes
from tests.domain.golden import HEAD, LAYOUT_A_CELLS, LAYOUT_B_CELLS, SHEET, golden

BOTH = pytest.mark.parametrize(
    ("layout", "cells"), [(LAYOUT_A, LAYOUT_A_CELLS), (LAYOUT_B, LAYOUT_B_CELLS)], ids=["A", "B"]
)
TITLES = [field.title for field in fields(stages=True)]


@BOTH
def test_word_says_every_cell(layout: Layout, cells: list[list[str]]) -> None:
    document = Document(io.BytesIO(synthesis_word.write(golden(), layout)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows == [[column.title.upper() for column in layout.columns], *cells]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[:9] == [*title_lines(golden()), *HEAD]


@BOTH
def test_html_says_every_cell(layout: Layout, cells: list[list[str]]) -> None:
    page = html.fromstring(synthesis_html.write(golden(), layout).decode())
    assert laid_out(page.find(".//table")) == [[column.title for column in layout.columns], *cells]
    words = [said(line) for line in page.xpath("//h1 | //h1/following-sibling::p")]
    assert words == [*title_lines(golden()), *HEAD]


@BOTH
def test_pdf_says_every_line_of_every_cell(layout: Layout, cells: list[list[str]]) -> None:
    words = pdf_words(synthesis_pdf.write(golden(), layout))
    lines = [line for row in unmerged(cells) for cell in row for line in cell.splitlines()]
    expected = Counter(map(squeezed, (*title_lines(golden()), *HEAD, *lines)))
    assert {line: words.count(line) >= times for line, times in expected.items()} == dict.fromkeys(
        expected, True
    )


def test_excel_says_every_value() -> None:
    sheet = load_workbook(io.BytesIO(synthesis_excel.write(golden(), stages=True))).worksheets[0]
    title, titles, *rows = sheet.iter_rows(values_only=True)
    assert title[0] == f"{' '.join(title_lines(golden()))}. BẢN NHÁP, CHƯA CHỐT"
    assert list(titles) == TITLES
    assert [[plain(value) for value in row] for row in rows] == SHEET


def test_the_head_stands_on_a_sheet_of_its_own() -> None:
    sheet = load_workbook(io.BytesIO(synthesis_excel.write(golden()))).worksheets[1]
    lines = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert lines[0] == "BẢN NHÁP, CHƯA CHỐT"
    assert lines[-9:] == [*title_lines(golden()), *HEAD]


def test_csv_says_every_value() -> None:
    text = synthesis_csv.write(golden(), stages=True).decode("utf-8-sig")
    title, titles, *rows = csv.reader(io.StringIO(text, newline=""))
    assert title == [f"{' '.join(title_lines(golden()))}. BẢN NHÁP, CHƯA CHỐT"]
    assert titles == TITLES
    written = [[as_text(value) for value in row] for row in SHEET]
    written[0][9] = "'" + written[0][9]
    written[2][9] = "\u200b" + written[2][9]
    assert rows == written


@pytest.mark.parametrize("suffix", FILE_KINDS)
def test_only_a_draft_says_that_it_is_one(suffix: str) -> None:
    write = FILE_KINDS[suffix].write
    draft, final = (everything(suffix, write(golden(), Wishes(final=final))) for final in (False, True))
    assert "BẢNNHÁP,CHƯACHỐT" in draft
    assert "NHÁP" not in final
    assert squeezed(HEAD[-1]) in final or suffix == "csv"


def everything(suffix: str, data: bytes) -> str:
    """Give all that a file says, its margins and watermarks too, without spaces."""
    if suffix == "pdf":
        return pdf_words(data)
    if suffix not in ("docx", "xlsx"):
        return squeezed(data.decode())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
    return squeezed("".join(re.sub(r"<(?![^>]*string=)[^>]*>", "", part) for part in parts))


def laid_out(table: html.HtmlElement) -> list[list[str]]:
    """Read a table as it is seen, what is merged said in every row."""
    seen: list[list[str]] = []
    hanging: list[tuple[str, int]] = []
    for row in table.iter("tr"):
        cells = [(said(cell), int(cell.get("rowspan", "1"))) for cell in row]
        shown = hanging + cells
        seen.append([text for text, _ in shown])
        hanging = [(text, span - 1) for text, span in shown if span > 1]
    return seen


def said(element: html.HtmlElement) -> str:
    """Give the words of a cell, a paragraph a line."""
    return "\n".join(line.text_content() for line in element.findall("p")) or element.text_content()


def unmerged(cells: list[list[str]]) -> list[list[str]]:
    """Leave out of each row what it shares with the row before it."""
    shared = len(cells[0]) - 3
    return [
        row[shared:] if before and before[:shared] == row[:shared] else row
        for before, row in zip([[], *cells], cells, strict=False)
    ]


def pdf_words(data: bytes) -> str:
    """Give the text of a PDF without spaces, which lie elsewhere once lines are broken."""
    with pypdfium2.PdfDocument(data) as document:
        return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    """Leave out spaces, seen and unseen, and the sign that PDF text has where a line ends at a hyphen."""
    return "".join(text.replace("\u200b", "").replace("\ufffe", "-").replace("\x02", "-").split())


def plain(value: object) -> object:
    """Give a value read from a workbook as it was meant."""
    if isinstance(value, datetime):
        return value.date()
    return "" if value is None else value


def as_text(value: object) -> str:
    """Write a value as CSV holds it."""
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)
