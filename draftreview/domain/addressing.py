"""Addresses for a tree whose provisions have their numbers: every provision gets its eid."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftreview.domain.numbering import in_eid
from draftreview.domain.provisions import PREFIXES, Component, ComponentKind, Kind, Provision


def addressed(components: Sequence[Component]) -> tuple[Component, ...]:
    """Give every component and provision its eid; a repeated one gets "-2", "-3" and so on."""
    attachments = 0
    found = []
    for component in components:
        attachments += component.kind is not ComponentKind.MAIN
        eid = "" if component.kind is ComponentKind.MAIN else f"att_{attachments}"
        taken = Counter[str]()
        children = tuple(_addressed(one, eid, eid, taken) for one in component.children)
        found.append(replace(component, eid=eid, children=children))
    return tuple(found)


def _addressed(provision: Provision, component: str, parent: str, taken: Counter[str]) -> Provision:
    above = component if provision.kind is Kind.ARTICLE else parent
    step = f"{PREFIXES[provision.kind]}_{in_eid(provision.kind, provision.number)}"
    eid = f"{above}__{step}" if above else step
    taken[eid] += 1
    if taken[eid] > 1:
        eid = f"{eid}-{taken[eid]}"
    children = tuple(_addressed(one, component, eid, taken) for one in provision.children)
    return replace(provision, eid=eid, children=children)
