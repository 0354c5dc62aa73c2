"""Lines as they are printed on pages, joined into paragraphs by where they stand and how they end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.lines import Line, clean, ends_sentence, kind_of

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 3
"""Lines at the head and at the foot of a page among which running ones are looked for."""

_MARGIN = 0.14
"""Share of the height of a page at its head and foot where running lines stand."""

_STRUCTURE = re.compile(
    r"(?:\d{1,3}[a-zđ]?\s?[.)]|[a-zđ]{1,2}\)|[-–+•]\s|[|“\[]|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN"
    r"|Tiểu mục|TIỂU MỤC|Phụ lục|PHỤ LỤC|Mẫu số|MẪU SỐ|Căn cứ|Theo đề nghị|Xét đề nghị|Nơi nhận)\b)"
)
_INDENT = 6.0
"""Points by which the first line of a paragraph stands in."""

_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad]$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line with its box in points; ``bottom`` and ``top`` count from the foot of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page, whether it holds an image, and its lines in the order in which they are drawn."""

    height: float
    image: bool
    lines: tuple[Printed, ...]

    @property
    def has_words(self) -> bool:
        """Tell whether there is text enough to be more than the number of a page."""
        return sum(letter.isalpha() for line in self.lines for letter in line.text) > 1

    def worded(self, texts: Iterator[str]) -> "Page":
        """Put other words in the place of the same lines."""
        return replace(self, lines=tuple(replace(line, text=next(texts)) for line in self.lines))


def without_running_heads(pages: Sequence[Page]) -> tuple[list[Page], int]:
    """Drop page numbers and lines that stand at the same height of several pages; tell how many."""
    seen = Counter(key for page in pages for key in {_key(page, line) for line in _edges(page)})
    often = max(2, len(pages) // 3)
    kept = []
    for page in pages:
        running = {
            line
            for line in _edges(page)
            if seen[_key(page, line)] >= often or _PAGE_NUMBER.fullmatch(line.text)
        }
        kept.append(replace(page, lines=tuple(line for line in page.lines if line not in running)))
    return kept, sum(len(page.lines) for page in pages) - sum(len(page.lines) for page in kept)


def _edges(page: Page) -> list[Printed]:
    """Give the highest and lowest lines as far as they stand in the margins."""
    ordered = sorted(page.lines, key=lambda line: -line.top)
    edge, margin = _EDGE, page.height * _MARGIN
    high = [line for line in ordered[:edge] if line.bottom > page.height - margin]
    low = [line for line in ordered[-edge:] if line.top < margin]
    return [*high, *low]


def _key(page: Page, line: Printed) -> tuple[str, int]:
    """Tell lines alike that differ in the number of the page alone."""
    return _DIGITS.sub("#", line.text), round(line.bottom / 4)


def paragraphs(pages: Sequence[Page]) -> Iterator[Line]:
    """Join the lines of all pages; the numbers of lines count the printed ones that are left."""
    text, number, begun = "", 0, 0
    before: Printed | None = None
    bold = False
    for page in pages:
        edges = _edges_of_text(page)
        for line in page.lines:
            number += 1
            if before is not None and _runs_on(before, line, edges):
                text = _HYPHENATED.sub("-", text) + ("" if _HYPHENATED.search(text) else " ") + line.text
            else:
                yield from _line(begun, text, bold)
                text, begun, bold = line.text, number, line.bold
            before = line
    yield from _line(begun, text, bold)


def _line(number: int, text: str, bold: bool) -> Iterator[Line]:
    if "\t" in text:
        text = f"| {' | '.join(clean(cell) for cell in text.split(chr(9)))} |"
    words = clean(text)
    if words:
        yield Line(number, words, kind_of(words), bold=bold)


def _edges_of_text(page: Page) -> tuple[float, float]:
    """Find the left and right edge of the text: where most lines begin and the longest ones end."""
    starts, ends = sorted(line.left for line in page.lines), sorted(line.right for line in page.lines)
    if not starts:
        return 0.0, 0.0
    # A page of short lines alone tells nothing: text reaches beyond the middle of any paper.
    return starts[len(starts) // 20], max(ends[-1 - len(ends) // 20], page.height / 2)


def _runs_on(before: Printed, line: Printed, edges: tuple[float, float]) -> bool:
    """Tell whether a line goes on with what the line before it began.

    It does where its first word had no room there any more and it begins neither a paragraph, by standing
    in, nor a provision.
    """
    left, right = edges
    if "\t" in before.text or "\t" in line.text or _stands_in(before, line, left):
        return False
    if before.bottom > line.top and before.bottom - line.top > 2 * (line.top - line.bottom):
        return False
    letter = (line.right - line.left) / len(line.text)
    first_word = len(line.text.split()[0]) * letter
    if before.right + letter + first_word < right - letter:
        return False
    structured = _STRUCTURE.match(line.text)
    return not (structured and (ends_sentence(before.text) or before.bold or line.bold))


def _stands_in(before: Printed, line: Printed, left: float) -> bool:
    """Tell whether a line stands in as the first of a paragraph; the rest of a hanging list item does too."""
    ended = ends_sentence(before.text)
    if line.left > before.left + _INDENT:
        return ended or not _STRUCTURE.match(before.text)
    return ended and line.left > left + _INDENT and line.left > before.left - _INDENT
