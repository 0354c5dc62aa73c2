"""The synthesis table as plain values, a comment a row and a fact a column, for spreadsheets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from draftreview.domain.synthesis import Row, Synthesis
from draftreview.domain.synthesis_head import marks, title_lines
from draftreview.domain.synthesis_words import (
    AWAITING,
    PENDING,
    own_wording_lines,
    plain_lines,
    proposal_lines,
)
from draftreview.domain.vocabulary import CATEGORY_LABELS, OUTCOME_LABELS, STAGE_LABELS, Stage

Value = str | int | date | None
"""What stands in one cell; nothing where nothing is known."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its title, its width in characters, what it says of the row with that number from 1."""

    title: str
    width: int
    value: Callable[[int, Row], Value]


def fields(stages: bool = False) -> tuple[Field, ...]:
    """Give the columns; ``stages`` says how far each answer has come, for the drafting side alone.

    Without that column an answer that is not approved says so behind its explanation, as on paper.
    """
    if not stages:
        return (*_FIELDS, Field("Giải trình", 50, lambda _, row: _explanation(row, awaiting=True)))
    return (
        *_FIELDS,
        Field("Giải trình", 50, lambda _, row: _explanation(row)),
        Field("Tình trạng xử lý", 14, lambda _, row: _stage(row)),
    )


def first_line(table: Synthesis, final: bool = False) -> str:
    """Say in one line what the sheet is: its title, what part of the whole it holds, that it is a draft."""
    return ". ".join((" ".join(title_lines(table)), *marks(table, final)))


def records(table: Synthesis, columns: tuple[Field, ...]) -> Iterator[list[Value]]:
    """Yield the values of each row."""
    for number, row in enumerate(table.rows, 1):
        yield [column.value(number, row) for column in columns]


def _proposal(row: Row) -> str:
    return plain_lines(proposal_lines(row.proposed)) if row.proposed else ""


def _explanation(row: Row, awaiting: bool = False) -> str:
    if row.answer is None:
        return ""
    own = plain_lines(own_wording_lines(row))
    waits = AWAITING if awaiting and row.answer.stage is Stage.PROPOSED else ""
    return "\n".join(part for part in (row.answer.explanation, own, waits) if part)


def _outcome(row: Row) -> str:
    return OUTCOME_LABELS[row.answer.outcome] if row.answer else ""


def _stage(row: Row) -> str:
    return STAGE_LABELS[row.answer.stage] if row.answer else PENDING


_FIELDS = (
    Field("TT", 6, lambda number, _: number),
    Field("Điều, khoản", 26, lambda _, row: row.place.label),
    Field("Nay là", 20, lambda _, row: row.place.now.removeprefix("nay là ")),
    Field("Cơ quan góp ý", 28, lambda _, row: row.agency),
    Field("Số văn bản", 18, lambda _, row: row.letter.number),
    Field("Ngày văn bản", 13, lambda _, row: row.letter.day),
    Field("Thời hạn", 11, lambda _, row: "Gửi muộn" if row.late else "Đúng hạn"),
    Field("Loại góp ý", 16, lambda _, row: CATEGORY_LABELS[row.category]),
    Field("Nội dung trọng tâm", 22, lambda _, row: row.topics[0].name if row.topics else ""),
    Field("Nội dung góp ý", 50, lambda _, row: row.body),
    Field("Câu chữ đề xuất", 50, lambda _, row: _proposal(row)),
    Field("Lý do", 36, lambda _, row: row.reason),
    Field("Kết quả", 18, lambda _, row: _outcome(row)),
)
