"""Where the provisions that comments stand on are in a later version, and what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from draftreview.domain.component_names import component_name
from draftreview.domain.following import Footing, Whereabouts, followed
from draftreview.domain.following_words import State, state_of
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import ComponentKind, Kind, component_eid
from draftreview.domain.verdicts import Judged, heeded
from draftreview.models.comments import Comment
from draftreview.services.following_parts import PartPair, Parts
from draftreview.services.following_query import STEPS

NEWEST = 1_000_000
"""Stands for the newest version where its number is not known yet."""


class _Side(NamedTuple):
    """A provision on one side of a step."""

    id: int
    parent_id: int | None
    eid: str
    kind: Kind
    position: int
    words_hash: str
    part_kind: ComponentKind
    part_title: str


class _Step(NamedTuple):
    """One pair of the alignment with the version before the one of that number."""

    number: int
    old: _Side | None
    new: _Side | None
    judged: Judged


class _Followed(NamedTuple):
    """What became of the provisions of one version, and how the components of both ends are called.

    ``arrived`` are the provisions of the later version that were nothing before.
    """

    whereabouts: Mapping[str, Whereabouts]
    old_owners: Mapping[str, str]
    new_owners: Mapping[str, str]
    arrived: frozenset[str]


_SIDE = len(_Side._fields)


def follow(session: Session, draft_id: int, oldest: int, newest: int = NEWEST) -> "Following":
    """Follow the provisions of a draft from the version numbered ``oldest`` on: one query.

    Whoever shows the outcome asks whether the reader may see the comments.
    """
    parameters = {"draft_id": draft_id, "oldest": oldest, "newest": newest}
    return Following(session.execute(STEPS, parameters))


def sorted_out(rows: Iterable[Sequence[Any]]) -> dict[str, "Following"]:
    """Give the rows of ``steps_of_drafts`` by the key of their draft."""
    found: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for *step, key in rows:
        found[key].append(step)
    return {key: Following(own) for key, own in found.items()}


class Following:
    """What became of every provision in a later version, whichever two versions it is asked about."""

    def __init__(self, rows: Iterable[Any] = ()) -> None:
        """Take the rows of ``steps``, in any order; without any nothing is newer."""
        self._steps: dict[int, list[_Step]] = defaultdict(list)
        self._words: dict[str, str] = {}
        parts = []
        for row in rows:
            if (pair := _part_pair(row)) is not None:
                parts.append(pair)
                continue
            step = _step(row)
            self._steps[step.number].append(step)
            words = row[1 + 2 * _SIDE :][:3]
            if step.new and words[0] is not None:
                self._words[step.new.words_hash] = "\n".join(part for part in words if part)
        self._parts = Parts(parts)
        self._followed: dict[tuple[int, int], _Followed] = {}

    @property
    def newest(self) -> int:
        """Give the number of the newest version that provisions are followed to; 0 where none is newer."""
        return max(self._steps, default=0)

    def state(self, number: int, eid: str, at: int = 0) -> State | None:
        """Say what became of a provision of the version of that number; none where nothing is newer.

        :param at: the number of the later version, by default the newest
        """
        at = at or self.newest
        found = self._between(number, at)
        if found is None or eid not in found.whereabouts:
            return None
        return state_of(at, found.whereabouts[eid], found.old_owners, found.new_owners)

    def part_state(self, number: int, part_eid: str, at: int = 0) -> State | None:
        """Say what became of a component of the version of that number, the act where the eid is empty.

        :param at: the number of the later version, by default the newest
        """
        at = at or self.newest
        found = self._between(number, at)
        if found is None:
            return None
        return self._parts.state(number, at, part_eid, found.whereabouts, found.arrived)

    def of(self, comment: Comment, at: int = 0) -> State | None:
        """Say what became of the provision or component a comment is about; none for the whole draft.

        :param at: the number of the later version, by default the newest
        """
        number = comment.consultation.version.number
        if comment.provision is not None:
            return self.state(number, comment.provision.eid, at)
        if comment.component is not None:
            return self.part_state(number, comment.component.eid, at)
        return None

    def words(self, eid: str, at: int = 0) -> str | None:
        """Give the words of a provision of a later version where any step changed them."""
        sides = (step.new for step in self._steps[at or self.newest])
        found = next((side for side in sides if side and side.eid == eid), None)
        return self._words.get(found.words_hash) if found else None

    def _between(self, number: int, at: int) -> "_Followed | None":
        if at <= number or number + 1 not in self._steps:
            return None
        if (number, at) not in self._followed:
            self._followed[number, at] = self._follow(number, at)
        return self._followed[number, at]

    def _follow(self, number: int, at: int) -> "_Followed":
        old = _sides(step.old for step in self._steps[number + 1])
        new = _sides(step.new for step in self._steps[at])
        alignments = [_pairs(self._steps[one]) for one in range(number + 1, at + 1)]
        found = followed(alignments, _footings(old), _footings(new))
        placed = {place for one in found.values() for place in (*one.places, *one.candidates)}
        arrived = frozenset(side.eid for side in new.values() if side.eid not in placed)
        return _Followed(found, _owners(old), _owners(new), arrived)


def _part_pair(row: Any) -> PartPair | None:
    """Read a row that is of a component; a provision always has a kind on one side."""
    old, new = row[1 : 1 + _SIDE], row[1 + _SIDE : 1 + 2 * _SIDE]
    at = {name: place for place, name in enumerate(_Side._fields)}
    if old[at["kind"]] is not None or new[at["kind"]] is not None:
        return None
    return PartPair(
        number=row[0],
        kind=old[at["part_kind"]],
        old_eid=old[at["eid"]],
        old_title=old[at["part_title"]],
        new_eid=new[at["eid"]],
        new_title=new[at["part_title"]] or "",
        edited=bool(row[-5]),
    )


def _step(row: Any) -> _Step:
    old = _Side(*row[1 : 1 + _SIDE]) if row[1] is not None else None
    new = _Side(*row[1 + _SIDE : 1 + 2 * _SIDE]) if row[1 + _SIDE] is not None else None
    *flags, verdict = row[-7:]
    kind = (new or old or row).kind
    reworded = bool(old and new and old.words_hash != new.words_hash)
    pair = Pair(old and old.eid, new and new.eid, kind, *flags)
    return _Step(row[0], old, new, Judged(pair, verdict, reworded))


def _pairs(steps: Sequence[_Step]) -> tuple[Pair, ...]:
    """Give the pairs of one step as they stand after what people said of them."""
    judged = [step.judged for step in steps]
    if not any(one.verdict for one in judged):
        return tuple(one.pair for one in judged)
    sides = (_sides(step.old for step in steps), _sides(step.new for step in steps))
    return heeded(judged, *({side.eid: side.kind for side in found.values()} for found in sides))


def _sides(found: Iterable[_Side | None]) -> dict[int, _Side]:
    """Give the provisions of one version by id, each once, in reading order."""
    return {side.id: side for side in sorted(filter(None, found), key=lambda side: side.position)}


def _footings(sides: Mapping[int, _Side]) -> dict[str, Footing]:
    return {
        side.eid: Footing(sides[side.parent_id].eid if side.parent_id else None, side.words_hash)
        for side in sides.values()
    }


def _owners(sides: Mapping[int, _Side]) -> dict[str, str]:
    """Name the components where more than one has Điều, so that "Điều 2" alone would not say which."""
    named = {
        component_eid(side.eid): component_name(side.part_kind, side.part_title)
        for side in sides.values()
        if side.kind is Kind.ARTICLE
    }
    if len(named) < 2:
        return {}
    every = {component_eid(side.eid): side for side in sides.values()}
    return {eid: component_name(side.part_kind, side.part_title) for eid, side in every.items()}
