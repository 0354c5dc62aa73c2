"""What the synthesis table says, cell by cell, whatever it is printed on."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from draftreview.domain.diffing import NotRebuilt, Op, difference, same_wording
from draftreview.domain.synthesis import Answer, Letter, Proposed, Row
from draftreview.domain.vocabulary import OUTCOME_LABELS, Operation, Stage

PENDING = "Chưa xử lý"
AWAITING = "(chờ duyệt)"


class Run(NamedTuple):
    """Words in one style; struck is what goes, underlined what comes."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


def place_cell(row: Row) -> Cell:
    """Name the place, and what became of it where that is to be said."""
    lines: list[Line] = [(Run(row.place.label, bold=True),)]
    if row.place.now:
        lines.append((Run(f"({row.place.now})", italic=True),))
    return tuple(lines)


def text_cell(row: Row) -> Cell:
    """Name the place and quote its words as the writer of the comment saw them."""
    return place_cell(row) + tuple((Run(line),) for line in _lines(row.words))


def agency_cell(row: Row) -> Cell:
    """Name the agency with its letter."""
    return (Run(row.agency),), (Run(f"({said_letter(row.letter, row.late)})", italic=True),)


def comment_cell(row: Row, differences: bool = False) -> Cell:
    """Say what the agency said: the comment, the wording it proposes, its reason.

    ``differences``: strike what the wording leaves out and underline what it puts in.
    """
    lines: list[Line] = [(Run(line),) for line in _lines(row.body)]
    if row.proposed is not None:
        lines += proposal_lines(row.proposed, differences)
    if row.reason.strip():
        first, *rest = _lines(row.reason)
        lines += [(Run("Lý do: ", italic=True), Run(first)), *((Run(line),) for line in rest)]
    return tuple(lines)


def answer_cell(row: Row, differences: bool = False) -> Cell:
    """Say what was answered; nothing where nothing was, for an open cell never prints as an answer."""
    answer = row.answer
    if answer is None:
        return ()
    first, *rest = _lines(answer.explanation) or [""]
    opening: Line = (Run(f"{OUTCOME_LABELS[answer.outcome]}.", bold=True),)
    if first:
        opening = (*opening, Run(f" {first}"))
    lines: list[Line] = [opening, *((Run(line),) for line in rest)]
    lines += own_wording_lines(row, differences)
    if answer.stage is Stage.PROPOSED:
        lines.append((Run(AWAITING, italic=True),))
    return tuple(lines)


def said_letter(letter: Letter, late: bool = False) -> str:
    """Say an agency's letter as the table cites it, and that it came after the term."""
    ending = ", gửi muộn" if late else ""
    if not letter.number:
        return f"chưa ghi số văn bản{ending}"
    return f"văn bản số {letter.number}" + (f" ngày {_day(letter.day)}" if letter.day else "") + ending


def _day(day: date) -> str:
    # Many times faster than strftime, and a table says a day in every row.
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def proposal_lines(proposed: Proposed, differences: bool = False) -> list[Line]:
    """Say a proposed wording in words: what to do, then the new words in quotation marks."""
    if proposed.operation is Operation.DELETE:
        gone = _joined(proposed.old_heading, proposed.old_text, proposed.old_tail)
        said = "Đề nghị bỏ quy định này"
        return _quoted(f"{said}:", gone, "") if differences and gone else [(Run(f"{said}."),)]
    if proposed.operation is Operation.MOVE:
        return [(Run(f"Đề nghị chuyển đến sau {proposed.beside}."),), *_replaced(proposed, differences)]
    if proposed.operation is Operation.INSERT:
        where = f"vào đầu {proposed.beside}" if proposed.as_first_child else f"sau {proposed.beside}"
        opening = f"Đề nghị bổ sung {where}:" if proposed.beside else "Đề nghị bổ sung:"
        come = _joined(proposed.heading, proposed.text, proposed.tail)
        return _quoted(opening, "" if differences else None, come)
    return _replaced(proposed, differences)


def _replaced(proposed: Proposed, differences: bool) -> list[Line]:
    """Quote what changes: the heading, the words before the points, those after them, or all."""
    lines = []
    for what, new, old in (
        ("sửa tên thành", proposed.heading, proposed.old_heading),
        ("sửa thành", proposed.text, proposed.old_text),
        ("sửa đoạn cuối thành", proposed.tail, proposed.old_tail),
    ):
        if new and not same_wording(new, old):
            lines += _quoted(f"Đề nghị {what}:", old if differences else None, new)
    return lines


def own_wording_lines(row: Row, differences: bool = False) -> list[Line]:
    """Quote the drafter's own wording where there is one."""
    if row.answer is None or not (words := _own_wording(row.answer)):
        return []
    old = row.proposed and _joined(row.proposed.old_heading, row.proposed.old_text, row.proposed.old_tail)
    return _quoted("Nội dung đưa vào dự thảo:", (old or "") if differences else None, words)


def _own_wording(answer: Answer) -> str:
    return _joined(answer.heading, answer.text, answer.tail)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _quoted(opening: str, old: str | None, new: str) -> list[Line]:
    """Put words in quotation marks behind an opening; against ``old`` words, with what is changed marked."""
    marked = _marked(old, new) if old is not None else None
    if not marked:
        said = _lines(new) or [""]
        said[0] = f"{opening} “{said[0]}"
        said[-1] += "”"
        return [(Run(line),) for line in said]
    marked[0] = _tidy((Run(f"{opening} “"), *marked[0]))
    marked[-1] = _tidy((*marked[-1], Run("”")))
    return marked


def _marked(old: str, new: str) -> list[Line] | None:
    """Mark what one wording changes in another, a line a paragraph; nothing where they cannot be compared."""
    try:
        hunks = difference(old, new)
    except NotRebuilt:
        return None
    lines: list[Line] = [()]
    for hunk in hunks:
        style = Run("", struck=hunk.op is Op.DELETE, underlined=hunk.op is Op.INSERT)
        first, *rest = hunk.text.split("\n")
        lines[-1] = (*lines[-1], style._replace(text=first))
        lines += [(style._replace(text=line),) for line in rest]
    return [line for line in lines if "".join(run.text for run in line).strip()]


def _tidy(line: Line) -> Line:
    """Join neighbouring runs of one style and drop empty ones."""
    said = (run for run in line if run.text)
    styled = groupby(said, key=lambda run: run._replace(text=""))
    return tuple(style._replace(text="".join(run.text for run in runs)) for style, runs in styled)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain_lines(cell: Cell | list[Line]) -> str:
    """Give the words of a cell without styles, a line each."""
    return "\n".join("".join(run.text for run in line) for line in cell)
