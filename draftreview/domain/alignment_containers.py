"""The largest parts: which component, Phần, Chương or Mục became which."""

from collections import Counter

from draftreview.domain.alignment_candidates import worth_comparing
from draftreview.domain.alignment_links import Candidate, Links, Rule, settle
from draftreview.domain.alignment_nodes import Node
from draftreview.domain.provisions import Kind
from draftreview.domain.similarity import likeness

CONTAINER = Rule(0.4, 0.25)


def match_components(links: Links) -> None:
    """Link the act to the act, the Quy định to the Quy định, appendices by title, then by likeness."""
    candidates = []
    for old in links.old.roots:
        for new in links.new.roots:
            alike = old.component is new.component
            same = bool(old.key) and old.key == new.key
            if alike or same:
                score = 1.0 if same else 0.4 + 0.4 * likeness(old.own, new.own)
                candidates.append(Candidate(old, new, score, old.position == new.position))
    settle(links, candidates, Rule(0.3, 0.3), Rule(0.3, 0.3), _never)


def match_containers(links: Links) -> None:
    """Link Phần, Chương, Mục by their headings and by the Điều that they hold."""
    together = _together(links)
    held = {
        node: len(articles(node))
        for text in (links.old, links.new)
        for node in text.nodes
        if node.is_container
    }
    for kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION):
        old = [node for node in links.old.of_kind(kind) if node not in links.by_old]
        new = [node for node in links.new.of_kind(kind) if node not in links.by_new]
        pairs = {pair for pair in together if pair[0].kind is kind and links.free(*pair)}
        candidates = []
        for one, other in pairs | set(worth_comparing(old, new)):
            score = container_score(one, other, together[one, other], held[one] + held[other])
            candidates.append(Candidate(one, other, score, links.paired(one.parent, other.parent)))
        settle(links, candidates, CONTAINER, CONTAINER, _never)


def _together(links: Links) -> Counter[tuple[Node, Node]]:
    """Count for every two containers of a kind the Điều that they share."""
    found = Counter[tuple[Node, Node]]()
    for article in links.old.of_kind(Kind.ARTICLE):
        if (partner := links.partner(article)) is not None:
            new = {node.kind: node for node in partner.above() if node.is_container}
            found.update((node, new[node.kind]) for node in article.above() if node.kind in new)
    return found


def container_score(old: Node, new: Node, kept: int, total: int) -> float:
    """Give how alike two containers are: half heading, half the Điều that stayed together.

    :param kept: how many Điều they share
    :param total: how many they hold, added up
    """
    heading = likeness(old.own, new.own)
    return 0.5 * heading + 0.5 * (2 * kept / total if total else heading)


def articles(container: Node) -> list[Node]:
    """List the Điều of a container."""
    return [node for node in container.below() if node.kind is Kind.ARTICLE]


def _never(_old: Node, _new: Node) -> bool:
    """Tell that near-twins among the largest parts are known by what they hold."""
    return False
