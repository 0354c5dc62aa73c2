"""The words of a compared provision made ready to show: long unchanged stretches folded, tables by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from draftreview.domain.comparing_words import Run
from draftreview.domain.diffing import Fold, Hunk, Op, folded
from draftreview.domain.tables import Cell, Gap, Mark, Table, TableRow, condensed

_LONG = 700
"""Characters from which the unchanged stretches of a changed wording are folded."""

_CONTEXT, _LEAST = 18, 40
"""Syllables left beside each change, and how many a fold hides at least."""

_OTHER_SIDE = {"old": Mark.INSERTED, "new": Mark.DELETED}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One row of a table as one side shows it."""

    mark: Mark
    cells: tuple[tuple[Cell, Mark], ...]
    """Each cell with the mark of its column."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with ways to show either side of it, or both in one."""

    table: Table

    def lines(self, side: str, *, whole: bool = False) -> list[ShownLine | Gap]:
        """List the rows of a side: "old", "new" or "both"; not the ``whole`` of a long table at first."""
        other = _OTHER_SIDE.get(side)
        rows = [row for row in self.table.rows if row.mark is not other]
        return [self._line(row, other) for row in (rows if whole else condensed(rows))]

    def _line(self, row: TableRow | Gap, other: Mark | None) -> ShownLine | Gap:
        if isinstance(row, Gap):
            return row
        marked = zip(row.cells, self.table.columns, strict=True)
        return ShownLine(row.mark, tuple((cell, mark) for cell, mark in marked if mark is not other))


Shown = Hunk | Fold | ShownTable


def shown_words(runs: Sequence[Run]) -> tuple[Shown, ...]:
    """Fold what is long and unchanged beside a change, and make tables ready."""
    return tuple(_shown(runs))


def _shown(runs: Iterable[Run]) -> Iterator[Shown]:
    for tabled, group in groupby(runs, lambda run: isinstance(run, Table)):
        if tabled:
            yield from (ShownTable(run) for run in group if isinstance(run, Table))
        else:
            yield from _prose([run for run in group if isinstance(run, Hunk)])


def _prose(hunks: Sequence[Hunk]) -> Iterable[Shown]:
    changed = any(hunk.op is not Op.EQUAL for hunk in hunks)
    if not changed or sum(len(hunk.text) for hunk in hunks) < _LONG:
        return hunks
    return folded(hunks, _CONTEXT, _LEAST)
