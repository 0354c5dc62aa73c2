"""Blocks as WordprocessingML: paragraphs, tables, and what changed as tracked insertions and deletions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, groupby

from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference
from draftreview.formats.reading.word import FRAME_STYLE
from draftreview.formats.writing.version_word_blocks import Block, Paragraph, Row, Shape
from draftreview.formats.writing.version_word_changes import Revised, revised_in_cell
from draftreview.formats.writing.version_word_styles import TEXT_WIDTH
from draftreview.formats.writing.xml_text import escaped

_GRID_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FRAME_SHARES = (38, 62)
_LETTER, _MARGINS = 125, 216  # what a letter of 12 points and the margins of a cell take, in twips
_WIDEST = 60  # letters of a cell that count for the width of its column
_AFTER_TABLE = '<w:spacing w:before="120"/>'


@dataclass(slots=True)
class Pen:
    """Draw blocks; ``author`` and ``date`` (ISO, UTC) are what Word shows beside a change."""

    author: str = ""
    date: str = ""
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def draw(self, revised: Iterable[Revised]) -> Iterator[str]:
        """Draw blocks with what became of them, neighbouring rows as one table."""
        below_table = False
        for shape, run in groupby(revised, key=_table_of):
            if shape:
                yield self._table(shape[0], list(run))
            else:
                for old, new in run:
                    yield self._paragraph(_as_paragraph(old), _as_paragraph(new), below_table)
                    below_table = False
            below_table = bool(shape)

    def _table(self, shape: Shape, rows: list[Revised]) -> str:
        widths = _widths(shape, rows)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        style = f'<w:tblStyle w:val="{FRAME_STYLE}"/>' if shape is Shape.FRAME else ""
        lines = f"<w:tblBorders>{_GRID_LINES}</w:tblBorders>" if shape is Shape.GRID else ""
        drawn = "".join(self._row(old, new, widths) for old, new in rows)
        return (
            f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{lines}'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>'
        )

    def _row(self, old: Block | None, new: Block | None, widths: list[int]) -> str:
        before, after = _cells(old), _cells(new)
        mark = "" if old and new else self._mark("ins" if new else "del")
        cells = []
        for at, width in enumerate(widths):
            pairs = revised_in_cell(before[at] if old else (), after[at] if new else ())
            drawn = "".join(self._paragraph(_as_paragraph(one), _as_paragraph(other)) for one, other in pairs)
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{drawn}</w:tc>')
        return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(cells)}</w:tr>"

    def _paragraph(self, old: Paragraph | None, new: Paragraph | None, below_table: bool = False) -> str:
        shown = new or old
        assert shown, "a block came, stayed or went"
        mark = "" if old and new else f"<w:rPr>{self._mark('ins' if new else 'del')}</w:rPr>"
        page = "<w:pageBreakBefore/>" if shown.new_page else ""
        space = _AFTER_TABLE if below_table else ""
        runs = "".join(self._runs(old, new))
        return f'<w:p><w:pPr><w:pStyle w:val="{shown.style}"/>{page}{space}{mark}</w:pPr>{runs}</w:p>'

    def _runs(self, old: Paragraph | None, new: Paragraph | None) -> Iterator[str]:
        """Yield the runs of a paragraph, changed where the two sides differ, cut where bold ends."""
        at = to = 0
        for hunk in _hunks(old, new):
            if hunk.op is Op.DELETE:
                where, bold = at, old.bold if old else 0
            else:
                where, bold = to, new.bold if new else 0
            drawn = "".join(_run(words, heavy, hunk.op) for words, heavy in _cut(hunk.text, bold - where))
            yield self._changed(hunk.op, drawn)
            at += len(hunk.text) if hunk.op is not Op.INSERT else 0
            to += len(hunk.text) if hunk.op is not Op.DELETE else 0

    def _changed(self, op: Op, runs: str) -> str:
        if op is Op.EQUAL:
            return runs
        name = "ins" if op is Op.INSERT else "del"
        return f"{self._mark(name)[:-2]}>{runs}</w:{name}>"

    def _mark(self, name: str) -> str:
        author = escaped(self.author).replace('"', "&quot;")
        return f'<w:{name} w:id="{next(self.ids)}" w:author="{author}" w:date="{self.date}"/>'


def _table_of(pair: Revised) -> tuple[Shape, int] | None:
    """Tell in which table a block stands: rows of another shape or of more cells begin another one."""
    block = pair[1] or pair[0]
    return (block.shape, len(block.cells)) if isinstance(block, Row) else None


def _as_paragraph(block: Block | None) -> Paragraph | None:
    return block if isinstance(block, Paragraph) else None


def _cells(block: Block | None) -> tuple[tuple[Paragraph, ...], ...]:
    return block.cells if isinstance(block, Row) else ()


def _widths(shape: Shape, rows: list[Revised]) -> list[int]:
    """Share the width of the text among the columns by what they hold, in a frame as is the custom."""
    if shape is not Shape.GRID:
        return [TEXT_WIDTH * share // 100 for share in _FRAME_SHARES]
    columns = list(zip(*(_cells(block) for pair in rows for block in pair if block), strict=True))
    texts = [[paragraph.text for cell in column for paragraph in cell] for column in columns]
    least = [
        _MARGINS + _LETTER * max(len(word) for one in held for word in one.split() or [""]) for held in texts
    ]
    spare = TEXT_WIDTH - sum(least)
    if spare <= 0:
        return [TEXT_WIDTH * one // sum(least) for one in least]
    wanted = [1 + min(_WIDEST, max(map(len, held))) for held in texts]
    return [one + spare * more // sum(wanted) for one, more in zip(least, wanted, strict=True)]


def _hunks(old: Paragraph | None, new: Paragraph | None) -> tuple[Hunk, ...]:
    if old is None or new is None:
        one = Hunk(Op.INSERT, new.text) if new else Hunk(Op.DELETE, old.text if old else "")
        return (one,) if one.text else ()
    try:
        return difference(old.text, new.text)
    except NotRebuilt:
        return (Hunk(Op.DELETE, old.text), Hunk(Op.INSERT, new.text))


def _cut(text: str, bold: int) -> Iterator[tuple[str, bool]]:
    """Cut words where bold ends."""
    end = max(0, min(bold, len(text)))
    for words, heavy in ((text[:end], True), (text[end:], False)):
        if words:
            yield words, heavy


def _run(words: str, bold: bool, op: Op) -> str:
    name = "delText" if op is Op.DELETE else "t"
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:{name} xml:space="preserve">{escaped(words)}</w:{name}></w:r>'
