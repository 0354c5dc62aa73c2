"""`python -m tests.corpus.sample [SEED]`: pairs of the Land Laws of 2013 and 2024 to judge by reading.

Prints to the terminal: certain links whose words differ, uncertain ones, deleted and inserted provisions with
what the other text has nearest to them.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind, Provision
from draftreview.domain.similarity import bag, likeness
from tests.corpus.pairs import Alignment, aligned, by_eid
from tests.corpus.trials import CORPUS

SEED = 2024
_NEAREST = 4
_JUDGED = frozenset({Kind.ARTICLE, Kind.CLAUSE, Kind.POINT})


def main() -> None:
    """Draw the pairs and print them."""
    if not (CORPUS / "pairs").is_dir():
        sys.stdout.write(f"No pairs to sample: {CORPUS} is not there.\n")
        return
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else SEED
    found = aligned("138", "139")
    for number, (stratum, pair) in enumerate(drawn(found, seed), 1):
        sys.stdout.write("\n".join(shown(found, number, stratum, pair)) + "\n\n")


def drawn(alignment: Alignment, seed: int) -> Iterator[tuple[str, Pair]]:
    """Draw the same pairs for the same seed: 20 certain, 10 uncertain, 10 deleted, 10 inserted."""
    pairs = [pair for pair in alignment.pairs if pair.kind in _JUDGED]
    strata = {
        "certain": (20, [pair for pair in pairs if pair.old and pair.new and pair.edited and pair.certain]),
        "uncertain": (10, [pair for pair in pairs if not pair.certain]),
        "deleted": (10, [pair for pair in pairs if pair.new is None]),
        "inserted": (10, [pair for pair in pairs if pair.old is None]),
    }
    random = Random(seed)  # noqa: S311 - a sample that anybody can draw again
    for stratum, (size, members) in strata.items():
        yield from ((stratum, pair) for pair in random.sample(members, min(size, len(members))))


def shown(alignment: Alignment, number: int, stratum: str, pair: Pair) -> Iterator[str]:
    """Give the lines of one pair: both texts, or one with what is nearest in the other."""
    old, new = by_eid(alignment.old), by_eid(alignment.new)
    flags = [name for name in ("moved", "split", "merged") if getattr(pair, name)]
    yield f"{number}. {stratum} {pair.old} → {pair.new} score {pair.score} {' '.join(flags)}"
    if pair.old:
        yield f"   2013: {_full(old[pair.old])}"
    if pair.new:
        yield f"   2024: {_full(new[pair.new])}"
    if not pair.old or not pair.new:
        mine, others = (old[pair.old], new) if pair.old else (new[pair.new or ""], old)
        yield from (f"   near {one.eid} {score:.2f}: {_full(one)}" for score, one in nearest(mine, others))


def nearest(mine: Provision, others: Mapping[str, Provision]) -> list[tuple[float, Provision]]:
    """Give the provisions of the other text that share the most words, best first."""
    bags: dict[str, Counter[str]] = {eid: bag(_full(one)) for eid, one in others.items()}
    words = bag(_full(mine))
    ranked = sorted(((likeness(words, bags[eid]), eid) for eid, one in others.items() if one.kind in _JUDGED))
    return [(score, others[eid]) for score, eid in ranked[: -_NEAREST - 1 : -1]]


def _full(provision: Provision) -> str:
    """Give the words of a provision and of everything beneath it."""
    return " / ".join([provision.words, *(f"{one.number}) {_full(one)}" for one in provision.children)])


if __name__ == "__main__":
    main()
