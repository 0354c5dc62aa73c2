"""The synthesis table as a Word file: python-docx makes the shell, the rows are streamed into it."""

import io
from collections.abc import Iterator
from itertools import product
from zipfile import ZIP_DEFLATED, ZipFile

from draftreview.domain.synthesis import Synthesis
from draftreview.domain.synthesis_layouts import LAYOUT_A, Layout, grouped
from draftreview.domain.synthesis_words import Cell, Run
from draftreview.formats.writing.synthesis_shell import MARKER, WIDTH, shell
from draftreview.formats.writing.xml_text import escaped

_DOCUMENT = "word/document.xml"
_EFFORT = 3
"""How hard zlib tries: 18 % larger than by default (6), in well under half of the time."""

_MARKER = f"<w:p><w:r><w:t>{MARKER}</w:t></w:r></w:p>".encode()
_HEAD_STYLE = '<w:pPr><w:pStyle w:val="TableHead"/></w:pPr>'
_RESTART = ' w:val="restart"'
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write(
    table: Synthesis, layout: Layout = LAYOUT_A, *, differences: bool = False, final: bool = False
) -> bytes:
    """Write the table as a .docx; unless final, every page says that it is a draft.

    ``differences``: strike what a proposed wording leaves out and underline what it puts in.
    """
    written = io.BytesIO()
    source = ZipFile(io.BytesIO(shell(table, final)))
    target = ZipFile(written, "w", ZIP_DEFLATED, compresslevel=_EFFORT)
    with source, target:
        for name in source.namelist():
            if name != _DOCUMENT:
                target.writestr(name, source.read(name))
        before, _, after = source.read(_DOCUMENT).rpartition(_MARKER)
        with target.open(_DOCUMENT, "w") as document:
            document.write(before)
            for piece in _table(table, layout, differences):
                document.write(piece.encode())
            document.write(after)
    return written.getvalue()


def _table(table: Synthesis, layout: Layout, differences: bool) -> Iterator[str]:
    widths = [WIDTH * column.share // 100 for column in layout.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    titles = [((Run(column.title.upper(), bold=True),),) for column in layout.columns]
    yield _row("<w:tblHeader/>", [_cell(title, style=_HEAD_STYLE) for title in titles])
    for group in grouped(table.rows, layout):
        for nth, row in enumerate(group.rows):
            merge = _merge(nth, len(group.rows))
            # What a merged cell says stands in its first row alone.
            cells = [_cell(() if nth else cell, merge) for cell in group.shared]
            cells += map(_cell, layout.own(row, differences))
            yield _row("", cells)
    yield "</w:tbl>"


def _merge(nth: int, rows: int) -> str:
    if rows == 1:
        return ""
    return f"<w:tcPr><w:vMerge{'' if nth else _RESTART}/></w:tcPr>"


def _row(properties: str, cells: list[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, merge: str = "", style: str = "") -> str:
    # A cell needs a paragraph even where it says nothing; its width is the grid's.
    lines = (
        "".join([f"<w:p>{style}{''.join(map(_run, line))}</w:p>" for line in cell]) or f"<w:p>{style}</w:p>"
    )
    return f"<w:tc>{merge}{lines}</w:tc>"


def _run(run: Run) -> str:
    text = escaped(run.text)
    properties = _PROPERTIES[run[1:]]
    # Word drops the spaces at both ends unless told otherwise.
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<w:r>{properties}<w:t{kept}>{text}</w:t></w:r>"


def _properties(worn: tuple[bool, ...]) -> str:
    marks = ("<w:b/>", "<w:i/>", "<w:strike/>", '<w:u w:val="single"/>')
    style = "".join(mark for mark, is_worn in zip(marks, worn, strict=True) if is_worn)
    return f"<w:rPr>{style}</w:rPr>" if style else ""


_PROPERTIES = {worn: _properties(worn) for worn in product((False, True), repeat=4)}
"""What a run's properties are written as, by bold, italic, struck, underlined."""
