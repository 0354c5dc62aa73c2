"""A comparison made ready to show: blocks of rows, each with its address, and the list of changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.comparing import CHANGE_LABELS, Block, ChangeKind, Entry, Part, Row
from draftreview.domain.diffing import Hunk
from draftreview.domain.provisions import Kind
from draftreview.domain.rendering import label
from draftreview.services.comparing import Compared
from draftreview.web.comparing_notes import Key, Note, new_notes, old_notes
from draftreview.web.comparing_places import Places, name

SIGNS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.INSERTED: ("plus", "insert"),
    ChangeKind.DELETED: ("minus", "delete"),
    ChangeKind.MOVED: ("arrow-move", "move"),
    ChangeKind.SPLIT: ("split", "split"),
    ChangeKind.MERGED: ("split", "split"),
    ChangeKind.EDITED: ("pen", "edit"),
    ChangeKind.RENUMBERED: ("hash", "renumber"),
}
"""Icon and colour of each kind, the most telling kind first."""

_WASHES = {
    ChangeKind.INSERTED: "is-inserted",
    ChangeKind.DELETED: "is-deleted",
    ChangeKind.MOVED: "is-moved",
    ChangeKind.EDITED: "is-edited",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row; ``absent`` where that version has nothing there."""

    number: str = ""
    title: str = ""
    wash: str = ""
    absent: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as the page shows it.

    A ``step`` is what the keys n and p go to; ``same`` says that both sides are equal. ``heading``, ``text``
    and ``tail`` hold both sides. ``place`` names the row where it stands out of its order, ``caption`` where
    it is no provision.
    """

    anchor: str
    step: bool
    same: bool
    old: Side
    new: Side
    heading: tuple[Hunk, ...]
    text: tuple[Hunk, ...]
    tail: tuple[Hunk, ...]
    place: str = ""
    caption: str = ""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """Rows that stand together; folded ones say in ``summary`` what did not change."""

    rows: tuple[ShownRow, ...]
    folded: bool
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of the list of changes."""

    place: str
    title: str
    anchor: str
    sign: str
    colour: str
    label: str
    added: int
    removed: int
    group: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a page of comparison shows."""

    blocks: tuple[ShownBlock, ...]
    changes: tuple[ShownChange, ...]
    filters: tuple[tuple[ChangeKind, str, int], ...]
    total: int


def page_of(compared: Compared, kind: ChangeKind | None = None) -> Page:
    """Make a comparison ready, its list of changes reduced to one kind if asked."""
    maker = _Maker(compared)
    wanted = [one for one in compared.changes if kind is None or kind in one.kinds]
    return Page(
        blocks=tuple(maker.block(block) for block in compared.comparison.blocks),
        changes=tuple(maker.change(entry) for entry in wanted),
        filters=tuple((one, _(CHANGE_LABELS[one]), count) for one, count in compared.totals.items() if count),
        total=len(compared.changes),
    )


def shown_rows(compared: Compared) -> tuple[ShownRow, ...]:
    """Make the rows alone ready that changed, for a page that lists nothing else."""
    maker = _Maker(compared)
    return tuple(maker.row(row) for row in compared.comparison.rows if row.changed)


def main_kind(kinds: Iterable[ChangeKind]) -> ChangeKind:
    """Give the most telling of several kinds."""
    found = frozenset(kinds)
    return next(kind for kind in SIGNS if kind in found)


class _Maker:
    """Make the rows and changes of one comparison, giving every row an address of its own."""

    def __init__(self, compared: Compared) -> None:
        self.compared = compared
        self.places = Places(compared)
        self.anchors = _anchors(compared.comparison.rows)
        self.seen: set[str] = set()

    def block(self, block: Block) -> ShownBlock:
        """Show a block."""
        summary = self.places.unchanged(block.rows) if block.folded else ""
        return ShownBlock(tuple(self.row(row) for row in block.rows), block.folded, summary)

    def row(self, row: Row) -> ShownRow:
        """Show a row."""
        provision = row.new or row.old
        return ShownRow(
            anchor=self.anchors[_key(row)],
            step=row.changed,
            same=not row.kinds,
            old=self._old(row),
            new=self._new(row),
            heading=row.heading,
            text=row.text,
            tail=row.tail,
            place=name(row) if provision else "",
            caption="" if provision else self.places.caption(row),
            failed=row.failed,
        )

    def change(self, entry: Entry) -> ShownChange:
        """Show an entry of the list of changes."""
        kind = main_kind(entry.kinds)
        sign, colour = SIGNS[kind]
        return ShownChange(
            place=self.places.change(entry),
            title=entry.title,
            anchor=self.anchors[entry.part, entry.old_eid, entry.new_eid, False],
            sign=sign,
            colour=colour,
            label=_(CHANGE_LABELS[kind]),
            added=entry.counts.added,
            removed=entry.counts.removed,
            group=self.places.component(entry),
            certain=entry.certain,
        )

    def _old(self, row: Row) -> Side:
        if row.part is not Part.PROVISION:
            return Side(absent=ChangeKind.INSERTED in row.kinds, wash=_wash(row, old=True))
        if row.old is None:
            return Side(absent=True)
        first = (row.old_eid or "") not in self.seen
        self.seen.add(row.old_eid or "")
        number, title = _printed(row.old.kind, label(row.old)) if first else ("", "")
        return Side(number, title, _wash(row, old=True), notes=tuple(old_notes(row, self.anchors)))

    def _new(self, row: Row) -> Side:
        if row.part is not Part.PROVISION:
            return Side(absent=ChangeKind.DELETED in row.kinds, wash=_wash(row, old=False))
        if row.new is None:
            return Side(absent=True)
        number, title = _printed(row.new.kind, label(row.new))
        return Side(number, title, _wash(row, old=False), notes=tuple(new_notes(row, self.anchors)))


def _key(row: Row) -> Key:
    return row.part, row.old_eid, row.new_eid, row.departed


def _anchors(rows: Sequence[Row]) -> dict[Key, str]:
    """Give every row an address: its newer eid where it has one, never the same twice."""
    taken = Counter[str]()
    found: dict[Key, str] = {}
    for row in rows:
        if row.part is not Part.PROVISION:
            name = f"{row.part}-{row.new_eid if row.new_eid is not None else row.old_eid}"
        elif row.departed or row.new_eid is None:
            name = f"old-{row.old_eid}"
        else:
            name = row.new_eid
        taken[name] += 1
        found[_key(row)] = name if taken[name] == 1 else f"{name}.{taken[name]}"
    return found


def _printed(kind: Kind, words: str) -> tuple[str, str]:
    """Tell numbers that hang beside the words from those that open a title."""
    return (words, "") if kind in (Kind.CLAUSE, Kind.POINT) else ("", f"{words.removesuffix('.')}.")


def _wash(row: Row, old: bool) -> str:
    kinds = row.kinds - ({ChangeKind.INSERTED} if old else {ChangeKind.DELETED})
    return next((wash for kind, wash in _WASHES.items() if kind in kinds), "")
