"""A text as rows to print: headings, numbered clauses, and the words that follow the points of a clause."""

from collections.abc import Iterator
from dataclasses import dataclass

from draftreview.domain.provisions import CONTAINERS, WORDS, Kind
from draftreview.services.texts import TextComponent, TextProvision

LOWEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row: "open" and "close" bracket a section; "heading", "article", "body", "clause", "point", "tail".

    ``label`` is the number as printed; ``level`` the level of an HTML heading; ``slot`` tells whether
    the provision's actions stand in this row.
    """

    shape: str
    provision: TextProvision
    label: str = ""
    level: int = 3
    slot: bool = False


def rows_of(component: TextComponent) -> Iterator[Row]:
    """Yield the rows of a component's provisions in document order."""
    open_ones: list[TextProvision] = []
    for provision in component.provisions:
        while open_ones and open_ones[-1].id != provision.parent_id:
            yield from _ended(open_ones.pop())
        yield from _begun(provision, sum(one.kind in CONTAINERS for one in open_ones))
        open_ones.append(provision)
    while open_ones:
        yield from _ended(open_ones.pop())


def title_of(provision: TextProvision) -> str:
    """Write the number of a provision as it is printed: "Chương I", "Điều 15.", "2.", "a)"."""
    if provision.kind is Kind.POINT:
        return f"{provision.number})"
    if provision.kind is Kind.CLAUSE:
        return f"{provision.number}."
    dot = "." if provision.kind is Kind.ARTICLE else ""
    return f"{WORDS[provision.kind]} {provision.number}{dot}"


def _begun(provision: TextProvision, depth: int) -> Iterator[Row]:
    label = title_of(provision)
    if not _is_section(provision):
        yield Row(provision.kind.value, provision, label, slot=True)
        return
    yield Row("open", provision)
    shape = "article" if provision.kind is Kind.ARTICLE else "heading"
    level = min(3 + depth, LOWEST_HEADING)
    yield Row(shape, provision, label, level, slot=not provision.text)
    if provision.text:
        yield Row("body", provision, slot=True)


def _ended(provision: TextProvision) -> Iterator[Row]:
    if provision.tail:
        yield Row("tail", provision)
    if _is_section(provision):
        yield Row("close", provision)


def _is_section(provision: TextProvision) -> bool:
    return provision.kind in CONTAINERS or provision.kind is Kind.ARTICLE
