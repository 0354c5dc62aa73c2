"""The search index beside SQLite's FTS5: the same documents, the same questions, in the same run.

`python -m tests.bench.searching` prints these rows alone.
"""

import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from draftreview.config import shipped
from draftreview.domain.search import Change, DocumentKind, Labelled, SearchDocument, SearchQuestion
from draftreview.search.analysis import fold, nfc
from draftreview.search.whoosh_engine import WhooshEngine
from tests.bench.table import Row

SIZES = (1_000, 10_000, 50_000)
AT_ONCE = 10_000
"""Documents of one write: what a version and its comments come to at most."""

ROUNDS = 4
"""Of all questions, in another order each; the first finds nothing in memory and counts like the others."""

GOAL = 30.0
"""Milliseconds of the 95th hundredth at 10,000 documents, words marked in their context."""

QUESTIONS = (
    "một cửa", "mot cua", "hồ sơ", "thủ tục hành chính", "bo phan tiep nhan va tra ket qua",
    '"một cửa liên thông"', "phần mềm", "luan chuyen ho so", "xin lỗi", "trễ hạn", "Điều 5",
    "khoản 2 Điều 15", "61/2015/QĐ-UBND", "hồ sơ -giấy", "trực tuyến OR bưu chính", "cơ quan phối hợp",
    "ý kiến", "05 ngày làm việc", "người nộp hồ sơ", "công chức", "cấp xã",
    "trách nhiệm của người đứng đầu", "Ủy ban nhân dân tỉnh Đồng Nai", "phiếu hẹn", "ho so so 77",
    "không trả lời xem như thống nhất", "biên hòa", "Điều 7 tiếp nhận", '"thời hạn giải quyết"',
    "thu phí, lệ phí",
)  # fmt: skip

_KINDS = (
    DocumentKind.PROVISION,
    DocumentKind.COMMENT,
    DocumentKind.COMMENT,
    DocumentKind.PROPOSAL,
    DocumentKind.DISPOSITION,
)


def measure(folder: Path) -> Iterator[Row]:
    """Index and search ever more documents."""
    for size in SIZES:
        documents = list(made_up(size))
        yield from _own(folder / f"index-{size}", documents)
        yield from _fts5(folder / f"fts5-{size}", documents)


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds of questions: the median and the 95th hundredth, by the clock and of the processor."""

    median: float
    slow: float
    worked: float
    worked_slow: float

    def rows(self, who: str, goal: bool = False) -> Iterator[Row]:
        """Give the lines that say so."""
        figure, by_clock = f"{self.median:.1f} / {self.slow:.1f} ms", self.slow <= GOAL
        yield Row(f"{who}: p50 / p95", figure, f"p95 {GOAL:.0f} ms" if goal else "", by_clock)
        yield Row(f"{who}: of the processor", f"{self.worked:.1f} / {self.worked_slow:.1f} ms")


def _own(path: Path, documents: list[SearchDocument]) -> Iterator[Row]:
    engine, held = WhooshEngine(path), frozenset({"public", "drafting"})
    who = f"search, {len(documents)} documents"
    begun = time.perf_counter()
    for at in range(0, len(documents), AT_ONCE):
        some = tuple(documents[at : at + AT_ONCE])
        engine.put(lambda some=some: Change(frozenset(), some))
    rate = len(documents) / (time.perf_counter() - begun)
    each = sum(file.stat().st_size for file in path.iterdir()) / len(documents)
    yield Row(f"{who}: indexing", f"{rate:.0f}/s", note=f"{each / 1000:.1f} kB each on disk")
    pace = _pace(lambda words: engine.find(SearchQuestion(words, held, counted=True)))
    yield from pace.rows(f"{who}, counts and marks", goal=len(documents) == 10_000)


def _fts5(path: Path, documents: list[SearchDocument]) -> Iterator[Row]:
    who = f"FTS5, {len(documents)} documents"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
        begun = time.perf_counter()
        rows = ((fold(nfc(f"{one.citation} {one.title} {one.body}")),) for one in documents)
        database.executemany("INSERT INTO found VALUES (?)", rows)
        database.commit()
        rate = len(documents) / (time.perf_counter() - begun)
        each = path.stat().st_size / len(documents)
        yield Row(f"{who}: indexing", f"{rate:.0f}/s", note=f"{each / 1000:.1f} kB each, folded words only")
        yield from _pace(lambda words: _ask_fts5(database, words)).rows(f"{who}, total and marks")


def _ask_fts5(database: sqlite3.Connection, words: str) -> None:
    asked = _in_fts5(words)
    database.execute("SELECT count(*) FROM found WHERE found MATCH ?", (asked,)).fetchone()
    shown = (
        "SELECT snippet(found, 0, '[', ']', '…', 40) FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20"
    )
    database.execute(shown, (asked,)).fetchall()


def _in_fts5(words: str) -> str:
    """Write a question in FTS5's own language."""
    pieces = []
    for minus, phrase, word in re.findall(r'(?:(?<!\S)(-))?(?:"([^"]*)"|([^\s"]+))', words):
        quoted = '"' + " ".join(re.findall(r"\w+", fold(nfc(phrase or word)))) + '"'
        pieces.append("OR" if word == "OR" else f"NOT {quoted}" if minus else quoted)
    return " ".join(pieces)


