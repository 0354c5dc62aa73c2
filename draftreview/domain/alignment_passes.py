"""The passes of alignment, from what is certain to what a person should look at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from draftreview.domain.alignment_candidates import (
    ARTICLE_ELSEWHERE,
    ARTICLE_IN_PLACE,
    CLAUSE_ELSEWHERE,
    CLAUSE_IN_PLACE,
    SHORT,
    SMALL,
    article_score,
    between,
    candidate,
    clause_score,
    likely,
    namesakes,
    telling,
    worth_comparing,
)
from draftreview.domain.alignment_links import Candidate, Link, Links, gaps, settle
from draftreview.domain.alignment_nodes import Node
from draftreview.domain.provisions import Kind


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
    """Link Điều by heading and words: in their place first, then wherever they went.

    Of Điều that alone have one heading the same likeness is asked as of those in their place.
    """
    old, new = links.old.of_kind(Kind.ARTICLE), links.new.of_kind(Kind.ARTICLE)
    named = set(namesakes(old, new))
    for _ in range(2):  # the second time, what the first found says where the rest stands
        free_old = [node for node in old if node not in links.by_old]
        free_new = [node for node in new if node not in links.by_new]
        place = gaps(links, old, new)
        pairs = set(likely(free_old, free_new)) | set(between(free_old, free_new, place))
        pairs.update(pair for pair in named if links.free(*pair))
        candidates = (
            candidate(
                one, other, article_score(one, other), (one, other) in named or place[one] == place[other]
            )
            for one, other in pairs
        )
        settle(links, candidates, ARTICLE_IN_PLACE, ARTICLE_ELSEWHERE, telling)


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
    pairs = set(worth_comparing(free_old, free_new)) | set(between(free_old, free_new, place))
    linked_old = [node for node in old if node in links.by_old]
    linked_new = [node for node in new if node in links.by_new]
    candidates = (
        candidate(one, other, clause_score(one, other), place[one] == place[other]) for one, other in pairs
    )
    made = settle(links, candidates, CLAUSE_IN_PLACE, CLAUSE_ELSEWHERE, telling)
    _doubt_twins(made, linked_old, linked_new)
    return made


def _doubt_twins(made: Sequence[Link], old: Sequence[Node], new: Sequence[Node]) -> None:
    """Doubt links of which one side is more like a sibling of the other that was linked before: its twin."""
    best: dict[Node, float] = defaultdict(float)
    doubtful = [link for link in made if link.score >= CLAUSE_IN_PLACE.link and link.score < 1]
    for one, twin in worth_comparing([link.old for link in doubtful], new):
        best[one] = max(best[one], clause_score(one, twin))
    for twin, one in worth_comparing(old, [link.new for link in doubtful]):
        best[one] = max(best[one], clause_score(twin, one))
    for link in doubtful:
        if max(best[link.old], best[link.new]) > link.score:
            link.certain, link.rivalled = False, True


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
    """Link khoản and điểm that left their parent, unless another provision explains them as well.

    A khoản may have become a Điều or the other way round: that is never certain.
    """
    old = [node for node in links.old.nodes if node.kind in SMALL or _free_article(node, links.by_old)]
    new = [node for node in links.new.nodes if node.kind in SMALL or _free_article(node, links.by_new)]
    free_new = [node for node in new if node not in links.by_new]
    candidates = []
    for one, others in _grouped(likely(old, free_new)):
        scored = sorted(((clause_score(other, one), other) for other in others), key=lambda found: -found[0])
        score, best = scored[0]
        if best in links.by_old or min(best.whole.total(), one.whole.total()) < SHORT:
            continue
        rivalled = len(scored) > 1 and scored[1][0] >= score - 0.1
        other_level = Kind.ARTICLE in (best.kind, one.kind)
        candidates.append(Candidate(best, one, score, False, rivalled or other_level))
    made = settle(links, candidates, CLAUSE_ELSEWHERE, CLAUSE_ELSEWHERE, telling)
    match_children(links, [(link.old, link.new) for link in made])


def _free_article(node: Node, linked: dict[Node, list[Link]]) -> bool:
    return node.kind is Kind.ARTICLE and node not in linked


def _grouped(pairs: Iterable[tuple[Node, Node]]) -> Iterator[tuple[Node, list[Node]]]:
    found: dict[Node, list[Node]] = defaultdict(list)
    for old, new in pairs:
        found[new].append(old)
    yield from found.items()
