"""The synthesis table of 10,000 rows in every kind of file, against the least that such a file can cost.

Every figure comes from a process of its own, so that the peak of its memory is its own too.
"""

import io
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

import pypdfium2
from xlsxwriter import Workbook

from draftreview.config import shipped
from draftreview.domain.places import Place, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import Answer, Letter, Proposed, Row, Synthesis
from draftreview.domain.synthesis_layouts import LAYOUT_A
from draftreview.domain.synthesis_sheet import fields, records
from draftreview.domain.vocabulary import Operation, Outcome, Stage
from draftreview.formats.writing import synthesis_excel, synthesis_pdf, synthesis_word
from tests.bench import table as lines
from tests.domain.tables import table

MANY, SOME = 10_000, 1_000
ROUNDS = 5
SEED = 2017
LOOK_EVERY = 0.02
TEXT = shipped("content") / "draft_decision" / "version_1.md"
AGENCIES = ("Sở Tư pháp", "Sở Thông tin và Truyền thông", "UBND huyện Xuân Lộc", "UBND thành phố Biên Hòa")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the work, seconds of the least work for the same words, megabytes at most, pages."""

    seconds: float
    floor: float = 0.0
    peak: float = 0.0
    pages: int = 0


def measure() -> list[lines.Row]:
    """Measure all kinds."""
    word, excel = _apart("word", MANY), _apart("excel", MANY)
    some, many = _apart("pdf", SOME), _apart("pdf", MANY)
    return [
        _ratio(f"Word of {MANY} rows against the same words zipped", word, 1.5),
        lines.Row("memory of it", f"{word.peak:.0f} MB", "100 MB", word.peak <= 100),
        _ratio(f"Excel of {MANY} rows against the same without formats", excel, 2.0),
        lines.Row(f"PDF of {SOME} rows", f"{some.seconds:.2f} s", "2 s", some.seconds <= 2),
        lines.Row("work of all processors for it", f"{some.floor:.2f} s", note=f"{some.pages} pages"),
        lines.Row(f"memory of PDF of {MANY} rows", f"{many.peak:.0f} MB", "500 MB", many.peak <= 500),
        lines.Row("time of it", f"{many.seconds:.1f} s", note=f"{many.pages} pages"),
    ]


def _ratio(what: str, cost: Cost, goal: float) -> lines.Row:
    ratio = cost.seconds / cost.floor
    figure = f"{ratio:.2f} ({cost.seconds:.2f} s)"
    return lines.Row(what, figure, f"{goal}", ratio <= goal)


def _apart(kind: str, number: int) -> Cost:
    command = [sys.executable, "-m", "tests.bench.synthesis", kind, str(number)]
    return Cost(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def made_up(number: int) -> Synthesis:
    """Make a table of so many rows about as long and as varied as those of a real round."""
    chance = random.Random(SEED)  # noqa: S311 - made-up texts, not secrets
    words = TEXT.read_text(encoding="utf-8").split()
    rows: list[Row] = []
    article = 0
    while len(rows) < number:
        article += 1
        eid = f"att_1__art_{article}__para_1"
        place = place_of(eid, ComponentKind.REGULATION, 1, article, "Quy định")
        for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
            rows.append(_row(chance, words, len(rows), place))
    return replace(table(), rows=tuple(rows[:number]))


def _row(chance: random.Random, words: list[str], number: int, place: Place) -> Row:
    def some(least: int, most: int) -> str:
        """Say so many syllables in scraps of the draft, so that no two comments are alike."""
        found: list[str] = []
        length = chance.randint(least, most)
        while len(found) < length:
            at = chance.randrange(len(words))
            found += words[at : at + chance.randint(3, 9)]
        return " ".join(found)

    clause = some(20, 50)
    proposed = Proposed(Operation.REPLACE, text=some(20, 50), old_text=clause)
    return Row(
        number,
        place,
        chance.choice(AGENCIES),
        Letter(f"{number % 40 + 100}/UBND-NV", date(2017, 10, 1 + number % 28)),
        some(10, 40),
        some(5, 20),
        proposed if chance.random() < 0.6 else None,
        Answer(chance.choice(list(Outcome)), Stage.RELEASED, some(6, 24)),
        words=clause,
    )


def _seconds(work: Callable[[], object]) -> float:
    """Count the processor's seconds: neither side waits for anything else."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _alternating(work: Callable[[], object], floor: Callable[[], object]) -> Cost:
    """Take turns, so that a busy machine slows both; the first round warms up and does not count."""
    rounds = [(_seconds(work), _seconds(floor)) for _ in range(ROUNDS + 1)][1:]
    ratio = median(one / other for one, other in rounds)
    seconds = median(one for one, _ in rounds)
    return Cost(seconds, seconds / ratio)


def word(of: Synthesis) -> Cost:
    """Write a Word file, beside the same words escaped as the plainest table and zipped, nothing else."""
    texts = [
        [["".join(run.text for run in line) for line in cell] for cell in _cells(row)] for row in of.rows
    ]

    def floor() -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("d", "w") as part:
            for cells in texts:
                row = "".join(f"<w:tc>{''.join(map(_paragraph, cell))}</w:tc>" for cell in cells)
                part.write(f"<w:tr>{row}</w:tr>".encode())
        return written.getvalue()

    return _alternating(lambda: synthesis_word.write(of), floor)


def _cells(row: Row) -> tuple[object, ...]:
    return (*LAYOUT_A.shared(1, row), *LAYOUT_A.own(row, False))


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"


def excel(of: Synthesis) -> Cost:
    """Write a workbook, beside the same values without any format."""
    values = list(records(of, fields()))

    def floor() -> bytes:
        written = io.BytesIO()
        with Workbook(written, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, record in enumerate(values):
                for column, value in enumerate(record):
                    if isinstance(value, str) and value:
                        sheet.write_string(number, column, value)
                    elif isinstance(value, int):
                        sheet.write_number(number, column, value)
                    elif value:
                        sheet.write_datetime(number, column, value)
        return written.getvalue()

    return _alternating(lambda: synthesis_excel.write(of), floor)


def _worked() -> float:
    """Give the processor's seconds of this process and of the children that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def pdf(of: Synthesis) -> Cost:
    """Write a PDF and count its pages; the floor is what the processor worked, on all its cores together."""
    begun, worked = time.perf_counter(), _worked()
    data = synthesis_pdf.write(of)
    seconds, worked = time.perf_counter() - begun, _worked() - worked
    with pypdfium2.PdfDocument(data) as document:
        return Cost(seconds, worked, pages=len(document))


def _resident(process: int) -> float:
    """Give the megabytes that a process holds now; none once it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 2**20


def _family() -> float:
    """Give the megabytes of this process and of the children of all its threads."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return sum(map(_resident, [os.getpid(), *children]))


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Look again and again how much memory is held, and leave the most in the list."""
    most, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_EVERY):
            most[0] = max(most[0], _family())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def main(kind: str, number: int) -> None:
    """Measure one kind in this process and print what it cost."""
    of = made_up(number)
    with _watched() as most:
        cost = {"word": word, "excel": excel, "pdf": pdf}[kind](of)
    sys.stdout.write(json.dumps(asdict(replace(cost, peak=most[0]))))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
