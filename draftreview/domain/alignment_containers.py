"""The largest parts: which component, Phần, Chương or Mục became which."""

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
    settle(links, candidates, Rule(0.3, 0.3), Rule(0.3, 0.3))


def match_containers(links: Links) -> None:
    """Link Phần, Chương, Mục by their headings and by the Điều that they hold."""
    for kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION):
        old = [node for node in links.old.of_kind(kind) if node not in links.by_old]
        new = [node for node in links.new.of_kind(kind) if node not in links.by_new]
        candidates = (
            Candidate(one, other, container_score(links, one, other), _same_parents(links, one, other))
            for one in old
            for other in new
        )
        settle(links, candidates, CONTAINER, CONTAINER)


def container_score(links: Links, old: Node, new: Node) -> float:
    """Give how alike two containers are: half heading, half the Điều that stayed together."""
    ours, theirs = set(articles(old)), set(articles(new))
    kept = sum(1 for node in ours if links.partner(node) in theirs)
    total = len(ours) + len(theirs)
    heading = likeness(old.own, new.own)
    return 0.5 * heading + 0.5 * (2 * kept / total if total else heading)


def articles(container: Node) -> list[Node]:
    """List the Điều of a container."""
    return [node for node in container.below() if node.kind is Kind.ARTICLE]


def _same_parents(links: Links, old: Node, new: Node) -> bool:
    return links.paired(old.parent, new.parent)
