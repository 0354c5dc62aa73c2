"""The official letter says what the agency says, in the order of the law, and invents nothing."""

from datetime import date

import pytest

from draftreview.domain.letters import (
    BLANK,
    Facts,
    LineRole,
    Opinion,
    Sender,
    authority_of,
    body_lines,
    dated,
    names_of,
    numbered,
    placed,
    plain_lines,
    signature_frame,
)
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import AgencyKind, Operation, Stance
from tests.domain.letters import GENERAL, letter, opinion

DISTRICT = Sender("UBND huyện Định Quán", AgencyKind.DISTRICT)


def body(*opinions: Opinion, **more: object) -> list[str]:
    return [f"{line.lead}{line.text}" for line in body_lines(letter(*opinions, **more))]


def test_a_department_stands_under_the_provincial_committee() -> None:
    sender = Sender("Sở Y tế", AgencyKind.DEPARTMENT)
    assert (authority_of(sender), names_of(sender)) == ("UBND TỈNH ĐỒNG NAI", ("SỞ Y TẾ",))
    assert placed(letter()).startswith("Đồng Nai, ngày")


def test_a_district_names_nothing_above_itself_and_dates_at_its_own_place() -> None:
    assert (authority_of(DISTRICT), names_of(DISTRICT)) == ("", ("ỦY BAN NHÂN DÂN", "HUYỆN ĐỊNH QUÁN"))
    assert placed(letter(sender=DISTRICT)).startswith("Định Quán, ngày")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2017, 2, 5), "ngày 05 tháng 02 năm 2017"),
        (date(2017, 10, 24), "ngày 24 tháng 10 năm 2017"),
        (date(2017, 9, 1), "ngày 01 tháng 9 năm 2017"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_a_day_is_written_with_zeros_where_they_guard_against_forgery(day: date | None, said: str) -> None:
    assert dated(day) == said


def test_what_is_not_known_is_dots() -> None:
    assert numbered(letter()) == "Số: ……/……"
    assert signature_frame(letter()).right == (BLANK, BLANK, BLANK)
    known = letter(facts=Facts("15/SYT-VP", date(2017, 10, 24), "Trần Văn B"))
    assert numbered(known) == "Số: 15/SYT-VP"
    assert signature_frame(known).right[-1] == "Trần Văn B"


def test_an_opinion_says_the_words_the_wording_and_the_reason() -> None:
    assert body(opinion(3, 1))[1:-1] == [
        "1. Ý kiến cụ thể",
        "1.1. Điều 3. Xin ý kiến",
        "a) Khoản 1 Điều 3",
        "- Nội dung dự thảo: “Cơ quan được hỏi trả lời trong thời hạn 05 ngày.”",
        "- Đề nghị sửa thành: “Cơ quan được hỏi trả lời trong thời hạn 03 ngày.”",
        "- Ý kiến: Thời hạn dài.",
        "Nên rút ngắn.",
        "- Lý do: Hồ sơ chuyển qua mạng.",
    ]


def test_general_opinions_stand_first_and_opinions_of_one_article_together() -> None:
    lines = body(GENERAL, opinion(3, 1), opinion(3, 2), opinion(4, 1))
    assert lines[1:4] == ["1. Ý kiến chung", "Đề nghị rà soát từ ngữ.", "Lý do: Nhiều chỗ dùng khác nhau."]
    heads = [line for line in lines if line[:2] in ("2.", "a)", "b)")]
    assert heads == [
        "2. Ý kiến cụ thể",
        "2.1. Điều 3. Xin ý kiến",
        "a) Khoản 1 Điều 3",
        "b) Khoản 2 Điều 3",
        "2.2. Điều 4. Xin ý kiến",
        "a) Khoản 1 Điều 4",
    ]


def test_several_general_opinions_are_lettered() -> None:
    lines = body(GENERAL, Opinion(body="Thống nhất cách viết tắt."))
    assert [line for line in lines if ")" in line[:2]] == [
        "a) Đề nghị rà soát từ ngữ.",
        "b) Thống nhất cách viết tắt.",
    ]


def test_letters_are_doubled_where_the_series_is_through() -> None:
    places = [line.text for line in body_lines(letter(*[opinion(3, n + 1) for n in range(24)]))]
    assert "y) Khoản 23 Điều 3" in places
    assert "aa) Khoản 24 Điều 3" in places


def test_chosen_words_a_tail_and_a_deletion_are_said() -> None:
    lines = body(
        opinion(
            3, 1, passage="05 ngày", proposed=Proposed(Operation.REPLACE, tail="Ghi lại."), body="", reason=""
        ),
        opinion(3, 2, proposed=Proposed(Operation.DELETE), words=""),
    )
    assert "- Đoạn được góp ý: “05 ngày”" in lines
    assert "- Đề nghị sửa đoạn cuối thành: “Ghi lại.”" in lines
    assert "- Đề nghị bỏ quy định này." in lines


def test_a_wording_of_several_paragraphs_keeps_them() -> None:
    inserted = Proposed(Operation.INSERT, text="Một:\nhai.", beside="khoản 1 Điều 3")
    lines = body(opinion(3, 1, proposed=inserted))
    assert lines[5:7] == ["- Đề nghị bổ sung sau khoản 1 Điều 3: “Một:", "hai.”"]


@pytest.mark.parametrize(
    ("stance", "said"),
    [
        (Stance.AGREE, "Sở Y tế nhất trí hoàn toàn với dự thảo."),
        (Stance.NO_OPINION, "Sở Y tế không có ý kiến đối với dự thảo."),
        (Stance.DISAGREE, "Sở Y tế không nhất trí với dự thảo và có ý kiến như sau:"),
        (Stance.AGREE_WITH_COMMENTS, "Sở Y tế nhất trí với dự thảo và có ý kiến góp ý như sau:"),
        (None, f"Sở Y tế có ý kiến như sau: {BLANK}"),
    ],
)
def test_the_stance_is_said_in_the_opening(stance: Stance | None, said: str) -> None:
    opening = body(stance=stance)[0]
    assert opening.startswith("Phúc đáp Công văn số 2520/SNV-CCHC ngày 02 tháng 10 năm 2017 của Sở Nội vụ")
    assert opening.endswith(said)


def test_topics_without_an_opinion_are_named() -> None:
    assert body(silent=("Trả hồ sơ",))[1:3] == ["1. Nội dung trọng tâm không có ý kiến", "- Trả hồ sơ."]


def test_the_letter_as_plain_text_has_every_part_in_turn() -> None:
    lines = list(plain_lines(letter(opinion(3, 1))))
    order = ["SỞ Y TẾ", "Số: ……/……", "Kính gửi: Sở Nội vụ", "a) Khoản 1 Điều 3", "Nơi nhận:"]
    assert [line for line in lines if line in order] == order
    assert next(iter(plain_lines(letter(sender=DISTRICT)))) == "ỦY BAN NHÂN DÂN"


def test_the_closing_is_a_line_of_its_own() -> None:
    *_, last = body_lines(letter())
    assert (last.role, last.text[-3:]) == (LineRole.CLOSING, "./.")
