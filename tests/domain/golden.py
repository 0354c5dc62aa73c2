"""A small case of all that a synthesis table must get right, and what every kind of file shall say of it.

A general comment, one on an appendix, two on one clause, an insertion, an agency in agreement, a silent one,
a late one, an answer that is pending, and words that would be a formula or markup elsewhere.
"""

from dataclasses import replace
from datetime import date

from draftreview.domain.places import GENERAL, component_place, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import (
    Answer,
    Invited,
    Letter,
    Proposed,
    Row,
    Synthesis,
    Topic,
    in_order,
    sorted_out,
)
from draftreview.domain.vocabulary import Category, Operation, Outcome, Stage, Stance
from tests.domain.tables import table

JUSTICE = Letter("2214/STP-VB", date(2017, 10, 27))
LATE = Letter("77/UBND-NV", date(2017, 11, 6))
AGREEING = Letter("842/SNgV-VP", date(2017, 10, 19))
REGULATION = ComponentKind.REGULATION
CLAUSE = place_of(
    "att_1__art_5__para_2", REGULATION, 1, 12, "Quy định", now="nay là khoản 2 Điều 6 của Quy định"
)
FORMULA = '=HYPERLINK("http://xau.example";"Bấm") <b>đậm</b> & 1'
DASHES = "- gạch đầu dòng thứ nhất;\n- gạch đầu dòng thứ hai."
WORDS = "Trả lời trong 05 ngày."


def golden() -> Synthesis:
    """Make the table."""
    justice = {"agency": "Sở Tư pháp", "agency_code": "stp", "letter": JUSTICE}
    late = {"agency": "UBND huyện Xuân Lộc", "agency_code": "xuan-loc", "letter": LATE, "late": True}
    clause = {"place": CLAUSE, "eid": "att_1__art_5__para_2", "owner": "Quy định", "words": WORDS}
    row = Row(1, GENERAL, "", Letter(), "")
    rows = [
        replace(
            row,
            **justice,
            body=FORMULA,
            eid="general",
            answer=Answer(Outcome.NOTED, Stage.RELEASED, "Ghi nhận."),
        ),
        replace(
            row,
            comment_id=2,
            **justice,
            **clause,
            proposed=Proposed(Operation.REPLACE, text="Trả lời trong 07 ngày.", old_text=WORDS),
            reason="Hồ sơ nhiều.",
            topics=(Topic("2c", "Xin ý kiến"), Topic("2", "Quy trình phần mềm")),
            answer=Answer(Outcome.DECLINED, Stage.APPROVED, "Phần đã tiếp thu nằm ở Điều 3."),
            turn=(1, 0),
        ),
        replace(row, comment_id=3, **late, **clause, body=DASHES, category=Category.QUESTION, turn=(2, 0)),
        replace(
            row,
            comment_id=4,
            **late,
            place=place_of("att_1__art_7", REGULATION, 1, 20, "Quy định"),
            eid="att_1__art_7",
            owner="Quy định",
            words="Trả kết quả",
            proposed=Proposed(Operation.INSERT, text="Khoản mới.", beside="Điều 7 của Quy định"),
            answer=Answer(Outcome.ACCEPTED, Stage.PROPOSED),
        ),
        replace(
            row,
            comment_id=5,
            **justice,
            place=component_place(ComponentKind.APPENDIX, 2, "Phụ lục 1"),
            eid="att_2",
            body="Đề nghị bổ sung ô ký nhận.",
            answer=Answer(Outcome.PARTLY_ACCEPTED, Stage.RELEASED, "Bổ sung một ô.", text="Ô ký nhận"),
        ),
    ]
    invited = [
        Invited("Sở Tư pháp", JUSTICE, Stance.AGREE_WITH_COMMENTS, 3, "stp"),
        Invited("Sở Ngoại vụ", AGREEING, Stance.AGREE, code="sngv"),
        Invited("UBND huyện Xuân Lộc", LATE, Stance.AGREE_WITH_COMMENTS, 2, "xuan-loc", late=True),
        Invited("Ban Dân tộc", code="bdt"),
    ]
    return replace(table(), parties=sorted_out(invited), rows=in_order(rows))


_JUSTICE = "Sở Tư pháp\n(văn bản số 2214/STP-VB ngày 27/10/2017)"
_LATE = "UBND huyện Xuân Lộc\n(văn bản số 77/UBND-NV ngày 06/11/2017, gửi muộn)"
_PLACE = "Khoản 2 Điều 5 của Quy định\n(nay là khoản 2 Điều 6 của Quy định)"
_SAID = (
    FORMULA,
    "Đề nghị sửa thành: “Trả lời trong 07 ngày.”\nLý do: Hồ sơ nhiều.",
    DASHES,
    "Đề nghị bổ sung sau Điều 7 của Quy định: “Khoản mới.”",
    "Đề nghị bổ sung ô ký nhận.",
)
_ANSWERED = (
    "Ghi nhận. Ghi nhận.",
    "Không tiếp thu. Phần đã tiếp thu nằm ở Điều 3.",
    "",
    "Tiếp thu.\n(chờ duyệt)",
    "Tiếp thu một phần. Bổ sung một ô.\nNội dung đưa vào dự thảo: “Ô ký nhận”",
)

