"""The page of a legal document: A4, Times New Roman 14, its styles, page numbers, mark of an illustration."""

import io
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from draftreview.domain.act_lines import authority
from draftreview.domain.edition import Edition
from draftreview.domain.synthesis_head import ILLUSTRATIVE_MARK
from draftreview.formats.reading.word import FRAME_STYLE
from draftreview.formats.writing.version_word_blocks import Style
from draftreview.formats.writing.word_package import MARKER
from draftreview.formats.writing.word_styles import CENTRE, JUSTIFY, LEFT, Look, set_style
from draftreview.formats.writing.xml_text import cleaned

_TOP, _LEFT, _RIGHT = Mm(20), Mm(30), Mm(20)
TEXT_WIDTH = round(Length(Mm(210) - _LEFT - _RIGHT).twips)
"""The width between the margins in twentieths of a point."""

_LOOKS = {
    Style.TITLE: Look(bold=True, keep=True, outline=1),
    Style.NOTE: Look(italic=True, after=12),
    Style.HEAD: Look(bold=True, after=6),
    Style.BASIS: Look(JUSTIFY, italic=True, after=6, indent=True),
    Style.ENACTING: Look(bold=True, before=6, after=12),
    Style.CHAPTER: Look(bold=True, before=6, after=6, keep=True, outline=2),
    Style.SECTION: Look(bold=True, before=6, after=6, keep=True, outline=3),
    Style.ARTICLE: Look(JUSTIFY, bold=True, after=6, indent=True, keep=True, outline=4),
    Style.BODY: Look(JUSTIFY, after=6, indent=True),
    Style.CELL: Look(LEFT, size=12, before=2, after=2),
    Style.NATION: Look(bold=True, size=12),
    Style.LINE: Look(size=13),
    Style.BOLD_LINE: Look(bold=True, size=13),
    Style.ITALIC_LINE: Look(italic=True, size=13),
    Style.RECIPIENTS_LABEL: Look(LEFT, bold=True, italic=True, size=12),
    Style.RECIPIENTS: Look(LEFT, size=11),
}
"""After the appendices of Decree 34/2016, the papers of that time."""


def shell(edition: Edition) -> bytes:
    """Make the file with everything but the text, whose place ``MARKER`` keeps."""
    document = Document()
    set_style(document.styles["Normal"], Look(LEFT))
    for style, look in _LOOKS.items():
        set_style(document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH), look)
    document.styles.add_style(FRAME_STYLE, WD_STYLE_TYPE.TABLE)
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "vi-VN")
    _set_page(document.sections[0], edition)
    document.add_paragraph(MARKER)
    _set_properties(document.core_properties, edition)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_page(section: Any, edition: Edition) -> None:
    """Number all pages but the first; an illustrative draft says so on every one."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin = section.bottom_margin = _TOP
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    if edition.illustrative:
        for footer in (section.first_page_footer, section.footer):
            footer.paragraphs[0].alignment = CENTRE
            footer.paragraphs[0].add_run(ILLUSTRATIVE_MARK).bold = True


def _set_properties(properties: Any, edition: Edition) -> None:
    opening = edition.components[0].preamble.split("\n") if edition.components else []
    properties.title = cleaned(edition.title)[:255]
    properties.author = cleaned(authority(opening))[:255]
    properties.subject = f"Bản dự thảo lần {edition.number}"
    properties.comments = ""
    properties.created = properties.modified = edition.issued.replace(tzinfo=None)
