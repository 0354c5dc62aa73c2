"""The Word page around the synthesis table: A4 landscape, head block, title, figures, marks of a draft."""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

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
from draftreview.domain.synthesis_words import Line
from draftreview.formats.writing.watermark_word import watermark
from draftreview.formats.writing.xml_text import cleaned

MARKER = "\ue000"
"""The text of the paragraph that the table takes the place of: a character for private use."""

FONT = "Times New Roman"
_BODY = "Body Text"
_LEFT, _OTHER = Mm(30), Mm(20)
_TEXT: Length = Length(Mm(297) - _LEFT - _OTHER)
WIDTH = round(_TEXT.twips)
"""The width of the table in twentieths of a point."""

CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


def shell(table: Synthesis, final: bool = False) -> bytes:
    """Make the file with everything but the table, whose place ``MARKER`` keeps."""
    document = Document()
    _set_styles(document)
    _set_page(document.sections[0])
    _add_header(document.sections[0], table, final)
    _add_head_block(document, table)
    for words in title_lines(table):
        _write(document.add_paragraph(style=_BODY), words, CENTRE, bold=True)
    for line in opening_lines(table):
        _write_line(document.add_paragraph(style=_BODY), line)
    document.add_paragraph(MARKER)
    _add_ending(document)
    document.core_properties.title = cleaned(table.heading.title)
    document.core_properties.author = cleaned(table.heading.agency)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_styles(document: Any) -> None:
    # What stands in the table is most of the file and needs to name no style.
    _set_style(document.styles["Normal"], 12, after=2)
    _set_style(document.styles["Header"], 12, after=0)
    _set_style(document.styles["Body Text"], 13, after=4)
    head = document.styles.add_style("TableHead", WD_STYLE_TYPE.PARAGRAPH)
    _set_style(head, 12, after=2)
    head.paragraph_format.alignment = CENTRE
    language = document.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "vi-VN")


def _set_style(style: Any, points: int, after: int) -> None:
    style.font.name = FONT
    style.font.size = Pt(points)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.0


def _set_page(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = _LEFT
    section.right_margin = section.top_margin = section.bottom_margin = _OTHER
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def _add_header(section: Any, table: Synthesis, final: bool) -> None:
    """Mark every page unless the table is final; number all but the first."""
    said = " · ".join(marks(table, final))
    first, other = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    _write(first, said, RIGHT, bold=True)
    for stop in list(other.style.paragraph_format.tab_stops):
        other.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    other.paragraph_format.tab_stops.add_tab_stop(Length(_TEXT // 2), WD_TAB_ALIGNMENT.CENTER)
    other.paragraph_format.tab_stops.add_tab_stop(_TEXT, WD_TAB_ALIGNMENT.RIGHT)
    other.add_run("\t")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    other._p.append(field)
    other.add_run(f"\t{said}").bold = True
    if not final:
        for number, paragraph in enumerate((first, other), 1):
            paragraph.add_run()._r.append(watermark(DRAFT_MARK, number))


def _add_ending(document: Any) -> None:
    """Add the paragraph that Word wants after a last table, too small to make a page of its own."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)
    paragraph.add_run().font.size = Pt(1)


def _add_head_block(document: Any, table: Synthesis) -> None:
    heading = table.heading
    block = document.add_table(rows=1, cols=2)
    block.alignment = WD_TABLE_ALIGNMENT.CENTER
    block.autofit = False
    left, right = block.rows[0].cells
    for cell, share in ((left, 2), (right, 3)):
        cell.width = Length(_TEXT * share // 5)
        cell.paragraphs[0].style = _BODY
    _write(left.paragraphs[0], heading.authority.upper(), CENTRE)
    _write(left.add_paragraph(style=_BODY), heading.agency.upper(), CENTRE, bold=True)
    _rule(left.add_paragraph(style=_BODY), Mm(36))
    _write(right.paragraphs[0], NATION, CENTRE, bold=True)
    _write(right.add_paragraph(style=_BODY), MOTTO, CENTRE, bold=True)
    _rule(right.add_paragraph(style=_BODY), Mm(46))
    _write(right.add_paragraph(style=_BODY), date_line(heading), CENTRE, italic=True)


def _rule(paragraph: Paragraph, indent: Length) -> None:
    """Draw the short line under a name in the head block."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _write(paragraph: Paragraph, words: str, where: Any, bold: bool = False, italic: bool = False) -> None:
    paragraph.alignment = where
    run = paragraph.add_run(cleaned(words))
    run.bold, run.italic = bold, italic


def _write_line(paragraph: Paragraph, line: Line) -> None:
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    for words in line:
        run = paragraph.add_run(cleaned(words.text))
        run.bold, run.italic = words.bold, words.italic
