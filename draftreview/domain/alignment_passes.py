"""The passes of alignment, from what is certain to what a person should look at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from draftreview.domain.alignment_links import Candidate, Link, Links, Rule, gaps, longest_rising, settle
from draftreview.domain.alignment_nodes import Node
from draftreview.domain.provisions import Kind
from draftreview.domain.similarity import bag, containment, likeness, tells_apart

ARTICLE_IN_PLACE, ARTICLE_ELSEWHERE = Rule(0.4, 0.25), Rule(0.6, 0.45)
CLAUSE_IN_PLACE, CLAUSE_ELSEWHERE = Rule(0.5, 0.3), Rule(0.85, 0.6)
SHORT = 10  # words and pairs of words: five or six syllables, too few to know a provision by
_RARE = 24  # a pair of syllables in more provisions than this tells nothing about any of them
_BEST = 6
SMALL = frozenset({Kind.CLAUSE, Kind.POINT})


def match_whole(links: Links) -> None:
    """Link what reads the same in full, with everything beneath it, and stands only once on both sides."""
    old, new = _once(links.old.nodes), _once(links.new.nodes)
    for node in links.old.nodes:
        other = new.get(node.fingerprint)
        if other is None or node.fingerprint not in old or not links.free(node, other):
            continue
        if node.kind not in SMALL or node.whole.total() >= SHORT:
            links.add_whole(node, other)


def _once(nodes: Iterable[Node]) -> dict[int, Node]:
    found: dict[int, Node] = {}
    times = Counter[int]()
    for node in nodes:
        times[node.fingerprint] += 1
        found[node.fingerprint] = node
    return {print_: node for print_, node in found.items() if times[print_] == 1}


def match_articles(links: Links) -> None:
    """Link Điều by heading and words: in their place first, then wherever they went."""
    old, new = links.old.of_kind(Kind.ARTICLE), links.new.of_kind(Kind.ARTICLE)
    for _ in range(2):  # the second time, what the first found says where the rest stands
        free_old = [node for node in old if node not in links.by_old]
        free_new = [node for node in new if node not in links.by_new]
        place = gaps(links, old, new)
        pairs = set(_likely(free_old, free_new)) | set(_between(free_old, free_new, place))
        settle(
            links,
            (_candidate(one, other, place, article_score(one, other)) for one, other in pairs),
            ARTICLE_IN_PLACE,
            ARTICLE_ELSEWHERE,
        )
    _trust_order(links, new)


def _trust_order(links: Links, new: Sequence[Node]) -> None:
    """Be certain of Điều that turned out to stand in their order, once all of them are known."""
    linked = [link for node in new for link in links.by_new.get(node, ())]
    for place in longest_rising([link.old.index for link in linked]):
        link = linked[place]
        link.certain = link.certain or (link.score >= ARTICLE_IN_PLACE.link and not link.rivalled)


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


def _candidate(old: Node, new: Node, place: dict[Node, int], score: float) -> Candidate:
    in_place = place[old] == place[new]
    if in_place:
        return Candidate(old, new, max(score, _enlarged(old, new)), in_place)
    return Candidate(old, new, score, in_place, tells_apart(old.whole, new.whole))


def _enlarged(old: Node, new: Node) -> float:
    """Give half the share of the shorter wording that the longer one holds: 0.5 for mere additions."""
    short, long = sorted((old.whole, new.whole), key=Counter.total)
    return 0.5 * containment(short, long) if short.total() >= SHORT else 0.0


def _between(old: Sequence[Node], new: Sequence[Node], place: dict[Node, int]) -> Iterator[tuple[Node, Node]]:
    """Yield the free nodes that stand between the same neighbours, unless there are too many to compare."""
    here: dict[int, list[Node]] = defaultdict(list)
    for node in new:
        here[place[node]].append(node)
    for node in old:
        others = here[place[node]]
        if len(others) <= _RARE:
            yield from ((node, other) for other in others)


def _likely(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
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


def match_children(links: Links, parents: Iterable[tuple[Node, Node]]) -> None:
    """Link khoản and điểm within linked parents, and go on beneath what was linked."""
    waiting = list(parents)
    while waiting:
        old_parent, new_parent = waiting.pop()
        for _ in range(2):  # the second time, what the first found says where the rest stands
            made = _match_siblings(links, old_parent, new_parent)
            waiting.extend((link.old, link.new) for link in made)


def _match_siblings(links: Links, old_parent: Node, new_parent: Node) -> list[Link]:
    old = [node for node in old_parent.children if node.kind in SMALL]
    new = [node for node in new_parent.children if node.kind in SMALL]
    free_old = [node for node in old if node not in links.by_old]
    free_new = [node for node in new if node not in links.by_new]
    if not free_old or not free_new:
        return []
    place = gaps(links, old, new)
    candidates = [
        _doubted(links, _candidate(one, other, place, clause_score(one, other)), old, new)
        for one in free_old
        for other in free_new
    ]
    return settle(links, candidates, CLAUSE_IN_PLACE, CLAUSE_ELSEWHERE)


def _doubted(links: Links, one: Candidate, old: Sequence[Node], new: Sequence[Node]) -> Candidate:
    """Doubt a candidate of which one side is more like a linked sibling of the other: its near-twin."""
    if one.score < CLAUSE_IN_PLACE.link:
        return one
    twins = [clause_score(one.old, twin) for twin in new if twin in links.by_new]
    twins += [clause_score(twin, one.new) for twin in old if twin in links.by_old]
    return replace(one, doubtful=True) if max(twins, default=0.0) > one.score else one


def match_neighbours(links: Links) -> None:
    """Link short and repeated provisions that read the same and stand beside a linked neighbour."""
    for _ in range(2):
        for link in list(links.all()):
            for step in (1, -1):
                old, new = sibling(link.old, step), sibling(link.new, step)
                while old and new and links.free(old, new) and old.fingerprint == new.fingerprint:
                    links.add_whole(old, new)
                    old, new = sibling(old, step), sibling(new, step)


def sibling(node: Node, step: int) -> Node | None:
    """Give the sibling so many places on, if there is one."""
    place = node.position + step
    if node.parent and 0 <= place < len(node.parent.children):
        return node.parent.children[place]
    return None


def match_elsewhere(links: Links) -> None:
    """Link khoản and điểm that left their parent, unless another provision explains them as well."""
    small_old = [node for node in links.old.nodes if node.kind in SMALL]
    free_new = [node for node in links.new.nodes if node.kind in SMALL and node not in links.by_new]
    candidates = []
    for new, others in _grouped(_likely(small_old, free_new)):
        scored = sorted(((clause_score(old, new), old) for old in others), key=lambda one: -one[0])
        score, best = scored[0]
        if best in links.by_old or min(best.whole.total(), new.whole.total()) < SHORT:
            continue
        twin = len(scored) > 1 and scored[1][0] >= score - 0.1
        doubtful = twin or tells_apart(best.whole, new.whole)
        candidates.append(Candidate(best, new, score, False, doubtful))
    made = settle(links, candidates, CLAUSE_ELSEWHERE, CLAUSE_ELSEWHERE)
    match_children(links, [(link.old, link.new) for link in made])


def _grouped(pairs: Iterable[tuple[Node, Node]]) -> Iterator[tuple[Node, list[Node]]]:
    found: dict[Node, list[Node]] = defaultdict(list)
    for old, new in pairs:
        found[new].append(old)
    yield from found.items()
