"""The synthesis table as PDF: typeset in pieces, so that memory stays bounded, numbered over all."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2

from draftreview.domain.errors import Conflict
from draftreview.domain.sentences import sentence
from draftreview.domain.synthesis import Row, Synthesis
from draftreview.domain.synthesis_head import (
    DRAFT_MARK,
    MOTTO,
    NATION,
    date_line,
    marks,
    opening_lines,
    title_lines,
)
from draftreview.domain.synthesis_layouts import LAYOUT_A, Column, Layout, grouped
from draftreview.domain.synthesis_words import Cell, Line, Run
from draftreview.formats.writing.typesetting import typeset
from draftreview.formats.writing.wrapping import breakable
from draftreview.formats.writing.xml_text import cleaned

MOST_ROWS = 300
"""Rows of a piece: memory grows with the pages of one run."""

MOST_WORDS = 250_000
"""Characters of a piece, for rows that are long."""

AT_ONCE = 2
"""Pieces that are typeset side by side."""

WAITS_AT_MOST = 60
"""Seconds of waiting for another table that is being typeset."""

FEW_LINES = 26
"""Lines that certainly fit on a page under the header of the table."""

WIDE_LETTER = 2.75
"""Millimetres of a letter at 12 points, generously: words are 2.1, a text in capitals 3.1."""

TEXT_WIDTH, CELL_GAPS = 247, 3.6
"""Millimetres between the margins, and of a cell beside its words."""

_TABLE = Path(__file__).with_name("synthesis.typ")
_NUMBERED = Path(__file__).with_name("numbered.typ")
_ONE_AT_A_TIME = threading.Lock()
_BUSY = sentence("Máy chủ đang dựng một tệp PDF khác. Hãy chờ một phút rồi tải lại.")


def write(
    table: Synthesis, layout: Layout = LAYOUT_A, *, differences: bool = False, final: bool = False
) -> bytes:
    """Write the table as a PDF with its font inside; unless final, every page says that it is a draft.

    :raises Conflict: another table is being typeset
    :raises Invalid: it needs more time or memory than it may use
    """
    if not _ONE_AT_A_TIME.acquire(timeout=WAITS_AT_MOST):
        raise Conflict(_BUSY)
    try:
        with TemporaryDirectory(prefix="draftreview-", ignore_cleanup_errors=True) as folder:
            return _typeset(table, layout, differences, final, Path(folder)).read_bytes()
    finally:
        _ONE_AT_A_TIME.release()


def _typeset(table: Synthesis, layout: Layout, differences: bool, final: bool, folder: Path) -> Path:
    pieces = list(_pieces(table.rows))
    whole = len(pieces) == 1
    page = _page(table, layout, final) | {"numbered": whole}

    def piece(span: tuple[int, int]) -> Path:
        begin, end = span
        groups = [
            {
                "shared": _cells(group.shared, layout.columns),
                "rows": [
                    _cells(layout.own(row, differences), layout.columns[len(group.shared) :])
                    for row in group.rows
                ],
            }
            for group in grouped(table.rows[begin:end], layout, table.rows[:begin])
        ]
        own = folder / f"piece-{begin}"
        own.mkdir()
        data = page | {"head": None if begin else _head(table), "groups": groups}
        return typeset(_TABLE, data, own, tagged=whole)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = list(pool.map(piece, pieces))
    if whole:
        return made[0]
    files = [{"name": str(pdf.relative_to(folder)), "pages": _pages(pdf)} for pdf in made]
    return typeset(_NUMBERED, page | {"files": files}, folder, tagged=False)


def _pieces(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield where each piece begins and ends, all about equally heavy; there is one at least."""
    weights = [max(1 / MOST_ROWS, _words(row) / MOST_WORDS) for row in rows]
    number = max(1, ceil(sum(weights)))
    share = sum(weights) / number
    begin, weight = 0, 0.0
    for at, more in enumerate(weights):
        # The middle of a row says in which piece it is.
        if at > begin and weight + more / 2 > share:
            yield begin, at
            begin, weight = at, weight - share
        weight += more
    yield begin, len(rows)


def _words(row: Row) -> int:
    words = len(row.body) + len(row.reason) + len(row.words)
    words += len(row.proposed.text) if row.proposed else 0
    return words + (len(row.answer.explanation) if row.answer else 0)


def _pages(pdf: Path) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _page(table: Synthesis, layout: Layout, final: bool) -> dict[str, Any]:
    return {
        "title": cleaned(table.heading.title),
        "author": cleaned(table.heading.agency),
        "mark": " · ".join(marks(table, final)),
        "watermark": None if final else DRAFT_MARK,
        "columns": [{"title": column.title, "share": column.share} for column in layout.columns],
    }


def _head(table: Synthesis) -> dict[str, Any]:
    heading = table.heading
    return {
        "authority": cleaned(heading.authority.upper()),
        "agency": cleaned(heading.agency.upper()),
        "nation": NATION,
        "motto": MOTTO,
        "date": cleaned(date_line(heading)),
        "title": list(map(cleaned, title_lines(table))),
        "opening": list(map(_line, opening_lines(table))),
    }


def _cells(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[str, Any]:
    """Hand over the cells of a row, and whether they are certainly lower than a page."""
    low = all(_lines(cell, column) <= FEW_LINES for cell, column in zip(cells, columns, strict=False))
    return {"small": low, "cells": list(map(_cell, cells))}


def _lines(cell: Cell, column: Column) -> int:
    """Say how many lines a cell takes at most."""
    letters = (TEXT_WIDTH * column.share / 100 - CELL_GAPS) / WIDE_LETTER
    return sum(int(sum(len(run.text) for run in line) / letters) + 1 for line in cell)


def _cell(cell: Cell) -> list[Any]:
    return list(map(_line, cell))


def _line(line: Line) -> list[Any]:
    return list(map(_run, line))


def _run(run: Run) -> tuple[str, str]:
    styles = ((run.bold, "b"), (run.italic, "i"), (run.struck, "s"), (run.underlined, "u"))
    return breakable(cleaned(run.text)), "".join(letter for worn, letter in styles if worn)
