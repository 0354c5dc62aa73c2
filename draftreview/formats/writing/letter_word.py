"""An agency's official letter as a Word file, set as Circular 01/2011/TT-BNV lays down, ready to sign."""

import io
from collections.abc import Iterator, Sequence
from enum import StrEnum

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from draftreview.domain.letters import (
    BodyLine,
    LineRole,
    OfficialLetter,
    addressed,
    authority_of,
    body_lines,
    names_of,
    numbered,
    placed,
    signature_frame,
    subject_of,
)
from draftreview.domain.synthesis_head import MOTTO, NATION
from draftreview.formats.writing.word_package import MARKER, filled
from draftreview.formats.writing.word_styles import JUSTIFY, LEFT, RIGHT, Look, set_style
from draftreview.formats.writing.xml_text import cleaned, escaped

_TOP, _LEFT, _RIGHT = Mm(20), Mm(30), Mm(20)  # art. 5: 20-25, 30-35 and 15-20 mm
_WIDTH = round(Length(Mm(210) - _LEFT - _RIGHT).twips)
_HEAD_SHARES, _SIGNED_SHARES = (40, 60), (48, 52)
_AGENCY_RULE, _MOTTO_RULE = 1100, 830  # what a rule leaves free at its sides, in twips
_SIGNING_SPACE = 5
"""Empty lines between the office and the name, for signature and seal."""


class _Style(StrEnum):
    AUTHORITY = "Authority"
    AGENCY = "Agency"
    NATION = "Nation"
    MOTTO = "Motto"
    NUMBER = "LetterNumber"
    SUBJECT = "LetterSubject"
    DATED = "PlaceAndDay"
    ADDRESSED = "Addressee"
    BODY = "LetterText"
    SECTION = "LetterSection"
    GROUP = "LetterGroup"
    PLACE = "LetterPlace"
    CLOSING = "LetterClosing"
    SIGNED = "Signature"
    RECIPIENTS_LABEL = "RecipientsLabel"
    RECIPIENTS = "Recipients"


_LOOKS = {
    _Style.AUTHORITY: Look(size=12),
    _Style.AGENCY: Look(bold=True, size=12),
    _Style.NATION: Look(bold=True, size=12),
    _Style.MOTTO: Look(bold=True, size=13),
    _Style.NUMBER: Look(size=13, before=4),
    _Style.SUBJECT: Look(size=12),
    _Style.DATED: Look(italic=True, size=13, before=4),
    _Style.ADDRESSED: Look(before=18, after=12),
    _Style.BODY: Look(JUSTIFY, after=6, indent=True),
    _Style.SECTION: Look(JUSTIFY, bold=True, before=6, after=6, indent=True, keep=True, outline=1),
    _Style.GROUP: Look(JUSTIFY, bold=True, italic=True, after=6, indent=True, keep=True, outline=2),
    _Style.PLACE: Look(JUSTIFY, after=6, indent=True, keep=True),
    _Style.CLOSING: Look(JUSTIFY, after=6, indent=True, keep=True),
    _Style.SIGNED: Look(bold=True, keep=True),
    _Style.RECIPIENTS_LABEL: Look(LEFT, bold=True, italic=True, size=12, keep=True),
    _Style.RECIPIENTS: Look(LEFT, size=11, keep=True),
}
"""Sizes and faces of annex I and form 1.5 of Circular 01/2011/TT-BNV."""

_ROLES = {
    LineRole.SECTION: _Style.SECTION,
    LineRole.GROUP: _Style.GROUP,
    LineRole.PLACE: _Style.PLACE,
    LineRole.PLAIN: _Style.BODY,
    LineRole.CLOSING: _Style.CLOSING,  # no signature alone on its page
}


def write(letter: OfficialLetter) -> bytes:
    """Write a letter as a .docx."""
    return filled(_shell(letter), _pieces(letter))


def _shell(letter: OfficialLetter) -> bytes:
    document = Document()
    set_style(document.styles["Normal"], Look(LEFT))
    set_style(document.styles["Footer"], Look(RIGHT))
    for style, look in _LOOKS.items():
        set_style(document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH), look)
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "vi-VN")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin = section.bottom_margin = _TOP
    section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True  # art. 8: the first page bears no number
    number = section.footer.paragraphs[0]
    number.alignment = RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    document.add_paragraph(MARKER)
    document.core_properties.title = cleaned(subject_of(letter))[:255]
    document.core_properties.author = cleaned(letter.sender.name)[:255]
    document.core_properties.comments = ""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pieces(letter: OfficialLetter) -> Iterator[str]:
    yield _frame(list(_head_left(letter)), list(_head_right(letter)), _HEAD_SHARES)
    yield _paragraph(_Style.ADDRESSED, addressed(letter))
    for line in body_lines(letter):
        yield _body(line)
    frame = signature_frame(letter)
    *offices, name = frame.right
    signed = [*offices, *[""] * _SIGNING_SPACE, name]
    label, *recipients = frame.left
    left = [_paragraph(_Style.RECIPIENTS_LABEL, label)]
    left += [_paragraph(_Style.RECIPIENTS, line) for line in recipients]
    yield _frame(left, [_paragraph(_Style.SIGNED, line) for line in signed], _SIGNED_SHARES)
    yield "<w:p/>"  # Word wants a paragraph after the last table


def _head_left(letter: OfficialLetter) -> Iterator[str]:
    if authority := authority_of(letter.sender):
        yield _paragraph(_Style.AUTHORITY, authority)
    for name in names_of(letter.sender):
        yield _paragraph(_Style.AGENCY, name)
    yield _rule(_Style.AGENCY, _AGENCY_RULE)
    yield _paragraph(_Style.NUMBER, numbered(letter))
    yield _paragraph(_Style.SUBJECT, subject_of(letter))


def _head_right(letter: OfficialLetter) -> Iterator[str]:
    yield _paragraph(_Style.NATION, NATION)
    yield _paragraph(_Style.MOTTO, MOTTO)
    yield _rule(_Style.MOTTO, _MOTTO_RULE)
    yield _paragraph(_Style.DATED, placed(letter))


def _frame(left: Sequence[str], right: Sequence[str], shares: tuple[int, int]) -> str:
    """Set two columns beside each other, without lines, on one page."""
    widths = [_WIDTH * share // 100 for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(side)}</w:tc>'
        for width, side in zip(widths, (left, right), strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def _rule(style: _Style, free: int) -> str:
    """Draw the short line under a name."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:pBdr><w:top w:val="single" w:sz="4" w:space="1" '
        f'w:color="000000"/></w:pBdr><w:spacing w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{free}" w:right="{free}"/></w:pPr></w:p>'
    )


def _paragraph(style: _Style, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text) if text else ""}</w:p>'


def _body(line: BodyLine) -> str:
    lead = _run(line.lead, "<w:rPr><w:i/></w:rPr>") if line.lead else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{_ROLES[line.role]}"/></w:pPr>{lead}{_run(line.text)}</w:p>'


def _run(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
