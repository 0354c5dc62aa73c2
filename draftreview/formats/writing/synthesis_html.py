"""The synthesis table as one HTML file that needs nothing else and prints as the law lays it down."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from draftreview.domain.synthesis import Synthesis
from draftreview.domain.synthesis_head import (
    DRAFT_MARK,
    MOTTO,
    NATION,
    date_line,
    marks,
    opening_lines,
    title_lines,
)
from draftreview.domain.synthesis_layouts import LAYOUT_A, Group, Layout, grouped
from draftreview.domain.synthesis_words import Cell, Line, Run
from draftreview.formats.writing.xml_text import cleaned

_STYLE = Path(__file__).with_name("synthesis_print.css")
_TAGS = (("bold", "b"), ("italic", "em"), ("struck", "del"), ("underlined", "ins"))


def write(
    table: Synthesis, layout: Layout = LAYOUT_A, *, differences: bool = False, final: bool = False
) -> bytes:
    """Write the table as a page of its own; unless final, every printed page says that it is a draft.

    ``differences``: strike what a proposed wording leaves out and underline what it puts in.
    """
    return "".join(_page(table, layout, differences, final)).encode()


def _page(table: Synthesis, layout: Layout, differences: bool, final: bool) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        # Whatever a comment says, nothing is fetched and nothing runs.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_said(table.heading.title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}"
        f"{_widths(layout)}</style>\n</head>\n<body>\n"
    )
    if not final:
        yield f'<p class="watermark" aria-hidden="true">{DRAFT_MARK}</p>\n'
    yield from _head(table, final)
    yield '<div class="table" role="region" aria-label="Bảng tổng hợp" tabindex="0">\n<table>\n<colgroup>'
    yield "".join(f'<col class="{column.name}">' for column in layout.columns)
    yield "</colgroup>\n<thead><tr>"
    yield "".join(f'<th scope="col">{_said(column.title)}</th>' for column in layout.columns)
    yield "</tr></thead>\n"
    for group in grouped(table.rows, layout):
        yield from _group(group, layout, differences)
    yield "</table>\n</div>\n</body>\n</html>\n"


def _widths(layout: Layout) -> str:
    return "".join(f"col.{column.name} {{ width: {column.share}%; }}\n" for column in layout.columns)


def _head(table: Synthesis, final: bool) -> Iterator[str]:
    heading = table.heading
    said = marks(table, final)
    if said:
        yield f'<p class="mark">{_said(" · ".join(said))}</p>\n'
    yield (
        f'<header>\n<div><p>{_said(heading.authority.upper())}</p><p class="ruled"><b>'
        f"{_said(heading.agency.upper())}</b></p></div>\n"
        f'<div><p><b>{NATION}</b></p><p class="ruled"><b>{MOTTO}</b></p>'
        f"<p><em>{_said(date_line(heading))}</em></p></div>\n</header>\n"
    )
    title, *subject = title_lines(table)
    yield f"<h1>{_said(title)}</h1>\n"
    yield "".join(f'<p class="subject">{_said(line)}</p>\n' for line in subject)
    yield "".join(f"<p>{_line(line)}</p>\n" for line in opening_lines(table))


def _group(group: Group, layout: Layout, differences: bool) -> Iterator[str]:
    span = f' rowspan="{len(group.rows)}"' if len(group.rows) > 1 else ""
    shared = "".join(f'<th scope="rowgroup"{span}>{_cell(cell)}</th>' for cell in group.shared)
    yield "<tbody>\n"
    for nth, row in enumerate(group.rows):
        cells = "".join(f"<td>{_cell(cell)}</td>" for cell in layout.own(row, differences))
        yield f"<tr>{'' if nth else shared}{cells}</tr>\n"
    yield "</tbody>\n"


def _cell(cell: Cell) -> str:
    return "".join(f"<p>{_line(line)}</p>" for line in cell)


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    said = _said(run.text)
    for style, tag in _TAGS:
        if getattr(run, style):
            said = f"<{tag}>{said}</{tag}>"
    return said


def _said(text: str) -> str:
    return escape(cleaned(text))
