"""The comparison of two texts as a page shows it: ordered rows, table of changes, totals, folded runs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from draftreview.domain.comparing_contents import Block, Entry, blocks, entries, totals
from draftreview.domain.comparing_provisions import RowMaker
from draftreview.domain.comparing_rows import (
    CHANGE_LABELS,
    ChangeKind,
    Part,
    Row,
    edge_rows,
)
from draftreview.domain.comparing_words import Differ
from draftreview.domain.diffing import difference
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, component_eid
from draftreview.domain.similarity import normalised

__all__ = ["CHANGE_LABELS", "Block", "ChangeKind", "Comparison", "Entry", "Part", "Row", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a comparison shows."""

    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    totals: Mapping[ChangeKind, int]
    blocks: tuple[Block, ...]


def compare(
    old: Sequence[Component],
    new: Sequence[Component],
    pairs: Sequence[Pair],
    differ: Differ = difference,
) -> Comparison:
    """Compare two texts whose provisions are paired.

    :param differ: what compares two wordings; a cache may stand before :func:`difference`
    """
    maker = RowMaker(old, new, pairs, differ)
    rows: list[Row] = []
    for before, after in paired_components(old, new, pairs):
        rows.extend(edge_rows(before, after, (Part.TITLE, Part.PREAMBLE), differ))
        rows.extend(maker.rows(before.eid if before else None, after.eid if after else None))
        rows.extend(edge_rows(before, after, (Part.CLOSING,), differ))
    return Comparison(tuple(rows), entries(rows), totals(rows), blocks(old, new, rows))


def paired_components(
    old: Sequence[Component], new: Sequence[Component], pairs: Iterable[Pair]
) -> list[tuple[Component | None, Component | None]]:
    """Pair components by where their provisions went, by their titles, then by kind and order."""
    votes = Counter((component_eid(one.old), component_eid(one.new)) for one in pairs if one.old and one.new)
    partner: dict[str, str] = {}

    def pair(one: str, other: str) -> None:
        if one not in partner and other not in partner.values():
            partner[one] = other

    for (one, other), _ in votes.most_common():
        pair(one, other)
    for same in (_same_title, _same_kind):
        for before in old:
            for after in new:
                if same(before, after):
                    pair(before.eid, after.eid)
    by_new = {other: one for one, other in partner.items()}
    old_by_eid = {one.eid: one for one in old}
    found: list[tuple[Component | None, Component | None]] = [
        (old_by_eid[by_new[after.eid]] if after.eid in by_new else None, after) for after in new
    ]
    return found + [(before, None) for before in old if before.eid not in partner]


def _same_title(one: Component, other: Component) -> bool:
    return one.kind is other.kind and normalised(one.title) == normalised(other.title)


def _same_kind(one: Component, other: Component) -> bool:
    return one.kind is other.kind
