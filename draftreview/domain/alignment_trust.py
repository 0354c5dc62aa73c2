"""Which links need no person after all: those whose place says what their words leave open."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from draftreview.domain.alignment_candidates import ARTICLE_IN_PLACE, CLAUSE_IN_PLACE, SHORT, SMALL, kept
from draftreview.domain.alignment_links import Link, Links
from draftreview.domain.alignment_nodes import Node
from draftreview.domain.provisions import Kind
from draftreview.domain.similarity import bag, likeness, replaced

_MUCH = 0.6  # so much of a Điều in its place is the same under whatever heading


def trust_places(links: Links) -> None:
    """Be certain of what stands between the same neighbours, once all of them are known.

    A near-twin put elsewhere crosses a neighbour or has lost its parent. Khoản and điểm are judged after the
    Điều that holds them: where that is uncertain, so are its edited and its short provisions.
    """
    articles = [link for link in links.all() if link.new.kind is link.old.kind is Kind.ARTICLE]
    _trust(links, articles, ARTICLE_IN_PLACE.link)
    for (old, new), family in _families(articles).items():  # a chapter that moved as a whole
        if _certain(links, old, new):
            _trust(links, family, ARTICLE_IN_PLACE.link)
    small = [link for link in links.all() if link.new.kind in SMALL]
    for (old, new), family in _families(small).items():  # in document order: parents before children
        if _certain(links, old, new):
            _trust(links, family, CLAUSE_IN_PLACE.link)
        else:
            _distrust(family)


def _families(found: Iterable[Link]) -> dict[tuple[Node | None, Node | None], list[Link]]:
    families: dict[tuple[Node | None, Node | None], list[Link]] = defaultdict(list)
    for link in found:
        families[link.old.parent, link.new.parent].append(link)
    return families


def _certain(links: Links, old: Node | None, new: Node | None) -> bool:
    return old is not None and any(link.new is new and link.certain for link in links.by_old.get(old, ()))


def _trust(links: Links, family: Sequence[Link], least: float) -> None:
    """Trust the uncertain links of a family, given in the newer order, that kept their order among it."""
    for link in _in_order(links, family):
        likely = link.split or link.merged or link.score >= least
        if not link.certain and not link.rivalled and likely and _known(link):
            link.certain = True


def _known(link: Link) -> bool:
    """Tell whether more than its place speaks for a Điều: its heading, its words or one of its khoản."""
    old, new = link.old, link.new
    if old.kind in SMALL or new.kind in SMALL:
        return True
    if not replaced(bag(old.heading), bag(new.heading)) or likeness(old.whole, new.whole) >= _MUCH:
        return True
    return kept(old, new) > 0


def _in_order(links: Links, family: Sequence[Link]) -> list[Link]:
    """List the links that cross only such as cross more links than they do.

    What moved away crosses all that it passed; what it passed is not to blame. Of two that changed places
    nobody can say which moved. Of a split or a merge the first link counts.
    """
    places = [(link.new.index, link.old.index) for link in family]
    firsts = [link is links.by_old[link.old][0] and link is links.by_new[link.new][0] for link in family]
    crossings = _crossings(places, firsts)
    tangled = [
        (count, *place)
        for count, place, first in zip(crossings, places, firsts, strict=True)
        if count and first
    ]
    return [
        link
        for link, count, (new, old) in zip(family, crossings, places, strict=True)
        if not any(other <= count and (one - new) * (two - old) < 0 for other, one, two in tangled)
    ]


def _crossings(places: Sequence[tuple[int, int]], firsts: Sequence[bool]) -> list[int]:
    """Count for every link the first links that it crosses; ``places`` hold the newer and the older end."""
    found = [0] * len(places)
    for step in (1, -1):
        passed: list[int] = []
        for at in range(len(places))[::step]:
            old = places[at][1] * step
            found[at] += len(passed) - bisect_right(passed, old)
            if firsts[at]:
                insort(passed, old)
    return found


def _distrust(family: Sequence[Link]) -> None:
    """Leave to a person the short ones that only their neighbours would tell from others."""
    for link in family:
        link.certain = link.certain and link.new.whole.total() >= SHORT
