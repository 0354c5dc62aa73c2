"""The laid-down forms of the synthesis table: A with four columns, B with five.

A row is cells of its own behind cells that it shares with the other rows on the same place; what is shared
is merged on paper.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from draftreview.domain.places import Place
from draftreview.domain.synthesis import Row
from draftreview.domain.synthesis_words import (
    Cell,
    Run,
    agency_cell,
    answer_cell,
    comment_cell,
    place_cell,
    text_cell,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: a name for programs, its title, its share of the width in percent."""

    name: str
    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of the table: its columns, what the rows of a place share, what each row says for itself.

    ``shared`` is given the number of the place in the table, from 1; ``own`` whether proposed wordings are
    to be shown as differences.
    """

    name: str
    columns: tuple[Column, ...]
    shared: Callable[[int, Row], tuple[Cell, ...]]
    own: Callable[[Row, bool], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one place with the cells that they share."""

    place: Place
    shared: tuple[Cell, ...]
    rows: tuple[Row, ...]


def grouped(rows: Sequence[Row], layout: Layout, before: Sequence[Row] = ()) -> Iterator[Group]:
    """Yield the rows of each place; ``before`` are the rows of the table ahead of these.

    A place that began among those keeps its number, and says its name again.
    """
    number = sum(1 for _ in groupby(before, key=_place))
    if before and rows and before[-1].place == rows[0].place:
        number -= 1
    for place, found in groupby(rows, key=_place):
        number += 1
        together = tuple(found)
        yield Group(place, layout.shared(number, together[0]), together)


def _place(row: Row) -> Place:
    return row.place


LAYOUT_A = Layout(
    "A",
    (
        Column("place", "Nhóm vấn đề hoặc Điều, khoản", 17),
        Column("who", "Chủ thể góp ý", 22),
        Column("what", "Nội dung góp ý", 30),
        Column("answer", "Nội dung tiếp thu, giải trình", 31),
    ),
    shared=lambda _number, row: (place_cell(row),),
    own=lambda row, differences: (
        agency_cell(row),
        comment_cell(row, differences),
        answer_cell(row, differences),
    ),
)

LAYOUT_B = Layout(
    "B",
    (
        Column("index", "TT", 5),
        Column("text", "Nội dung dự thảo", 26),
        Column("what", "Nội dung góp ý", 27),
        Column("who", "Cơ quan góp ý", 16),
        Column("answer", "Ý kiến giải trình, tiếp thu", 26),
    ),
    shared=lambda number, row: (((Run(str(number)),),), text_cell(row)),
    own=lambda row, differences: (
        comment_cell(row, differences),
        agency_cell(row),
        answer_cell(row, differences),
    ),
)

LAYOUTS = {layout.name: layout for layout in (LAYOUT_A, LAYOUT_B)}
"""Both forms of the law and of practice, by name; A is the default."""
