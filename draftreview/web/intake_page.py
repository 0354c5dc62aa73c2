"""A file made ready to be looked over: its outline with counts, and its warnings beside their places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import CONTAINERS, Kind, Notice, Provision, Tree, walk
from draftreview.domain.rendering import label


@dataclass(frozen=True, slots=True)
class Item:
    """A component, chapter or Điều of the outline, with how many khoản and điểm it holds."""

    words: str
    line: int
    clauses: int
    points: int
    children: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file was split into."""

    items: tuple[Item, ...]
    warnings: tuple[Notice, ...]
    components: int
    counts: dict[Kind, int]

    @property
    def doubtful(self) -> frozenset[int]:
        """Give the lines that a warning speaks of."""
        return frozenset(notice.line for notice in self.warnings)


def outline_of(tree: Tree) -> Outline:
    """Outline a tree."""
    items = tuple(
        Item(
            words=_titled(component_name(component.kind, component.title), component.title),
            line=component.line,
            clauses=0,
            points=0,
            children=_items(component.children),
        )
        for component in tree.components
    )
    counts = Counter(one.kind for component in tree.components for one, _ in walk(component.children))
    return Outline(items, tree.warnings, len(tree.components), {kind: counts[kind] for kind in Kind})


def _items(provisions: Sequence[Provision]) -> tuple[Item, ...]:
    """Outline down to the Điều; what stands below is counted."""
    return tuple(_item(one) for one in provisions if one.kind in CONTAINERS or one.kind is Kind.ARTICLE)


def _item(provision: Provision) -> Item:
    inside = Counter(one.kind for one, _ in walk(provision.children))
    return Item(
        words=f"{label(provision)} {provision.heading or provision.text}".strip(),
        line=provision.line,
        clauses=inside[Kind.CLAUSE],
        points=inside[Kind.POINT],
        children=_items(provision.children) if provision.kind in CONTAINERS else (),
    )


def _titled(name: str, title: str) -> str:
    """Name a component, followed by its title where that says more."""
    line = " ".join(title.split())
    return f"{name}: {line}" if line and line.casefold() != name.casefold() else name