def _pace(ask: Callable[[str], object]) -> Pace:
    """Ask all questions again and again."""
    chance, taken, worked = random.Random(2017), [], []  # noqa: S311 - an order, not a secret
    for _ in range(ROUNDS):
        for words in chance.sample(QUESTIONS, len(QUESTIONS)):
            begun, at_work = time.perf_counter(), time.process_time()
            ask(words)
            taken.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - at_work) * 1000)
    by_clock, of_the_processor = quantiles(taken, n=20), quantiles(worked, n=20)
    return Pace(by_clock[9], by_clock[18], of_the_processor[9], of_the_processor[18])


def made_up(count: int) -> Iterator[SearchDocument]:
    """Make documents of sentences of the illustrative draft; no two say the same."""
    chance = random.Random(count)  # noqa: S311 - made-up texts, not secrets
    sentences = _sentences()
    for number in range(count):
        kind, agency = _KINDS[number % len(_KINDS)], chance.randrange(40)
        article, clause = chance.randint(1, 30), chance.randint(1, 6)
        text = kind is DocumentKind.PROVISION
        yield SearchDocument(
            key=f"{kind}:{number}",
            kind=kind,
            title="" if text else f"Sở số {agency}",
            body=" ".join((*chance.choices(sentences, k=chance.choice((1, 1, 2, 3))), f"Hồ sơ số {number}.")),
            audience=frozenset({"drafting", "public" if text else f"agency:{agency}"}),
            draft_key="mot-cua",
            version_number=1 + number % 10 // 5,
            eid=f"att_1__art_{article}__para_{clause}",
            citation=f"khoản {clause} Điều {article} của Quy định",
            position=article * 10 + clause,
            article=Labelled(f"att_1__art_{article}", f"Điều {article} của Quy định"),
            agency=None if text else Labelled(str(agency), f"Sở số {agency}"),
            category=chance.choice(("substance", "wording")),
            day=date(2017, 10, 2) + timedelta(days=chance.randrange(60)),
        )


def _sentences() -> list[str]:
    folder = shipped("content") / "draft_decision"
    lines = [
        line.lstrip("# ")
        for name in ("version_1.md", "version_2.md")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in lines if len(line) > 60 and not line.startswith("|")]


if __name__ == "__main__":
    with TemporaryDirectory(prefix="draftreview-bench-") as place:
        for row in measure(Path(place)):
            sys.stdout.write(f"{row.what:<52} {row.figure:>16}  {row.judged}\n")
            sys.stdout.flush()
