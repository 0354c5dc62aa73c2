"""Insertions, deletions and moves made on a tree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.merging_changes import Change
from draftreview.domain.merging_outline import Outline
from draftreview.domain.provisions import Component, Kind, Provision
from draftreview.domain.vocabulary import Operation

PLACING = (Operation.INSERT, Operation.MOVE)
"""Operations that put something somewhere."""

NEW = "new:"
"""What stands for the eid of a provision that a change inserts, before the key of the change."""


def by_slot(placing: Sequence[Change]) -> dict[tuple[str | None, str | None], list[Change]]:
    """Gather insertions and moves by the place they go to."""
    found: dict[tuple[str | None, str | None], list[Change]] = defaultdict(list)
    for change in placing:
        found[change.slot].append(change)
    return found


def restructured(
    outline: Outline, changes: Sequence[Change], words: Mapping[str, Provision], order: Sequence[str]
) -> tuple[Component, ...]:
    """Make moves, insertions and deletions, and put the merged words in.

    New provisions have ``NEW`` and the key of their change in the place of an eid, until they get one.

    :param words: provisions by eid with their new words
    :param order: keys of insertions or moves to one place, in the order that a person settled
    """
    placing = sorted(
        (one for one in changes if one.operation in PLACING),
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
                said = (change.new_heading or "", change.new_text or "", change.new_tail or "")
                yield Provision(kind, "", *said, eid=f"{NEW}{change.key}")
