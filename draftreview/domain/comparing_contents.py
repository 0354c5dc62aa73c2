"""What stands around the rows of a comparison: the table of changes, their totals, unchanged runs folded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.comparing_rows import ChangeKind, Part, Row
from draftreview.domain.diffing import Counts
from draftreview.domain.provisions import Component, Kind, walk
from draftreview.domain.tables import cells_of, is_row


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table of changes.

    For a run of provisions that only got other numbers, ``old_last`` and ``new_last`` are its end.
    """

    old_eid: str | None
    new_eid: str | None
    part: Part
    kinds: frozenset[ChangeKind]
    counts: Counts
    title: str = ""
    certain: bool = True
    old_last: str = ""
    new_last: str = ""

    @property
    def touches(self) -> bool:
        """Tell whether there is more to it than another number."""
        return bool(self.kinds - {ChangeKind.RENUMBERED})


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together: shown, or folded because nothing in them changed."""

    rows: tuple[Row, ...]
    folded: bool


def entries(rows: Sequence[Row]) -> tuple[Entry, ...]:
    """List the changes in reading order; neighbours that only got other numbers are put together."""
    found: list[Entry] = []
    runs: dict[tuple[Kind | None, str], int] = {}
    for row in rows:
        if row.departed or not row.kinds:
            continue
        family = _family(row)
        if row.changed:
            runs.pop(family, None)
            found.append(_entry(row))
        elif family in runs:
            at = runs[family]
            found[at] = replace(found[at], old_last=row.old_eid or "", new_last=row.new_eid or "")
        else:
            runs[family] = len(found)
            found.append(_entry(row))
    return tuple(found)


def _entry(row: Row) -> Entry:
    provision = row.new or row.old
    title = _opening(provision.heading or provision.text or provision.tail) if provision else ""
    return Entry(row.old_eid, row.new_eid, row.part, row.kinds, row.counts, title, row.certain)


def _opening(words: str) -> str:
    """Give the first line of words; of a table the cells of its first row."""
    line = words.partition("\n")[0]
    return ", ".join(filter(None, cells_of(line))) if is_row(line) else line


def _family(row: Row) -> tuple[Kind | None, str]:
    """Say which numbers run on together: all Điều of a component, the khoản of one Điều, no appendices."""
    provision = row.new or row.old
    eid = row.new_eid or row.old_eid or ""
    return (provision.kind, eid.rpartition("__")[0]) if provision else (None, eid)


def totals(rows: Sequence[Row]) -> Mapping[ChangeKind, int]:
    """Count the provisions and parts by what happened to them."""
    found = Counter(kind for row in rows if not row.departed for kind in row.kinds)
    return {kind: found[kind] for kind in ChangeKind}


def blocks(old: Sequence[Component], new: Sequence[Component], rows: Sequence[Row]) -> tuple[Block, ...]:
    """Fold the runs in which nothing changed; what stands above a change stays in sight."""
    seen = set(_in_sight(old, new, rows))
    found: list[Block] = []
    run: list[Row] = []
    for place, row in enumerate(rows):
        run.append(row)
        following = rows[place + 1] if place + 1 < len(rows) else None
        shown = place in seen
        if following is None or (place + 1 in seen) != shown:
            found.append(Block(tuple(run), folded=not shown))
            run = []
    return tuple(found)


def _in_sight(old: Sequence[Component], new: Sequence[Component], rows: Sequence[Row]) -> Iterator[int]:
    above_old, above_new = _above(old), _above(new)
    needed_old: set[str] = set()
    needed_new: set[str] = set()
    for row in rows:
        if row.changed and row.new_eid is not None:
            needed_new.update(above_new.get(row.new_eid, ()))
        elif row.changed and row.old_eid is not None:
            needed_old.update(above_old.get(row.old_eid, ()))
    for place, row in enumerate(rows):
        if row.changed or row.new_eid in needed_new or (row.old_eid in needed_old and row.old):
            yield place


def _above(components: Sequence[Component]) -> dict[str, tuple[str, ...]]:
    return {
        one.eid: tuple(parent.eid for parent in above)
        for component in components
        for one, above in walk(component.children)
    }
