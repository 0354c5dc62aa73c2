"""The way of one provision through all versions, back to where it came from and on to what became of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftreview.domain.comparing import ChangeKind
from draftreview.domain.comparing_provisions import kinds_of
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind

_Place = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """What became of one provision in the version of that ``number``; ``old`` and ``new`` are its ids."""

    number: int
    old: int | None
    new: int | None
    pair: Pair

    @property
    def kinds(self) -> frozenset[ChangeKind]:
        """Say what happened."""
        return frozenset(kinds_of(self.pair))

    @property
    def changed(self) -> bool:
        """Tell whether there is more to it than another number."""
        return bool(self.kinds - {ChangeKind.RENUMBERED})


def way(links: Sequence[Link], start: int) -> tuple[Link, ...]:
    """Give the links that lead to a provision from the oldest text and on from it, version by version.

    All pieces of a split and all sources of a merge are on the way; what else became of a source is not.
    """
    before, after = defaultdict[int, list[Link]](list), defaultdict[int, list[Link]](list)
    for link in links:
        if link.new is not None:
            before[link.new].append(link)
        if link.old is not None:
            after[link.old].append(link)

    def follow(table: dict[int, list[Link]], forward: bool) -> Iterator[Link]:
        todo, seen = [start], {start}
        while todo:
            for link in table.get(todo.pop(), ()):
                yield link
                reached = link.new if forward else link.old
                if reached is not None and reached not in seen:
                    seen.add(reached)
                    todo.append(reached)

    found = dict.fromkeys((*follow(before, False), *follow(after, True)))
    place = {link: at for at, link in enumerate(links)}
    return tuple(sorted(found, key=lambda link: (link.number, place[link])))


def inside(links: Sequence[Link], passed: Sequence[Link]) -> tuple[Link, ...]:
    """Give the changes of what stands inside a provision on its way; what came or went whole counts once."""
    over = {place for link in passed for place in _places(link)}
    known = set(passed)
    found = [
        link for link in links if link.changed and link not in known and not over.isdisjoint(_above(link))
    ]
    alone = {place for link in found if not (link.old and link.new) for place in _places(link)}
    return tuple(link for link in found if (link.old and link.new) or alone.isdisjoint(_above(link)))


def around(links: Sequence[Link], passed: Sequence[Link]) -> tuple[Link, ...]:
    """Give what stands around a provision on its way: all above it, and for an insertion its neighbours."""
    over = {place for link in passed for place in _above(link)}
    found = [link for link in links if not over.isdisjoint(_places(link))]
    for link in passed:
        if link.old is None:
            found.extend(_neighbours(links, link))
    return tuple(dict.fromkeys(found))


def _neighbours(links: Sequence[Link], link: Link) -> Iterator[Link]:
    """Yield the nearest siblings before and behind an insertion that were not inserted."""
    siblings = [one for one in links if one.new and _home(one) == _home(link)]
    at = siblings.index(link)
    for side in (siblings[at + 1 :], reversed(siblings[:at])):
        yield from [one for one in side if one.old][:1]


def _home(link: Link) -> tuple[int, Kind, str]:
    return link.number, link.pair.kind, (link.pair.new or "").rpartition("__")[0]


def _places(link: Link) -> Iterator[_Place]:
    """Yield where a link stands: the same number may be another provision on the other side."""
    if link.pair.old:
        yield link.number, "old", link.pair.old
    if link.pair.new:
        yield link.number, "new", link.pair.new


def _above(link: Link) -> Iterator[_Place]:
    for number, side, eid in _places(link):
        while "__" in eid:
            eid = eid.rpartition("__")[0]
            yield number, side, eid
