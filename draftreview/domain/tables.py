"""Tables inside the words of a provision, and what became of their rows, columns and cells.

A table is a run of lines of the form ``| a | b |``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from draftreview.domain.diffing import Hunk, NotRebuilt, Op, new_side, nfc, old_side
from draftreview.domain.tables_alignment import Cells, column_pairs, row_pairs, serial_columns

Compare = Callable[[str, str], tuple[Hunk, ...]]


class Mark(StrEnum):
    """What happened to a row, a column or a cell; ``ABSENT`` is a cell that neither text has."""

    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    INSERTED = "inserted"
    DELETED = "deleted"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of both texts; without hunks it is empty."""

    mark: Mark
    hunks: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of both texts, a cell for every column of either."""

    mark: Mark
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of both texts, its rows and columns in an order that keeps that of either.

    A row is ``CHANGED`` by its own cells; that a column came or went changes no row.
    """

    columns: tuple[Mark, ...]
    rows: tuple[TableRow, ...]

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Give the words of the cells in reading order, without numbers that only count the rows anew."""
        cells = (cell for row in self.rows for cell in row.cells if cell.mark is not Mark.RENUMBERED)
        return tuple(hunk for cell in cells for hunk in cell.hunks)


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows of a long table that are not shown until asked for, because nothing in them changed."""

    rows: int


def is_row(line: str) -> bool:
    """Tell whether a line is a row of a table."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def has_table(text: str) -> bool:
    """Tell whether a text holds a table."""
    return "|" in text and any(map(is_row, text.split("\n")))


def cells_of(line: str) -> tuple[str, ...]:
    """Read the cells of a row.

    >>> cells_of("| Họ tên | |")
    ('Họ tên', '')
    """
    return tuple(nfc(cell).strip() for cell in line[1:-1].split("|"))


def pieces(text: str) -> list[str | Cells]:
    """Cut a text into prose and tables, in their order; lines without words are left out."""
    found: list[str | Cells] = []
    for tabled, run in groupby((line for line in text.split("\n") if line.strip()), is_row):
        lines = list(run)
        found.append(tuple(map(cells_of, lines)) if tabled else "\n".join(lines))
    return found


def compared_tables(old: Cells, new: Cells, compare: Compare) -> Table:
    """Compare two tables: rows first, then columns, then the words of each cell.

    :raises NotRebuilt: the comparison does not give both tables back
    """
    serials = serial_columns(old), serial_columns(new)
    rows = row_pairs(old, new, *serials)
    both = [(old[one], new[other]) for one, other in rows if one is not None and other is not None]
    columns = column_pairs(both, (old, new))
    numbered = [one in serials[0] and other in serials[1] for one, other in columns]
    marks = tuple(_mark(*pair) for pair in columns)

    def compared(one: int | None, other: int | None) -> TableRow:
        before, after = _row(old, one), _row(new, other)
        cells = tuple(
            _cell(_at(before, left), _at(after, right), counts, compare)
            for (left, right), counts in zip(columns, numbered, strict=True)
        )
        if one is None or other is None:
            return TableRow(_mark(one, other), cells)
        own = (cell.mark for cell, mark in zip(cells, marks, strict=True) if mark is Mark.SAME)
        changed = any(mark in (Mark.CHANGED, Mark.INSERTED, Mark.DELETED) for mark in own)
        return TableRow(Mark.CHANGED if changed else Mark.SAME, cells)

    table = Table(marks, tuple(compared(*pair) for pair in rows))
    if (old_rows(table), new_rows(table)) != (old, new):
        raise NotRebuilt
    return table


def old_rows(table: Table) -> Cells:
    """Give the older table back."""
    return _side(table, Mark.INSERTED, old_side)


def new_rows(table: Table) -> Cells:
    """Give the newer table back."""
    return _side(table, Mark.DELETED, new_side)


def condensed(rows: Sequence[TableRow], context: int = 1, least: int = 6) -> tuple[TableRow | Gap, ...]:
    """Leave out unchanged rows of a long table, never the head, nor ``context`` rows beside a change.

    Runs of fewer than ``least`` rows stay. A table without any change is given whole.
    """
    telling = [at for at, row in enumerate(rows) if row.mark is not Mark.SAME]
    if not telling:
        return tuple(rows)
    seen = {0} | {at + step for at in telling for step in range(-context, context + 1)}
    shown: list[TableRow | Gap] = []
    for kept, run in groupby(enumerate(rows), lambda pair: pair[0] in seen):
        found = [row for _, row in run]
        shown.extend(found if kept or len(found) < least else [Gap(len(found))])
    return tuple(shown)


def _mark(old: int | None, new: int | None) -> Mark:
    if old is None:
        return Mark.INSERTED
    return Mark.DELETED if new is None else Mark.SAME


def _row(rows: Cells, at: int | None) -> tuple[str, ...]:
    return () if at is None else rows[at]


def _at(row: tuple[str, ...], at: int | None) -> str | None:
    return row[at] if at is not None and at < len(row) else None


def _cell(old: str | None, new: str | None, counts: bool, compare: Compare) -> Cell:
    if old is None and new is None:
        return Cell(Mark.ABSENT)
    if old is None:
        return Cell(Mark.INSERTED, _whole(Op.INSERT, new))
    if new is None:
        return Cell(Mark.DELETED, _whole(Op.DELETE, old))
    if old == new:
        return Cell(Mark.SAME, _whole(Op.EQUAL, new))
    if counts:
        return Cell(Mark.RENUMBERED, (Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)))
    return Cell(Mark.CHANGED, compare(old, new))


def _whole(op: Op, text: str | None) -> tuple[Hunk, ...]:
    return (Hunk(op, text),) if text else ()


def _side(table: Table, other: Mark, words: Callable[[tuple[Hunk, ...]], str]) -> Cells:
    return tuple(
        tuple(words(cell.hunks) for cell in row.cells if cell.mark not in (other, Mark.ABSENT))
        for row in table.rows
        if row.mark is not other
    )
