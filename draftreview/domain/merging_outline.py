"""Where everything stands in a text that changes are made to, and where they lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from draftreview.domain.merging_changes import Change
from draftreview.domain.provisions import CONTAINERS, Component, Kind, Provision, walk
from draftreview.domain.vocabulary import Operation

_BELOW: Mapping[Kind, Kind] = {Kind.PART: Kind.CHAPTER, Kind.ARTICLE: Kind.CLAUSE, Kind.CLAUSE: Kind.POINT}


@dataclass(slots=True)
class Outline:
    """Where everything stands in the text that changes are made to."""

    components: Sequence[Component]
    provisions: dict[str, Provision] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note every provision and its parent; the parent of the outermost is the component."""
        for component in self.components:
            for provision, above in walk(component.children):
                self.provisions[provision.eid] = provision
                self.parents[provision.eid] = above[-1].eid if above else component.eid

    def knows(self, change: Change) -> bool:
        """Tell whether everything that a change speaks of is still there."""
        if change.operation is not Operation.INSERT and change.eid not in self.provisions:
            return False
        if change.operation in (Operation.REPLACE, Operation.DELETE):
            return True
        if change.after is not None:
            return change.after in self.provisions
        return change.under is not None and (
            change.under in self.provisions or self._is_component(change.under)
        )

    def _is_component(self, eid: str) -> bool:
        return any(component.eid == eid for component in self.components)

    def line(self, eid: str) -> Iterator[str]:
        """Yield an eid and those above it, up to the component."""
        yield eid
        while eid in self.parents:
            eid = self.parents[eid]
            yield eid

    def home(self, change: Change) -> str:
        """Give the parent that an insertion or a move leads to."""
        return self.parents[change.after] if change.after is not None else change.under or ""

    def children(self, eid: str) -> tuple[Provision, ...]:
        """List the children of a provision or a component."""
        if eid in self.provisions:
            return self.provisions[eid].children
        return next(component.children for component in self.components if component.eid == eid)

    def level(self, change: Change) -> Kind | None:
        """Give the level on which an insertion or a move lands; ``None`` where nothing can stand."""
        if change.after is not None:
            return self.provisions[change.after].kind
        home = self.home(change)
        children = self.children(home)
        if children:
            return children[0].kind
        if home not in self.provisions:
            return Kind.ARTICLE
        kind = self.provisions[home].kind
        return Kind.ARTICLE if kind in CONTAINERS - {Kind.PART} else _BELOW.get(kind)
