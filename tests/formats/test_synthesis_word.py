"""The Word file of the synthesis table: opened again and read cell by cell."""

import io
import time
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from draftreview.domain.synthesis import Synthesis
from draftreview.formats.writing.synthesis_word import write
from draftreview.formats.writing.xml_text import cleaned, escaped
from tests.domain.tables import CLAUSE, ROW, table


def opened(of: Synthesis):
    return Document(io.BytesIO(write(of)))


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
    section, normal = document.sections[0], document.styles["Normal"]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [30, 20, 20, 20]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 13)
    assert document.styles["TableCell"].font.size.pt == 12


@pytest.mark.parametrize("illustrative", [True, False])
def test_every_page_is_marked_as_a_draft(illustrative) -> None:
    of = table()
    section = opened(replace(of, heading=replace(of.heading, illustrative=illustrative))).sections[0]
    for header in (section.first_page_header, section.header):
        assert "BẢN NHÁP, CHƯA CHỐT" in header.paragraphs[0].text
        assert ("DỰ THẢO MINH HỌA" in header.paragraphs[0].text) is illustrative


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
    def seconds(number: int) -> float:
        rows = tuple(
            replace(ROW, comment_id=n, place=CLAUSE, body="Ý kiến dài. " * 20) for n in range(number)
        )
        of = replace(table(), rows=rows)
        best = []
        for _ in range(3):
            begun = time.process_time()
            write(of)
            best.append(time.process_time() - begun)
        return min(best)

    assert seconds(4000) < 8 * seconds(1000) + 0.2
