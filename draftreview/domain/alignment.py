"""Which provision became which between two texts, judged by words and neighbours and never by number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from draftreview.domain.alignment_candidates import SMALL
from draftreview.domain.alignment_containers import match_components, match_containers
from draftreview.domain.alignment_links import Link, Links, longest_rising
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
from draftreview.domain.diffing import same_wording
from draftreview.domain.numbering import rank
from draftreview.domain.provisions import Component, Kind, Provision
from draftreview.domain.similarity import normalised


@dataclass(frozen=True, slots=True)
class Pair:
    """One provision of an older text and what became of it in a newer one; ``None`` where it has no partner.

    ``moved``: it stands under another parent, or in another order among its siblings. ``renumbered``: its own
    number differs (a khoản whose Điều alone was renumbered is not). ``edited``: its own words differ; a piece
    of a split or a merge is edited only if its words are not found as they are in the whole.
    ``certain`` is false where a person should look; ``score`` runs from 0 to 1.
    """

    old: str | None
    new: str | None
    kind: Kind
    moved: bool = False
    renumbered: bool = False
    edited: bool = False
    split: bool = False
    merged: bool = False
    certain: bool = True
    score: float = 0.0


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
    return tuple(_in_order(links, _pairs(links)))


def pairs_as_json(pairs: Iterable[Pair]) -> dict[str, list[dict[str, object]]]:
    """Give the pairs as ``draftreview compare --format json`` prints them."""
    return {"pairs": [asdict(pair) for pair in pairs]}


def _parents(links: Links) -> list[tuple[Node, Node]]:
    """List the linked pairs beneath which khoản and điểm are looked for."""
    roots = [(one, links.partner(one)) for one in links.old.roots]
    found = [(one, other) for one, other in roots if other]
    return found + [(link.old, link.new) for link in links.all() if link.score < 1]


def _pairs(links: Links) -> dict[tuple[Node, Node], Pair]:
    strayed = _strayed(links)
    return {
        (link.old, link.new): Pair(
            old=link.old.eid,
            new=link.new.eid,
            kind=_kind(link.new),
            moved=not _same_home(links, link) or link in strayed,
            renumbered=_renumbered(_provision(link.old), _provision(link.new)),
            edited=_edited(link),
            split=link.split,
            merged=link.merged,
            certain=link.certain,
            score=round(link.score, 4),
        )
        for link in links.all()
    }


def _kind(node: Node) -> Kind:
    return _provision(node).kind


def _provision(node: Node) -> Provision:
    assert node.provision, "only provisions are paired"
    return node.provision


def _renumbered(old: Provision, new: Provision) -> bool:
    """Tell whether a number differs in more than its writing: "Chương 1" and "Chương I" are one number."""
    same = rank(old.kind, old.number) == rank(new.kind, new.number) != rank(new.kind, "")
    return old.number != new.number and not (same and old.kind is new.kind)


def _edited(link: Link) -> bool:
    if same_wording(link.old.words, link.new.words):
        return False
    one, other = normalised(link.old.words), normalised(link.new.words)
    return not ((link.split and other in one) or (link.merged and one in other))


def _same_home(links: Links, link: Link) -> bool:
    """Tell whether a provision stayed with its parent.

    A Chương or Mục that only one of the texts has does not move what stands in it.
    """
    if link.new.kind in SMALL or link.old.kind in SMALL:
        return links.paired(link.old.parent, link.new.parent)
    return links.paired(*_homes(links, link))


def _homes(links: Links, link: Link) -> tuple[Node | None, Node | None]:
    old = next((one for one in link.old.above() if one in links.by_old), None)
    new = next((one for one in link.new.above() if one in links.by_new), None)
    return old, new


def _strayed(links: Links) -> set[Link]:
    """Find the links that break the order of their siblings: all but a longest run that kept it."""
    families: dict[tuple[Node | None, Node | None, Kind | None], list[Link]] = defaultdict(list)
    for link in links.all():
        if link is links.by_old[link.old][0] and link is links.by_new[link.new][0]:
            families[(*_homes(links, link), link.new.kind)].append(link)
    strayed: set[Link] = set()
    for family in families.values():
        family.sort(key=lambda link: link.old.index)
        kept = set(longest_rising([link.new.index for link in family]))
        strayed.update(link for place, link in enumerate(family) if place not in kept)
    return strayed


def _in_order(links: Links, pairs: dict[tuple[Node, Node], Pair]) -> list[Pair]:
    """List the pairs in the order of the newer text, what is gone after what it stood behind."""
    gone: dict[Node | None, list[Pair]] = defaultdict(list)
    shown: Node | None = None
    for node in links.old.nodes:
        if node in links.by_old:
            shown = links.by_old[node][0].new
        else:
            gone[shown].append(Pair(node.eid, None, _kind(node)))
    found = gone[None]
    for node in links.new.nodes:
        found.extend(pairs[link.old, node] for link in links.by_new.get(node, ()))
        if node not in links.by_new:
            found.append(Pair(None, node.eid, _kind(node)))
        found.extend(gone[node])
    return found
