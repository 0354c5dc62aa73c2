"""Where the changes of a comparison stand, seen from the places that comments were written about."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from draftreview.domain.comparing import ChangeKind, Part, Row
from draftreview.domain.provisions import Provision, component_eid, walk

RowKey = tuple[Part, str | None, str | None]
"""What tells the row of a change from all others: part, older and newer eid."""

FOLLOWING = frozenset({ChangeKind.RENUMBERED, ChangeKind.REFERENCE})
"""What follows from other changes by itself; nobody has to ask for it."""


class Ground:
    """The rows of a comparison by their places in both texts."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Note where everything stands."""
        self.rows = [row for row in rows if not row.departed]
        self.by_old: dict[str, list[Row]] = defaultdict(list)
        self.by_new: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.part is Part.PROVISION:
                self.by_old[row.old_eid or ""].append(row)
                self.by_new[row.new_eid or ""].append(row)
        self._old_parents = _parents(row.old for row in self.rows)
        self._new_parents = _parents(row.new for row in self.rows)

    @cached_property
    def told(self) -> list[Row]:
        """List the rows that somebody must have asked for; of a whole that came or went only the whole."""
        return [row for row in self.rows if row.kinds - FOLLOWING and not self._inside_another(row)]

    @cached_property
    def with_provisions(self) -> frozenset[str]:
        """Give the components of the older text that have provisions."""
        return frozenset(component_eid(eid) for eid in self.by_old if eid)

    def addresses(self, row: Row) -> Iterator[tuple[str | None, str | None]]:
        """Yield the places whose comments a change answers, as (older eid, newer eid), nearest first.

        Its own provision and those around it; for an insertion also its nearest neighbours that stayed.
        """
        if row.old_eid is not None:
            for eid in (row.old_eid, *_above(row.old_eid, self._old_parents)):
                yield eid, None
        if row.new_eid is not None:
            beside = self._neighbours(row.new_eid) if row.old_eid is None else ()
            for eid in (row.new_eid, *beside, *_above(row.new_eid, self._new_parents)):
                yield None, eid
                if row.old_eid is None:
                    yield from ((one.old_eid, None) for one in self.by_new[eid] if one.old_eid)

    def successors(self, old: str | None, new: str | None) -> list[Provision]:
        """List what became of a provision of the older text, or of one that came in between."""
        rows = self.by_old[old] if old is not None else self.by_new[new or ""]
        return [row.new for row in rows if row.new]

    def is_gone(self, old: str | None, new: str | None) -> bool:
        """Tell whether a provision has no successor in the newer text."""
        return not self.successors(old, new) and (old in self.by_old or (old is None and new is None))

    def _inside_another(self, row: Row) -> bool:
        """Tell whether a row came or went only together with the provision around it."""
        if row.part is not Part.PROVISION or (row.old_eid and row.new_eid):
            return False
        if row.old_eid is None:
            above = self._new_parents.get(row.new_eid or "", "")
            return any(one.old_eid is None for one in self.by_new[above]) if above else False
        above = self._old_parents.get(row.old_eid, "")
        return any(one.new_eid is None for one in self.by_old[above]) if above else False

    def _neighbours(self, eid: str) -> Iterator[str]:
        """Yield the nearest siblings before and behind an inserted provision that were not inserted."""
        siblings = self._siblings[self._home(eid)]
        at = siblings.index(eid)
        for side in (reversed(siblings[:at]), siblings[at + 1 :]):
            yield from [one for one in side if any(row.old_eid for row in self.by_new[one])][:1]

    def _home(self, eid: str) -> str:
        return self._new_parents.get(eid) or f"component {component_eid(eid)}"

    @cached_property
    def _siblings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for eid in self.by_new:
            if eid:
                found[self._home(eid)].append(eid)
        return found


def key_of(row: Row) -> RowKey:
    """Give the key of a row."""
    return row.part, row.old_eid, row.new_eid


def words_within(provision: Provision) -> str:
    """Give what a provision says with all inside it."""
    return "\n".join(one.words for one, _ in walk((provision,)))


def _parents(provisions: Iterator[Provision | None]) -> dict[str, str]:
    return {child.eid: one.eid for one in provisions if one for child in one.children}


def _above(eid: str, parents: dict[str, str]) -> Iterator[str]:
    while above := parents.get(eid):
        yield above
        eid = above
