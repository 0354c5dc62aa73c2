"""Which provisions are worth comparing, how alike they are, and whether they may only be near-twins."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from draftreview.domain.alignment_links import Candidate, Rule
from draftreview.domain.alignment_nodes import Node
from draftreview.domain.provisions import Kind
from draftreview.domain.similarity import bag, containment, likeness, replaced, tells_apart

ARTICLE_IN_PLACE, ARTICLE_ELSEWHERE = Rule(0.4, 0.25), Rule(0.6, 0.45)
CLAUSE_IN_PLACE, CLAUSE_ELSEWHERE = Rule(0.5, 0.3), Rule(0.85, 0.6)
SHORT = 10  # words and pairs of words: five or six syllables, too few to know a provision by
SMALL = frozenset({Kind.CLAUSE, Kind.POINT})
_RARE = 24  # a pair of syllables in more provisions than this tells nothing about any of them
_BEST = 6
_FEW = 900  # so many pairs of siblings are all compared


def article_score(old: Node, new: Node) -> float:
    """Give how alike two Điều are: three parts heading, seven parts everything."""
    whole = likeness(old.whole, new.whole)
    if not old.heading and not new.heading:
        return whole
    return 0.3 * likeness(bag(old.heading), bag(new.heading)) + 0.7 * whole


def clause_score(old: Node, new: Node) -> float:
    """Give how alike two khoản or điểm are, with what stands beneath them."""
    whole = likeness(old.whole, new.whole)
    if not old.own or not new.own or not (old.children or new.children):
        return whole
    return 0.4 * likeness(old.own, new.own) + 0.6 * whole


def candidate(old: Node, new: Node, score: float, in_place: bool) -> Candidate:
    """Make a candidate; in its place a provision that only grew is known by half of that."""
    return Candidate(old, new, max(score, _enlarged(old, new)) if in_place else score, in_place)


def _enlarged(old: Node, new: Node) -> float:
    """Give half the share of the shorter wording that the longer one holds: 0.5 for mere additions."""
    short, long = sorted((old.whole, new.whole), key=Counter.total)
    return 0.5 * containment(short, long) if short.total() >= SHORT else 0.0


def telling(old: Node, new: Node) -> bool:
    """Tell whether what differs may make near-twins of two provisions.

    A Điều is known by its heading and by most of its khoản; of a khoản or điểm every word counts.
    """
    if tells_apart(old.whole, new.whole):
        return True
    if old.kind is not Kind.ARTICLE:
        return replaced(old.whole, new.whole)
    return replaced(old.own, new.own) or 2 * kept(old, new) < max(len(old.children), len(new.children))


def kept(old: Node, new: Node) -> int:
    """Count what stands right beneath both of two provisions and reads the same."""
    return len({child.fingerprint for child in old.children} & {child.fingerprint for child in new.children})


def same_heading(old: Node, new: Node) -> bool:
    """Tell whether two Điều have one heading, long enough to know them by."""
    heading = bag(old.heading)
    return heading.total() >= SHORT and heading == bag(new.heading)


def namesakes(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the Điều that alone have one heading on both sides."""
    ours, theirs = _by_heading(old), _by_heading(new)
    for heading, nodes in ours.items():
        others = theirs.get(heading, [])
        if len(nodes) == len(others) == 1 and same_heading(nodes[0], others[0]):
            yield nodes[0], others[0]


def _by_heading(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        found[node.heading.casefold()].append(node)
    return found


def between(old: Sequence[Node], new: Sequence[Node], place: dict[Node, int]) -> Iterator[tuple[Node, Node]]:
    """Yield the nodes that stand between the same neighbours, unless there are too many to compare."""
    here: dict[int, list[Node]] = defaultdict(list)
    for node in new:
        here[place[node]].append(node)
    for node in old:
        others = here[place[node]]
        if len(others) <= _RARE:
            yield from ((node, other) for other in others)


def likely(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield for every newer node the few older ones that share the most rare pairs of syllables."""
    if not new:
        return
    holders: dict[str, list[Node]] = defaultdict(list)
    for node in old:
        for word in node.whole:
            if " " in word:
                holders[word].append(node)
    for node in new:
        votes = Counter[Node]()
        for word in node.whole:
            if 0 < len(found := holders.get(word, ())) <= _RARE:
                votes.update(found)
        yield from ((other, node) for other, _ in votes.most_common(_BEST))


def worth_comparing(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield all pairs of a few siblings, of many only the likely ones."""
    yield from product(old, new) if len(old) * len(new) <= _FEW else likely(old, new)
