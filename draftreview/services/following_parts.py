"""What became of whole components, the act, its Quy định, its Phụ lục, from version to version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, cast, null, or_, select
from sqlalchemy.orm import aliased

from draftreview.domain.component_names import component_name, counterpart
from draftreview.domain.following import Whereabouts
from draftreview.domain.following_words import State
from draftreview.domain.provisions import ComponentKind, component_eid
from draftreview.models.drafts import Alignment, Component, Provision, Version
from draftreview.services.texts import ACT


class PartPair(NamedTuple):
    """A component and one of its kind in the next version, whose number it says; none where there is none."""

    number: int
    kind: ComponentKind
    old_eid: str
    old_title: str
    new_eid: str | None
    new_title: str
    edited: bool
    """Whether the words outside the provisions differ."""


def part_pairs(newer: type[Version]) -> Select[*tuple[Any, ...]]:
    """Select components beside those of their kind in the next version, in the columns of a step."""
    older, before, after = aliased(Version), aliased(Component), aliased(Component)
    differ = or_(before.preamble != after.preamble, before.closing != after.closing)
    nothing = (cast(null(), column.type) for column in (Component.title, Component.title, Component.title))
    flags = (cast(null(), Alignment.moved.type) for _ in range(2))
    return (
        select(
            newer.number,
            *_side(before),
            *_side(after),
            *nothing,
            *flags,
            differ,
            *(cast(null(), Alignment.split.type) for _ in range(3)),
            cast(null(), Alignment.verdict.type),
        )
        .select_from(newer)
        .join(older, and_(older.draft_id == newer.draft_id, older.number == newer.number - 1))
        .join(before, before.version_id == older.id)
        .outerjoin(after, and_(after.version_id == newer.id, after.kind == before.kind))
    )


def _side(part: type[Component]) -> tuple[Any, ...]:
    """Give a component as one side of a step; what only provisions have is empty."""
    return (
        part.id,
        cast(null(), Provision.parent_id.type),
        part.eid,
        cast(null(), Provision.kind.type),
        part.position,
        cast(null(), Provision.text_hash.type),
        part.kind,
        part.title,
    )


class Parts:
    """What became of every component in a later version."""

    def __init__(self, pairs: Iterable[PartPair]) -> None:
        self._pairs: dict[tuple[int, str], list[PartPair]] = defaultdict(list)
        for pair in pairs:
            self._pairs[pair.number, pair.old_eid].append(pair)

    def state(
        self, number: int, at: int, eid: str, whereabouts: Mapping[str, Whereabouts], arrived: Iterable[str]
    ) -> State | None:
        """Say what became of a component of the version ``number`` in the version ``at``; none if unknown.

        Its own words are compared from step to step: words changed and changed back count as edited.

        :param whereabouts: what became of the provisions of that version, by eid
        :param arrived: the provisions of the later version that were nothing before
        """
        steps = list(self._steps(number, at, eid))
        if not steps:
            return None
        begin, end = steps[0], steps[-1]
        here = component_name(begin.kind, begin.old_title)
        if end.new_eid is None:
            return State(at, Whereabouts(eid or ACT, ends=True), here)
        inside = any(component_eid(own) == eid and one.altered for own, one in whereabouts.items())
        came = any(component_eid(own) == end.new_eid for own in arrived)
        found = Whereabouts(
            eid or ACT,
            (end.new_eid or ACT,),
            reworded=any(step.edited for step in steps),
            inside=inside or came,
        )
        return State(at, found, here, component_name(end.kind, end.new_title))

    def _steps(self, number: int, at: int, eid: str) -> Iterator[PartPair]:
        """Yield what it became from version to version; the last says with no new eid that it is gone."""
        for one in range(number + 1, at + 1):
            pairs = {pair.new_eid: pair for pair in self._pairs[one, eid]}
            if not pairs:
                return
            first = next(iter(pairs.values()))
            others = {new: (pair.kind, pair.new_title) for new, pair in pairs.items() if new is not None}
            found = counterpart(first.kind, first.old_title, others)
            if found is None:
                yield first._replace(new_eid=None)
                return
            yield pairs[found]
            eid = found