LAYOUT_A_CELLS = [
    ["Ý kiến chung", _JUSTICE, _SAID[0], _ANSWERED[0]],
    [_PLACE, _JUSTICE, _SAID[1], _ANSWERED[1]],
    [_PLACE, _LATE, _SAID[2], _ANSWERED[2]],
    ["Điều 7 của Quy định", _LATE, _SAID[3], _ANSWERED[3]],
    ["Phụ lục 1", _JUSTICE, _SAID[4], _ANSWERED[4]],
]
"""The cells of layout A, what is merged said in every row."""

LAYOUT_B_CELLS = [
    ["1", "Ý kiến chung", _SAID[0], _JUSTICE, _ANSWERED[0]],
    ["2", f"{_PLACE}\n{WORDS}", _SAID[1], _JUSTICE, _ANSWERED[1]],
    ["2", f"{_PLACE}\n{WORDS}", _SAID[2], _LATE, _ANSWERED[2]],
    ["3", "Điều 7 của Quy định\nTrả kết quả", _SAID[3], _LATE, _ANSWERED[3]],
    ["4", "Phụ lục 1", _SAID[4], _JUSTICE, _ANSWERED[4]],
]
"""The cells of layout B."""

HEAD = [
    "Căn cứ Luật năm 2015, Sở Nội vụ đã gửi lấy ý kiến bằng văn bản số 2520/SNV-CCHC ngày 02/10/2017 và tổng "
    "hợp kết quả như sau:",
    "1. Tổng số 04 cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số 05 ý kiến nhận được.",
    "2. Kết quả cụ thể như sau:",
    "a) Nhất trí hoàn toàn (01 cơ quan): Sở Ngoại vụ (văn bản số 842/SNgV-VP ngày 19/10/2017).",
    "b) Có ý kiến góp ý (02 cơ quan): Sở Tư pháp; UBND huyện Xuân Lộc.",
    "c) Không có văn bản trả lời (01 cơ quan): Ban Dân tộc.",
    "d) Kết quả xử lý 05 ý kiến: tiếp thu 01; tiếp thu một phần 01; không tiếp thu 01; ghi nhận 01; "
    "chưa xử lý 01.",
]
"""The sentences above the table."""

SHEET = [
    [
        1, "Ý kiến chung", "", "Sở Tư pháp", "2214/STP-VB", date(2017, 10, 27), "Đúng hạn", "Nội dung", "",
        FORMULA, "", "", "Ghi nhận", "Ghi nhận.", "Đã công bố",
    ],
    [
        2, "Khoản 2 Điều 5 của Quy định", "khoản 2 Điều 6 của Quy định", "Sở Tư pháp", "2214/STP-VB",
        date(2017, 10, 27), "Đúng hạn", "Nội dung", "Xin ý kiến", "",
        "Đề nghị sửa thành: “Trả lời trong 07 ngày.”", "Hồ sơ nhiều.", "Không tiếp thu",
        "Phần đã tiếp thu nằm ở Điều 3.", "Đã duyệt",
    ],
    [
        3, "Khoản 2 Điều 5 của Quy định", "khoản 2 Điều 6 của Quy định", "UBND huyện Xuân Lộc", "77/UBND-NV",
        date(2017, 11, 6), "Gửi muộn", "Câu hỏi", "", DASHES, "", "", "", "", "Chưa xử lý",
    ],
    [
        4, "Điều 7 của Quy định", "", "UBND huyện Xuân Lộc", "77/UBND-NV", date(2017, 11, 6), "Gửi muộn",
        "Nội dung", "", "", "Đề nghị bổ sung sau Điều 7 của Quy định: “Khoản mới.”", "", "Tiếp thu", "",
        "Chờ duyệt",
    ],
    [
        5, "Phụ lục 1", "", "Sở Tư pháp", "2214/STP-VB", date(2017, 10, 27), "Đúng hạn", "Nội dung", "",
        "Đề nghị bổ sung ô ký nhận.", "", "", "Tiếp thu một phần",
        "Bổ sung một ô.\nNội dung đưa vào dự thảo: “Ô ký nhận”", "Đã công bố",
    ],
]  # fmt: skip
"""The values of the sheet with the column of stages."""
