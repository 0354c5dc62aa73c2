"""A small synthesis table for tests."""

from dataclasses import replace
from datetime import date

from draftreview.domain.places import GENERAL, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import (
    Answer,
    Heading,
    Invited,
    Letter,
    Proposed,
    Row,
    Synthesis,
    in_order,
    sorted_out,
)
from draftreview.domain.synthesis_words import Cell
from draftreview.domain.vocabulary import Operation, Outcome, Stage, Stance

LETTER = Letter("2214/STP-VB", date(2017, 10, 27))
ROW = Row(1, GENERAL, "Sở Tư pháp", LETTER, "Đề nghị rà soát từ ngữ.")
CLAUSE = place_of("att_1__art_5__para_2", ComponentKind.REGULATION, 1, 12, now="nay là khoản 2 Điều 6")


def answered(outcome: Outcome, explanation: str = "", stage: Stage = Stage.RELEASED) -> Row:
    """Give the row with an answer."""
    return replace(ROW, answer=Answer(outcome, stage, explanation))


def table() -> Synthesis:
    """Make a table of three agencies and three comments: one general, two on a clause."""
    proposed = Proposed(Operation.REPLACE, text="Trả lời trong 07 ngày.", old_text="Trả lời trong 05 ngày.")
    rows = [
        answered(Outcome.ACCEPTED, "Đã rà soát."),
        replace(
            answered(Outcome.DECLINED, "Luật đã định."),
            comment_id=2,
            place=CLAUSE,
            proposed=proposed,
            body="",
        ),
        replace(ROW, comment_id=3, place=CLAUSE, body="Chưa rõ trách nhiệm.", reason="Khó làm."),
    ]
    heading = Heading(
        title="Bản tổng hợp, giải trình, tiếp thu ý kiến góp ý của cơ quan, tổ chức, cá nhân",
        subject="Quyết định ban hành Quy định về cơ chế một cửa",
        basis="Luật năm 2015",
        agency="Sở Nội vụ",
        letter=Letter("2520/SNV-CCHC", date(2017, 10, 2)),
    )
    invited = [
        Invited("Sở Ngoại vụ", Letter("842/SNgV-VP", date(2017, 10, 19)), Stance.AGREE),
        Invited("Sở Tư pháp", LETTER, Stance.AGREE_WITH_COMMENTS, 3),
        Invited("Ban Dân tộc"),
    ]
    return Synthesis(heading, sorted_out(invited), in_order(rows))


def text_of(cell: Cell) -> str:
    """Give the words of a cell, a line each."""
    return "\n".join("".join(run.text for run in line) for line in cell)
