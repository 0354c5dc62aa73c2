"""Where everything stands: the unique address (eid) of every component and provision of one version."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from draftreview.domain.numbering import in_eid
from draftreview.domain.provisions import (
    PREFIXES,
    WORDS,
    ComponentKind,
    Kind,
    Notice,
    Provision,
    Tree,
    opening_capital,
)


def addressed(tree: Tree) -> Tree:
    """Give every component and provision its eid; a repeated number gets "-2" and a warning.

    The act itself has no prefix, what is attached to it is att_1, att_2 …; articles carry no prefix of
    their chapter, everything else nests.
    """
    taken: dict[str, int] = {}
    notices: list[Notice] = []
    components = []
    attached = 0
    for component in tree.components:
        attached += component.kind is not ComponentKind.MAIN
        eid = "" if component.kind is ComponentKind.MAIN else f"att_{attached}"
        scribe = _Scribe(eid, taken, notices)
        components.append(replace(component, eid=eid, children=scribe.address(component.children, eid)))
    return Tree(tuple(components), (*tree.warnings, *notices))


class _Scribe:
    """Write the eids of one component; ``taken`` counts every eid given; it and ``notices`` are shared."""

    def __init__(self, component: str, taken: dict[str, int], notices: list[Notice]) -> None:
        self.component = component
        self.taken = taken
        self.notices = notices

    def address(self, provisions: Sequence[Provision], parent: str) -> tuple[Provision, ...]:
        return tuple(self._one(provision, parent) for provision in provisions)

    def _one(self, provision: Provision, parent: str) -> Provision:
        above = self.component if provision.kind is Kind.ARTICLE else parent
        step = f"{PREFIXES[provision.kind]}_{in_eid(provision.kind, provision.number)}"
        eid = self._unique("__".join(filter(None, (above, step))), provision)
        return replace(provision, eid=eid, children=self.address(provision.children, eid))

    def _unique(self, wanted: str, provision: Provision) -> str:
        eid, count = wanted, self.taken.get(wanted, 0) + 1
        if count > 1:
            eid = f"{wanted}-{count}"
            label = opening_capital(f"{WORDS[provision.kind]} {provision.number}")
            self.notices.append(Notice(provision.line, "repeated", f"{label} xuất hiện nhiều lần."))
        self.taken[wanted] = count
        return eid


def sorted_notices(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Put warnings in the order of their lines, each once."""
    return tuple(sorted(set(notices), key=lambda notice: (notice.line, notice.code, notice.message)))
