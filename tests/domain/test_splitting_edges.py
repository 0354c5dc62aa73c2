"""Rare shapes of legal texts, each read in the most probable way."""

import pytest

from draftreview.domain.articles import choose_articles
from draftreview.domain.lines import Line, Lines, clean, in_capitals, lines_of
from draftreview.domain.parsing import parse, parse_text
from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.domain.quotations import depth_at, find_quotations
from draftreview.domain.sequences import Candidate, Costs, best_chain
from draftreview.domain.titles import split_title
from tests.outlines import articles, codes, eids, split


def set_in_bold(text: str, plain: set[int]) -> Lines:
    """Give lines that are all bold but some."""
    return Lines(
        tuple(Line(at, row, bold=at not in plain) for at, row in enumerate(text.split("\n"), start=1))
    )


def test_a_line_unlike_the_other_headings_is_doubted() -> None:
    text = "Điều 1. A\nĐiều 2. B\nĐiều 3. C\nĐiều 4. D\nTheo đây:\nĐiều 5. Luật khác\nĐiều 5. E\nĐiều 6. F"
    tree = parse(set_in_bold(text, plain={5, 6}))
    assert [one.line for one in tree.components[0].children] == [1, 2, 3, 4, 7, 8]


def test_points_before_clauses_keep_the_paragraph_behind_them() -> None:
    found = split("Điều 1. Việc\na) Một;\nb) Hai.\nCâu xen giữa hai danh sách.\n1. Khoản một.\n2. Khoản hai.")
    assert found["art_1__point_b"].text == "Hai.\nCâu xen giữa hai danh sách."
    assert list(found)[-2:] == ["art_1__para_1", "art_1__para_2"]


@pytest.mark.parametrize(
    "lines",
    [
        "PHỤ LỤC\nBIỂU MẪU\n(Kèm theo Quyết định số 1/2017/QĐ-UBND",
        "PHỤ LỤC\nBIỂU MẪU\n(Kèm theo Quyết định số 1/2017/QĐ-UBND\nngày 02 tháng 3 năm 2017)",
    ],
)
def test_a_note_of_issue_may_run_over_lines(lines: str) -> None:
    appendix = parse_text(f"Điều 1. Một\nCâu.\n{lines}\nNội dung phụ lục.").components[1]
    assert (appendix.title, appendix.preamble) == (lines, "Nội dung phụ lục.")


def test_an_annex_may_be_titled_on_one_line() -> None:
    title = "THỂ LỆ THI ĐỌC (Ban hành kèm theo Quyết định số 1)"
    tree = parse_text(f"Điều 1. Một\nCâu.\nNơi nhận: Lưu.\n{title}\nĐiều 1. A\nCâu.")
    assert [one.kind for one in tree.components] == [ComponentKind.MAIN, ComponentKind.REGULATION]


def test_a_chapter_that_mentions_its_issue_is_no_annex() -> None:
    text = "CHƯƠNG I QUY ĐỊNH CHUNG (Ban hành kèm theo Luật cũ)\nĐiều 1. A\nCâu.\nĐiều 2. B\nCâu."
    assert len(parse_text(text).components) == 1


def test_a_signature_that_mentions_an_issue_is_no_annex() -> None:
    text = "Điều 1. A\nCâu.\nTM. ỦY BAN NHÂN DÂN (Kèm theo Quyết định số 1)\nTrần Văn B"
    assert len(parse_text(text).components) == 1


def test_a_sentence_that_mentions_an_issue_is_no_annex() -> None:
    text = "Điều 1. A\nThẻ và sổ (ban hành kèm theo Quyết định số 1) còn dùng.\nĐiều 2. B\nCâu."
    assert len(parse_text(text).components) == 1


@pytest.mark.parametrize(("before", "count"), [("Câu.", 2), ("thẻ ghi ở", 1), ("| a | b |", 2)])
def test_a_bare_appendix_is_a_title_only_where_nothing_runs_into_it(before: str, count: int) -> None:
    text = f"Điều 1. A\n{before}\nPhụ lục\nGhi chú dùng chung."
    assert len(parse_text(text).components) == count


def test_appendices_of_a_letter_without_articles_come_apart() -> None:
    tree = parse_text("THÔNG BÁO\nThư viện nghỉ.\nPHỤ LỤC I\nLịch nghỉ")
    assert [one.kind for one in tree.components] == [ComponentKind.MAIN, ComponentKind.APPENDIX]


def test_an_annex_behind_the_signature_of_a_letter_is_one() -> None:
    letter = "THÔNG BÁO\nThư viện nghỉ.\nNơi nhận:\n- Lưu."
    tree = parse_text(f"{letter}\nNỘI QUY\n(Ban hành kèm theo Công văn số 2)\nĐiều 1. A\nCâu.")
    assert [one.kind for one in tree.components] == [ComponentKind.MAIN, ComponentKind.REGULATION]
    assert tree.components[0].preamble.endswith("- Lưu.")


