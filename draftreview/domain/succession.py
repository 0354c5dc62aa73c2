"""What became of every provision of a text in the one that was made from it by accepted changes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftreview.domain.alignment import Pair
from draftreview.domain.alignment_links import longest_rising
from draftreview.domain.diffing import same_wording
from draftreview.domain.provisions import Component, Kind, Provision, walk


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a provision stands: its parent (a provision's or a component's eid) and its place in the text."""

    provision: Provision
    parent: str
    place: int


def successions(
    old: Sequence[Component], new: Sequence[Component], origins: Mapping[str, str | None]
) -> tuple[Pair, ...]:
    """Pair a text with the one made from it, exactly: nothing is guessed and every pair is certain.

    :param origins: for every eid of the newer text the eid that it had, ``None`` for what was inserted
    """
    before, after = _standings(old), _standings(new)
    gone = _gone(before, {eid for eid in origins.values() if eid})
    strayed = _strayed(before, after, origins)
    found = [*gone.get(None, ())]
    for eid, standing in after.items():
        origin = origins[eid]
        if origin is None:
            found.append(Pair(None, eid, standing.provision.kind))
        else:
            moved = eid in strayed or not _same_home(before[origin], standing, origins)
            found.append(_pair(before[origin].provision, standing.provision, moved))
            found.extend(gone.get(origin, ()))
    return tuple(found)


def _standings(components: Sequence[Component]) -> dict[str, _Standing]:
    walked = (
        (one, above[-1].eid if above else component.eid)
        for component in components
        for one, above in walk(component.children)
    )
    return {one.eid: _Standing(one, parent, place) for place, (one, parent) in enumerate(walked)}


def _gone(before: Mapping[str, _Standing], kept: set[str]) -> dict[str | None, list[Pair]]:
    """List the deleted provisions by the kept one that they stood behind."""
    gone: dict[str | None, list[Pair]] = defaultdict(list)
    last: str | None = None
    for eid, standing in before.items():
        if eid in kept:
            last = eid
        else:
            gone[last].append(Pair(eid, None, standing.provision.kind))
    return gone


def _same_home(old: _Standing, new: _Standing, origins: Mapping[str, str | None]) -> bool:
    return origins.get(new.parent, new.parent) == old.parent


def _strayed(
    before: Mapping[str, _Standing], after: Mapping[str, _Standing], origins: Mapping[str, str | None]
) -> set[str]:
    """Find those that stayed with their parent but not in the order of their siblings."""
    families: dict[tuple[str, Kind], list[str]] = defaultdict(list)
    for eid, standing in after.items():
        origin = origins[eid]
        if origin and _same_home(before[origin], standing, origins):
            families[standing.parent, standing.provision.kind].append(eid)
    return {eid for family in families.values() for eid in _out_of_order(family, before, origins)}


def _out_of_order(
    family: Sequence[str], before: Mapping[str, _Standing], origins: Mapping[str, str | None]
) -> Iterator[str]:
    places = [before[origins[eid] or ""].place for eid in family]
    kept = set(longest_rising(places))
    return (eid for at, eid in enumerate(family) if at not in kept)


def _pair(old: Provision, new: Provision, moved: bool) -> Pair:
    return Pair(
        old.eid,
        new.eid,
        new.kind,
        moved=moved,
        renumbered=old.number != new.number,
        edited=not same_wording(old.words, new.words),
        score=1.0,
    )
