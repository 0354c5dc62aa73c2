"""The Word file of the synthesis table: opened again and read cell by cell."""

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from draftreview.domain.synthesis import Extract, Synthesis
from draftreview.domain.synthesis_layouts import LAYOUTS, Layout
from draftreview.formats.writing.synthesis_word import write
from draftreview.formats.writing.xml_text import cleaned, escaped
from tests.domain.tables import CLAUSE, ROW, table
from tests.formats.conversion import converted
from tests.proportion import grows_in_proportion


def opened(of: Synthesis, **wishes: bool):
    return Document(io.BytesIO(write(of, **wishes)))


def body_of(of: Synthesis):
    with ZipFile(io.BytesIO(write(of))) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read("word/document.xml"))


def test_every_cell_says_what_the_law_lays_down() -> None:
    rows = [[cell.text for cell in row.cells] for row in opened(table()).tables[1].rows]
    who = "Sở Tư pháp\n(văn bản số 2214/STP-VB ngày 27/10/2017)"
    place = "Khoản 2 Điều 5\n(nay là khoản 2 Điều 6)"
    assert rows == [
        [
            "NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN",
            "CHỦ THỂ GÓP Ý",
            "NỘI DUNG GÓP Ý",
            "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
        ],
        ["Ý kiến chung", who, "Đề nghị rà soát từ ngữ.", "Tiếp thu. Đã rà soát."],
        [place, who, "Đề nghị sửa thành: “Trả lời trong 07 ngày.”", "Không tiếp thu. Luật đã định."],
        [place, who, "Chưa rõ trách nhiệm.\nLý do: Khó làm.", ""],
    ]


def test_the_first_column_is_merged_over_the_rows_of_a_place() -> None:
    merges = [cell.get(qn("w:val"), "continue") for cell in body_of(table()).iter(qn("w:vMerge"))]
    assert merges == ["restart", "continue"]


def test_the_header_row_repeats_and_no_row_breaks_over_pages() -> None:
    body = body_of(table())
    rows = body.findall(f".//{qn('w:tbl')}")[1].findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
        True,
        False,
        False,
        False,
    ]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_the_head_names_the_agency_and_the_nation() -> None:
    left, right = opened(table()).tables[0].rows[0].cells
    assert left.text.split("\n")[:2] == ["UBND TỈNH ĐỒNG NAI", "SỞ NỘI VỤ"]
    assert right.text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def test_the_title_and_the_figures_stand_above_the_table() -> None:
    words = [paragraph.text for paragraph in opened(table()).paragraphs]
    assert words[0] == "BẢN TỔNG HỢP, GIẢI TRÌNH, TIẾP THU Ý KIẾN GÓP Ý CỦA CƠ QUAN, TỔ CHỨC, CÁ NHÂN"
    assert words[1] == "đối với dự thảo Quyết định ban hành Quy định về cơ chế một cửa"
    assert words[3].startswith("1. Tổng số 03 cơ quan")
    assert words[-2].startswith("d) Kết quả xử lý 03 ý kiến")


def test_the_page_is_a4_landscape_in_times_new_roman() -> None:
    document = opened(table())
    section, cells = document.sections[0], document.styles["Normal"]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [30, 20, 20, 20]
    assert (cells.font.name, cells.font.size.pt) == ("Times New Roman", 12)
    assert (document.paragraphs[0].style.font.name, document.paragraphs[0].style.font.size.pt) == (
        "Times New Roman",
        13,
    )


def headers(document) -> list:
    return [document.sections[0].first_page_header, document.sections[0].header]


@pytest.mark.parametrize("illustrative", [True, False])
def test_every_page_is_marked_as_a_draft(illustrative) -> None:
    of = table()
    of = replace(of, heading=replace(of.heading, illustrative=illustrative))
    for header in headers(opened(of)):
        assert "BẢN NHÁP, CHƯA CHỐT" in header.paragraphs[0].text
        assert ("DỰ THẢO MINH HỌA" in header.paragraphs[0].text) is illustrative
        assert b'string="B\xe1\xba\xa2N NH\xc3\x81P' in etree.tostring(header._element, encoding="utf-8")


def test_a_final_table_carries_neither_mark_nor_watermark() -> None:
    for header in headers(opened(table(), final=True)):
        assert "NHÁP" not in etree.tostring(header._element, encoding="unicode")


def test_an_extract_says_so_under_the_title() -> None:
    words = [line.text for line in opened(replace(table(), extract=Extract(("Điều 5",), 9))).paragraphs]
    assert words[2] == "(Trích 03 trong tổng số 09 ý kiến: Điều 5)"


def test_differences_are_struck_and_underlined() -> None:
    runs = opened(table(), differences=True).tables[1].rows[2].cells[2].paragraphs[0].runs
    assert [run.text for run in runs if run.font.strike] == ["05"]
    assert [run.text for run in runs if run.font.underline] == ["07"]


@pytest.mark.office
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_libreoffice_repeats_the_header_and_marks_every_page(tmp_path: Path, layout: Layout) -> None:
    rows = tuple(replace(ROW, comment_id=number, place=CLAUSE, body="Đề nghị. " * 40) for number in range(12))
    data = write(replace(table(), rows=rows), layout)
    with pypdfium2.PdfDocument(converted(tmp_path, data, "docx", "pdf")) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) > 2
    # Letters with marks come out of such a PDF beside their words.
    assert all("DUNG GÓP Ý" in page and "NHÁP, CH" in page for page in pages)
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]


def test_characters_that_xml_cannot_hold_do_not_break_the_file() -> None:
    hostile = replace(ROW, body="Dán\x0b từ\x00 Word \ud800 & <w:p> ]]> \uffff", agency="Sở\x1f A")
    of = replace(table(), rows=(hostile,))
    of = replace(of, heading=replace(of.heading, subject="Quyết\x08 định", agency="Sở\x02 B"))
    row = opened(of).tables[1].rows[1]
    assert row.cells[2].text == "Dán\ntừ Word  & <w:p> ]]> "
    assert row.cells[1].text.startswith("Sở A\n")


def test_the_private_mark_in_a_comment_does_not_move_the_table() -> None:
    document = opened(replace(table(), rows=(replace(ROW, body="\ue000"),)))
    assert document.tables[1].rows[1].cells[2].text == "\ue000"


def test_a_table_without_rows_keeps_its_header() -> None:
    assert len(opened(replace(table(), rows=())).tables[1].rows) == 1


def test_the_columns_fill_the_width_between_the_margins() -> None:
    grid = body_of(table()).findall(f".//{qn('w:tbl')}")[1].find(qn("w:tblGrid"))
    widths = [int(column.get(qn("w:w"))) for column in grid]
    assert sum(widths) == pytest.approx(Mm(247).twips, abs=10)


def test_text_is_cleaned_and_escaped() -> None:
    assert cleaned("a\x0cb\tc\nd\U0001f600") == "ab\tc\nd\U0001f600"
    assert escaped("<a & b>") == "&lt;a &amp; b&gt;"


def test_writing_takes_time_in_proportion_to_the_rows() -> None:
    def write_rows(number: int) -> None:
        rows = tuple(
            replace(ROW, comment_id=n, place=CLAUSE, body="Ý kiến dài. " * 20) for n in range(number)
        )
        write(replace(table(), rows=rows))

    assert grows_in_proportion(write_rows, 500, 2000)
