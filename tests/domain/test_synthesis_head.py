"""What stands above the table: the sentences of the law, the lists of agencies, the marks of a draft."""

from dataclasses import replace

import pytest

from draftreview.domain.synthesis import Extract, Invited, Letter, sorted_out
from draftreview.domain.synthesis_head import date_line, figure, marks, opening_lines, title_lines
from draftreview.domain.vocabulary import Stance
from tests.domain.tables import table, text_of


def test_the_opening_names_agreeing_agencies_with_their_letters() -> None:
    lines = [text_of((line,)) for line in opening_lines(table())]
    assert lines == [
        "Căn cứ Luật năm 2015, Sở Nội vụ đã gửi lấy ý kiến bằng văn bản số 2520/SNV-CCHC ngày 02/10/2017 "
        "và tổng hợp kết quả như sau:",
        "1. Tổng số 03 cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số 03 ý kiến nhận được.",
        "2. Kết quả cụ thể như sau:",
        "a) Nhất trí hoàn toàn (01 cơ quan): Sở Ngoại vụ (văn bản số 842/SNgV-VP ngày 19/10/2017).",
        "b) Có ý kiến góp ý (01 cơ quan): Sở Tư pháp.",
        "c) Không có văn bản trả lời (01 cơ quan): Ban Dân tộc.",
        "d) Kết quả xử lý 03 ý kiến: tiếp thu 01; tiếp thu một phần 00; không tiếp thu 01; ghi nhận 00; "
        "chưa xử lý 01.",
    ]


def test_lists_that_the_law_does_not_ask_for_stand_only_where_needed() -> None:
    parties = sorted_out([Invited("Sở C", stance=Stance.NO_OPINION), Invited("Sở D", stance=Stance.DISAGREE)])
    lines = [text_of((line,)) for line in opening_lines(replace(table(), parties=parties, rows=()))]
    assert lines[3] == "a) Nhất trí hoàn toàn: không có."
    assert lines[5] == "c) Trả lời không có ý kiến (01 cơ quan): Sở C (chưa ghi số văn bản)."
    assert lines[6].startswith("d) Có văn bản trả lời, không nêu ý kiến cụ thể (01 cơ quan): Sở D")
    assert lines[8].endswith("tiếp thu 00; tiếp thu một phần 00; không tiếp thu 00; ghi nhận 00.")


def test_silence_is_never_counted_as_agreement() -> None:
    parties = sorted_out([Invited("Sở A"), Invited("Sở B")])
    lines = [text_of((line,)) for line in opening_lines(replace(table(), parties=parties, rows=()))]
    assert lines[3] == "a) Nhất trí hoàn toàn: không có."
    assert lines[5] == "c) Không có văn bản trả lời (02 cơ quan): Sở A; Sở B."


def test_an_agency_that_agreed_late_is_said_to_be_late() -> None:
    late = Invited("Sở A", Letter("1/A"), Stance.AGREE, late=True)
    lines = [text_of((line,)) for line in opening_lines(replace(table(), parties=sorted_out([late])))]
    assert lines[3].endswith("Sở A (văn bản số 1/A, gửi muộn).")


def test_an_extract_says_so_and_names_no_other_agency() -> None:
    whole = table()
    extract = replace(whole, rows=whole.rows[:1], extract=Extract(("Sở Tư pháp", "Điều 5"), 3))
    assert title_lines(whole) == (whole.heading.title.upper(), f"đối với dự thảo {whole.heading.subject}")
    assert title_lines(extract)[2] == "(Trích 01 trong tổng số 03 ý kiến: Sở Tư pháp; Điều 5)"
    lines = [text_of((line,)) for line in opening_lines(extract)]
    assert "tổng số 03 ý kiến" in lines[1]
    assert lines[3:] == [
        "Kết quả xử lý 01 ý kiến của bản trích: tiếp thu 01; tiếp thu một phần 00; không tiếp thu 00; "
        "ghi nhận 00."
    ]


@pytest.mark.parametrize(
    ("illustrative", "final", "said"),
    [
        (False, False, ("BẢN NHÁP, CHƯA CHỐT",)),
        (True, False, ("BẢN NHÁP, CHƯA CHỐT", "DỰ THẢO MINH HỌA")),
        (True, True, ("DỰ THẢO MINH HỌA",)),
        (False, True, ()),
    ],
)
def test_all_but_a_final_table_is_marked_as_a_draft(illustrative, final, said) -> None:
    of = table()
    assert marks(replace(of, heading=replace(of.heading, illustrative=illustrative)), final) == said


def test_the_day_is_left_to_be_written_in() -> None:
    assert date_line(table().heading) == "Đồng Nai, ngày … tháng … năm …"


def test_figures_have_at_least_two_digits() -> None:
    assert [figure(number) for number in (0, 7, 143)] == ["00", "07", "143"]
