"""The synthesis table as a Word file: python-docx makes the shell, the rows are streamed into it."""

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from draftreview.domain.synthesis import Synthesis, by_place
from draftreview.domain.synthesis_words import LAYOUT_A, Cell, Layout, Run
from draftreview.formats.writing.synthesis_shell import MARKER, WIDTH, shell
from draftreview.formats.writing.xml_text import escaped

_DOCUMENT = "word/document.xml"
_MARKER = f"<w:p><w:r><w:t>{MARKER}</w:t></w:r></w:p>".encode()
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write(table: Synthesis, layout: Layout = LAYOUT_A) -> bytes:
    """Write the table as a .docx; it is a draft and says so on every page."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(shell(table))) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != _DOCUMENT:
                target.writestr(name, source.read(name))
        before, _, after = source.read(_DOCUMENT).rpartition(_MARKER)
        with target.open(_DOCUMENT, "w") as document:
            document.write(before)
            for piece in _table(table, layout):
                document.write(piece.encode())
            document.write(after)
    return written.getvalue()


def _table(table: Synthesis, layout: Layout) -> Iterator[str]:
    widths = [WIDTH * column.share // 100 for column in layout.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    titles = [((Run(column.title.upper(), bold=True),),) for column in layout.columns]
    yield _row(
        "<w:tblHeader/>", [_cell(*pair, style="TableHead") for pair in zip(titles, widths, strict=True)]
    )
    for _place, rows in by_place(table.rows):
        for nth, row in enumerate(rows):
            cells = []
            for column, (cell, width) in enumerate(zip(layout.cells(row), widths, strict=True)):
                merge = _merge(nth, len(rows)) if column < layout.merged else ""
                # What a merged cell says stands in its first row alone.
                cells.append(_cell(() if merge and nth else cell, width, merge))
            yield _row("", cells)
    yield "</w:tbl>"


def _merge(nth: int, rows: int) -> str:
    if rows == 1:
        return ""
    return "<w:vMerge/>" if nth else '<w:vMerge w:val="restart"/>'


def _row(properties: str, cells: list[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, merge: str = "", style: str = "TableCell") -> str:
    # A cell needs a paragraph even where it says nothing.
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(map(_run, line))}</w:p>'
        for line in cell or ((),)
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>{lines}</w:tc>'


def _run(run: Run) -> str:
    style = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    properties = f"<w:rPr>{style}</w:rPr>" if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(run.text)}</w:t></w:r>'
