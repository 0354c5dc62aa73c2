"""A comparison made ready to show: blocks of rows, each with its address, and the list of changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.comparing import CHANGE_LABELS, Block, ChangeKind, Entry, Part, Row
from draftreview.domain.provisions import Kind
from draftreview.domain.rendering import label
from draftreview.services.comparing import Compared
from draftreview.services.findings import Behind
from draftreview.web.comparing_notes import Key, Note, new_notes, old_notes
from draftreview.web.comparing_places import Places, name
from draftreview.web.comparing_reasons import Open, Reason, open_in, reasons_of
from draftreview.web.comparing_words import Shown, shown_words

SIGNS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.INSERTED: ("plus", "insert"),
    ChangeKind.DELETED: ("minus", "delete"),
    ChangeKind.MOVED: ("arrow-move", "move"),
    ChangeKind.SPLIT: ("split", "split"),
    ChangeKind.MERGED: ("split", "split"),
    ChangeKind.EDITED: ("pen", "edit"),
    ChangeKind.REFERENCE: ("link", "renumber"),
    ChangeKind.RENUMBERED: ("hash", "renumber"),
}
"""Icon and colour of each kind, the most telling kind first."""

_WASHES = {
    ChangeKind.INSERTED: "is-inserted",
    ChangeKind.DELETED: "is-deleted",
    ChangeKind.MOVED: "is-moved",
    ChangeKind.EDITED: "is-edited",
    ChangeKind.REFERENCE: "is-edited",
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
    it is no provision. ``reasons`` stand behind it; ``trace`` is the eid that leads to its way through all
    versions.
    """

    anchor: str
    step: bool
    same: bool
    old: Side
    new: Side
    heading: tuple[Shown, ...]
    text: tuple[Shown, ...]
    tail: tuple[Shown, ...]
    place: str = ""
    caption: str = ""
    failed: bool = False
    reasons: tuple[Reason, ...] = ()
    trace: str = ""


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
    certain: bool


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes in one Điều, or one change alone: then ``article`` is empty."""

    component: str
    article: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a page of comparison shows; ``articles`` counts the Điều that were touched."""

    blocks: tuple[ShownBlock, ...]
    groups: tuple[ChangeGroup, ...]
    filters: tuple[tuple[ChangeKind, str, int], ...]
    total: int
    articles: int
    open: Open | None
    unexplained: tuple[ShownChange, ...]


def page_of(compared: Compared, behind: Behind, kind: ChangeKind | None = None) -> Page:
    """Make a comparison ready, its list of changes reduced to one kind if asked."""
    maker = _Maker(compared, behind)
    found = open_in(behind, maker.anchors)
    wanted = [one for one in compared.changes if kind is None or kind in one.kinds]
    return Page(
        blocks=tuple(maker.block(block) for block in compared.comparison.blocks),
        groups=tuple(maker.groups(wanted)),
        filters=tuple((one, _(CHANGE_LABELS[one]), count) for one, count in compared.totals.items() if count),
        total=len(compared.changes),
        articles=len({maker.places.article(entry) for entry in compared.changes if entry.touches} - {None}),
        open=found,
        unexplained=tuple(maker.change(entry) for entry in found.unexplained) if found else (),
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

    def __init__(self, compared: Compared, behind: Behind | None = None) -> None:
        self.behind = behind
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
            heading=shown_words(row.heading),
            text=shown_words(row.text),
            tail=shown_words(row.tail),
            place=name(row) if provision else "",
            caption="" if provision else self.places.caption(row),
            failed=row.failed,
            reasons=reasons_of(row, self.behind) if self.behind else (),
            trace=(row.new_eid or row.old_eid or "") if row.changed and provision else "",
        )

    def groups(self, entries: Iterable[Entry]) -> Iterator[ChangeGroup]:
        """Gather the changes in one Điều where the first of them stands; one alone stands by itself."""
        found: dict[tuple[str, str | int], list[Entry]] = {}
        for at, entry in enumerate(entries):
            key = self.places.component(entry), self.places.article(entry) or at
            found.setdefault(key, []).append(entry)
        for (component, article), together in found.items():
            name = str(article) if len(together) > 1 else ""
            yield ChangeGroup(component, name, tuple(self.change(entry) for entry in together))

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
