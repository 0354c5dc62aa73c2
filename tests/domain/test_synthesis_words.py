"""What the table says cell by cell: places, agencies, comments, wordings and answers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain import synthesis_words
from draftreview.domain.diffing import NotRebuilt
from draftreview.domain.places import place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import Answer, Letter, Proposed
from draftreview.domain.synthesis_words import (
    Run,
    agency_cell,
    answer_cell,
    comment_cell,
    place_cell,
    plain_lines,
    proposal_lines,
    said_letter,
    text_cell,
)
from draftreview.domain.vocabulary import Operation, Outcome, Stage
from tests.domain.tables import ROW, answered, text_of

CLAUSE = place_of("att_1__art_5__para_2", ComponentKind.REGULATION, 1, 12)


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
        assert plain_lines(proposal_lines(proposed)).split("\n") == lines


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


def test_a_letter_that_came_after_the_term_is_said_to_be_late() -> None:
    assert text_of(agency_cell(replace(ROW, late=True))).endswith("ngày 27/10/2017, gửi muộn)")
    assert said_letter(Letter(), late=True) == "chưa ghi số văn bản, gửi muộn"


def test_the_words_of_the_draft_stand_under_their_place() -> None:
    row = replace(ROW, place=CLAUSE, words="Phạm vi\n\nQuy định này.")
    assert text_of(text_cell(row)) == "Khoản 2 Điều 5\nPhạm vi\nQuy định này."


def test_the_words_after_the_points_are_told_apart() -> None:
    proposed = Proposed(Operation.REPLACE, tail="Đoạn mới.", old_tail="Đoạn cũ.")
    assert plain_lines(proposal_lines(proposed)) == "Đề nghị sửa đoạn cuối thành: “Đoạn mới.”"


def test_differences_are_struck_and_underlined() -> None:
    proposed = Proposed(Operation.REPLACE, text="Trả lời trong 07 ngày.", old_text="Trả lời trong 05 ngày.")
    assert proposal_lines(proposed, differences=True) == [
        (
            Run("Đề nghị sửa thành: “Trả lời trong "),
            Run("05", struck=True),
            Run("07", underlined=True),
            Run(" ngày.”"),
        )
    ]


def test_what_is_left_out_is_struck_and_what_comes_is_underlined() -> None:
    gone = proposal_lines(Proposed(Operation.DELETE, old_text="Bỏ đi."), differences=True)
    assert gone == [(Run("Đề nghị bỏ quy định này: “"), Run("Bỏ đi.", struck=True), Run("”"))]
    assert proposal_lines(Proposed(Operation.DELETE), differences=True) == [
        (Run("Đề nghị bỏ quy định này."),)
    ]
    come = proposal_lines(Proposed(Operation.INSERT, text="Mới.", beside="Điều 5"), differences=True)
    assert come == [(Run("Đề nghị bổ sung sau Điều 5: “"), Run("Mới.", underlined=True), Run("”"))]


def test_the_drafters_own_wording_is_compared_with_the_draft() -> None:
    proposed = Proposed(Operation.REPLACE, text="Trả lời ngay.", old_text="Trả lời sau.")
    answer = Answer(Outcome.PARTLY_ACCEPTED, Stage.RELEASED, "Giữ.", text="Trả lời sớm.")
    cell = answer_cell(replace(ROW, proposed=proposed, answer=answer), differences=True)
    assert cell[1][1:3] == (Run("sau", struck=True), Run("sớm", underlined=True))
    assert "sớm" in text_of(answer_cell(replace(ROW, answer=answer), differences=True))


@given(st.text(alphabet="ab \nđ", max_size=30), st.text(alphabet="ab \nđ", min_size=1, max_size=30))
def test_without_what_is_struck_the_new_wording_is_left(old: str, new: str) -> None:
    lines = proposal_lines(Proposed(Operation.INSERT, text=new, old_text=old), differences=True)
    kept = " ".join("".join(run.text for run in line if not run.struck) for line in lines)
    assert kept.removeprefix("Đề nghị bổ sung: “").removesuffix("”").split() == new.split()


def test_a_comparison_that_fails_leaves_the_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_old: str, _new: str) -> None:
        raise NotRebuilt

    monkeypatch.setattr(synthesis_words, "difference", fail)
    proposed = Proposed(Operation.REPLACE, text="Mới.", old_text="Cũ.")
    assert proposal_lines(proposed, differences=True) == [(Run("Đề nghị sửa thành: “Mới.”"),)]
