"""What the synthesis table says, cell by cell and sentence by sentence, whatever it is printed on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from draftreview.domain.diffing import same_wording
from draftreview.domain.synthesis import Answer, Invited, Letter, Parties, Proposed, Row, Synthesis
from draftreview.domain.vocabulary import OUTCOME_LABELS, Operation, Stage

DRAFT_MARK = "BẢN NHÁP, CHƯA CHỐT"
ILLUSTRATIVE_MARK = "DỰ THẢO MINH HỌA"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PENDING = "Chưa xử lý"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: a name for programs, its title, its share of the width in percent."""

    name: str
    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One of the laid-down forms of the table; ``merged`` leading columns run over the rows of a place."""

    name: str
    columns: tuple[Column, ...]
    cells: Callable[[Row], tuple[Cell, ...]]
    merged: int = 1


def place_cell(row: Row) -> Cell:
    """Name the place, and what became of it where that is to be said."""
    lines: list[Line] = [(Run(row.place.label, bold=True),)]
    if row.place.now:
        lines.append((Run(f"({row.place.now})", italic=True),))
    return tuple(lines)


def agency_cell(row: Row) -> Cell:
    """Name the agency with its letter."""
    return (Run(row.agency),), (Run(f"({said_letter(row.letter)})", italic=True),)


def comment_cell(row: Row) -> Cell:
    """Say what the agency said: the comment, the wording it proposes, its reason."""
    lines: list[Line] = [(Run(line),) for line in _lines(row.body)]
    if row.proposed is not None:
        lines += [(Run(line),) for line in said_proposal(row.proposed)]
    if row.reason.strip():
        first, *rest = _lines(row.reason)
        lines += [(Run("Lý do: ", italic=True), Run(first)), *((Run(line),) for line in rest)]
    return tuple(lines)


def answer_cell(row: Row) -> Cell:
    """Say what was answered; nothing where nothing was, for an open cell never prints as an answer."""
    answer = row.answer
    if answer is None:
        return ()
    first, *rest = _lines(answer.explanation) or [""]
    opening: Line = (Run(f"{OUTCOME_LABELS[answer.outcome]}.", bold=True),)
    if first:
        opening = (*opening, Run(f" {first}"))
    lines: list[Line] = [opening, *((Run(line),) for line in rest)]
    lines += [(Run(line),) for line in _own_wording(answer)]
    if answer.stage is Stage.PROPOSED:
        lines.append((Run("(chờ duyệt)", italic=True),))
    return tuple(lines)


def _cells_a(row: Row) -> tuple[Cell, ...]:
    return place_cell(row), agency_cell(row), comment_cell(row), answer_cell(row)


LAYOUT_A = Layout(
    "a",
    (
        Column("place", "Nhóm vấn đề hoặc Điều, khoản", 17),
        Column("who", "Chủ thể góp ý", 22),
        Column("what", "Nội dung góp ý", 30),
        Column("answer", "Nội dung tiếp thu, giải trình", 31),
    ),
    _cells_a,
)


def said_letter(letter: Letter) -> str:
    """Say an agency's letter as the table cites it."""
    if not letter.number:
        return "chưa ghi số văn bản"
    return f"văn bản số {letter.number}" + (f" ngày {letter.day:%d/%m/%Y}" if letter.day else "")


def said_proposal(proposed: Proposed) -> list[str]:
    """Say a proposed wording in words: what to do, then the new words in quotation marks."""
    if proposed.operation is Operation.DELETE:
        return ["Đề nghị bỏ quy định này."]
    if proposed.operation is Operation.MOVE:
        return [f"Đề nghị chuyển đến sau {proposed.beside}.", *_replaced(proposed)]
    if proposed.operation is Operation.INSERT:
        where = f"vào đầu {proposed.beside}" if proposed.as_first_child else f"sau {proposed.beside}"
        words = "\n".join(part for part in (proposed.heading, proposed.text) if part)
        return _quoted(f"Đề nghị bổ sung {where}:" if proposed.beside else "Đề nghị bổ sung:", words)
    return _replaced(proposed)


def _replaced(proposed: Proposed) -> list[str]:
    """Quote what changes: the heading, the words, or both."""
    lines = []
    if proposed.heading and not same_wording(proposed.heading, proposed.old_heading):
        lines += _quoted("Đề nghị sửa tên thành:", proposed.heading)
    if proposed.text and not same_wording(proposed.text, proposed.old_text):
        lines += _quoted("Đề nghị sửa thành:", proposed.text)
    return lines


def _own_wording(answer: Answer) -> list[str]:
    words = "\n".join(part for part in (answer.heading, answer.text) if part)
    return _quoted("Nội dung đưa vào dự thảo:", words) if words else []


def _quoted(opening: str, words: str) -> list[str]:
    lines = _lines(words) or [""]
    lines[0] = f"{opening} “{lines[0]}"
    lines[-1] = f"{lines[-1]}”"
    return lines


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def opening_lines(table: Synthesis) -> Iterator[Line]:
    """Yield the sentences above the table: legal basis, figures, lists of agencies, outcomes."""
    heading, parties = table.heading, table.parties
    yield (
        Run(
            f"Căn cứ {heading.basis}, {heading.agency} đã gửi lấy ý kiến bằng "
            f"{said_letter(heading.letter)} và tổng hợp kết quả như sau:"
        ),
    )
    yield (
        Run("1. ", bold=True),
        Run("Tổng số "),
        Run(figure(parties.count), bold=True),
        Run(" cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số "),
        Run(figure(table.totals.comments), bold=True),
        Run(" ý kiến nhận được."),
    )
    yield (Run("2. ", bold=True), Run("Kết quả cụ thể như sau:"))
    for letter, line in zip("abcdđe", [*_lists(parties), _outcomes(table)], strict=False):
        yield (Run(f"{letter}) {line}"),)


def _lists(parties: Parties) -> Iterator[str]:
    """Say the lists of agencies; the law asks for three of them even where they are empty."""
    yield _listed("Nhất trí hoàn toàn", parties.agreed, cited=True)
    yield _listed("Có ý kiến góp ý", parties.commented)
    if parties.no_opinion:
        yield _listed("Trả lời không có ý kiến", parties.no_opinion, cited=True)
    if parties.without_items:
        yield _listed("Có văn bản trả lời, không nêu ý kiến cụ thể", parties.without_items, cited=True)
    yield _listed("Không có văn bản trả lời", parties.silent)


def _listed(name: str, agencies: Sequence[Invited], *, cited: bool = False) -> str:
    if not agencies:
        return f"{name}: không có."
    names = [f"{one.name} ({said_letter(one.letter)})" if cited else one.name for one in agencies]
    return f"{name} ({figure(len(agencies))} cơ quan): {'; '.join(names)}."


def _outcomes(table: Synthesis) -> str:
    totals = table.totals
    parts = [f"{OUTCOME_LABELS[outcome].lower()} {figure(n)}" for outcome, n in totals.outcomes.items()]
    if totals.pending:
        parts.append(f"{PENDING.lower()} {figure(totals.pending)}")
    return f"Kết quả xử lý {figure(totals.comments)} ý kiến: {'; '.join(parts)}."


def figure(number: int) -> str:
    """Write a number as official documents do: at least two digits."""
    return f"{number:02d}"
