"""An alignment as it stands once people have said what they think of its uncertain pairs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.pairing import in_order
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair as it was kept and what a person said of it; ``reworded``: the own words of its sides differ."""

    pair: Pair
    verdict: Verdict | None = None
    reworded: bool = False


def heeded(found: Sequence[Judged], old: Mapping[str, Kind], new: Mapping[str, Kind]) -> tuple[Pair, ...]:
    """Give the pairs that stand: the same are certain, the different are parted, the rest stay uncertain.

    A side that loses its only partner was deleted or inserted. A piece that is left alone is no piece any
    longer: it is what became of the whole, in other words.

    :param old: the level of every provision of the older text by its eid, in reading order; ``new`` likewise
    """
    linked = [one for one in found if one.pair.old and one.pair.new]
    standing = [one for one in linked if one.verdict is not Verdict.DIFFERENT]
    pieces, wholes = _partners(standing)
    said = [one.pair for one in linked if one.verdict]
    old_said, new_said = {pair.old for pair in said}, {pair.new for pair in said}
    pairs = []
    for one in standing:
        split = pieces[one.pair.old] > 1 if one.pair.old in old_said else one.pair.split
        merged = wholes[one.pair.new] > 1 if one.pair.new in new_said else one.pair.merged
        pairs.append(_standing(one, split, merged))
    return in_order(pairs, old, new)


def _partners(standing: Iterable[Judged]) -> tuple[Counter[str | None], Counter[str | None]]:
    pairs = [one.pair for one in standing]
    return Counter(pair.old for pair in pairs), Counter(pair.new for pair in pairs)


def _standing(one: Judged, split: bool, merged: bool) -> Pair:
    pair = one.pair
    whole = not split and not merged and (pair.split or pair.merged)
    return replace(
        pair,
        split=split,
        merged=merged,
        edited=one.reworded if whole else pair.edited,
        certain=pair.certain or one.verdict is Verdict.SAME,
    )
