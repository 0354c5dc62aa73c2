"""A version as a Word file: opened again, split again, its changes accepted and rejected."""

import io
import re
from dataclasses import replace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import given, settings
from lxml import etree

from draftreview.domain.addressing import addressed
from draftreview.domain.alignment import align
from draftreview.domain.edition import Changes
from draftreview.domain.parsing import parse_text
from draftreview.domain.provisions import Component, ComponentKind, Provision, Tree
from draftreview.formats.reading import split_file
from draftreview.formats.reading.word import read_word
from draftreview.formats.writing.version_word import write
from draftreview.formats.writing.xml_text import cleaned
from tests.domain.made_up import decision as made_up
from tests.domain.texts import article, chapter, clause, decision, text
from tests.formats.editions import COMPONENTS, edition, shipped

Components = tuple[Component, ...]


def tracked(old: Components, new: Components) -> bytes:
    return write(edition(new, 2), Changes(1, old, align(old, new)))


def lines(data: bytes) -> list[str]:
    return [line.text for line in read_word(data).lines]


def body_of(data: bytes) -> etree._Element:
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return etree.fromstring(archive.read("word/document.xml"))


def rejected(data: bytes) -> bytes:
    """Reject every change of a Word file, as Word does."""
    body = body_of(data)
    for row in list(body.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn('w:ins')}") is not None:
            row.getparent().remove(row)
    for paragraph in list(body.iter(qn("w:p"))):
        for run in list(paragraph.iterchildren(qn("w:ins"))):
            paragraph.remove(run)
        came = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}") is not None
        if came and paragraph.getparent() is not None:
            assert not list(paragraph.iter(qn("w:t"), qn("w:delText")))
            paragraph.getparent().remove(paragraph)
    written = etree.tostring(body).decode()
    written = re.sub(r"<w:del [^>]*>|</w:del>", "", written).replace("w:delText", "w:t")
    kept = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(kept, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, written if name == "word/document.xml" else source.read(name))
    return kept.getvalue()


def printable(components: Components) -> Components:
    """Leave out of a tree what no Word file can hold, returns among it."""

    def words(one: str) -> str:
        return cleaned(one).replace("\r", "")

    def provision(one: Provision) -> Provision:
        return replace(
            one,
            number=words(one.number),
            heading=words(one.heading),
            text=words(one.text),
            tail=words(one.tail),
            children=tuple(map(provision, one.children)),
        )

    parts = (
        replace(
            one,
            title=words(one.title),
            preamble=words(one.preamble),
            closing=words(one.closing),
            children=tuple(map(provision, one.children)),
        )
        for one in components
    )
    return addressed(Tree(tuple(parts))).components


@pytest.mark.parametrize("number", [1, 2])
def test_the_shipped_versions_split_again_into_the_same_tree(number: int) -> None:
    tree = split_file("a.docx", write(edition(shipped(number), number)))
    assert (tree.components, tree.warnings) == (shipped(number), ())


@pytest.mark.parametrize("seed", range(12))
def test_decisions_full_of_traps_split_again_into_the_same_tree(seed: int) -> None:
    components = parse_text("\n".join(made_up(seed).lines)).components
    assert split_file("a.docx", write(edition(components))).components == components


@pytest.mark.parametrize("way", [(1, 2), (2, 1)])
def test_accepting_gives_the_newer_and_rejecting_the_older_text(way: tuple[int, int]) -> None:
    old, new = map(shipped, way)
    data = tracked(old, new)
    assert split_file("a.docx", data).components == new
    assert split_file("a.docx", rejected(data)).components == old


@given(COMPONENTS.map(printable), COMPONENTS.map(printable))
@settings(max_examples=60, deadline=None)
def test_any_two_texts_come_out_of_the_changes_between_them(old: Components, new: Components) -> None:
    data = tracked(old, new)
    assert lines(data) == lines(write(edition(new)))
    assert lines(rejected(data)) == lines(write(edition(old)))


def test_the_page_is_that_of_a_legal_document() -> None:
    document = Document(io.BytesIO(write(edition(shipped(1)))))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [20, 20, 30, 20]
    assert [round(one.mm) for one in (section.page_width, section.page_height)] == [210, 297]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    assert section.footer.paragraphs[0].text == "DỰ THẢO MINH HỌA"


