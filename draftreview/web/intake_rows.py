"""The outline of a split file as rows: level, number, first words, lines and warnings of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import Component, Notice, Provision, Tree, walk
from draftreview.domain.rendering import label

_FEW = 250
"""Up to so many rows everything stands open; above it only what leads to the chosen row."""
_LENGTH = 110


@dataclass(frozen=True, slots=True)
class Row:
    """A component or provision: ``line`` to ``end`` are its own lines in the file."""

    eid: str
    kind: str
    label: str
    words: str
    line: int
    end: int
    warnings: tuple[Notice, ...] = ()
    children: tuple["Row", ...] = ()
    inside: int = 0
    current: bool = False
    open: bool = True

    @property
    def anchor(self) -> str:
        """Give the id of the row on the page."""
        return f"r-{self.eid or 'text'}"


def outline_of(tree: Tree, chosen: str | None) -> tuple[Row, ...]:
    """Outline a tree; the rows that hold the chosen one stand open."""
    return _Outliner(tree, chosen).rows()


class _Outliner:
    def __init__(self, tree: Tree, chosen: str | None) -> None:
        self.tree = tree
        self.chosen = chosen
        self.starts: list[int] = []
        self.paths: set[str] = set()
        for component in tree.components:
            self.starts.append(component.line)
            if component.eid == chosen:
                self.paths.add(component.eid)
            for one, above in walk(component.children):
                self.starts.append(one.line)
                if one.eid == chosen:
                    self.paths |= {over.eid for over in above}
        self.few = len(self.starts) <= _FEW
        self.at = 0

    def rows(self) -> tuple[Row, ...]:
        return tuple(self._component(one) for one in self.tree.components)

    def _component(self, component: Component) -> Row:
        line, end, warnings = self._next()
        name = component_name(component.kind, component.title)
        title = " ".join((component.title or component.preamble).split())
        children = self._provisions(component.children)
        return Row(
            eid=component.eid,
            kind="component",
            label=name,
            words="" if title.casefold() == name.casefold() else _short(title),
            line=line,
            end=end,
            warnings=warnings,
            children=children,
            inside=sum(1 + child.inside for child in children),
            current=component.eid == self.chosen,
        )

    def _provisions(self, provisions: Sequence[Provision]) -> tuple[Row, ...]:
        return tuple(self._provision(one) for one in provisions)

    def _provision(self, provision: Provision) -> Row:
        line, end, warnings = self._next()
        children = self._provisions(provision.children)
        return Row(
            eid=provision.eid,
            kind=provision.kind,
            label=label(provision),
            words=_short(provision.heading or provision.text),
            line=line,
            end=end,
            warnings=warnings,
            children=children,
            inside=sum(1 + child.inside for child in children),
            current=provision.eid == self.chosen,
            open=self.few or provision.eid in self.paths or provision.eid == self.chosen,
        )

    def _next(self) -> tuple[int, int, tuple[Notice, ...]]:
        """Give the lines of the next row, up to where the row behind it begins, and their warnings."""
        line = self.starts[self.at]
        self.at += 1
        following = self.starts[self.at] if self.at < len(self.starts) else 0
        end = max(line, following - 1 if following else max((n.line for n in self.tree.warnings), default=0))
        first = self.at == 1
        mine = tuple(
            notice
            for notice in self.tree.warnings
            if (notice.line < following or not following) and (notice.line >= line or first)
        )
        return line, end, mine


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LENGTH else f"{line[:_LENGTH].rsplit(' ', 1)[0]} …"
