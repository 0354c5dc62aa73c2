"""A provision of one text and what became of it in another."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from draftreview.domain.provisions import Kind


@dataclass(frozen=True, slots=True)
class Pair:
    """One provision of an older text and what became of it in a newer one; ``None`` where it has no partner.

    ``moved``: it stands under another parent, or in another order among its siblings. ``renumbered``: its own
    number differs (a khoản whose Điều alone was renumbered is not). ``edited``: its own words differ; a piece
    of a split or a merge is edited only if its words are not found as they are in the whole.
    ``certain`` is false where a person should look; ``score`` runs from 0 to 1.
    """

    old: str | None
    new: str | None
    kind: Kind
    moved: bool = False
    renumbered: bool = False
    edited: bool = False
    split: bool = False
    merged: bool = False
    certain: bool = True
    score: float = 0.0


def pairs_as_json(pairs: Iterable[Pair]) -> dict[str, list[dict[str, object]]]:
    """Give the pairs as ``draftreview compare --format json`` prints them."""
    return {"pairs": [asdict(pair) for pair in pairs]}
