"""How every component and provision of one text is cited, the component named where that is needed."""

from collections.abc import Sequence

from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import Component, Kind, citation, walk


def citations(components: Sequence[Component]) -> dict[str, str]:
    """Cite everything by its eid, with "của Quy chế" and the like where several components have Điều."""
    names = {one.eid: component_name(one.kind, one.title) for one in components}
    several = sum(_has_articles(one) for one in components) > 1
    found = dict(names)
    for component in components:
        name = names[component.eid] if several else ""
        found |= {one.eid: citation(one.eid, name) for one, _ in walk(component.children)}
    return found


def _has_articles(component: Component) -> bool:
    return any(one.kind is Kind.ARTICLE for one, _ in walk(component.children))
