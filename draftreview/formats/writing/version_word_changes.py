"""Which block of a newer version was which of an older one, in an order that both sides can be read from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from draftreview.domain.alignment_links import longest_rising
from draftreview.domain.component_pairing import paired_components
from draftreview.domain.edition import Changes
from draftreview.domain.provisions import Component
from draftreview.formats.writing.version_word_blocks import Block, Place, Row

Revised = tuple[Block | None, Block | None]
"""An older block and what became of it; without an older side it came, without a newer one it went."""


def revised(
    old: Sequence[Block], new: Sequence[Block], changes: Changes, components: Sequence[Component]
) -> Iterator[Revised]:
    """Put the blocks of two versions in one order; what moved goes at its old place and comes at its new."""
    partners = _partners(changes, components)
    olds, news = _by_place(old), _by_place(new)
    pairs: list[tuple[int, int]] = []
    for (eid, part), after in news.items():
        before = olds.get((partners[eid], part), []) if eid in partners else []
        pairs += _within(old, before, new, after)
    pairs.sort(key=lambda pair: pair[1])
    kept = longest_rising([before for before, _ in pairs])
    yield from _interleaved(old, new, [pairs[place] for place in kept])


def revised_in_cell(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Revised]:
    """Put the paragraphs of two cells in one order."""
    pairs = _within(old, range(len(old)), new, range(len(new)))
    yield from _interleaved(old, new, list(pairs))


def _partners(changes: Changes, components: Sequence[Component]) -> dict[str, str]:
    """Give the older eid of every newer provision and component that has one; each is used once."""
    partners: dict[str, str] = {}
    taken: set[str] = set()
    for pair in sorted(changes.pairs, key=lambda one: -one.score):
        if pair.old and pair.new and pair.new not in partners and pair.old not in taken:
            partners[pair.new] = pair.old
            taken.add(pair.old)
    for before, after in paired_components(changes.components, components, changes.pairs):
        if before and after:
            partners[after.eid] = before.eid
    return partners


def _by_place(blocks: Sequence[Block]) -> dict[Place, list[int]]:
    found: dict[Place, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        found[block.place].append(at)
    return found


def _within(
    old: Sequence[Block], before: Sequence[int], new: Sequence[Block], after: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pair the blocks of one place: the equal ones, then what stands between them in turn."""
    one, other = [_key(old[at]) for at in before], [_key(new[at]) for at in after]
    for _, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for at, to in zip(before[i1:i2], after[j1:j2], strict=False):
            if _alike(old[at], new[to]):
                yield at, to


def _key(block: Block) -> tuple[int, str]:
    return (len(block.cells) if isinstance(block, Row) else 0, block.text)


def _alike(one: Block, other: Block) -> bool:
    """Tell whether two blocks can be written as one: paragraphs, or rows of as many cells."""
    if isinstance(one, Row) and isinstance(other, Row):
        return one.shape is other.shape and len(one.cells) == len(other.cells)
    return not isinstance(one, Row) and not isinstance(other, Row)


def _interleaved(
    old: Sequence[Block], new: Sequence[Block], pairs: Iterable[tuple[int, int]]
) -> Iterator[Revised]:
    """Yield all blocks of both sides in their own orders, what went before what came."""
    at = to = 0
    for before, after in (*pairs, (len(old), len(new))):
        for gone in old[at:before]:
            yield gone, None
        for come in new[to:after]:
            yield None, come
        if before < len(old):
            yield old[before], new[after]
        at, to = before + 1, after + 1
