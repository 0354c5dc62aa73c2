"""`make corpus`: real texts split and counted against an index, where their folder stands beside.

Its sentences are no part of the project; every test passes without it.
"""

import csv
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from draftreview.domain.provisions import Kind, Tree, walk
from draftreview.domain.rendering import as_text
from draftreview.formats.reading import split_file

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Trial:
    """One file: the number of its Điều by component, as found and as the index has it."""

    file: str
    found: str
    expected: str
    kept: bool
    warnings: int
    seconds: float

    def __str__(self) -> str:
        right = (
            "" if not self.expected else "right" if self.found == self.expected else f"NOT {self.expected}"
        )
        kept = "" if self.kept else "TEXT LOST"
        line = f"{self.file[:56]:<56}  {self.found:<16}  {right:<12}  {self.seconds * 1000:7.0f} ms"
        return f"{line}  {self.warnings:>3} warnings  {kept}".rstrip()


def main() -> None:
    """Try every file and print the table."""
    if not CORPUS.is_dir():
        sys.exit(f"No corpus to try: {CORPUS} is not there.")
    trials = []
    for trial in chain(texts(), word_files()):
        trials.append(trial)
        sys.stdout.write(f"{trial}\n")
    indexed = [trial for trial in trials if trial.expected]
    right = sum(trial.found == trial.expected for trial in indexed)
    kept = sum(trial.kept for trial in trials)
    sys.stdout.write(f"{right} of {len(indexed)} counted right, text kept in {kept} of {len(trials)}\n")


def texts() -> Iterator[Trial]:
    """Try the files of the index; their text must come back letter by letter."""
    with (CORPUS / "index.tsv").open(encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index, delimiter="\t"):
            data = (CORPUS / row["file"]).read_bytes()
            yield tried(row["file"], data, row["articles_per_component"], letters(data.decode("utf-8-sig")))


def word_files() -> Iterator[Trial]:
    """Try the Word files, whose text is known only to their reader."""
    for file in sorted((CORPUS / "docx").glob("*.docx")):
        yield tried(f"docx/{file.name}", file.read_bytes())


def tried(file: str, data: bytes, expected: str = "", text: str | None = None) -> Trial:
    """Split one file and look at what came of it."""
    begun = time.perf_counter()
    tree = split_file(Path(file).name, data)
    seconds = time.perf_counter() - begun
    kept = text is None or letters(as_text(tree)) == text
    return Trial(file, counted(tree), expected, kept, len(tree.warnings), seconds)


def counted(tree: Tree) -> str:
    """Count the Điều of each component that has any: "3;59"."""
    articles = (
        sum(one.kind is Kind.ARTICLE for one, _ in walk(component.children)) for component in tree.components
    )
    return ";".join(str(count) for count in articles if count)


def letters(text: str) -> str:
    """Give the letters and figures of a text in order; U+00D0 stands for Đ in some files."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").casefold()))


main()