def test_an_appendix_that_holds_a_regulation_is_one_text() -> None:
    text = "Điều 1. A\nCâu.\nPHỤ LỤC\nQUY CHẾ MẪU\n(Ban hành kèm theo Quyết định số 1)\nĐiều 1. B\nCâu."
    tree = parse_text(text)
    assert [one.kind for one in tree.components] == [ComponentKind.MAIN, ComponentKind.APPENDIX]
    assert articles(tree) == [1, 1]


def test_forms_that_follow_each_other_stay_two() -> None:
    text = "Điều 1. A\nCâu.\nMẫu số 01\nMẫu số 02\nNội dung."
    assert len(parse_text(text).components) == 3


def test_a_list_behind_the_signature_is_an_appendix() -> None:
    text = "Điều 1. A\nCâu.\nNơi nhận: Lưu.\nDANH MỤC SÁCH\n(Kèm theo Quyết định số 1)\n- Sách một."
    assert parse_text(text).components[1].kind is ComponentKind.APPENDIX


def test_a_new_numbering_after_plain_text_begins_with_its_first_heading() -> None:
    more = "\n".join(f"Điều {number}. Tên {number}\nCâu." for number in range(1, 8))
    tree = parse_text(f"Điều 1. Một\nCâu một.\nĐiều 2. Hai\n- Câu hai.\n{more}")
    assert articles(tree) == [2, 7]
    assert tree.components[1].title == ""


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("Điều 2) Hai", True),
        ("Điều 2) của", False),
        ("Điều 2[5] Hai", True),
        ("Điều 2[5] của", False),
        ("Điều 2 Luật Thư viện", False),
        ("Điều 2 Quyết định này có hiệu lực", True),
        ("Điều 2. thi hành", True),
        ("Điều 2.[5] Hai", True),
    ],
)
def test_what_stands_behind_the_number_decides(line: str, counted: bool) -> None:
    text = f"Điều 1. Một\nCâu.\n{line}\nCâu."
    assert ("art_2" in eids(text)) is counted


def test_a_number_alone_before_small_letters_is_a_reference() -> None:
    text = "Điều 1. Một\nCâu.\nĐiều 2\ncủa luật khác.\nĐiều 2.\nmà thôi.\nĐiều 2. Hai\nCâu."
    assert [one.line for one in parse_text(text).components[0].children] == [1, 7]


@pytest.mark.parametrize("line", ["2. của năm trước", "2.", "20. Mười ngày", "2.5 lần", "2017. Năm ấy"])
def test_a_number_that_begins_a_line_need_not_be_a_clause(line: str) -> None:
    assert eids(f"Điều 1. Một\n1. Theo mức của khoản\n{line}\nlà đủ.") == ["art_1", "art_1__para_1"]


@pytest.mark.parametrize("number", ["2.", "2/", "2)", "2-", "2 ."])
def test_a_clause_may_be_marked_in_several_ways(number: str) -> None:
    assert eids(f"Điều 1. Một\n1. Một câu.\n{number} Hai câu.")[-1] == "art_1__para_2"


def test_a_chapter_glued_to_the_end_of_a_line_is_found_by_its_title() -> None:
    found = split("Quốc hội ban hành Luật Thư viện, Chương I.\nQUY ĐỊNH CHUNG\nĐiều 1. A\nCâu.")
    assert found["chp_I"].heading == "QUY ĐỊNH CHUNG"


def test_a_mention_of_a_chapter_at_the_end_of_a_line_is_none() -> None:
    found = split("Điều 1. A\nTheo quy định của Chương I\nTHƯ VIỆN\nĐiều 2. B\nCâu.")
    assert list(found) == ["art_1", "art_2"]


def test_an_annex_begins_with_the_block_that_names_the_agency() -> None:
    text = "Điều 1. A\nCâu.\nNơi nhận: Lưu.\nUBND TỈNH A\nNỘI QUY\nPHÒNG ĐỌC\nChương I\nĐỌC\nĐiều 1. B\nCâu."
    assert parse_text(text).components[1].title == "UBND TỈNH A\nNỘI QUY\nPHÒNG ĐỌC"


def test_a_title_marked_by_the_layout_needs_no_capitals() -> None:
    lines = (
        Line(1, "Điều 1. A"),
        Line(2, "Câu."),
        Line(3, "Quy chế mượn sách", level=1),
        Line(4, "Điều 1. B"),
        Line(5, "Câu."),
    )
    assert parse(Lines(lines)).components[1].title == "Quy chế mượn sách"


