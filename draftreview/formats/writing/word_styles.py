"""How paragraph styles of official papers are set in a Word file."""

from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"
LEFT, CENTRE, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How one style sets a paragraph: sizes and spaces in points, ``outline`` from 1, 0 for none."""

    align: Any = CENTRE
    bold: bool = False
    italic: bool = False
    size: int = 14
    before: int = 0
    after: int = 0
    indent: bool = False
    keep: bool = False
    outline: int = 0


def set_style(style: Any, look: Look) -> None:
    """Give a style of python-docx its look."""
    style.font.name = FONT
    style.font.size = Pt(look.size)
    if look.bold or look.italic:
        style.font.bold, style.font.italic = look.bold, look.italic
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
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
