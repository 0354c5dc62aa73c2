"""The grammar of a legal text, rule by rule, in texts of our own."""

import pytest

from draftreview.domain.lines import Line, LineKind, Lines
from draftreview.domain.parsing import parse, parse_text
from draftreview.domain.provisions import ComponentKind
from tests.outlines import articles, codes, eids, split

DECISION = """ỦY BAN NHÂN DÂN TỈNH A
Căn cứ Luật Thư viện công cộng;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế mượn sách.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn B
ỦY BAN NHÂN DÂN TỈNH A
QUY CHẾ
MƯỢN SÁCH
(Ban hành kèm theo Quyết định số 01/2017/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc mượn sách.
Chương II QUY ĐỊNH CỤ THỂ
Mục 1. NGƯỜI MƯỢN
Điều 2. Thẻ mượn
1. Thẻ có giá trị một năm.
2. Người mượn được:
a) Mượn ba cuốn;
b) Gia hạn một lần.
Người dưới mười tuổi do cha mẹ đăng ký.
Điều 3. Thi hành
Thủ thư thi hành Quy chế này./.
Phụ lục I
MẪU THẺ
| Họ tên | Số thẻ |
"""


def test_a_decision_its_annex_and_an_appendix_come_apart() -> None:
    tree = parse_text(DECISION)
    kinds = [component.kind for component in tree.components]
    assert kinds == [ComponentKind.MAIN, ComponentKind.REGULATION, ComponentKind.APPENDIX]
    assert [component.eid for component in tree.components] == ["", "att_1", "att_2"]
    assert articles(tree) == [2, 3]
    assert tree.warnings == ()


def test_what_stands_around_the_provisions_is_kept_apart() -> None:
    main, annex, appendix = parse_text(DECISION).components
    assert main.preamble.endswith("QUYẾT ĐỊNH:")
    assert main.closing.startswith("Nơi nhận:")
    assert main.closing.endswith("Trần Văn B")
    assert annex.title.startswith("ỦY BAN NHÂN DÂN TỈNH A\nQUY CHẾ\nMƯỢN SÁCH\n(Ban hành")
    assert (appendix.title, appendix.preamble) == ("Phụ lục I\nMẪU THẺ", "| Họ tên | Số thẻ |")


def test_every_provision_has_its_address() -> None:
    assert eids(DECISION) == [
        "art_1",
        "art_2",
        "att_1__chp_I",
        "att_1__art_1",
        "att_1__chp_II",
        "att_1__chp_II__sec_1",
        "att_1__art_2",
        "att_1__art_2__para_1",
        "att_1__art_2__para_2",
        "att_1__art_2__para_2__point_a",
        "att_1__art_2__para_2__point_b",
        "att_1__art_3",
    ]


def test_a_paragraph_after_the_points_belongs_to_the_clause() -> None:
    clause = split(DECISION)["att_1__art_2__para_2"]
    assert clause.text == "Người mượn được:"
    assert clause.tail == "Người dưới mười tuổi do cha mẹ đăng ký."
    assert clause.children[-1].text == "Gia hạn một lần."


def test_a_dash_after_a_point_stays_its_text() -> None:
    points = split("Điều 1. Việc cần làm\na) Một;\nb) Hai.\n- Chi tiết của hai.\n+ Nữa.")
    assert points["art_1__point_b"].text == "Hai.\n- Chi tiết của hai.\n+ Nữa."


def test_where_points_have_paragraphs_the_last_one_keeps_its_own() -> None:
    text = "Điều 1. Việc\n1. Gồm:\na) Một.\nĐoạn của một.\nb) Hai.\nĐoạn của hai."
    assert split(text)["art_1__para_1__point_b"].text == "Hai.\nĐoạn của hai."


@pytest.mark.parametrize("heading", ["Điều 2.", "Điều 2:", "Điều 2", "ĐIỀU 2.", "Ðiều 2.", "Điều 02."])
def test_an_article_may_be_written_in_several_ways(heading: str) -> None:
    text = f"Điều 1. Phạm vi\nMột câu.\n{heading} Đối tượng\nHai câu.\nĐiều 3. Thi hành\nBa câu."
    assert articles(parse_text(text)) == [3]


