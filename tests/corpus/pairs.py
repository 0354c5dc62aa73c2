"""Real laws and their later versions aligned; data beside the project, no part of it."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftreview.domain.alignment import align
from draftreview.domain.alignment_totals import totals_of
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, Provision, walk
from draftreview.formats.reading import split_file
from tests.corpus.trials import CORPUS, letters

PAIRS = (("123", "144"), ("110", "149"), ("138", "139"))
"""A law and its consolidation, another and its consolidation, two laws on one subject eleven years apart."""

LEVELS = {"Điều": frozenset({Kind.ARTICLE}), "khoản, điểm": frozenset({Kind.CLAUSE, Kind.POINT})}
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts and what became of each provision; CPU seconds that finding it took."""

    name: str
    old: tuple[Component, ...]
    new: tuple[Component, ...]
    pairs: tuple[Pair, ...]
    seconds: float


def alignments() -> Iterator[Alignment]:
    """Align every pair; nothing where there is no corpus."""
    if (CORPUS / "pairs").is_dir():
        yield from (aligned(old, new) for old, new in PAIRS)


def aligned(old: str, new: str) -> Alignment:
    """Align two files of the folder of pairs, named by their numbers."""
    before, after = _components(old), _components(new)
    begun = time.process_time()
    pairs = align(before, after)
    return Alignment(f"{old}→{new}", before, after, pairs, time.process_time() - begun)


def _components(number: str) -> tuple[Component, ...]:
    (file,) = (CORPUS / "pairs").glob(f"{number}_*.txt")
    return split_file(file.name, file.read_bytes()).components


def by_eid(components: Iterable[Component]) -> dict[str, Provision]:
    """Give every provision by its eid."""
    return {one.eid: one for component in components for one, _ in walk(component.children)}


def lines(alignment: Alignment) -> Iterator[str]:
    """Give the lines that `make corpus` prints of one alignment."""
    old, new = by_eid(alignment.old), by_eid(alignment.new)
    yield f"{alignment.name}  aligned in {alignment.seconds:.2f} s"
    for level, kinds in LEVELS.items():
        counts = counted([pair for pair in alignment.pairs if pair.kind in kinds], old, new)
        yield f"  {level:<11}  " + ", ".join(f"{name} {count}" for name, count in counts.items())


def counted(
    pairs: Sequence[Pair], old: Mapping[str, Provision], new: Mapping[str, Provision]
) -> dict[str, int]:
    """Count pairs by what became of them, and say how many wordings differ in no word.

    A consolidation marks what was amended with the number of a footnote, "[3]", which the law has not, and
    was typed anew, with other capitals, spaces and closing signs. The texts do differ by these, so they are
    counted as edited; who wants the amendments alone takes them off.
    """
    signs = sum(
        _bare(old[pair.old]) == _bare(new[pair.new])
        for pair in pairs
        if pair.edited and pair.old and pair.new
    )
    return {**totals_of(pairs), "edited in signs alone": signs}


def _bare(provision: Provision) -> str:
    return letters(_MARK.sub("", provision.words))
