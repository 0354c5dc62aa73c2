"""Word files (.docx): paragraphs with their automatic numbers, tables, text boxes, notes, tracked changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname

from lxml import etree

from draftreview.domain.lines import Line, LineKind, Lines, clean
from draftreview.domain.provisions import Notice
from draftreview.formats.reading.fonts import Fonts
from draftreview.formats.reading.legacy import Charset
from draftreview.formats.reading.numbering import Numbering
from draftreview.formats.reading.package import Package
from draftreview.formats.reading.runs import Words, is_deleted, words_of
from draftreview.formats.reading.styles import Styles, first, local, own, value
from draftreview.formats.reading.text import notice_of

_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_OUTLINE = 1
FRAME_STYLE = "PageFrame"
"""The style of a table that only puts lines beside one another: heads and signatures as written here."""

_CHANGES = "Tệp có {count} chỗ theo dõi thay đổi (track changes): phần thêm được giữ, phần xóa được bỏ."
_COMMENTS = "Tệp có {count} bình luận (comment) của Word; chúng không thuộc văn bản nên được bỏ qua."
_EMBEDDED = "Tệp có nhúng tệp khác (altChunk); phần nhúng không được đọc."


@dataclass(slots=True)
class _State:
    """What is counted while walking through a document."""

    number: int = 0
    changes: int = 0
    changed_at: int = 0
    embedded_at: int = 0
    old: dict[Charset, int] = field(default_factory=dict)
    carried: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)


def read_word(data: bytes) -> Lines:
    """Read a Word file: one line a paragraph (or line break), one a row of a table.

    :raises UnreadableFile: damaged, hostile, or no Word file
    :raises FileTooLarge: it unpacks to more than it may
    """
    with Package(data) as package:
        name = package.document()
        folder = dirname(name)
        style_sheet = package.part(f"{folder}/styles.xml")
        styles = Styles(style_sheet)
        numbering = Numbering(package.part(f"{folder}/numbering.xml"), styles)
        reader = _Reader(styles, numbering, Fonts(style_sheet))
        body = first(package.part(name), "body")
        lines = list(reader.blocks(body))
        lines += [
            line
            for kind in ("footnote", "endnote")
            for line in reader.notes(kind, package.part(f"{folder}/{kind}s.xml"))
        ]
        comments = sum(1 for _ in own(package.part(f"{folder}/comments.xml"), "comment"))
    return Lines(tuple(line for line in lines if line.text), tuple(_notices(reader.state, comments)))


def _notices(state: _State, comments: int) -> Iterator[Notice]:
    if state.changes:
        yield Notice(state.changed_at, "tracked_changes", _CHANGES.format(count=state.changes))
    if comments:
        yield Notice(1, "comments", _COMMENTS.format(count=comments))
    for charset, number in state.old.items():
        yield notice_of(charset, number)
    if state.embedded_at:
        yield Notice(state.embedded_at, "embedded", _EMBEDDED)


class _Reader:
    """Walk through the blocks of a document in order."""

    def __init__(self, styles: Styles, numbering: Numbering, fonts: Fonts) -> None:
        self.styles = styles
        self.fonts = fonts
        self.numbering = numbering
        self.state = _State()

    def blocks(self, parent: etree._Element | None) -> Iterator[Line]:
        """Yield the lines of paragraphs and tables, wherever they are wrapped."""
        for element in parent if parent is not None else ():
            name = local(element)
            if name == "p":
                yield from self.paragraph(element)
            elif name == "tbl":
                yield from self.table(element)
            elif name in _WRAPPERS:
                yield from self.blocks(element)
            elif name == "altChunk":
                self.state.embedded_at = self.state.embedded_at or self.state.number + 1

    def paragraph(self, element: etree._Element) -> Iterator[Line]:
        """Yield the lines of one paragraph, then those of the text boxes anchored in it."""
        self.state.number += 1
        number = self.state.number
        properties = first(element, "pPr")
        words = self._words(element, value(properties, "pStyle") or self.styles.default)
        if is_deleted(first(properties, "rPr")):
            self.state.carried += words.lines
            self._count_changes(1)
        else:
            yield from self._lines(number, words, properties)
        for box in words.boxes:
            for line in self._boxed(box):
                yield Line(number, line.text, line.kind, line.level, line.bold)

    def _lines(self, number: int, words: Words, properties: etree._Element | None) -> Iterator[Line]:
        """Make lines of a paragraph's words, with its label, after what a deleted paragraph mark left."""
        style = value(properties, "pStyle") or self.styles.default
        label = self._label(properties, style)
        texts = [
            *self.state.carried[:-1],
            "".join([*self.state.carried[-1:], *words.lines[:1]]),
            *words.lines[1:],
        ]
        self.state.carried.clear()
        level = self._outline(properties, style)
        bold = words.bold if words.bold is not None else self.styles.bold(style)
        for place, text in enumerate(texts):
            whole = clean(f"{label}{text}" if place == 0 else text)
            if whole:
                yield Line(number, whole, level=level if place == 0 else 0, bold=bold)

    def _label(self, properties: etree._Element | None, style: str) -> str:
        numbered = first(properties, "numPr")
        list_id, level = value(numbered, "numId"), value(numbered, "ilvl")
        styled, styled_level, named = self.styles.numbering(style)
        if list_id == "0":
            return ""
        chosen = list_id or styled
        if not list_id:
            level = level or styled_level
        depth = int(level) if level.isdecimal() else (-1 if not list_id else 0)
        return self.numbering.label(chosen, depth, named or style) if chosen else ""

    def _outline(self, properties: etree._Element | None, style: str) -> int:
        """Give the outline level moved down by one: level 1 is kept for titles that Markdown marks."""
        direct = value(properties, "outlineLvl")
        level = int(direct) + 1 if direct.isdecimal() and int(direct) < 9 else self.styles.outline(style)
        return level + _OUTLINE if level else 0

    def _words(self, element: etree._Element, style: str) -> Words:
        words = words_of(element, lambda properties: self.fonts.script(properties, style))
        if words.old:
            self.state.old.setdefault(words.old.charset, self.state.number)
        self._count_changes(words.changes)
        self.state.notes += [(kind, key, self.state.number) for kind, key in words.notes]
        return words

    def _count_changes(self, count: int) -> None:
        if count:
            self.state.changes += count
            self.state.changed_at = self.state.changed_at or self.state.number

    def _boxed(self, box: etree._Element) -> list[Line]:
        """Read a text box; its paragraphs do not count as paragraphs of the body."""
        number = self.state.number
        lines = list(self.blocks(box))
        self.state.number = number
        return lines

    def table(self, element: etree._Element) -> Iterator[Line]:
        """Yield a row a line; a table of one column is a frame around paragraphs, as is one styled so."""
        rows = list(_rows(element))
        styled = value(first(element, "tblPr"), "tblStyle") == FRAME_STYLE
        if styled or all(len(list(_cells(row))) <= 1 for row in rows):
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            return
        for row in rows:
            number = self.state.number + 1
            if first(row, "trPr", "del") is not None:
                self._count_changes(1)
                self.state.number += sum(1 for one in row.iter() if local(one) == "p")
                continue
            cells = [" ".join(line.text for line in self.blocks(cell)) for cell in _cells(row)]
            if any(cells):
                yield Line(number, f"| {' | '.join(cells)} |", LineKind.ROW)

    def notes(self, kind: str, root: etree._Element | None) -> Iterator[Line]:
        """Yield the footnotes or endnotes in the order of their references."""
        held = {value(note, "id", attribute=True): note for note in own(root, kind)}
        wanted = [(key, number) for named, key, number in self.state.notes if named == kind]
        for order, (key, number) in enumerate(wanted, start=1):
            if key in held:
                text = " ".join(line.text for line in self._boxed(held[key]))
                yield Line(number, f"[{order}] {text}" if text else "", LineKind.NOTE)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in _WRAPPERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row; the lower part of a merged one is empty and stays."""
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _WRAPPERS:
            yield from _cells(child)
