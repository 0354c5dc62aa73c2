"""Versions that do not follow each other: what became of every provision over the steps between them."""

from collections.abc import Iterable, Sequence
from functools import reduce

from draftreview.domain.alignment import align
from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component


def became(
    old: Sequence[Component], new: Sequence[Component], steps: Sequence[Sequence[Pair]]
) -> tuple[Pair, ...]:
    """Tell what became of every provision: by the steps between two texts, aligned anew where one is missing.

    :param steps: what is known of each step; an empty one was never aligned
    """
    if not steps or not all(steps):
        return align(old, new)
    return tuple(steps[0]) if len(steps) == 1 else chained(old, new, steps)


def chained(
    old: Sequence[Component], new: Sequence[Component], steps: Sequence[Sequence[Pair]]
) -> tuple[Pair, ...]:
    """Compose the pairs of one step after the other, judged on the first and the last text alone.

    Identity goes through the steps: what was deleted in one and inserted again in a later one is not the
    same. Of several ways from one provision to another the surest counts, and a way is as sure as its least
    sure step. What was moved or reworded and put back again shows no change.

    :param steps: at least one; each holds the pairs of two versions that follow each other
    """
    return judged(old, new, reduce(_composed, steps))


def _composed(first: Iterable[Pair], second: Iterable[Pair]) -> list[Pair]:
    later: dict[str | None, list[Pair]] = {}
    for pair in second:
        later.setdefault(pair.old, []).append(pair)
    ways: dict[tuple[str | None, str | None], Pair] = {}
    for one in first:
        for other in later.get(one.new, ()) if one.old and one.new else ():
            if other.new:
                way = (one.old, other.new)
                ways[way] = _surest(ways.get(way), _along(one, other))
    return list(ways.values())


def _along(one: Pair, other: Pair) -> Pair:
    return Pair(
        one.old,
        other.new,
        other.kind,
        certain=one.certain and other.certain,
        score=min(one.score, other.score),
    )


def _surest(known: Pair | None, found: Pair) -> Pair:
    if known is None:
        return found
    return Pair(
        found.old,
        found.new,
        found.kind,
        certain=known.certain or found.certain,
        score=max(known.score, found.score),
    )
