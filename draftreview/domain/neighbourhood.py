"""Where a provision stands for somebody who has to recognise it: what is above, before and behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from draftreview.domain.provisions import CONTAINERS, Component, Kind, Provision, walk
from draftreview.domain.rendering import label, provision_lines


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A provision with what it stands in, outermost first, and its neighbours in reading order.

    ``before`` is the elder sibling; ``behind`` is what is read after everything inside the provision, in the
    same component.
    """

    provision: Provision
    above: tuple[Provision, ...] = ()
    before: Provision | None = None
    behind: Provision | None = None


def neighbourhoods(components: Sequence[Component]) -> dict[str, Neighbourhood]:
    """Tell of every provision, by its eid, what stands around it."""
    return {eid: one for component in components for eid, one in _inside(component).items()}


def _inside(component: Component) -> dict[str, Neighbourhood]:
    walked = list(walk(component.children))
    elder: dict[str, Provision] = {}
    found = {}
    for at, (one, above) in enumerate(walked):
        siblings = above[-1].eid if above else component.eid
        inside = sum(1 for _ in walk(one.children))
        behind = walked[at + inside + 1][0] if at + inside + 1 < len(walked) else None
        found[one.eid] = Neighbourhood(one, above, elder.get(siblings), behind)
        elder[siblings] = one
    return found


def inner_text(provision: Provision) -> str:
    """Print the words of a provision without its heading and number, with everything inside it.

    A Phần, Chương, Mục or Tiểu mục is known by the titles of its Điều, not by all their words.
    """
    if provision.kind in CONTAINERS:
        titled = (one for one, _ in walk(provision.children) if one.kind in (*CONTAINERS, Kind.ARTICLE))
        return "\n".join(f"{label(one)} {one.heading}".strip() for one in titled)
    inside = (line for child in provision.children for line in provision_lines(child))
    return "\n".join(filter(None, (provision.text, *inside, provision.tail)))
