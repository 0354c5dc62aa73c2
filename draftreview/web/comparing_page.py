"""A comparison made ready to show: addresses on the page, names of places, notes, signs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.comparing import CHANGE_LABELS, Block, ChangeKind, Entry, Part, Row
from draftreview.domain.diffing import Hunk
from draftreview.domain.provisions import Kind, citation, component_eid, opening_capital
from draftreview.domain.rendering import label
from draftreview.services.comparing import Compared

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

_Key = tuple[Part, str | None, str | None, bool]


@dataclass(frozen=True, slots=True)
class Note:
    """A tag under a provision, with a link to the other place it speaks of."""

    words: str
    kind: str
    sign: str
    url: str = ""
    link: str = ""


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
        self.anchors = _anchors(compared.comparison.rows)
        self.seen: set[str] = set()

    def block(self, block: Block) -> ShownBlock:
        """Show a block."""
        summary = self._unchanged(block.rows) if block.folded else ""
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
            place=_name(row) if provision else "",
            caption="" if provision else self._caption(row),
            failed=row.failed,
        )

    def change(self, entry: Entry) -> ShownChange:
        """Show an entry of the list of changes."""
        kind = main_kind(entry.kinds)
        sign, colour = SIGNS[kind]
        return ShownChange(
            place=self._place(entry),
            title=entry.title,
            anchor=self.anchors[entry.part, entry.old_eid, entry.new_eid, False],
            sign=sign,
            colour=colour,
            label=_(CHANGE_LABELS[kind]),
            added=entry.counts.added,
            removed=entry.counts.removed,
            group=self._component(entry.old_eid, entry.new_eid),
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
        return Side(number, title, _wash(row, old=True), notes=tuple(self._old_notes(row)))

    def _new(self, row: Row) -> Side:
        if row.part is not Part.PROVISION:
            return Side(absent=ChangeKind.DELETED in row.kinds, wash=_wash(row, old=False))
        if row.new is None:
            return Side(absent=True)
        number, title = _printed(row.new.kind, label(row.new))
        return Side(number, title, _wash(row, old=False), notes=tuple(self._new_notes(row)))

    def _old_notes(self, row: Row) -> Iterable[Note]:
        if row.departed:
            moved = self.anchors.get((Part.PROVISION, row.old_eid, row.new_eid, False), "")
            place = citation(row.new_eid or "")
            yield Note(
                _("Đã chuyển đến %(place)s", place=place),
                "moved",
                "arrow-move",
                f"#{moved}" if moved else "",
                _("Xem chỗ mới"),
            )

    def _new_notes(self, row: Row) -> Iterable[Note]:
        before = citation(row.old_eid or "")
        if ChangeKind.MOVED in row.kinds:
            left = self.anchors.get((Part.PROVISION, row.old_eid, row.new_eid, True), "")
            words = _("Chuyển từ %(place)s", place=before)
            yield Note(words, "moved", "arrow-move", f"#{left}" if left else "", _("Xem chỗ cũ"))
        if ChangeKind.SPLIT in row.kinds:
            yield Note(_("Tách từ %(place)s", place=before), "moved", "split")
        if ChangeKind.MERGED in row.kinds:
            yield Note(_("Gộp từ %(place)s", place=before), "moved", "split")
        if row.kinds & {ChangeKind.RENUMBERED} and not row.kinds & _PLACED:
            yield Note(_("Số cũ: %(place)s", place=_last_step(before)), "noted", "hash")
        if not row.certain:
            yield Note(_("Chưa chắc là cùng một quy định"), "warning", "warning")

    def _place(self, entry: Entry) -> str:
        if entry.part is not Part.PROVISION:
            return _part_name(entry.part)
        old, new = citation(entry.old_eid or ""), citation(entry.new_eid or "")
        if entry.new_last:
            words = _(
                "%(old)s đến %(old_last)s nay là %(new)s đến %(new_last)s",
                old=_last_step(old),
                old_last=citation(entry.old_last),
                new=_last_step(new),
                new_last=citation(entry.new_last),
            )
        elif not old:
            words = _("%(place)s (mới)", place=new)
        elif ChangeKind.MOVED in entry.kinds:
            words = _("%(old)s chuyển đến %(new)s", old=old, new=new)
        elif new and old != new:
            words = _("%(new)s (cũ: %(old)s)", new=new, old=old)
        else:
            words = old
        return opening_capital(str(words))

    def _component(self, old_eid: str | None, new_eid: str | None) -> str:
        if new_eid is not None:
            return self.compared.new_citations.get(component_eid(new_eid), "")
        return self.compared.old_citations.get(component_eid(old_eid or ""), "")

    def _caption(self, row: Row) -> str:
        return f"{self._component(row.old_eid, row.new_eid)}: {_part_name(row.part).lower()}"

    def _unchanged(self, rows: Sequence[Row]) -> str:
        depth = min(row.depth for row in rows)
        named = [citation(row.new_eid or "") for row in rows if row.depth == depth and row.new]
        if not named:
            return self._caption(rows[0]) if rows[0].part is not Part.PROVISION else _name(rows[0])
        first, last = named[0], named[-1]
        if first == last:
            return opening_capital(first)
        if first.removeprefix(_last_step(first)) == last.removeprefix(_last_step(last)):
            first = _last_step(first)
        return opening_capital(_("%(first)s đến %(last)s", first=first, last=last))


_PLACED = {ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED}


def _key(row: Row) -> _Key:
    return row.part, row.old_eid, row.new_eid, row.departed


def _anchors(rows: Sequence[Row]) -> dict[_Key, str]:
    """Give every row an address: its newer eid where it has one, never the same twice."""
    taken = Counter[str]()
    found: dict[_Key, str] = {}
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


def _name(row: Row) -> str:
    return opening_capital(citation(row.new_eid or row.old_eid or ""))


def _last_step(place: str) -> str:
    """Give the smallest step of a citation: "khoản 2" of "khoản 2 Điều 5"."""
    words = place.split()
    return " ".join(words[:3] if place.startswith("Tiểu mục") else words[:2])


def _printed(kind: Kind, words: str) -> tuple[str, str]:
    """Tell numbers that hang beside the words from those that open a title."""
    return (words, "") if kind in (Kind.CLAUSE, Kind.POINT) else ("", f"{words.removesuffix('.')}.")


def _wash(row: Row, old: bool) -> str:
    kinds = row.kinds - ({ChangeKind.INSERTED} if old else {ChangeKind.DELETED})
    return next((wash for kind, wash in _WASHES.items() if kind in kinds), "")


def _part_name(part: Part) -> str:
    names: dict[Part, str] = {
        Part.TITLE: _("Tên"),
        Part.PREAMBLE: _("Phần mở đầu"),
        Part.CLOSING: _("Phần cuối"),
    }
    return names[part]