def test_chapters_are_centred_articles_bold_and_clauses_indented() -> None:
    document = Document(io.BytesIO(write(edition(shipped(1)))))
    styles = {one.text[:9]: one.style for one in reversed(document.paragraphs)}
    assert styles["Chương I"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert styles["Chương I"].font.bold
    assert styles["Điều 4. N"].font.bold
    assert styles["1. Quy đị"].paragraph_format.first_line_indent == Cm(1.27)
    (sentence,) = [one for one in document.paragraphs if one.text.startswith("Điều 1. Ban hành")]
    assert (sentence.runs[0].text, sentence.runs[0].bold) == ("Điều 1.", True)
    assert not sentence.runs[1].bold


def test_head_and_signature_stand_in_two_columns_without_lines() -> None:
    document = Document(io.BytesIO(write(edition(shipped(1)))))
    head, signature = document.tables[0], document.tables[1]
    assert [[cell.text for cell in row.cells] for row in head.rows] == [
        ["ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: …/2017/QĐ-UBND", "Đồng Nai, ngày … tháng … năm 2017"],
    ]
    left, right = signature.rows[0].cells
    assert left.text.startswith("Nơi nhận:\n- Như Điều 3;")
    assert right.text == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert not list(head._tbl.iter(qn("w:tblBorders")))
    assert list(document.tables[2]._tbl.iter(qn("w:tblBorders")))


def test_a_head_read_from_a_table_is_laid_out_in_lines_and_read_as_the_same_row() -> None:
    row = (
        "| UBND TỈNH A Số: 1/QĐ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc A, ngày … |"
    )
    main = Component(
        ComponentKind.MAIN, preamble=f"{row}\nQUYẾT ĐỊNH:", children=(article(1, "", text="Câu."),)
    )
    data = write(edition(text(main)))
    (table,) = Document(io.BytesIO(data)).tables
    assert [cell.text.count("\n") for cell in table.rows[0].cells] == [1, 2]
    assert lines(data)[0] == row


def test_every_attached_text_begins_on_a_new_page() -> None:
    broken = body_of(write(edition(shipped(1)))).iter(qn("w:pageBreakBefore"))
    first = ["".join(one.getparent().getparent().itertext()) for one in broken]
    assert first == ["QUY ĐỊNH", "PHỤ LỤC 1", "PHỤ LỤC 2", "PHỤ LỤC 3"]


OLD = text(chapter("I", "CHUNG", article(1, "Phạm vi", "Công chức trả lời trong 05 ngày.", "Câu bị bỏ.")))
NEW = text(
    chapter("I", "CHUNG", article(1, "Phạm vi", "Công chức trả lời trong 03 ngày."), article(2, "Thêm"))
)


def changes(data: bytes, name: str) -> list[str]:
    return ["".join(one.itertext()) for one in body_of(data).iter(qn(f"w:{name}")) if len(one)]


def test_only_the_syllables_that_changed_are_marked() -> None:
    data = tracked(OLD, NEW)
    assert changes(data, "ins") == ["03", "Điều 2. Thêm"]
    assert changes(data, "del") == ["05", "2. Câu bị bỏ."]


def test_a_paragraph_that_came_or_went_is_marked_with_its_end() -> None:
    body = body_of(tracked(OLD, NEW))
    for name, words in (("ins", "Điều 2. Thêm"), ("del", "2. Câu bị bỏ.")):
        marks = body.findall(f".//{qn('w:pPr')}/{qn('w:rPr')}/{qn(f'w:{name}')}")
        assert ["".join(one.getparent().getparent().getparent().itertext()) for one in marks] == [words]


def test_every_mark_says_who_and_when_and_has_its_own_id() -> None:
    marks: list[Any] = list(body_of(tracked(shipped(1), shipped(2))).iter(qn("w:ins"), qn("w:del")))
    assert {one.get(qn("w:author")) for one in marks} == {"Bản dự thảo lần 2"}
    assert {one.get(qn("w:date")) for one in marks} == {"2017-10-01T18:00:00Z"}
    assert len({one.get(qn("w:id")) for one in marks}) == len(marks) > 50


def test_what_moved_goes_at_its_old_place_and_comes_at_its_new() -> None:
    first, second = (
        article(1, "Kiểm kê sách", "Thủ thư kiểm kê kho mỗi quý một lần và ghi sổ."),
        article(2, "Trả sách", "Bạn đọc trả sách tại quầy số hai trước giờ đóng cửa."),
    )
    third = article(3, "Gia hạn", "Thẻ được gia hạn một lần.", "Lệ phí nộp tại quầy.", "Thẻ mất thì cấp lại.")
    data = tracked(text(first, second, third), text(second, third, first))
    assert changes(data, "ins") == [
        "Điều 1. Kiểm kê sách",
        "1. Thủ thư kiểm kê kho mỗi quý một lần và ghi sổ.",
    ]
    assert changes(data, "del") == changes(data, "ins")


def test_rows_of_a_table_change_cell_by_cell_or_come_and_go_whole() -> None:
    def with_rows(*rows: str) -> Components:
        return text(decision(article(1, "Bảng", clause(1, "\n".join(("Gồm:", *rows))))))

    old = with_rows("| TT | Tên | Hạn |", "| 1 | Sách | 05 ngày |", "| 2 | Báo | 01 ngày |")
    new = with_rows(
        "| TT | Tên | Hạn |", "| 1 | Sách | 03 ngày |", "| 2 | Báo | 01 ngày |", "| 3 | Đĩa | 0 |"
    )
    data = tracked(old, new)
    body = body_of(data)
    assert len(list(body.iter(qn("w:tbl")))) == 1
    assert len(body.findall(f".//{qn('w:trPr')}/{qn('w:ins')}")) == 1
    assert changes(data, "del") == ["05"]
    assert split_file("a.docx", rejected(data)).components == old


@pytest.mark.parametrize("words", ["ngắn", "thưviệncôngcộngtỉnh", ""])
def test_a_table_never_is_wider_than_the_page(words: str) -> None:
    row = f"| {' | '.join([words] * 12)} |"
    body = body_of(write(edition(text(decision(article(1, "Bảng", text=f"Câu.\n{row}"))))))
    assert sum(int(one.get(qn("w:w"))) for one in body.iter(qn("w:gridCol"))) <= 9071


def test_a_large_decision_is_written_in_time() -> None:
    many = text(*(article(nth, f"Tên {nth}", "Một câu dài hơn.", "Hai câu.") for nth in range(1, 501)))
    assert len(lines(write(edition(many)))) == 501 * 3 - 2


def test_quotes_in_a_title_cannot_break_the_file() -> None:
    odd = Component(ComponentKind.MAIN, preamble='Tên <b>"&"</b>', children=(article(1, "<w:p/>"),))
    of = replace(edition(text(odd), 2), title="T\x00" * 300)
    assert lines(write(of, Changes(1, (), ()))) == ['Tên <b>"&"</b>', "Điều 1. <w:p/>"]
