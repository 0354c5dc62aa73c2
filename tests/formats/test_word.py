"""Word files read: paragraphs, tables, boxes, notes, tracked changes."""

from docx import Document

from draftreview.domain.lines import Line, LineKind
from draftreview.formats import reading
from tests.formats.word_files import RELATIONS, W, p, packed, paragraphs, saved, written
from tests.outlines import provisions


def lines(data: bytes) -> list[Line]:
    """Read the lines of a Word file."""
    return list(reading.read("bản thảo.DOCX", data).lines)


def texts(data: bytes) -> list[str]:
    """Read the words of a Word file."""
    return [line.text for line in lines(data)]


def test_a_word_file_is_split_as_its_text_is() -> None:
    tree = reading.split_file("a.docx", paragraphs("Điều 1. Phạm vi", "1. Một.", "", "2. Hai."))
    assert [one.line for one in provisions(tree).values()] == [1, 2, 4]


def test_letters_are_composed_and_blanks_made_plain() -> None:
    assert texts(paragraphs("Điê\u0300u\u00a01.\tPha\u0323m vi")) == ["Điều 1. Phạm vi"]


def test_a_table_becomes_rows_and_never_provisions() -> None:
    document = Document()
    document.add_paragraph("Điều 1. Bảng")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("1. TT", "Tên", "2. Hai", "Điều 2. Sách"), strict=True):
        cell.text = text
    document.add_paragraph("Điều 2. Hết")
    read = lines(saved(document))
    assert [(line.number, line.text, line.kind) for line in read[1:3]] == [
        (2, "| 1. TT | Tên |", LineKind.ROW),
        (4, "| 2. Hai | Điều 2. Sách |", LineKind.ROW),
    ]
    assert read[-1].number == 6


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    document = Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Điều 1. Trong khung"
    assert lines(saved(document))[0].kind is LineKind.PLAIN


def test_insertions_are_kept_and_deletions_dropped_with_a_warning() -> None:
    body = (
        "<w:p><w:r><w:t>Thẻ </w:t></w:r><w:ins><w:r><w:t>mới </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>cũ </w:delText></w:r></w:del><w:r><w:t>có giá trị.</w:t></w:r></w:p>"
    )
    read = reading.read("a.docx", written(body))
    assert [line.text for line in read.lines] == ["Thẻ mới có giá trị."]
    assert [(notice.line, notice.code) for notice in read.notices] == [(1, "tracked_changes")]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert texts(written(p("Thẻ có ", mark) + p("giá trị.") + p("Hết."))) == ["Thẻ có giá trị.", "Hết."]


def test_a_deleted_row_is_dropped() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    table = (
        row.format("<w:trPr><w:del/></w:trPr>", "bỏ")
        + row.format("", "giữ")
        + "<w:ins>"
        + row.format("", "mới")
    )
    body = f"<w:tbl>{table}</w:ins></w:tbl>" + p("Sau bảng.")
    assert [(line.number, line.text) for line in lines(written(body))] == [
        (3, "| giữ |  |"),
        (5, "| mới |  |"),
        (7, "Sau bảng."),
    ]


def test_moved_text_stands_where_it_went() -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>Chuyển. </w:t></w:r></w:moveFrom><w:r><w:t>Một.</w:t></w:r></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Chuyển.</w:t></w:r></w:moveTo></w:p>"
    )
    assert texts(written(body)) == ["Một.", "Chuyển."]


def test_comments_are_counted_and_left_out() -> None:
    comments = "<w:comment w:id='0'><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>" * 2
    read = reading.read("a.docx", written(p("Một."), comments=comments))
    assert [notice.message for notice in read.notices] == [
        "Tệp có 2 bình luận (comment) của Word; chúng không thuộc văn bản nên được bỏ qua."
    ]


def test_footnotes_stand_apart_from_the_articles() -> None:
    body = '<w:p><w:r><w:t>Điều 1. Một</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p(
        "Câu."
    )
    notes = '<w:footnote w:id="2">' + p("Điều 2. Trích luật khác.") + "</w:footnote>"
    tree = reading.split_file("a.docx", written(body, footnotes=notes))
    assert list(provisions(tree)) == ["art_1"]
    assert tree.components[0].closing == "[1] Điều 2. Trích luật khác."