@pytest.mark.parametrize(
    ("lines", "heading", "text"),
    [
        ("Điều 1. Phạm vi điều chỉnh\nMột câu.", "Phạm vi điều chỉnh", "Một câu."),
        ("Điều 1.\nPhạm vi điều chỉnh\n1. Một câu.", "Phạm vi điều chỉnh", ""),
        ("Điều 1. Trách nhiệm của\nthủ thư trường\n1. Một câu.", "Trách nhiệm của thủ thư trường", ""),
        ("Điều 1. PHẠM VI\nĐIỀU CHỈNH\n1. Một câu.", "PHẠM VI ĐIỀU CHỈNH", ""),
        ("Điều 1. Phạm vi.\n1. Một câu.", "Phạm vi.", ""),
        ("Điều 1. Phạm vi", "Phạm vi", ""),
        ("Điều 1. Quyết định này có hiệu lực từ ngày ký.", "", "Quyết định này có hiệu lực từ ngày ký."),
        ("Điều 1. Thẻ được cấp như sau:\n1. Một câu.", "", "Thẻ được cấp như sau:"),
        ("Điều 1.\nMột câu dài.", "", "Một câu dài."),
        ("Điều 1.", "", ""),
        ("Điều 1 Thủ thư giữ sách.\nBạn đọc mượn sách.", "", "Thủ thư giữ sách.\nBạn đọc mượn sách."),
        ("Điều 1.\n| a | b |", "", "| a | b |"),
        ("Điều 1. " + "rất dài " * 50 + "\n1. Một câu.", "", ("rất dài " * 50).strip()),
    ],
)
def test_a_title_is_told_from_a_sentence(lines: str, heading: str, text: str) -> None:
    article = split(lines)["art_1"]
    assert (article.heading, article.text) == (heading, text)


def test_wrapped_references_are_no_headings() -> None:
    text = (
        "Điều 1. Phạm vi\n1. Theo quy định tại khoản 2\nĐiều 3 của Luật này;\n2. Trừ trường hợp tại\n"
        "Điều 2. của Luật khác.\nĐiều 2. Đối tượng\nCâu theo\nĐiều 9, Điều 10.\nĐiều 3. Thi hành\nCâu."
    )
    assert articles(parse_text(text)) == [3]


def test_a_heading_glued_to_the_line_before_is_found() -> None:
    text = "Điều 1. Một\nCâu một. Điều 2. Hai\nCâu hai.\nCHƯƠNG II TÊN CHƯƠNG Điều 3. Ba\nCâu ba."
    assert eids(text) == ["art_1", "art_2", "chp_II", "art_3"]
    assert split(text)["chp_II"].heading == "TÊN CHƯƠNG"


def test_a_reference_that_ends_a_sentence_is_no_glued_heading() -> None:
    text = "Điều 1. Một\nTheo Điều 2. Người mượn ký tên.\nĐiều 2. Hai\nCâu hai."
    assert split(text)["art_1"].text == "Theo Điều 2. Người mượn ký tên."


def test_clauses_run_together_on_one_line_come_apart() -> None:
    text = "Điều 1. Đối tượng áp dụng 1. Học sinh. 2. Giáo viên; 3. Người ngoài.\nĐiều 2. Khác\nCâu."
    assert eids(text)[:4] == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3"]
    assert split(text)["art_1"].heading == "Đối tượng áp dụng"


def test_numbers_inside_a_sentence_are_no_clauses() -> None:
    text = "Điều 1. Hạn\n1. Nộp trước quý 2. Người nộp muộn theo khoản 2. Không phạt.\n2. Xong."
    assert eids(text) == ["art_1", "art_1__para_1", "art_1__para_2"]


def test_clauses_of_old_texts_have_a_dash() -> None:
    text = "Điều 1 1- Sách là của chung. 2- Ai cũng được mượn.\n3- Thủ thư giữ sách.\nĐiều 2 Thi hành."
    assert eids(text) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3", "art_2"]


def test_inserted_numbers_keep_their_letters() -> None:
    text = "Điều 5. Một\n1. A.\n1a. B.\n2. C.\nĐiều 5a. Hai\nCâu.\nĐiều 6. Ba\nCâu."
    assert eids(text)[2:] == ["art_5__para_1a", "art_5__para_2", "art_5a", "art_6"]


def test_points_run_through_the_letters_of_the_law() -> None:
    letters = "abcdđeghik"
    text = "Điều 1. Việc\n1. Gồm:\n" + "\n".join(f"{letter}) Việc {letter};" for letter in letters)
    points = [eid.rpartition("_")[2] for eid in eids(text)[2:]]
    assert points == list(letters)
    assert codes(text) == []


def test_roman_sublists_stay_text() -> None:
    text = "Điều 1. Việc\n1. Gồm:\na) Một:\ni) nhỏ;\nii) nhỏ nữa;\nb) Hai."
    assert eids(text)[2:] == ["art_1__para_1__point_a", "art_1__para_1__point_b"]


