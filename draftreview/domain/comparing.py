"""The comparison of two texts as a page shows it: ordered rows, table of changes, totals, folded runs."""

from collections.abc import Mapping, Sequence
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
from draftreview.domain.component_pairing import paired_components
from draftreview.domain.diffing import difference
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component

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
