"""The table as plain values: a comment a row, a fact a column."""

from dataclasses import replace
from datetime import date

from draftreview.domain.synthesis import Answer, Extract, Proposed, Topic
from draftreview.domain.synthesis_sheet import fields, first_line, records
from draftreview.domain.vocabulary import Category, Operation, Outcome, Stage
from tests.domain.tables import CLAUSE, ROW, table


def sheet(row, stages: bool = False) -> dict[str, object]:
    columns = fields(stages)
    (values,) = records(replace(table(), rows=(row,)), columns)
    return dict(zip([column.title for column in columns], values, strict=True))


def test_every_fact_of_a_comment_has_a_column() -> None:
    row = replace(
        ROW,
        place=CLAUSE,
        late=True,
        category=Category.QUESTION,
        topics=(Topic("b1", "Tiếp nhận"), Topic("b", "Quy trình")),
        proposed=Proposed(Operation.REPLACE, text="Mới.", old_text="Cũ."),
        reason="Khó làm.",
        answer=Answer(Outcome.PARTLY_ACCEPTED, Stage.APPROVED, "Giữ một phần.", text="Vừa."),
    )
    assert sheet(row, stages=True) == {
        "TT": 1,
        "Điều, khoản": "Khoản 2 Điều 5",
        "Nay là": "khoản 2 Điều 6",
        "Cơ quan góp ý": "Sở Tư pháp",
        "Số văn bản": "2214/STP-VB",
        "Ngày văn bản": date(2017, 10, 27),
        "Thời hạn": "Gửi muộn",
        "Loại góp ý": "Câu hỏi",
        "Nội dung trọng tâm": "Tiếp nhận",
        "Nội dung góp ý": "Đề nghị rà soát từ ngữ.",
        "Câu chữ đề xuất": "Đề nghị sửa thành: “Mới.”",
        "Lý do": "Khó làm.",
        "Kết quả": "Tiếp thu một phần",
        "Giải trình": "Giữ một phần.\nNội dung đưa vào dự thảo: “Vừa.”",
        "Tình trạng xử lý": "Đã duyệt",
    }


def test_a_place_that_is_gone_is_said_to_be_gone() -> None:
    gone = replace(CLAUSE, now="không còn trong bản lần 2")
    assert sheet(replace(ROW, place=gone))["Nay là"] == "không còn trong bản lần 2"


def test_what_is_open_has_neither_outcome_nor_explanation() -> None:
    values = sheet(ROW, stages=True)
    assert (values["Kết quả"], values["Giải trình"]) == ("", "")
    assert values["Tình trạng xử lý"] == "Chưa xử lý"


def test_without_the_column_of_stages_an_answer_that_waits_says_so() -> None:
    values = sheet(replace(ROW, answer=Answer(Outcome.NOTED, Stage.PROPOSED, "Ghi nhận.")))
    assert values["Giải trình"] == "Ghi nhận.\n(chờ duyệt)"
    assert "Tình trạng xử lý" not in values


def test_the_first_line_says_what_the_sheet_is() -> None:
    whole = table()
    extract = replace(whole, rows=whole.rows[:1], extract=Extract(("Sở Tư pháp",), 3))
    assert first_line(whole, final=True).endswith("về cơ chế một cửa")
    assert first_line(extract).endswith("(Trích 01 trong tổng số 03 ý kiến: Sở Tư pháp). BẢN NHÁP, CHƯA CHỐT")