def test_a_reference_to_a_note_that_is_missing_is_harmless() -> None:
    body = p("Một.") + '<w:p><w:r><w:endnoteReference w:id="7"/></w:r></w:p>'
    assert texts(written(body, endnotes="")) == ["Một."]


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = (
        f'<mc:AlternateContent xmlns:mc="{other}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Ngoài khung</w:t></w:r><w:r>{shape}</w:r></w:p>" + p("Sau đó")
    assert [(line.number, line.text) for line in lines(written(body))] == [
        (1, "Ngoài khung"),
        (1, "Trong khung"),
        (2, "Sau đó"),
    ]


def test_a_line_break_makes_a_line_of_the_same_paragraph() -> None:
    body = "<w:p><w:r><w:t>Chương I</w:t><w:br/><w:t>QUY ĐỊNH</w:t><w:tab/><w:t>CHUNG</w:t></w:r></w:p>"
    assert [(line.number, line.text) for line in lines(written(body))] == [
        (1, "Chương I"),
        (1, "QUY ĐỊNH CHUNG"),
    ]


def test_a_page_break_is_no_text() -> None:
    body = '<w:p><w:r><w:t>Một</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:t>hai</w:t></w:r></w:p>'
    assert texts(written(body)) == ["Một-hai"]


def test_fields_give_their_result_and_not_their_code() -> None:
    body = (
        "<w:p><w:r><w:instrText>REF dieu_5</w:instrText></w:r>"
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>Điều 5</w:t></w:r>'
        "</w:fldSimple><w:hyperlink><w:r><w:t> Quy chế</w:t></w:r></w:hyperlink></w:p>"
    )
    assert texts(written(body)) == ["Điều 5 Quy chế"]


def test_wrapped_content_is_read() -> None:
    body = f"<w:sdt><w:sdtContent>{p('Một.')}</w:sdtContent></w:sdt><w:customXml>{p('Hai.')}</w:customXml>"
    assert texts(written(body)) == ["Một.", "Hai."]


def test_an_embedded_file_is_named() -> None:
    read = reading.read("a.docx", written(p("Một.") + "<w:altChunk/>"))
    assert [(notice.line, notice.code) for notice in read.notices] == [(2, "embedded")]


def test_outline_and_bold_are_evidence() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="O"><w:basedOn w:val="H"/>'
        '<w:pPr><w:outlineLvl w:val="3"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="N" w:default="1"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = (
        p("Một", '<w:pStyle w:val="H"/>')
        + p("Hai", '<w:pStyle w:val="O"/>')
        + p("Ba", '<w:outlineLvl w:val="0"/>')
        + p("Bốn", '<w:pStyle w:val="T"/>', "<w:b/>")
    )
    assert [(line.level, line.bold) for line in lines(written(body, styles=styles))] == [
        (3, True),
        (5, False),
        (2, False),
        (0, True),
    ]


def test_a_circle_of_styles_ends() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    assert texts(written(p("Một.", '<w:pStyle w:val="A"/>'), styles=styles)) == ["Một."]


def test_a_strict_file_is_read_like_a_transitional_one() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{p("Một.")}</w:body></w:document>'
    assert texts(packed({"word/document.xml": body})) == ["Một."]


def test_the_main_part_may_have_another_name() -> None:
    body = f'<w:document xmlns:w="{W}"><w:body>{p("Một.")}</w:body></w:document>'
    relations = RELATIONS.replace("word/document.xml", "/word/document2.xml")
    assert texts(packed({"word/document2.xml": body, "_rels/.rels": relations})) == ["Một."]


def test_the_main_part_is_found_without_relations() -> None:
    body = f'<w:document xmlns:w="{W}"><w:body>{p("Một.")}</w:body></w:document>'
    relations = RELATIONS.replace("word/document.xml", "word/gone.xml")
    assert texts(packed({"word/document.xml": body, "_rels/.rels": relations})) == ["Một."]
