"""What became of the place of a comment in a later version: followed step by step, never guessed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from draftreview.domain.courses import Course, Trail, course, joined
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import steps


@dataclass(frozen=True, slots=True)
class Footing:
    """A provision at one end: the eid of what it stands in, if anything, and the fingerprint of its words."""

    parent: str | None
    words_hash: str


class Ending(StrEnum):
    """How following ends, for every place in exactly one of these ways."""

    FOUND = "found"
    UNCONFIRMED = "unconfirmed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What became of one provision in a later version.

    ``places`` are the eids where it stands for certain, in reading order; ``candidates`` those that might be
    it and that nobody has confirmed; ``merged_from`` the eids, in its own version, of what now shares its
    place, itself among them; empty where it stands alone. ``inside``: something that stood in it, or stands
    in it now, is not as it was. Without ``places`` the flags say nothing.

    ``reworded`` compares the two versions at hand: words that were changed and changed back are the words
    that the comment is about. ``moved`` is remembered though it moved back: ``places`` tell where it stands.
    """

    eid: str
    places: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    reworded: bool = False
    moved: bool = False
    partly_gone: bool = False
    inside: bool = False
    ends: bool = False
    """Whether a way of it ends in nothing."""

    @property
    def ending(self) -> Ending:
        """Tell in which of the three ways following ended."""
        if self.places:
            return Ending.FOUND
        return Ending.DELETED if self.ends and not self.candidates else Ending.UNCONFIRMED

    @property
    def split(self) -> bool:
        """Tell whether it became several, or is what was left of several."""
        return len(self.places) > 1 or self.partly_gone

    @property
    def merged(self) -> bool:
        """Tell whether it now shares its place with another."""
        return bool(self.merged_from)

    @property
    def renumbered(self) -> bool:
        """Tell whether it stayed where it was under another number, its own or that of what it stands in."""
        numbers = [steps(place) for place in self.places]
        return len(numbers) == 1 and not self.moved and numbers[0] != steps(self.eid)

    @property
    def altered(self) -> bool:
        """Tell whether more happened to it than another number."""
        found = self.ending is Ending.FOUND
        return not found or self.reworded or self.moved or self.split or self.merged

    @property
    def unchanged(self) -> bool:
        """Tell whether it stands where it stood with the words it had, in it and inside it."""
        return not (self.altered or self.renumbered or self.inside or self.candidates)


def followed(
    alignments: Sequence[Iterable[Pair]], old: Mapping[str, Footing], new: Mapping[str, Footing]
) -> dict[str, Whereabouts]:
    """Follow every provision of a version through the steps to a later one.

    A provision that a step does not know ends unconfirmed, without a candidate.

    :param alignments: one alignment for each step, the oldest first; at least one
    :param old: the provisions of the version that comments stand on, in reading order
    :param new: those of the later version, in reading order
    """
    whole = reduce(joined, map(course, alignments))
    order = {eid: at for at, eid in enumerate(new)}
    sharing = _sharing(whole)
    found = {}
    for eid, footing in old.items():
        ends = whole.get(eid, {})
        there = sorted((end for end in ends if end is not None), key=order.__getitem__)
        places = tuple(end for end in there if ends[end].certain)
        sharers = {one for place in places for one in sharing[place]}
        merged = len(sharers) > 1
        gone = ends.get(None)
        partly_gone = gone is not None and gone.certain and bool(places)
        trails = {place: ends[place] for place in places}
        found[eid] = Whereabouts(
            eid,
            places,
            candidates=tuple(end for end in there if not ends[end].certain),
            merged_from=tuple(one for one in old if one in sharers) if merged else (),
            reworded=_reworded(trails, footing, new, partly=merged or partly_gone),
            moved=any(trail.moved for trail in trails.values()),
            partly_gone=partly_gone,
            ends=gone is not None,
        )
    stirred = _stirred(found, old, new)
    return {eid: replace(one, inside=eid in stirred) for eid, one in found.items()}


def _sharing(whole: Course) -> Mapping[str, list[str]]:
    """List by newer provision the older ones that certainly became it."""
    found: dict[str, list[str]] = defaultdict(list)
    for old, ends in whole.items():
        for end, trail in ends.items():
            if end is not None and trail.certain:
                found[end].append(old)
    return found


def _reworded(
    trails: Mapping[str, Trail], footing: Footing, new: Mapping[str, Footing], partly: bool
) -> bool:
    """Tell whether the words differ; where only parts became parts, whether any step edited them."""
    if len(trails) == 1 and not partly:
        (place, trail), *_ = trails.items()
        return trail.touched and new[place].words_hash != footing.words_hash
    return any(trail.edited for trail in trails.values())


def _stirred(
    found: Mapping[str, Whereabouts], old: Mapping[str, Footing], new: Mapping[str, Footing]
) -> set[str]:
    """Find the older provisions in which something is not as it was: changed, gone, come or moved."""
    origins: dict[str, list[str]] = defaultdict(list)
    came: set[str] = set(new)
    for one in found.values():
        for place in one.places:
            origins[place].append(one.eid)
            if not one.moved:
                came.discard(place)
    stirred = {parent for one in found.values() if one.altered for parent in _above(one.eid, old)}
    for eid in came:
        stirred.update(old_eid for parent in _above(eid, new) for old_eid in origins[parent])
    return stirred


def _above(eid: str, footings: Mapping[str, Footing]) -> Iterator[str]:
    """Yield what a provision stands in, innermost first."""
    parent = footings[eid].parent
    while parent is not None:
        yield parent
        parent = footings[parent].parent
