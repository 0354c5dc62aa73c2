"""The page of a legal document: A4, Times New Roman 14, its styles, page numbers, mark of an illustration."""

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt

from draftreview.domain.act_lines import authority
from draftreview.domain.edition import Edition
from draftreview.domain.synthesis_head import ILLUSTRATIVE_MARK
from draftreview.formats.reading.word import FRAME_STYLE
from draftreview.formats.writing.version_word_blocks import Style
from draftreview.formats.writing.xml_text import cleaned

MARKER = "\ue000"
"""The text of the paragraph that the version takes the place of: a character for private use."""

_FONT = "Times New Roman"
_TOP, _LEFT, _RIGHT = Mm(20), Mm(30), Mm(20)
TEXT_WIDTH = round(Length(Mm(210) - _LEFT - _RIGHT).twips)
"""The width between the margins in twentieths of a point."""

_LEFTMOST, _CENTRE, _JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How one style sets a paragraph: sizes and spaces in points, ``outline`` from 1, 0 for none."""

    align: Any = _CENTRE
    bold: bool = False
    italic: bool = False
    size: int = 14
    before: int = 0
    after: int = 0
    indent: bool = False
    keep: bool = False
    outline: int = 0


_LOOKS = {
    Style.TITLE: _Look(bold=True, keep=True, outline=1),
    Style.NOTE: _Look(italic=True, after=12),
    Style.HEAD: _Look(bold=True, after=6),
    Style.BASIS: _Look(_JUSTIFY, italic=True, after=6, indent=True),
    Style.ENACTING: _Look(bold=True, before=6, after=12),
    Style.CHAPTER: _Look(bold=True, before=6, after=6, keep=True, outline=2),
    Style.SECTION: _Look(bold=True, before=6, after=6, keep=True, outline=3),
    Style.ARTICLE: _Look(_JUSTIFY, bold=True, after=6, indent=True, keep=True, outline=4),
    Style.BODY: _Look(_JUSTIFY, after=6, indent=True),
    Style.CELL: _Look(_LEFTMOST, size=12, before=2, after=2),
    Style.NATION: _Look(bold=True, size=12),
    Style.LINE: _Look(size=13),
    Style.BOLD_LINE: _Look(bold=True, size=13),
    Style.ITALIC_LINE: _Look(italic=True, size=13),
    Style.RECIPIENTS_LABEL: _Look(_LEFTMOST, bold=True, italic=True, size=12),
    Style.RECIPIENTS: _Look(_LEFTMOST, size=11),
}
"""After the appendices of Decree 34/2016, the papers of that time."""


def shell(edition: Edition) -> bytes:
    """Make the file with everything but the text, whose place ``MARKER`` keeps."""
    document = Document()
    _set_style(document.styles["Normal"], _Look(_LEFTMOST))
    for style, look in _LOOKS.items():
        _set_style(document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH), look)
    document.styles.add_style(FRAME_STYLE, WD_STYLE_TYPE.TABLE)
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "vi-VN")
    _set_page(document.sections[0], edition)
    document.add_paragraph(MARKER)
    _set_properties(document.core_properties, edition)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_style(style: Any, look: _Look) -> None:
    style.font.name = _FONT
    style.font.size = Pt(look.size)
    if look.bold or look.italic:
        style.font.bold, style.font.italic = look.bold, look.italic
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = 1.0
    if look.indent:
        layout.first_line_indent = Cm(1.27)
    if look.keep:
        layout.keep_with_next = True
    if look.outline:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.outline - 1))
        style.element.get_or_add_pPr().append(level)


def _set_page(section: Any, edition: Edition) -> None:
    """Number all pages but the first; an illustrative draft says so on every one."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin = section.bottom_margin = _TOP
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    if edition.illustrative:
        for footer in (section.first_page_footer, section.footer):
            footer.paragraphs[0].alignment = _CENTRE
            footer.paragraphs[0].add_run(ILLUSTRATIVE_MARK).bold = True


def _set_properties(properties: Any, edition: Edition) -> None:
    opening = edition.components[0].preamble.split("\n") if edition.components else []
    properties.title = cleaned(edition.title)[:255]
    properties.author = cleaned(authority(opening))[:255]
    properties.subject = f"Bản dự thảo lần {edition.number}"
    properties.comments = ""
    properties.created = properties.modified = edition.issued.replace(tzinfo=None)
