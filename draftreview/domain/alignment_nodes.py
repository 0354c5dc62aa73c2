"""Provisions as alignment sees them: with neighbours, normalised words and bags of syllables."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from draftreview.domain.provisions import CONTAINERS, Component, ComponentKind, Kind, Provision
from draftreview.domain.similarity import bag, normalised


@dataclass(eq=False, slots=True)
class Node:
    """One provision, or a whole component where ``provision`` is ``None``."""

    provision: Provision | None
    parent: "Node | None"
    index: int
    position: int
    words: str
    key: str
    own: Counter[str]
    whole: Counter[str]
    fingerprint: int = 0
    component: ComponentKind | None = None
    children: list["Node"] = field(default_factory=list)

    @property
    def kind(self) -> Kind | None:
        """Give the level of the provision; ``None`` for a component."""
        return self.provision.kind if self.provision else None

    @property
    def eid(self) -> str:
        """Give the eid of the provision; "" for a component."""
        return self.provision.eid if self.provision else ""

    @property
    def heading(self) -> str:
        """Give the heading of the provision."""
        return self.provision.heading if self.provision else ""

    @property
    def is_container(self) -> bool:
        """Tell whether this is a Phần, Chương, Mục or Tiểu mục."""
        return self.kind in CONTAINERS

    def above(self) -> Iterator["Node"]:
        """Yield the ancestors, nearest first, the component last."""
        node = self.parent
        while node:
            yield node
            node = node.parent

    def below(self) -> Iterator["Node"]:
        """Yield everything beneath in document order."""
        for child in self.children:
            yield child
            yield from child.below()


@dataclass(eq=False, slots=True)
class Text:
    """One version: its components and all its provisions in document order."""

    roots: list[Node]
    nodes: list[Node]

    def of_kind(self, kind: Kind) -> list[Node]:
        """List the provisions of one level."""
        return [node for node in self.nodes if node.kind is kind]


def text_of(components: Sequence[Component]) -> Text:
    """Prepare the components of one version."""
    nodes: list[Node] = []
    roots = []
    for place, component in enumerate(components):
        words = f"{component.title}\n{component.preamble}"
        key = normalised(component.title)
        root = Node(None, None, place, place, words, key, bag(words), Counter(), component=component.kind)
        root.children = [_add(one, root, at, nodes) for at, one in enumerate(component.children)]
        roots.append(root)
    return Text(roots, nodes)


def _add(provision: Provision, parent: Node, position: int, nodes: list[Node]) -> Node:
    words = provision.words
    own = bag(words)
    node = Node(provision, parent, len(nodes), position, words, normalised(words), own, own)
    nodes.append(node)
    node.children = [_add(child, node, at, nodes) for at, child in enumerate(provision.children)]
    # a chapter is known by its articles and its heading; its whole text would only cost time
    if node.children and not node.is_container:
        node.whole = Counter(own)
        for child in node.children:
            node.whole.update(child.whole)
    node.fingerprint = hash((node.kind, node.key, tuple(child.fingerprint for child in node.children)))
    return node
