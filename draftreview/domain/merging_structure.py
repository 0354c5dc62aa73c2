"""Insertions, deletions and moves on a tree: which can be made together, and making them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from draftreview.domain.merging_changes import Change
from draftreview.domain.merging_wordings import ClashKind
from draftreview.domain.provisions import CONTAINERS, Component, Kind, Provision, walk
from draftreview.domain.vocabulary import Operation

_SMALL = frozenset({Kind.CLAUSE, Kind.POINT})
_BELOW: Mapping[Kind, Kind] = {Kind.PART: Kind.CHAPTER, Kind.ARTICLE: Kind.CLAUSE, Kind.CLAUSE: Kind.POINT}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Changes of the structure that cannot all be made, and where."""

    kind: ClashKind
    eid: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Outline:
    """Where everything stands in the text that changes are made to."""

    components: Sequence[Component]
    provisions: dict[str, Provision] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note every provision and its parent; the parent of the outermost is the component."""
        for component in self.components:
            for provision, above in walk(component.children):
                self.provisions[provision.eid] = provision
                self.parents[provision.eid] = above[-1].eid if above else component.eid

    def knows(self, change: Change) -> bool:
        """Tell whether everything that a change speaks of is still there."""
        if change.operation is not Operation.INSERT and change.eid not in self.provisions:
            return False
        if change.operation in (Operation.REPLACE, Operation.DELETE):
            return True
        if change.after is not None:
            return change.after in self.provisions
        return change.under is not None and (
            change.under in self.provisions or self._is_component(change.under)
        )

    def _is_component(self, eid: str) -> bool:
        return any(component.eid == eid for component in self.components)

    def line(self, eid: str) -> Iterator[str]:
        """Yield an eid and those above it, up to the component."""
        yield eid
        while eid in self.parents:
            eid = self.parents[eid]
            yield eid

    def home(self, change: Change) -> str:
        """Give the parent that an insertion or a move leads to."""
        return self.parents[change.after] if change.after is not None else change.under or ""

    def children(self, eid: str) -> tuple[Provision, ...]:
        """List the children of a provision or a component."""
        if eid in self.provisions:
            return self.provisions[eid].children
        return next(component.children for component in self.components if component.eid == eid)

    def level(self, change: Change) -> Kind | None:
        """Give the level on which an insertion or a move lands; ``None`` where nothing can stand."""
        if change.after is not None:
            return self.provisions[change.after].kind
        home = self.home(change)
        children = self.children(home)
        if children:
            return children[0].kind
        if home not in self.provisions:
            return Kind.ARTICLE
        kind = self.provisions[home].kind
        return Kind.ARTICLE if kind in CONTAINERS - {Kind.PART} else _BELOW.get(kind)


def meetings(outline: Outline, changes: Sequence[Change], order: Sequence[str]) -> Iterator[Meeting]:
    """Find the changes of the structure that cannot all be made.

    :param order: keys of changes that go to one place, in the order that a person settled
    """
    placing = [one for one in changes if one.operation in (Operation.INSERT, Operation.MOVE)]
    yield from _deleted(outline, changes)
    yield from _impossible(outline, placing)
    yield from _circles(outline, [one for one in placing if one.operation is Operation.MOVE])
    yield from _twice([one for one in placing if one.operation is Operation.MOVE])
    yield from _same_slot(placing, order)


def _deleted(outline: Outline, changes: Sequence[Change]) -> Iterator[Meeting]:
    """Find what is deleted and changed, or changed beneath what is deleted."""
    deletions: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.operation is Operation.DELETE:
            deletions[change.eid].append(change)
    for eid, deleting in deletions.items():
        others = [
            one for one in changes if one.operation is not Operation.DELETE and eid in _touched(outline, one)
        ]
        if others:
            yield Meeting(ClashKind.DELETED, eid, (*deleting, *others))


def _touched(outline: Outline, change: Change) -> set[str]:
    """List what a change needs to stay; an insertion after a deleted sibling still knows its place."""
    found = set(outline.line(change.eid)) if change.operation is not Operation.INSERT else set()
    if change.operation is not Operation.REPLACE:
        found.update(outline.line(outline.home(change)))
    return found


def _impossible(outline: Outline, placing: Sequence[Change]) -> Iterator[Meeting]:
    for change in placing:
        level = outline.level(change)
        fits = level is not None
        if change.operation is Operation.MOVE and level is not None:
            fits = _fits(outline.provisions[change.eid], level)
        if not fits:
            yield Meeting(ClashKind.IMPOSSIBLE, change.subject or outline.home(change), (change,))


def _fits(provision: Provision, level: Kind) -> bool:
    if provision.kind is level:
        return True
    if provision.kind not in _SMALL or level not in _SMALL:
        return False
    return not provision.children


def _circles(outline: Outline, moves: Sequence[Change]) -> Iterator[Meeting]:
    """Find moves that would put something beneath itself, alone or together."""
    goals = {move.eid: move for move in moves}
    for move in moves:
        chain = [move]
        place: str | None = move.after if move.after == move.eid else outline.home(move)
        while place not in (move.eid, None) and len(chain) <= len(moves):
            if place in goals:
                chain.append(goals[place])
                place = outline.home(goals[place])
            else:
                place = outline.parents.get(place)
        if place is not None:
            yield Meeting(ClashKind.IMPOSSIBLE, move.eid, tuple(dict.fromkeys(chain)))


def _twice(moves: Sequence[Change]) -> Iterator[Meeting]:
    goals: dict[str, list[Change]] = defaultdict(list)
    for move in moves:
        goals[move.eid].append(move)
    for eid, found in goals.items():
        if len({move.slot for move in found}) > 1:
            yield Meeting(ClashKind.MOVED_TWICE, eid, tuple(found))


def _same_slot(placing: Sequence[Change], order: Sequence[str]) -> Iterator[Meeting]:
    for slot, found in by_slot(placing).items():
        ordered = all(change.key in order for change in found)
        if len({change.content for change in found}) > 1 and not ordered:
            yield Meeting(ClashKind.ORDER, slot[0] or slot[1] or "", tuple(found))


def by_slot(placing: Sequence[Change]) -> dict[tuple[str | None, str | None], list[Change]]:
    """Gather insertions and moves by the place they go to."""
    found: dict[tuple[str | None, str | None], list[Change]] = defaultdict(list)
    for change in placing:
        found[change.slot].append(change)
    return found


def restructured(
    outline: Outline, changes: Sequence[Change], words: Mapping[str, Provision], order: Sequence[str]
) -> tuple[Component, ...]:
    """Make moves, insertions and deletions, and put the merged words in; new provisions have the eid "".

    :param words: provisions by eid with their new words
    """
    placing = sorted(
        (one for one in changes if one.operation in (Operation.INSERT, Operation.MOVE)),
        key=lambda one: order.index(one.key) if one.key in order else -1,
    )
    maker = _Maker(
        outline,
        words,
        by_slot(placing),
        gone={one.eid for one in changes if one.operation is Operation.DELETE},
        moved={one.eid for one in placing if one.operation is Operation.MOVE},
    )
    return tuple(
        replace(component, children=tuple(maker.family(component.eid, component.children)))
        for component in outline.components
    )


@dataclass(slots=True)
class _Maker:
    """Build the new families from the old ones."""

    outline: Outline
    words: Mapping[str, Provision]
    slots: Mapping[tuple[str | None, str | None], Sequence[Change]]
    gone: set[str]
    moved: set[str]

    def family(self, parent: str, children: Sequence[Provision]) -> Iterator[Provision]:
        """Yield the new children of one parent."""
        yield from self._placed(self.slots.get((None, parent), ()))
        for child in children:
            if child.eid not in self.gone and child.eid not in self.moved:
                yield self._made(child)
            yield from self._placed(self.slots.get((child.eid, None), ()))

    def _made(self, provision: Provision) -> Provision:
        latest = self.words.get(provision.eid, provision)
        return replace(latest, children=tuple(self.family(provision.eid, provision.children)))

    def _placed(self, changes: Sequence[Change]) -> Iterator[Provision]:
        seen = set()
        for change in changes:
            if change.content in seen:
                continue
            seen.add(change.content)
            kind = self.outline.level(change) or Kind.CLAUSE
            if change.operation is Operation.MOVE:
                yield replace(self._made(self.outline.provisions[change.eid]), kind=kind)
            else:
                yield Provision(
                    kind, "", change.new_heading or "", change.new_text or "", change.new_tail or ""
                )
