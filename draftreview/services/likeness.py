"""Near-identical comments worked out once, kept by what they say: nothing kept is ever out of date."""

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import lru_cache

from draftreview.domain.grouping import Likeness, ProposedGroup, Said, Suggested, likeness, proposed

Told = tuple[int, str, str, Suggested | None]
"""A comment as it is compared: without what was worked out of it, which would be kept along."""
Pairs = Set[tuple[int, int]]


def proposed_kept(said: Iterable[Said], apart: Pairs = frozenset()) -> tuple[ProposedGroup, ...]:
    """Propose groups as ``grouping.proposed`` does; of each place that says what it said before, as then."""
    places: defaultdict[str, list[Told]] = defaultdict(list)
    where: dict[int, str] = {}
    for one in said:
        places[one.place].append(_told(one))
        where[one.id] = one.place
    strangers: defaultdict[str | None, set[tuple[int, int]]] = defaultdict(set)
    for pair in apart:
        # Only a place with both of them is concerned.
        if where.get(pair[0]) == where.get(pair[1]):
            strangers[where.get(pair[0])].add(pair)
    found = (_proposed(tuple(told), frozenset(strangers[place])) for place, told in places.items())
    return tuple(sorted((group for groups in found for group in groups), key=lambda group: min(group.ids)))


def likeness_kept(one: Said, other: Said) -> Likeness | None:
    """Tell how two comments are alike, as ``grouping.likeness`` does."""
    return _likeness(_told(one), _told(other))


@lru_cache(maxsize=1024)
def _proposed(told: tuple[Told, ...], apart: frozenset[tuple[int, int]]) -> tuple[ProposedGroup, ...]:
    return proposed((Said(*one) for one in told), apart)


@lru_cache(maxsize=8192)
def _likeness(one: Told, other: Told) -> Likeness | None:
    return likeness(Said(*one), Said(*other))


def _told(one: Said) -> Told:
    return one.id, one.place, one.talk, one.suggested
