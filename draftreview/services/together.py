"""Two selections of different shape read in one statement, for pages that count their queries."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, cast, literal, null, union_all
from sqlalchemy.orm import Session

Rows = list[tuple[Any, ...]]


class Together:
    """A statement of two selections of plain columns, put together once; neither may count on its order."""

    def __init__(self, one: Select[*tuple[Any, ...]], other: Select[*tuple[Any, ...]]) -> None:
        """Give the rows of both the columns of both, the other's empty."""
        mine, theirs = list(one.selected_columns), list(other.selected_columns)
        self._width = len(mine)
        self._statement: CompoundSelect[*tuple[Any, ...]] = union_all(
            one.with_only_columns(*_row(0, [*mine, *map(_empty, theirs)])),
            other.with_only_columns(*_row(1, [*map(_empty, mine), *theirs])),
        )

    def read(self, session: Session, parameters: Mapping[str, Any]) -> tuple[Rows, Rows]:
        """Read the rows of both: one query."""
        found: tuple[Rows, Rows] = ([], [])
        for side, *values in session.execute(self._statement, parameters):
            cut = values[self._width :] if side else values[: self._width]
            found[side].append(tuple(cut))
        return found


def _row(side: int, columns: list[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [literal(side).label("side"), *(one.label(f"c{at}") for at, one in enumerate(columns))]


def _empty(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # PostgreSQL takes a bare NULL for text.
    return cast(null(), column.type)
