"""A version as the blocks of a page: paragraphs with their styles, rows of tables and frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from draftreview.domain.act_lines import (
    FrameRow,
    LineRole,
    cells_of,
    closing_frame,
    head_frame,
    is_dated,
    is_layout_row,
    is_motto,
    is_nation,
    is_recipients_label,
    lines_in_cell,
    roles,
)
from draftreview.domain.components import is_enactment
from draftreview.domain.lines import in_capitals
from draftreview.domain.provisions import CONTAINERS, Component, ComponentKind, Kind, Provision
from draftreview.domain.rendering import label


class Style(StrEnum):
    """The paragraph styles of the file, by their ids."""

    TITLE = "PartTitle"
    NOTE = "PartNote"
    HEAD = "ActHead"
    BASIS = "Basis"
    ENACTING = "Enacting"
    CHAPTER = "ChapterHeading"
    SECTION = "SectionHeading"
    ARTICLE = "ArticleHeading"
    BODY = "ProvisionText"
    CELL = "TableText"
    NATION = "Nation"
    LINE = "HeadLine"
    BOLD_LINE = "HeadLineBold"
    ITALIC_LINE = "HeadLineItalic"
    RECIPIENTS_LABEL = "RecipientsLabel"
    RECIPIENTS = "Recipients"


class Shape(StrEnum):
    """What a row belongs to: a table with lines, a frame of the page, a frame that was read from a table."""

    GRID = "grid"
    FRAME = "frame"
    LAYOUT = "layout"


Place = tuple[str, str]
"""Whose words a block holds: the eid of a provision or component, and which of its words."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its first ``bold`` characters are bold whatever its style says."""

    style: Style
    text: str
    place: Place
    bold: int = 0
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, a cell being its paragraphs."""

    shape: Shape
    cells: tuple[tuple[Paragraph, ...], ...]
    place: Place

    @property
    def text(self) -> str:
        """Give its words."""
        return "\n".join(paragraph.text for cell in self.cells for paragraph in cell)


Block = Paragraph | Row


def blocks_of(components: Sequence[Component]) -> tuple[Block, ...]:
    """Lay out a whole version; everything attached to the act begins on a new page."""
    found: list[Block] = []
    for component in components:
        laid = [*_opening(component)]
        for child in component.children:
            laid.extend(_provision(child))
        laid.extend(_closing(component))
        if found and laid and isinstance(laid[0], Paragraph):
            first = laid[0]
            laid[0] = Paragraph(first.style, first.text, first.place, first.bold, new_page=True)
        found.extend(laid)
    return tuple(found)


def _opening(component: Component) -> Iterator[Block]:
    place = (component.eid, "title")
    for line in _lines(component.title):
        yield from _block(Style.NOTE if is_enactment(line) else Style.TITLE, line, place)
    lines = _lines(component.preamble)
    place = (component.eid, "preamble")
    if component.kind is not ComponentKind.MAIN:
        for line in lines:
            yield from _block(Style.HEAD if in_capitals(line) else Style.BODY, line, place)
        return
    rows, taken = head_frame(lines)
    for row in rows:
        yield _frame(row, (component.eid, "frame"))
    styles = {
        LineRole.HEAD: Style.HEAD,
        LineRole.BASIS: Style.BASIS,
        LineRole.ENACTING: Style.ENACTING,
        LineRole.PLAIN: Style.BODY,
    }
    for role, line in zip(roles(lines)[taken:], lines[taken:], strict=True):
        yield from _block(styles[role], line, place)


def _closing(component: Component) -> Iterator[Block]:
    lines = _lines(component.closing)
    frame, taken = closing_frame(lines)
    if frame:
        yield _frame(frame, (component.eid, "signature"))
    for line in lines[taken:]:
        yield from _block(Style.BODY, line, (component.eid, "closing"))


def _provision(provision: Provision) -> Iterator[Block]:
    eid, lines = provision.eid, _lines(provision.text)
    if provision.kind in CONTAINERS:
        style = Style.CHAPTER if provision.kind in (Kind.PART, Kind.CHAPTER) else Style.SECTION
        yield Paragraph(style, label(provision), (eid, "number"))
        for line in _lines(provision.heading):
            yield Paragraph(style, line, (eid, "heading"))
    elif provision.heading:
        style = Style.ARTICLE if provision.kind is Kind.ARTICLE else Style.BODY
        yield Paragraph(style, f"{label(provision)} {provision.heading}", (eid, "heading"))
    else:
        first = lines[:1] if lines and cells_of(lines[0]) is None else []
        words = " ".join([label(provision), *first])
        bold = len(label(provision)) if provision.kind is Kind.ARTICLE else 0
        yield Paragraph(Style.BODY, words, (eid, "heading"), bold)
        lines = lines[len(first) :]
    for line in lines:
        yield from _block(Style.BODY, line, (eid, "text"))
    for child in provision.children:
        yield from _provision(child)
    for line in _lines(provision.tail):
        yield from _block(Style.BODY, line, (eid, "tail"))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _block(style: Style, line: str, place: Place) -> Iterator[Block]:
    """Lay out one line: a row as one, a row that is no data as lines beside one another."""
    cells = cells_of(line)
    if cells is None:
        yield Paragraph(style, line, place)
    elif place[1] in ("preamble", "closing") and is_layout_row(cells):
        laid = tuple(tuple(_line(one, place) for one in lines_in_cell(cell)) for cell in cells)
        yield Row(Shape.LAYOUT, laid, place)
    else:
        yield Row(Shape.GRID, tuple((Paragraph(Style.CELL, cell, place),) for cell in cells), place)


def _frame(row: FrameRow, place: Place) -> Row:
    # A cell needs a paragraph even where it says nothing.
    cells = (
        tuple(_line(line, place) for line in side) or (Paragraph(Style.LINE, "", place),)
        for side in (row.left, row.right)
    )
    return Row(Shape.FRAME, tuple(cells), place)


def _line(line: str, place: Place) -> Paragraph:
    """Lay out a line of the head or of the closing by what it is."""
    return Paragraph(_line_style(line), line, place)


def _line_style(line: str) -> Style:
    if is_recipients_label(line):
        return Style.RECIPIENTS_LABEL
    if line.startswith("- "):
        return Style.RECIPIENTS
    if is_dated(line):
        return Style.ITALIC_LINE
    if is_nation(line):
        return Style.NATION
    return Style.BOLD_LINE if is_motto(line) or in_capitals(line) else Style.LINE
