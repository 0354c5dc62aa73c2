"""Provisions of two texts judged by where they stand, once it is known which became which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.alignment_links import longest_rising
from draftreview.domain.component_pairing import paired_components
from draftreview.domain.diffing import same_wording
from draftreview.domain.numbering import rank
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, Provision, walk
from draftreview.domain.similarity import normalised

_SMALL = frozenset({Kind.CLAUSE, Kind.POINT})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a provision stands: the eids of what it is in, nearest first, and its place in the whole text."""

    provision: Provision
    above: tuple[str, ...]
    place: int

    @property
    def parent(self) -> str:
        """Give the eid of the provision or component that it stands in."""
        return self.above[0]


def judged(old: Sequence[Component], new: Sequence[Component], pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Judge pairs on the words and places of their two texts and add what has no partner, in reading order.

    Of each pair its two sides, ``certain`` and ``score`` are taken as they are, the flags are found anew. It
    is split or merged where a side has several partners; the likeliest of them is the one whose order counts.
    """
    before, after = standings(old), standings(new)
    linked = _by_place((pair for pair in pairs if pair.old and pair.new), before, after)
    judge = _Judge(before, after, linked, paired_components(old, new, linked))
    found = [judge.judged(pair) for pair in linked]
    return in_order(found, kinds(before), kinds(after))


def standings(components: Sequence[Component]) -> dict[str, Standing]:
    """Tell of every provision where it stands, by its eid and in reading order."""
    walked = (
        (one, (*(upper.eid for upper in reversed(above)), component.eid))
        for component in components
        for one, above in walk(component.children)
    )
    return {one.eid: Standing(one, above, place) for place, (one, above) in enumerate(walked)}


def kinds(standing: Mapping[str, Standing]) -> dict[str, Kind]:
    """Give the level of every provision by its eid."""
    return {eid: one.provision.kind for eid, one in standing.items()}


def in_order(pairs: Iterable[Pair], old: Mapping[str, Kind], new: Mapping[str, Kind]) -> tuple[Pair, ...]:
    """List pairs in the order of the newer text, with everything that none of them holds.

    Of merged ones the elder stands first; what is gone stands behind the provision that it stood behind.

    :param old: the level of every provision of the older text by its eid, in reading order; ``new`` likewise
    """
    by_new: dict[str | None, list[Pair]] = defaultdict(list)
    partner: dict[str | None, Pair] = {}
    for pair in _by_place(pairs, old, new):
        by_new[pair.new].append(pair)
        partner[pair.old] = max(partner.get(pair.old, pair), pair, key=lambda one: one.score)
    gone: dict[str | None, list[Pair]] = defaultdict(list)
    shown: str | None = None
    for eid, kind in old.items():
        if eid in partner:
            shown = partner[eid].new
        else:
            gone[shown].append(Pair(eid, None, kind))
    found = [*gone[None]]
    for eid, kind in new.items():
        found += by_new[eid] or [Pair(None, eid, kind)]
        found += gone[eid]
    return tuple(found)


def _by_place(pairs: Iterable[Pair], old: Iterable[str], new: Iterable[str]) -> list[Pair]:
    before = {eid: place for place, eid in enumerate(old)}
    after = {eid: place for place, eid in enumerate(new)}
    return sorted(pairs, key=lambda pair: (before[pair.old or ""], after[pair.new or ""]))


class _Judge:
    """Everything that judging one pair needs of the others."""

    def __init__(
        self,
        old: Mapping[str, Standing],
        new: Mapping[str, Standing],
        linked: Sequence[Pair],
        components: Iterable[tuple[Component | None, Component | None]],
    ) -> None:
        self.old, self.new = old, new
        self.pieces = Counter(pair.old for pair in linked)
        self.wholes = Counter(pair.new for pair in linked)
        homes = [(one.eid, other.eid) for one, other in components if one and other]
        self.together = {(pair.old or "", pair.new or "") for pair in linked} | set(homes)
        self.linked_old = {one for one, _ in self.together}
        self.linked_new = {other for _, other in self.together}
        self.strayed = set(self._out_of_order(linked))

    def judged(self, pair: Pair) -> Pair:
        """Give a pair with its flags."""
        old, new = self._sides(pair)
        split, merged = self.pieces[pair.old] > 1, self.wholes[pair.new] > 1
        return replace(
            pair,
            kind=new.provision.kind,
            moved=(pair.old, pair.new) in self.strayed or not self._same_home(pair),
            renumbered=_renumbered(old.provision, new.provision),
            edited=_reworded(old.provision, new.provision, split, merged),
            split=split,
            merged=merged,
        )

    def _sides(self, pair: Pair) -> tuple[Standing, Standing]:
        return self.old[pair.old or ""], self.new[pair.new or ""]

    def _same_home(self, pair: Pair) -> bool:
        return self._homes(pair) in self.together

    def _homes(self, pair: Pair) -> tuple[str | None, str | None]:
        """Give what the two sides stand in; around an Điều only what has a partner counts.

        A Chương or Mục that only one of the texts has does not move what stands in it.
        """
        old, new = self._sides(pair)
        if {old.provision.kind, new.provision.kind} & _SMALL:
            return old.parent, new.parent
        return (
            next((one for one in old.above if one in self.linked_old), None),
            next((one for one in new.above if one in self.linked_new), None),
        )

    def _out_of_order(self, linked: Sequence[Pair]) -> Iterator[tuple[str | None, str | None]]:
        """Find what broke the order of its siblings: all but a longest run that kept it."""
        families: dict[tuple[str | None, str | None, Kind], list[Pair]] = defaultdict(list)
        for pair in self._likeliest(linked):
            families[(*self._homes(pair), self.new[pair.new or ""].provision.kind)].append(pair)
        for family in families.values():
            family.sort(key=lambda pair: self.old[pair.old or ""].place)
            kept = set(longest_rising([self.new[pair.new or ""].place for pair in family]))
            yield from ((pair.old, pair.new) for at, pair in enumerate(family) if at not in kept)

    def _likeliest(self, linked: Sequence[Pair]) -> Iterator[Pair]:
        """Yield the pairs that are the likeliest of both of their sides."""
        by_old: dict[str | None, Pair] = {}
        by_new: dict[str | None, Pair] = {}
        for pair in sorted(linked, key=lambda one: -one.score):
            by_old.setdefault(pair.old, pair)
            by_new.setdefault(pair.new, pair)
        yield from (pair for pair in by_old.values() if by_new[pair.new] is pair)


def _renumbered(old: Provision, new: Provision) -> bool:
    """Tell whether a number differs in more than its writing: "Chương 1" and "Chương I" are one number."""
    same = rank(old.kind, old.number) == rank(new.kind, new.number) != rank(new.kind, "")
    return old.number != new.number and not (same and old.kind is new.kind)


def _reworded(old: Provision, new: Provision, split: bool, merged: bool) -> bool:
    """Tell whether the own words differ; a piece that stands as it is in the whole was not reworded."""
    if same_wording(old.words, new.words):
        return False
    one, other = normalised(old.words), normalised(new.words)
    return not ((split and other in one) or (merged and one in other))
