"""What stands above the synthesis table and on its margins: names, title, sentences, marks of a draft."""

from collections.abc import Iterator, Sequence

from draftreview.domain.synthesis import Heading, Invited, Parties, Synthesis
from draftreview.domain.synthesis_words import PENDING, Line, Run, said_letter
from draftreview.domain.vocabulary import OUTCOME_LABELS

DRAFT_MARK = "BẢN NHÁP, CHƯA CHỐT"
ILLUSTRATIVE_MARK = "DỰ THẢO MINH HỌA"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def marks(table: Synthesis, final: bool = False) -> tuple[str, ...]:
    """Give what every page is marked with: that it is a draft unless final, that its text is made up."""
    draft = () if final else (DRAFT_MARK,)
    return (*draft, ILLUSTRATIVE_MARK) if table.heading.illustrative else draft


def title_lines(table: Synthesis) -> tuple[str, ...]:
    """Give the title, what the table is about, and of an extract which part of the whole it is."""
    heading = table.heading
    lines = (heading.title.upper(), f"đối với dự thảo {heading.subject}")
    if table.extract is None:
        return lines
    chosen_by = "; ".join(table.extract.chosen_by)
    shown, whole = figure(len(table.rows)), figure(table.extract.of)
    return (*lines, f"(Trích {shown} trong tổng số {whole} ý kiến: {chosen_by})")


def date_line(heading: Heading) -> str:
    """Give the place and the date, which is written in when the table is signed."""
    return f"{heading.town}, ngày … tháng … năm …"


def opening_lines(table: Synthesis) -> Iterator[Line]:
    """Yield the sentences above the table: legal basis, figures, lists of agencies, outcomes.

    The lists belong to the whole table: an extract that is shown to one agency names no other.
    """
    heading, whole = table.heading, table.extract is None
    yield (
        Run(
            f"Căn cứ {heading.basis}, {heading.agency} đã gửi lấy ý kiến bằng "
            f"{said_letter(heading.letter)} và tổng hợp kết quả như sau:"
        ),
    )
    yield (
        Run("1. ", bold=True),
        Run("Tổng số "),
        Run(figure(table.parties.count), bold=True),
        Run(" cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số "),
        Run(figure(table.extract.of if table.extract else table.totals.comments), bold=True),
        Run(" ý kiến nhận được."),
    )
    yield (Run("2. ", bold=True), Run("Kết quả cụ thể như sau:"))
    for letter, line in zip(
        "abcdđe", [*(_lists(table.parties) if whole else ()), _outcomes(table)], strict=False
    ):
        yield (Run(f"{letter}) {line}" if whole else line),)


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
    names = [f"{one.name} ({said_letter(one.letter, one.late)})" if cited else one.name for one in agencies]
    return f"{name} ({figure(len(agencies))} cơ quan): {'; '.join(names)}."


def _outcomes(table: Synthesis) -> str:
    totals = table.totals
    parts = [f"{OUTCOME_LABELS[outcome].lower()} {figure(n)}" for outcome, n in totals.outcomes.items()]
    if totals.pending:
        parts.append(f"{PENDING.lower()} {figure(totals.pending)}")
    trimmed = " của bản trích" if table.extract else ""
    return f"Kết quả xử lý {figure(totals.comments)} ý kiến{trimmed}: {'; '.join(parts)}."


def figure(number: int) -> str:
    """Write a number as official documents do: at least two digits."""
    return f"{number:02d}"
