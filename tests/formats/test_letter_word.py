"""The agency's letter in Word: opened again, set as the circular lays down."""

import io

import pytest
from docx import Document
from docx.shared import Pt

from draftreview.domain.letters import body_lines
from draftreview.formats.reading.office import to_docx
from draftreview.formats.writing.letter_word import write
from tests.domain.letters import GENERAL, letter, opinion

LETTER = letter(GENERAL, opinion(3, 1), opinion(3, 2))


def opened(of=LETTER):
    return Document(io.BytesIO(write(of)))


def test_the_head_names_agency_number_nation_and_day() -> None:
    left, right = (cell.text.split("\n") for cell in opened().tables[0].rows[0].cells)
    assert left == [
        "UBND TỈNH ĐỒNG NAI",
        "SỞ Y TẾ",
        "",
        "Số: ……/……",
        "V/v góp ý dự thảo Quyết định về cơ chế một cửa",
    ]
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right[3] == "Đồng Nai, ngày …… tháng …… năm ……"


def test_the_body_says_every_line_once_and_in_order() -> None:
    words = [paragraph.text for paragraph in opened().paragraphs]
    assert words[1:-1] == [f"{line.lead}{line.text}" for line in body_lines(LETTER)]


def test_recipients_stand_left_and_the_signature_right() -> None:
    left, right = (cell.text.split("\n") for cell in opened().tables[1].rows[0].cells)
    assert left == ["Nơi nhận:", "- Như trên;", "- ……;", "- Lưu: VT, ……"]
    assert (len(right), set(right[2:-1])) == (8, {""})


def test_the_page_keeps_the_margins_and_sizes_of_the_circular() -> None:
    document = opened()
    page = document.sections[0]
    sides = (page.page_width, page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    assert [round(side.mm) for side in sides] == [210, 30, 20, 20, 20]
    text = document.styles["LetterText"].font
    assert (text.name, text.size) == ("Times New Roman", Pt(14))
    assert page.different_first_page_header_footer


def test_what_no_xml_may_hold_breaks_nothing() -> None:
    strange = letter(opinion(3, 1, body="a\x01<b>&\ud800"))
    assert "- Ý kiến: a<b>&" in [paragraph.text for paragraph in opened(strange).paragraphs]


@pytest.mark.office
def test_libreoffice_opens_it_and_keeps_every_line() -> None:
    again = Document(io.BytesIO(to_docx(write(LETTER), ".docx")))
    words = [paragraph.text for paragraph in again.paragraphs]
    assert [line.text for line in body_lines(LETTER) if not any(line.text in word for word in words)] == []
