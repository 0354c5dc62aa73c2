"""The synthesis table: every comment once, in the law's order, counted from the outcome itself."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.places import GENERAL, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import (
    Answer,
    Invited,
    Letter,
    Proposed,
    Row,
    by_place,
    count,
    in_order,
    sorted_out,
)
from draftreview.domain.synthesis_words import (
    LAYOUT_A,
    agency_cell,
    answer_cell,
    comment_cell,
    figure,
    opening_lines,
    place_cell,
    said_letter,
    said_proposal,
)
from draftreview.domain.vocabulary import Operation, Outcome, Stage, Stance
from tests.domain.tables import ROW, answered, table, text_of

CLAUSE = place_of("att_1__art_5__para_2", ComponentKind.REGULATION, 1, 12)

rows = st.builds(
    Row,
    comment_id=st.integers(1, 10_000),
    place=st.sampled_from([GENERAL, CLAUSE, place_of("art_1", ComponentKind.MAIN, 0, 0)]),
    agency=st.sampled_from(["Sở A", "Sở B"]),
    letter=st.just(Letter()),
    body=st.text(max_size=20),
    answer=st.none() | st.builds(Answer, st.sampled_from(Outcome), st.sampled_from(Stage), st.text()),
)


@given(st.lists(rows, unique_by=lambda row: row.comment_id))
def test_ordering_keeps_every_row_exactly_once(found) -> None:
    ordered = in_order(found)
    assert sorted(row.comment_id for row in ordered) == sorted(row.comment_id for row in found)
    assert [row for _, group in by_place(ordered) for row in group] == list(ordered)


@given(st.lists(rows, unique_by=lambda row: row.comment_id))
def test_every_place_is_merged_once(found) -> None:
    places = [place for place, _ in by_place(in_order(found))]
    assert places == sorted(set(places))


@given(st.lists(rows))
def test_the_outcomes_and_what_is_open_add_up_to_the_comments(found) -> None:
    totals = count(found)
    assert totals.comments == len(found)
    assert totals.pending == sum(row.answer is None for row in found)


def test_counts_come_from_the_outcome_never_from_words() -> None:
    declined = answered(Outcome.DECLINED, "Không tiếp thu; phần đã tiếp thu nằm ở Điều 3.")
    totals = count([declined, ROW])
    assert (totals.outcomes[Outcome.DECLINED], totals.outcomes[Outcome.ACCEPTED]) == (1, 0)
    assert totals.pending == 1


def test_rows_of_one_place_follow_the_register_of_agencies() -> None:
    late, early = replace(ROW, comment_id=1, turn=(9, 0)), replace(ROW, comment_id=2, turn=(1, 0))
    assert in_order([late, early]) == (early, late)


def test_every_agency_stands_in_exactly_one_list() -> None:
    parties = sorted_out(
        [
            Invited("Sở A", stance=Stance.AGREE),
            Invited("Sở B", stance=Stance.AGREE_WITH_COMMENTS, comments=2),
            Invited("Sở C", stance=Stance.NO_OPINION),
            Invited("Sở D", stance=Stance.DISAGREE),
            Invited("Sở E"),
        ]
    )
    lists = (parties.agreed, parties.commented, parties.no_opinion, parties.without_items, parties.silent)
    assert [one.name for found in lists for one in found] == ["Sở A", "Sở B", "Sở C", "Sở D", "Sở E"]
    assert parties.count == 5


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


def test_a_place_says_where_it_stands_now() -> None:
    moved = replace(CLAUSE, now="nay là khoản 2 Điều 6")
    assert text_of(place_cell(replace(ROW, place=moved))) == "Khoản 2 Điều 5\n(nay là khoản 2 Điều 6)"
    assert text_of(place_cell(replace(ROW, place=CLAUSE))) == "Khoản 2 Điều 5"


def test_an_agency_stands_with_its_letter() -> None:
    assert text_of(agency_cell(ROW)) == "Sở Tư pháp\n(văn bản số 2214/STP-VB ngày 27/10/2017)"
    assert said_letter(Letter("12/A")) == "văn bản số 12/A"
    assert said_letter(Letter(day=date(2017, 10, 1))) == "chưa ghi số văn bản"


def test_a_comment_is_told_with_its_proposal_and_reason() -> None:
    row = replace(
        ROW,
        body="Thời hạn ngắn.\n\nĐề nghị xem lại.",
        reason="Thực địa.\nXa.",
        proposed=Proposed(Operation.REPLACE, text="07 ngày.", old_text="05 ngày."),
    )
    assert text_of(comment_cell(row)).split("\n") == [
        "Thời hạn ngắn.",
        "Đề nghị xem lại.",
        "Đề nghị sửa thành: “07 ngày.”",
        "Lý do: Thực địa.",
        "Xa.",
    ]


def test_each_operation_is_said_in_words() -> None:
    replace_ = Operation.REPLACE
    said = {
        Proposed(replace_, "Tên mới", "Chữ cũ", "Tên cũ", "Chữ  cũ"): ["Đề nghị sửa tên thành: “Tên mới”"],
        Proposed(replace_, "Tên", "Một\nHai", "Tên", "Ba"): ["Đề nghị sửa thành: “Một", "Hai”"],
        Proposed(Operation.INSERT, text="Khoản mới.", beside="khoản 2 Điều 5"): [
            "Đề nghị bổ sung sau khoản 2 Điều 5: “Khoản mới.”"
        ],
        Proposed(Operation.INSERT, "Tên", "Mới.", beside="Điều 5", as_first_child=True): [
            "Đề nghị bổ sung vào đầu Điều 5: “Tên",
            "Mới.”",
        ],
        Proposed(Operation.INSERT, text="Mới."): ["Đề nghị bổ sung: “Mới.”"],
        Proposed(Operation.DELETE): ["Đề nghị bỏ quy định này."],
        Proposed(Operation.MOVE, beside="khoản 3 Điều 8"): ["Đề nghị chuyển đến sau khoản 3 Điều 8."],
        Proposed(Operation.MOVE, text="Mới.", old_text="Cũ.", beside="khoản 3 Điều 8"): [
            "Đề nghị chuyển đến sau khoản 3 Điều 8.",
            "Đề nghị sửa thành: “Mới.”",
        ],
    }
    for proposed, lines in said.items():
        assert said_proposal(proposed) == lines


def test_an_answer_opens_with_its_outcome_in_bold() -> None:
    cell = answer_cell(answered(Outcome.DECLINED, "Đã có luật.\nXem Điều 3."))
    assert (cell[0][0].text, cell[0][0].bold) == ("Không tiếp thu.", True)
    assert text_of(cell) == "Không tiếp thu. Đã có luật.\nXem Điều 3."
    assert text_of(answer_cell(answered(Outcome.ACCEPTED))) == "Tiếp thu."


def test_the_drafters_own_wording_and_what_waits_for_approval_are_said() -> None:
    answer = Answer(Outcome.PARTLY_ACCEPTED, Stage.PROPOSED, "Giữ số ngày.", "", "Trả lời trên phần mềm.")
    assert text_of(answer_cell(replace(ROW, answer=answer))).split("\n") == [
        "Tiếp thu một phần. Giữ số ngày.",
        "Nội dung đưa vào dự thảo: “Trả lời trên phần mềm.”",
        "(chờ duyệt)",
    ]


def test_what_is_open_never_prints_as_an_answer() -> None:
    assert answer_cell(ROW) == ()


def test_layout_a_has_the_four_columns_of_the_law() -> None:
    assert [column.title.upper() for column in LAYOUT_A.columns] == [
        "NHÓM VẤN ĐỀ HOẶC ĐIỀU, KHOẢN",
        "CHỦ THỂ GÓP Ý",
        "NỘI DUNG GÓP Ý",
        "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
    ]
    assert sum(column.share for column in LAYOUT_A.columns) == 100
    assert len(LAYOUT_A.cells(ROW)) == 4


def test_figures_have_at_least_two_digits() -> None:
    assert [figure(number) for number in (0, 7, 143)] == ["00", "07", "143"]
