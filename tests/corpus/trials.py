"""Real texts split and counted against an index; data beside the project, no part of it."""

import csv
import re
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

EXPLAINED = {
    # The law of 1993 as amended holds articles inserted in 1998 and 2001 (Điều 22a, 22b, 24a, 24b, 78a, 78c,
    # 78đ, 78e, 78g), which are in force like the others; the index counts whole numbers only.
    "136_Luat-Dat-dai-1993.txt": "98",
}
"""Files for which the index and the text differ for a known reason, and what is right."""

WORD_FILES = {
    "Bộ luật-101-2015-QH13.docx": "510",
    "Luật-12-2017-QH14.docx": "3",
    "Luật-22-2008-QH12.docx": "87",
    "Luật-69-2014-QH13.docx": "66",
    "Luật-97-2015-QH13.docx": "25",
    "Nghị-định-145-2020-NĐ-CP.docx": "115;3;4;11",
    "Nghị-định-68-2025-NĐ-CP.docx": "4;4;3;3;3;3;3",
}
"""How many Điều the Word files hold: laws by their last number, forms looked over by eye."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One file: the number of its Điều by component, as found and as it should be; CPU seconds it took."""

    file: str
    size: int
    found: str
    expected: str
    kept: bool
    warnings: int
    seconds: float

    @property
    def right(self) -> bool:
        """Tell whether the count is right, or its difference explained, and no word was lost."""
        return self.kept and self.found == EXPLAINED.get(Path(self.file).name, self.expected)

    def __str__(self) -> str:
        explained = "explained" if self.right and self.found != self.expected else "right"
        said = explained if self.right else f"NOT {self.expected}"
        speed = self.seconds * 1000 / (self.size / 100_000)
        line = f"{self.file[:52]:<52}  {self.found:<29}  {said:<10}  {speed:6.1f} ms/100 kB"
        return f"{line}  {self.warnings:>3} warnings  {'' if self.kept else 'TEXT LOST'}".rstrip()


def files() -> list[tuple[str, str]]:
    """List the files there are with the counts they should have; none where there is no corpus."""
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "index.tsv").open(encoding="utf-8", newline="") as index:
        indexed = [
            (row["file"], row["articles_per_component"]) for row in csv.DictReader(index, delimiter="\t")
        ]
    words = [
        (f"docx/{file.name}", WORD_FILES.get(file.name, ""))
        for file in sorted((CORPUS / "docx").glob("*.docx"))
    ]
    return [*indexed, *words]


def trials() -> Iterator[Trial]:
    """Try every file."""
    yield from (tried(file, expected) for file, expected in files())


def tried(file: str, expected: str) -> Trial:
    """Split one file and look at what came of it; a text must come back letter by letter."""
    data = (CORPUS / file).read_bytes()
    begun = time.process_time()
    tree = split_file(Path(file).name, data)
    seconds = time.process_time() - begun
    kept = file.startswith("docx/") or letters(as_text(tree)) == letters(data.decode("utf-8-sig"))
    return Trial(file, len(data), counted(tree), expected, kept, len(tree.warnings), seconds)


def counted(tree: Tree) -> str:
    """Count the Điều of each component that has any: "3;59"."""
    articles = (
        sum(one.kind is Kind.ARTICLE for one, _ in walk(component.children)) for component in tree.components
    )
    return ";".join(str(count) for count in articles if count)


def letters(text: str) -> str:
    """Give the letters and figures of a text in order; U+00D0 stands for Đ in some files."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").casefold()))


def provisions_of(file: str) -> list[str]:
    """Give the eids of the articles, clauses and points of a file."""
    tree = split_file(Path(file).name, (CORPUS / file).read_bytes())
    everything = chain.from_iterable(walk(component.children) for component in tree.components)
    return [one.eid for one, _ in everything if one.kind in (Kind.ARTICLE, Kind.CLAUSE, Kind.POINT)]
