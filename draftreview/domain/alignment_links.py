"""What alignment has found so far: who is linked to whom, and which places share their neighbours."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from draftreview.domain.alignment_nodes import Node, Text

_RIVALRY = 0.03  # a rival that nobody took and that is nearly as alike makes a link uncertain


@dataclass(eq=False, slots=True)
class Link:
    """Two nodes that alignment takes for the same provision, or for a piece of it."""

    old: Node
    new: Node
    score: float
    certain: bool = True
    split: bool = False
    merged: bool = False
    rivalled: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """From which likeness a link is made, and from which a person is asked."""

    link: float
    ask: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two nodes that might be the same.

    ``in_place``: they stand between the same neighbours. ``rivalled``: another provision is as likely.
    """

    old: Node
    new: Node
    score: float
    in_place: bool
    rivalled: bool = False

    @property
    def weight(self) -> float:
        """Give the likeness, and a little more for standing in place."""
        return self.score + 0.1 * self.in_place


@dataclass(eq=False, slots=True)
class Links:
    """The state of one alignment."""

    old: Text
    new: Text
    by_old: dict[Node, list[Link]] = field(default_factory=dict)
    by_new: dict[Node, list[Link]] = field(default_factory=dict)

    def add(self, link: Link) -> None:
        """Keep a link."""
        self.by_old.setdefault(link.old, []).append(link)
        self.by_new.setdefault(link.new, []).append(link)

    def add_whole(self, old: Node, new: Node) -> None:
        """Link two equal provisions and everything beneath them that is still free."""
        if self.free(old, new):
            self.add(Link(old, new, 1.0))
        for one, other in zip(old.children, new.children, strict=True):
            self.add_whole(one, other)

    def free(self, old: Node, new: Node) -> bool:
        """Tell whether neither node is linked."""
        return old not in self.by_old and new not in self.by_new

    def paired(self, old: Node | None, new: Node | None) -> bool:
        """Tell whether two nodes are linked to one another."""
        return any(link.new is new for link in self.by_old.get(old, ())) if old else False

    def partner(self, old: Node) -> Node | None:
        """Give the node that an older one is first linked to."""
        links = self.by_old.get(old)
        return links[0].new if links else None

    def all(self) -> list[Link]:
        """List every link between provisions, in the order of the newer text."""
        return [link for node in self.new.nodes for link in self.by_new.get(node, ())]


def gaps(links: Links, old: Sequence[Node], new: Sequence[Node]) -> dict[Node, int]:
    """Number the gaps between linked neighbours; nodes with the same number stand in the same place."""
    places = {node: at for at, node in enumerate(new)}
    linked = [
        (node, partner) for node in old if (partner := links.partner(node)) is not None and partner in places
    ]
    kept = [linked[at] for at in longest_rising([places[partner] for _, partner in linked])]
    found = {}
    for sequence, anchors in ((old, {one for one, _ in kept}), (new, {other for _, other in kept})):
        gap = 0
        for node in sequence:
            gap += node in anchors
            found[node] = gap
    return found


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Give the places of a longest strictly rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [place]
    found = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def settle(
    links: Links,
    candidates: Iterable[Candidate],
    in_place: Rule,
    elsewhere: Rule,
    telling: Callable[[Node, Node], bool],
) -> list[Link]:
    """Link the best candidates first, each node once; say of close calls that they are not certain.

    Away from its place a provision is recognised only by much more. What may be a near-twin is not certain
    before its place is known to be the same.

    :param telling: whether the words in which two nodes differ may make them near-twins
    """
    ranked = sorted(candidates, key=lambda one: (-one.weight, one.old.index, one.new.index))
    made = []
    for one in ranked:
        rule = in_place if one.in_place else elsewhere
        if one.score >= rule.ask and links.free(one.old, one.new):
            sure = one.score >= rule.link and not one.rivalled
            certain = sure and not telling(one.old, one.new)
            link = Link(one.old, one.new, one.score, certain, rivalled=one.rivalled)
            links.add(link)
            made.append((link, one.weight))
    _doubt(links, made, ranked)
    return [link for link, _ in made]


def _doubt(links: Links, made: Sequence[tuple[Link, float]], ranked: Iterable[Candidate]) -> None:
    """Take certainty from links that a rival comes close to, or that were only a second choice."""
    rivals: dict[Node, float] = {}
    partners = {(link.old, link.new) for link, _ in made}
    for one in ranked:
        if (one.old, one.new) in partners:
            continue
        for node, other in ((one.old, one.new), (one.new, one.old)):
            taken = other in links.by_old or other in links.by_new
            weight = one.weight - _RIVALRY * taken
            rivals[node] = max(rivals.get(node, 0.0), weight)
    for link, weight in made:
        best = max(rivals.get(link.old, 0.0), rivals.get(link.new, 0.0))
        if best >= weight - _RIVALRY:
            link.certain, link.rivalled = False, True