AMENDMENT = """Điều 1. Sửa đổi một số điều của Quy chế mượn sách
1. Sửa đổi Điều 2 như sau:
“Điều 2. Thẻ mượn
1. Thẻ gọi là “thẻ đọc” có giá trị hai năm.
2. Người mượn được:
a) Mượn năm cuốn.”.
2. Bổ sung Điều 3 như sau:
“Điều 3. Phạt
1. Trả muộn thì nộp tiền.”
3. Bãi bỏ Điều 4.
Điều 2. Thi hành
Thủ thư thi hành."""


def test_quoted_articles_stay_inside_their_clause() -> None:
    found = split(AMENDMENT)
    assert list(found) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3", "art_2"]
    assert found["art_1__para_1"].text.endswith("a) Mượn năm cuốn.”.")


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", '"'), ("”", "”"), ("«", "»")])
def test_whatever_the_marks_of_quotation(opening: str, closing: str) -> None:
    text = AMENDMENT.replace("“thẻ đọc”", "thẻ đọc").replace("“", opening).replace("”", closing)
    assert list(split(text)) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3", "art_2"]


def test_a_quotation_that_closes_twice_is_one() -> None:
    text = AMENDMENT.replace("2. Người mượn được:", "2. Người mượn được”:").replace("“thẻ đọc”", "thẻ đọc")
    assert list(split(text)) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3", "art_2"]


def test_a_quotation_that_never_closes_ends_with_the_next_instruction() -> None:
    text = AMENDMENT.replace("cuốn.”.", "cuốn.").replace("tiền.”", "tiền.")
    assert list(split(text)) == ["art_1", "art_1__para_1", "art_1__para_2", "art_1__para_3", "art_2"]
    assert (3, "unclosed_quote") in codes(text) or (8, "unclosed_quote") in codes(text)


def test_an_article_glued_to_a_closing_mark_is_the_acts_own() -> None:
    text = AMENDMENT.replace("nộp tiền.”\n3. Bãi bỏ Điều 4.\nĐiều 2", "nộp tiền.”Điều 2")
    assert list(split(text)) == ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]


def test_a_forgotten_mark_around_a_term_hides_nothing() -> None:
    text = "Điều 1. Từ ngữ\n1. “Thẻ là tấm bìa.\n2. “Sách” là vật.\n3. Kho là nơi.\nĐiều 2. Khác\nCâu."
    assert len(eids(text)) == 5


def test_articles_quoted_without_marks_do_not_break_the_run() -> None:
    text = (
        "Điều 1. Sửa đổi Điều 7 như sau:\nĐiều 7. Phạt\nNộp tiền.\n"
        "Điều 2. Hiệu lực\nCâu.\nĐiều 3. Thi hành\nCâu."
    )
    assert eids(text) == ["art_1", "art_2", "art_3"]
    assert (2, "doubtful_heading") in codes(text)


def test_footnotes_that_quote_articles_are_none() -> None:
    lines = (
        Line(1, "Điều 1. Phạm vi"),
        Line(2, "Một câu."),
        Line(3, "Điều 2. Thi hành"),
        Line(4, "Một câu."),
        Line(2, "[1] Điều 3. Luật khác quy định.", LineKind.NOTE),
    )
    tree = parse(Lines(lines))
    assert articles(tree) == [2]
    assert tree.components[0].closing == "[1] Điều 3. Luật khác quy định."


def test_endnotes_after_the_signature_are_none() -> None:
    text = "Điều 1. Một\nCâu.\nNơi nhận:\n- Lưu.\n[1] Điều 9 của Luật:\nĐiều 2. Hiệu lực của luật kia\nCâu."
    assert eids(text) == ["art_1"]


def test_parts_chapters_sections_and_subsections_nest() -> None:
    text = (
        "PHẦN THỨ NHẤT\nNHỮNG QUY ĐỊNH CHUNG\nChương I\nTÊN MỘT\nMục 1. TÊN MỤC\nTiểu mục 1. TÊN TIỂU MỤC\n"
        "Điều 1. Một\nCâu.\nMục 2\nTÊN MỤC HAI\nĐiều 2. Hai\nCâu.\nPHẦN THỨ HAI\nTÊN PHẦN\nĐiều 3. Ba\nCâu."
    )
    assert [eid for eid in eids(text) if not eid.startswith("art")] == [
        "part_I",
        "part_I__chp_I",
        "part_I__chp_I__sec_1",
        "part_I__chp_I__sec_1__subsec_1",
        "part_I__chp_I__sec_2",
        "part_II",
    ]


def test_a_title_of_a_chapter_may_run_over_lines() -> None:
    text = "Chương I\nQUYỀN VÀ NGHĨA VỤ\nCỦA NGƯỜI MƯỢN\nĐiều 1. Một\nCâu."
    assert split(text)["chp_I"].heading == "QUYỀN VÀ NGHĨA VỤ CỦA NGƯỜI MƯỢN"


