"""Lines to a tree with warnings: the grammar of a Vietnamese legal text, decided by the whole of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from draftreview.domain.addressing import addressed, sorted_notices
from draftreview.domain.articles import Articles, choose_articles
from draftreview.domain.building import build_component
from draftreview.domain.checking import check
from draftreview.domain.components import find_marks
from draftreview.domain.headings import split_at_containers
from draftreview.domain.lines import Line, LineKind, Lines, lines_of
from draftreview.domain.outline import cut_at_headings, find_spans
from draftreview.domain.provisions import Notice, Tree
from draftreview.domain.quotations import Quotations, begins_provision, find_quotations

_UNCLOSED = "Dấu ngoặc kép mở mà không đóng; phần trích dẫn được lấy đến quy định kế tiếp."
_DOUBTFUL = "Dòng giống tiêu đề Điều {number} nhưng không khớp thứ tự; được giữ là nội dung."


def parse(lines: Lines) -> Tree:
    """Split the lines of one file into components and provisions; every word finds a place."""
    body = [line for line in lines.lines if line.kind is not LineKind.NOTE]
    notes = [line.text for line in lines.lines if line.kind is LineKind.NOTE]
    quotations = find_quotations([line.text if line.kind is LineKind.PLAIN else "" for line in body])
    notices = [Notice(body[place].number, "unclosed_quote", _UNCLOSED) for place in quotations.unclosed]
    body, inside = _unglued(body, quotations)
    marks = find_marks(body, inside)
    articles = choose_articles(body, inside, marks)
    notices += _doubts(articles, body)
    blocks, firsts = cut_at_headings(body, inside, articles.chosen)
    spans = find_spans(blocks, firsts, articles.chosen, marks)
    components = [build_component(blocks, span) for span in spans]
    closing = "\n".join(filter(None, (components[-1].closing, *notes)))
    components[-1] = replace(components[-1], closing=closing)
    tree = addressed(Tree(tuple(components), (*lines.notices, *notices)))
    return replace(tree, warnings=sorted_notices((*tree.warnings, *check(tree))))


def parse_text(text: str) -> Tree:
    """Split a plain text."""
    return parse(lines_of(text))


def _unglued(lines: Sequence[Line], quotations: Quotations) -> tuple[list[Line], list[bool]]:
    """Give a heading its own line where it is glued to the end of a quotation or to what stands before it."""
    cut: list[Line] = []
    quoted: list[bool] = []
    for place, line in enumerate(lines):
        within = quotations.inside[place]
        after = lines[place + 1].text if place + 1 < len(lines) else ""
        for part, inside in _parts(line, within, quotations.ends.get(place, 0), after):
            cut.append(line if part == line.text else replace(line, text=part))
            quoted.append(inside)
    return cut, quoted


def _parts(line: Line, within: bool, end: int, after: str) -> list[tuple[str, bool]]:
    if line.kind is not LineKind.PLAIN:
        return [(line.text, within)]
    if not within:
        return [(part, False) for part in split_at_containers(line.text, after)]
    rest = line.text[end:].lstrip(" .;,")
    if not end or not begins_provision(rest):
        return [(line.text, True)]
    quoted = line.text[: len(line.text) - len(rest)].rstrip()
    return [(quoted, True), *((part, False) for part in split_at_containers(rest, after))]


def _doubts(articles: Articles, lines: Sequence[Line]) -> Iterator[Notice]:
    """Name the lines that look like the heading of an article and were left as text."""
    for heading in articles.doubtful:
        words = _DOUBTFUL.format(number=heading.number)
        yield Notice(lines[heading.place].number, "doubtful_heading", words)
