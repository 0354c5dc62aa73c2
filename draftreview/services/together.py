"""Selections of different shape read in one statement, for pages that count their queries."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, cast, literal, null, union_all
from sqlalchemy.orm import Session

Rows = list[tuple[Any, ...]]


class Together:
    """A statement of several selections of plain columns, put together once; none may count on its order."""

    def __init__(self, *selections: Select[*tuple[Any, ...]]) -> None:
        """Give the rows of each the columns of all, those of the others empty."""
        columns = [list(one.selected_columns) for one in selections]
        ends = [sum(map(len, columns[: at + 1])) for at in range(len(columns))]
        self._cuts = [slice(end - len(own), end) for own, end in zip(columns, ends, strict=True)]
        self._statement: CompoundSelect[*tuple[Any, ...]] = union_all(
            *(one.with_only_columns(*_row(at, columns)) for at, one in enumerate(selections))
        )

    def read(self, session: Session, parameters: Mapping[str, Any]) -> tuple[Rows, ...]:
        """Read the rows of each: one query."""
        found: tuple[Rows, ...] = tuple([] for _ in self._cuts)
        for side, *values in session.execute(self._statement, parameters):
            found[side].append(tuple(values[self._cuts[side]]))
        return found


def _row(side: int, columns: list[list[ColumnElement[Any]]]) -> list[ColumnElement[Any]]:
    cells = [one if at == side else _empty(one) for at, selection in enumerate(columns) for one in selection]
    return [literal(side).label("side"), *(one.label(f"c{at}") for at, one in enumerate(cells))]


def _empty(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # PostgreSQL takes a bare NULL for text.
    return cast(null(), column.type)