def test_a_chapter_may_have_a_text_of_its_own() -> None:
    chapter = split("Chương I\nQUY ĐỊNH CHUNG\nChương này nói về thẻ.\nĐiều 1. Một\nCâu.")["chp_I"]
    assert (chapter.heading, chapter.text) == ("QUY ĐỊNH CHUNG", "Chương này nói về thẻ.")


def test_a_wrapped_mention_of_a_chapter_is_none() -> None:
    text = "Điều 1. Một\nTheo quy định tại\nChương II của Luật này.\nĐiều 2. Hai\nCâu."
    assert eids(text) == ["art_1", "art_2"]


def test_a_form_with_articles_of_its_own_counts_as_one() -> None:
    text = DECISION + "Mẫu số 01\nHỢP ĐỒNG MƯỢN\nĐiều 1. Sách\nHai bên ghi tên sách.\nĐiều 2. Hạn\nMột tháng."
    tree = parse_text(text)
    assert articles(tree) == [2, 3, 2]
    assert tree.components[-1].kind is ComponentKind.APPENDIX


def test_a_list_of_forms_is_no_row_of_forms() -> None:
    listed = "PHỤ LỤC\nDANH MỤC MẪU\nMẫu số 01\nĐơn xin mượn\nMẫu số 02\nGiấy hẹn\n"
    forms = "Mẫu số 01\nTên tôi là: …\nTôi xin mượn sách.\nKính đơn.\nMẫu số 02\nHẹn trả ngày …\n"
    components = parse_text("Điều 1. Một\nCâu.\nNơi nhận:\n- Lưu.\n" + listed + forms).components
    assert [one.title.partition("\n")[0] for one in components[1:]] == ["PHỤ LỤC", "Mẫu số 01", "Mẫu số 02"]


def test_a_mention_of_an_appendix_is_none() -> None:
    text = "Điều 1. Mẫu\nThẻ theo mẫu tại\nPhụ lục I ban hành kèm theo Quyết định này;\nĐiều 2. Khác\nCâu."
    assert len(parse_text(text).components) == 1


def test_an_annex_without_a_title_is_found_by_its_numbers() -> None:
    more = "\n".join(f"Điều {number}. Tên {number}\nCâu." for number in range(1, 7))
    text = f"Điều 1. Một\nCâu.\nĐiều 2. Hai\nCâu.\nVĂN BẢN THỨ HAI\n{more}"
    tree = parse_text(text)
    assert articles(tree) == [2, 6]
    assert tree.components[1].title == "VĂN BẢN THỨ HAI"


def test_tables_never_begin_provisions() -> None:
    text = "Điều 1. Bảng\n1. Như sau:\n| 2. Tên | Điều 2. Số |\n| a) Một | 3 |\n2. Hết."
    found = split(text)
    assert list(found) == ["art_1", "art_1__para_1", "art_1__para_2"]
    assert found["art_1__para_1"].text.endswith("| a) Một | 3 |")


def test_a_text_without_articles_is_kept_whole_with_a_warning() -> None:
    tree = parse_text("THÔNG BÁO\n1. Thư viện nghỉ.\n2. Xin lỗi bạn đọc.")
    assert tree.components[0].preamble == "THÔNG BÁO\n1. Thư viện nghỉ.\n2. Xin lỗi bạn đọc."
    assert [notice.code for notice in tree.warnings] == ["no_article"]


def test_nothing_at_all_is_an_empty_text() -> None:
    assert parse_text("").components[0].preamble == ""


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Điều 1. Một\nCâu.\nĐiều 3. Ba\nCâu.\nĐiều 4. Bốn\nCâu.", 3, "gap"),
        ("Điều 1. Một\n1. A.\n3. B.", 3, "gap"),
        ("Điều 1. Một\n2. A.\n3. B.", 2, "gap"),
        ("Điều 1. Một\n1. Gồm:\na) A;\nb) B;\nd) C.", 5, "gap"),
        ("Điều 1. Một\n1. Gồm:\na) A;\nb) B;\nb) C;\nc) D.", 5, "repeated"),
        ("Điều 1. Một\n1. Gồm:\na) A;\nb) B;\nc) C;\nd) D;\nđ) Đ;\ne) E;\nf) F;\ng) G.", 9, "odd_letter"),
        ("Điều 1. Một\nCâu.\nĐiều 2. Hai\nCâu.\nĐiều 2. Hai nữa\nCâu.\nĐiều 3. Ba\nCâu.", 5, "repeated"),
    ],
)
def test_what_is_odd_is_kept_and_named_with_its_line(text: str, line: int, code: str) -> None:
    assert codes(text) == [(line, code)]
