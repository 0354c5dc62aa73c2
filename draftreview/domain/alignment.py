"""Which provision became which between two texts, judged by words and neighbours and never by number."""

from collections.abc import Iterator, Sequence

from draftreview.domain.alignment_candidates import SMALL
from draftreview.domain.alignment_containers import match_components, match_containers
from draftreview.domain.alignment_links import Links
from draftreview.domain.alignment_nodes import Node, text_of
from draftreview.domain.alignment_passes import (
    match_articles,
    match_children,
    match_elsewhere,
    match_neighbours,
    match_whole,
)
from draftreview.domain.alignment_splits import judge_pieces, match_container_pieces, match_pieces
from draftreview.domain.alignment_trust import trust_places
from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind


def align(old: Sequence[Component], new: Sequence[Component]) -> tuple[Pair, ...]:
    """Pair the provisions of two texts; every provision of both sides appears, in reading order.

    A split provision appears once for each of its pieces, a merged one likewise.
    """
    links = Links(text_of(old), text_of(new))
    match_components(links)
    match_whole(links)
    match_articles(links)
    match_pieces(links, frozenset({Kind.ARTICLE}))
    match_containers(links)
    match_container_pieces(links)
    match_children(links, _parents(links))
    match_neighbours(links)
    match_elsewhere(links)
    match_pieces(links, SMALL)
    judge_pieces(links)
    trust_places(links)
    return judged(old, new, _pairs(links))


def _parents(links: Links) -> list[tuple[Node, Node]]:
    """List the linked pairs beneath which khoản and điểm are looked for."""
    roots = [(one, links.partner(one)) for one in links.old.roots]
    found = [(one, other) for one, other in roots if other]
    return found + [(link.old, link.new) for link in links.all() if link.score < 1]


def _pairs(links: Links) -> Iterator[Pair]:
    """Give what was linked; the flags are judged when all is known."""
    for link in links.all():
        assert link.new.provision, "only provisions are paired"
        kind = link.new.provision.kind
        yield Pair(link.old.eid, link.new.eid, kind, certain=link.certain, score=round(link.score, 4))
