"""A component laid out in the order of its print, so that a repair is a change of one place in a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.provisions import Component, Kind, Provision

LEVELS = {kind: level for level, kind in enumerate(Kind)}
DEEPEST = len(LEVELS)
"""Below every level: words of this level go to the provision right before them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A provision as it begins, or (``provision`` is None) words that come behind what stands inside one.

    Such words belong to the last provision before them whose level is ``level`` or above it; ``glue`` ties
    them to words that end there. A ``whole`` provision stands with all that is inside it.
    """

    level: int
    provision: Provision | None = None
    words: str = ""
    glue: str = "\n"
    whole: bool = False


def beginning(provision: Provision, whole: bool = False) -> Piece:
    """Lay out where a provision begins; unless ``whole``, what stands inside it follows as pieces."""
    return Piece(LEVELS[provision.kind], provision, whole=whole)


def pieces_of(provisions: Iterable[Provision], opened: Sequence[Provision]) -> Iterator[Piece]:
    """Lay provisions out: those in ``opened``, outermost first, piece by piece, all others whole."""
    for provision in provisions:
        if opened and provision is opened[0]:
            yield beginning(provision)
            yield from pieces_of(provision.children, opened[1:])
            if provision.tail:
                yield Piece(LEVELS[provision.kind], words=provision.tail)
        else:
            yield beginning(provision, whole=True)


def put_together(component: Component, pieces: Iterable[Piece]) -> Component:
    """Build the component that pieces print; every word of theirs stays, in its order."""
    builder = _Builder(component.preamble)
    for piece in pieces:
        builder.take(piece)
    children = tuple(one.finished() for one in builder.roots)
    return replace(component, preamble=builder.preamble, children=children)


def joined(before: str, glue: str, after: str) -> str:
    """Tie two wordings together; an empty one needs no glue."""
    return glue.join(part for part in (before, after) if part)


class _Node:
    """A provision being built; what it was before is given back where nothing changed."""

    def __init__(self, source: Provision, whole: bool) -> None:
        self.source = source
        self.whole = whole
        self.level = LEVELS[source.kind]
        self.heading, self.text = source.heading, source.text
        self.tail = source.tail if whole else ""
        self.children: list[_Node] = []

    def opened(self) -> list["_Node"]:
        """Give the provisions inside; those of a whole one are made only when they are asked for."""
        if self.whole:
            self.whole = False
            self.children = [_Node(child, whole=True) for child in self.source.children]
        return self.children

    def end_with(self, words: str, glue: str) -> None:
        """Put words behind everything that this provision prints."""
        if self.opened() or self.tail or self.source.tail == words:
            self.tail = joined(self.tail, glue, words)
        elif glue == " " and self.heading and not self.text:
            first, _, rest = words.partition("\n")
            self.heading, self.text = f"{self.heading} {first}", rest
        else:
            self.text = joined(self.text, glue, words)

    def take_in(self, child: "_Node") -> None:
        """Put a provision inside this one; a tail moves before it, to where its words stand in print."""
        tail, self.tail = self.tail, ""
        if tail and self.opened():
            self.children[-1].end_with(tail, "\n")
        elif tail:
            self.text = joined(self.text, "\n", tail)
        self.opened().append(child)

    def finished(self) -> Provision:
        """Give the provision."""
        source = self.source
        if self.whole:
            return source
        children = tuple(child.finished() for child in self.children)
        words = (self.heading, self.text, self.tail)
        if words == (source.heading, source.text, source.tail) and _same(children, source.children):
            return source
        heading, text, tail = words
        return replace(source, heading=heading, text=text, tail=tail, children=children)


class _Builder:
    """Take pieces in their order and keep the provisions that are still open."""

    def __init__(self, preamble: str) -> None:
        self.preamble = preamble
        self.roots: list[_Node] = []
        self.open: list[_Node] = []

    def take(self, piece: Piece) -> None:
        """Add the next piece."""
        if piece.provision is None:
            self._take_words(piece)
            return
        node = _Node(piece.provision, piece.whole)
        while self.open and self.open[-1].level >= node.level:
            self.open.pop()
        self._descend(node.level - 1)
        if self.open:
            self.open[-1].take_in(node)
        else:
            self.roots.append(node)
        self.open.append(node)

    def _take_words(self, piece: Piece) -> None:
        if not self.open:
            self.preamble = joined(self.preamble, piece.glue, piece.words)
            return
        while len(self.open) > 1 and self.open[-1].level > piece.level:
            self.open.pop()
        self._descend(piece.level)
        self.open[-1].end_with(piece.words, piece.glue)

    def _descend(self, level: int) -> None:
        """Open the last of what stands inside whole provisions, down to that level, or to a tail."""
        while self.open and not self.open[-1].tail:
            inside = self.open[-1].opened() if self._may_hold(level) else []
            if not inside or inside[-1].level > level:
                return
            self.open.append(inside[-1])

    def _may_hold(self, level: int) -> bool:
        children = self.open[-1].source.children if self.open[-1].whole else self.open[-1].children
        return bool(children) and self.open[-1].level < level


def _same(some: Sequence[Provision], others: Sequence[Provision]) -> bool:
    """Tell whether these are the very same provisions; equality would read every word again."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
