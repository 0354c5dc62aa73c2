"""The most probable run of numbers among lines that could be headings: judged whole, not line by line.

Every candidate brings a gain (how much it looks like a heading); following on in the series is worth more,
gaps, repeats and starting anew cost. The best sum over the whole text wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from draftreview.domain.numbering import Rank, missing_between
from draftreview.domain.provisions import Kind

_REACH = 12
_NOTHING = (0.0, -1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may begin a provision.

    ``barrier`` counts the candidates that stand before the last sign of a new text (a title, a signature)
    in front of this one; ``anew`` is what it costs to start a new numbering behind that sign.
    """

    rank: Rank
    gain: float
    barrier: int = 0
    anew: float = 0.0


@dataclass(frozen=True, slots=True)
class Costs:
    """What following on is worth and what breaks in a series cost."""

    step: float = 2.0
    first: float = 4.0
    other_first: float = 8.0
    gap: float = 5.0
    missing: float = 3.0
    repeat: float = 9.0
    unheralded: float = 20.0
    crossing: float = 12.0


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    previous: int


def best_chain(kind: Kind, candidates: Sequence[Candidate], costs: Costs) -> list[int]:
    """Choose the indices of the candidates that make the most probable series, in order."""
    links: list[_Link] = []
    by_count: dict[int, int] = {}
    prefix: list[tuple[float, int]] = []
    for place, candidate in enumerate(candidates):
        link = _begin(candidate, prefix, costs)
        for back in range(_REACH + 1):
            earlier = by_count.get(candidate.rank[0] - back, -1)
            if earlier >= 0:
                worth = _follow(kind, candidates[earlier], candidate, costs)
                if earlier < candidate.barrier:
                    worth -= costs.crossing
                if links[earlier].score + worth > link.score:
                    link = _Link(links[earlier].score + worth, earlier)
        link = _Link(link.score + candidate.gain, link.previous)
        links.append(link)
        rival = by_count.get(candidate.rank[0], -1)
        if rival < 0 or link.score > links[rival].score:
            by_count[candidate.rank[0]] = place
        best = prefix[-1] if prefix else _NOTHING
        prefix.append((link.score, place) if link.score > best[0] else best)
    return _trace(links, prefix[-1][1] if prefix else -1)


def _begin(candidate: Candidate, prefix: Sequence[tuple[float, int]], costs: Costs) -> _Link:
    """Weigh beginning a series here: at the very start, behind a sign of a new text, or without any."""
    start = costs.first if candidate.rank == (1, 0, 0) else -costs.other_first
    if not prefix:
        return _Link(start, -1)
    score, previous = prefix[candidate.barrier - 1] if candidate.barrier else _NOTHING
    heralded = _Link(score + start - (candidate.anew if previous >= 0 else 0.0), previous)
    score, previous = prefix[-1]
    unheralded = _Link(score + start - (costs.unheralded if previous >= 0 else 0.0), previous)
    return heralded if heralded.score >= unheralded.score else unheralded


def _follow(kind: Kind, earlier: Candidate, later: Candidate, costs: Costs) -> float:
    missing = missing_between(kind, earlier.rank, later.rank)
    if missing == 0:
        return costs.step
    if missing > 0:
        return -costs.gap - costs.missing * missing
    return -costs.repeat if earlier.rank == later.rank else -1000.0


def _trace(links: Sequence[_Link], last: int) -> list[int]:
    chosen = []
    while last >= 0:
        chosen.append(last)
        last = links[last].previous
    return chosen[::-1]
