"""Addresses for a tree whose provisions have their numbers: every provision gets its eid."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draftreview.domain.numbering import in_eid
from draftreview.domain.provisions import PREFIXES, Component, ComponentKind, Kind, Provision, citation, walk

_ATTACHED = frozenset({"quy định", "quy chế", "nội quy", "điều lệ", "chương trình", "kế hoạch"})


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


def component_names(components: Sequence[Component]) -> dict[str, str]:
    """Name the components as citations do: "Quyết định", "Quy chế", "Phụ lục 2", by their eids."""
    appendices = 0
    found = {}
    for component in components:
        appendices += component.kind is ComponentKind.APPENDIX
        opening = " ".join(component.title.split()[:2]).casefold()
        if component.kind is ComponentKind.REGULATION:
            found[component.eid] = opening.capitalize() if opening in _ATTACHED else "Quy định"
        elif component.kind is ComponentKind.APPENDIX:
            found[component.eid] = f"Phụ lục {appendices}"
        else:
            found[component.eid] = "Quyết định"
    return found


def cited(components: Sequence[Component]) -> dict[str, str]:
    """Cite every component and provision, naming the component where more than one has Điều."""
    names = component_names(components)
    with_articles = [
        one for one in components if any(child.kind is Kind.ARTICLE for child, _ in walk(one.children))
    ]
    found = dict(names)
    for component in components:
        name = names[component.eid] if len(with_articles) > 1 else ""
        found |= {one.eid: citation(one.eid, name) for one, _ in walk(component.children)}
    return found
