"""How many provisions became what between two texts, counted from their pairs."""

from collections import Counter
from collections.abc import Iterable, Iterator

from draftreview.domain.pairs import Pair

STATES = (
    "unchanged", "edited", "renumbered", "moved", "split", "merged", "inserted", "deleted", "uncertain",
)  # fmt: skip


def totals_of(pairs: Iterable[Pair]) -> dict[str, int]:
    """Count the pairs in each of ``STATES``; several may hold at once, a split counts by its pieces."""
    found = Counter(state for pair in pairs for state in states_of(pair))
    return {state: found[state] for state in STATES}


def states_of(pair: Pair) -> Iterator[str]:
    """Yield what became of one provision."""
    if pair.old is None or pair.new is None:
        yield "inserted" if pair.old is None else "deleted"
        return
    changed = [name for name in STATES[1:6] if getattr(pair, name)]
    yield from changed or ["unchanged"]
    if not pair.certain:
        yield "uncertain"