def test_a_form_inside_an_appendix_is_a_text_of_its_own() -> None:
    text = "Điều 1. A\nCâu.\nPHỤ LỤC I\nCÁC BIỂU MẪU\nMẪU SỐ 1\nNội dung."
    titles = [one.title for one in parse_text(text).components[1:]]
    assert titles == ["PHỤ LỤC I\nCÁC BIỂU MẪU", "MẪU SỐ 1"]


def test_a_letter_with_a_stop_begins_a_point_only_before_a_capital() -> None:
    assert eids("Điều 1. Một\n1. Gồm:\na. Sách;\nb. Báo.")[2:] == [
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
    ]
    assert eids("Điều 1. Một\n1. Gồm:\na. sách;\nb. báo.") == ["art_1", "art_1__para_1"]


def test_a_clause_number_out_of_order_is_named() -> None:
    lines = "\n".join(f"{number}. Câu {number}." for number in (*range(1, 9), *range(1, 9)))
    assert "order" in {code for _, code in codes(f"Điều 1. Một\n{lines}")}


def test_a_mark_quoted_in_a_doubtful_line_gives_no_second_warning() -> None:
    text = (
        "Điều 1. Sửa đổi Luật\n1. Sửa đổi Điều 9 như sau:\n“Chương V\nĐiều 9. Mới\nCâu.”\nĐiều 2. Khác\nCâu."
    )
    assert codes(text) == []


def test_a_quotation_far_too_long_is_given_up() -> None:
    lines = ["1. Sửa đổi Điều 2 như sau:", "“Điều 2. Mới", *["Câu."] * 1600]
    quotations = find_quotations(lines)
    assert quotations.unclosed == (1,)
    assert quotations.inside[1500]


def test_an_instruction_behind_an_inner_closing_mark_ends_the_quotation() -> None:
    lines = ["1. Sửa đổi như sau:", "“Điều 2. Mới", "“Điều 3. Nữa", "hết.”", "2. Bãi bỏ Điều 5.", "3. Nữa."]
    assert find_quotations(lines).inside == (False, False, True, True, False, False)


def test_the_depth_of_quotation_inside_a_line() -> None:
    line = 'Gọi là “một” và "hai" ở đây'
    assert [depth_at(line, offset) for offset in (0, 9, 14, 18, len(line))] == [0, 1, 0, 1, 0]


def test_numbers_and_letters_inside_a_quotation_begin_nothing() -> None:
    found = eids("Điều 1. A\n1. Ghi “Câu một. 2. Câu hai; a) điểm một; b) điểm hai.” vào sổ.\n2. Xong.")
    assert found == ["art_1", "art_1__para_1", "art_1__para_2"]


def test_two_title_words_in_one_block_of_capitals_are_one_title() -> None:
    title = "QUY ĐỊNH\nVỀ SÁCH\nKẾ HOẠCH MUA\n(Kèm theo Quyết định số 1)"
    text = f"Điều 1. A\nCâu.\nNơi nhận: Lưu.\n{title}\nĐiều 1. B\nC."
    assert parse_text(text).components[1].title == title


def test_an_untitled_annex_looks_no_further_than_ten_lines_up() -> None:
    lines = "\n".join(f"dòng rời {number}" for number in range(12))
    more = "\n".join(f"Điều {number}. Tên {number}\nCâu." for number in range(1, 8))
    assert articles(parse_text(f"Điều 1. Một\nCâu.\nĐiều 2. Hai\n{lines}\n{more}")) == [2, 7]


def test_titles_of_nothing_are_nothing() -> None:
    assert split_title([], more=False) == ("", [])


def test_no_candidates_make_no_chain() -> None:
    assert best_chain(Kind.ARTICLE, [], Costs()) == []
    assert choose_articles([], [], []).chosen == ()


def test_a_series_prefers_following_on_to_starting_anew() -> None:
    candidates = [Candidate((1, 0, 0), 10.0), Candidate((2, 0, 0), 10.0), Candidate((1, 0, 0), 10.0)]
    assert best_chain(Kind.ARTICLE, candidates, Costs()) == [0, 1]


def test_lines_are_cleaned_and_keep_their_numbers() -> None:
    lines = lines_of("  Điê\u0300u\u00a01.\tA\u200b\r\n\r\nB\x07").lines
    assert [(line.number, line.text) for line in lines] == [(1, "Điều 1. A"), (3, "B")]
    assert clean("\ufeff\u00ad") == ""


@pytest.mark.parametrize(("text", "said"), [("ĐIỀU LỆ", True), ("QUY CHẾ của UBND", False), ("123", False)])
def test_capitals_are_judged_by_letters(text: str, said: bool) -> None:
    assert in_capitals(text) is said
