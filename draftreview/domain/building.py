"""One span of lines becomes one component: its title, preamble, provisions and closing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftreview.domain.clauses import Group, Piece, clause_of, joined, split_clauses, split_points, with_tail
from draftreview.domain.components import begins_form, is_closing, is_enactment, is_header
from draftreview.domain.headings import Container, container_at_start
from draftreview.domain.lines import LineKind, ends_sentence, in_capitals
from draftreview.domain.outline import Block, Span
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision
from draftreview.domain.titles import split_title

_DEPTH = {Kind.PART: 0, Kind.CHAPTER: 1, Kind.SECTION: 2, Kind.SUBSECTION: 3}
_TITLE_LINES = 10
_LONGEST_TITLE_LINE = 250
_LISTED = re.compile(r"[-+•|]|\d{1,3}[.)]|[a-zđ]\)")


@dataclass(slots=True)
class _Node:
    """A container while it is being filled."""

    kind: Kind
    number: str
    heading: str
    text: str
    line: int
    children: list["_Node | Provision"] = field(default_factory=list)

    def finished(self) -> Provision:
        children = tuple(one.finished() if isinstance(one, _Node) else one for one in self.children)
        return Provision(self.kind, self.number, self.heading, self.text, children=children, line=self.line)


def build_component(blocks: Sequence[Block], span: Span) -> Component:
    """Build the component that a span of blocks holds; every block goes into exactly one place."""
    closing = _closing_start(blocks, span)
    tops = _container_starts(blocks, span)
    body = tops[0] if tops else span.end
    titled = _title_end(blocks, span, body)
    roots: list[_Node | Provision] = []
    stack: list[_Node] = []
    for order, place in enumerate(span.articles):
        end = tops[order + 1] if order + 1 < len(tops) else closing
        _open_containers(blocks[tops[order] : place], stack, roots)
        article = build_article(blocks[place:end])
        (stack[-1].children if stack else roots).append(article)
    return Component(
        span.kind,
        title=_words(blocks[span.start : titled]),
        preamble=_words(blocks[titled:body]),
        closing=_words(blocks[closing : span.end]) if span.articles else "",
        children=tuple(one.finished() if isinstance(one, _Node) else one for one in roots),
        line=blocks[span.start].line.number if span.start < len(blocks) else 0,
    )


def build_article(blocks: Sequence[Block]) -> Provision:
    """Build an article from its heading's block and what follows up to the next heading."""
    pieces = [
        Piece(block.line.number, block.text.strip(), block.line.kind is not LineKind.PLAIN, block.quoted)
        for block in blocks
    ]
    heading_of = blocks[0].heading
    marked = heading_of is not None and heading_of.marked
    before, clauses = split_clauses(pieces)
    opening, points = split_points(before)
    heading, body = split_title(opening, bool(points or clauses), marked)
    listed, tail = _points_of_article(points, bool(clauses))
    return Provision(
        Kind.ARTICLE,
        heading_of.number if heading_of else "",
        heading=heading,
        text=joined(body),
        tail=joined(tail),
        children=(*listed, *map(clause_of, clauses)),
        line=blocks[0].line.number,
    )


def _points_of_article(points: Sequence[Group], followed: bool) -> tuple[tuple[Provision, ...], list[Piece]]:
    """Build the points that stand in an article itself; before clauses nothing can be its tail."""
    listed, tail = with_tail(points)
    if followed and tail:
        whole = points[-1]
        last = Provision(Kind.POINT, whole.number, text=joined(whole.pieces), line=whole.line)
        return (*listed[:-1], last), []
    return listed, tail


def _words(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if block.text)


def _closing_start(blocks: Sequence[Block], span: Span) -> int:
    """Find the block of signatures and recipients after the last article."""
    if not span.articles:
        return span.end
    for place in range(span.articles[-1] + 1, span.end):
        if not blocks[place].quoted and is_closing(blocks[place].text):
            return place
    return span.end


def _container_starts(blocks: Sequence[Block], span: Span) -> list[int]:
    """Give, for each article, where the headings of containers above it begin, else its own place."""
    starts = []
    low = span.start
    for place in span.articles:
        starts.append(_top_container(blocks, low, place))
        low = place + 1
    return starts


def _top_container(blocks: Sequence[Block], low: int, article: int) -> int:
    """Go up from an article over title lines to the first heading of a container among them."""
    top = article
    for place in range(article - 1, max(low, article - 40) - 1, -1):
        block = blocks[place]
        if _container(block):
            top = place
        elif not _is_title_line(block) and not _strong_above(blocks, low, place):
            break
    return top


def _strong_above(blocks: Sequence[Block], low: int, place: int) -> bool:
    """Tell whether a container in capitals stands right above a paragraph of its own text."""
    for above in range(place - 1, max(low, place - 4) - 1, -1):
        if _container(blocks[above]):
            return True
        if not in_capitals(blocks[above].text):
            return False
    return False


def _container(block: Block) -> Container | None:
    plain = block.line.kind is LineKind.PLAIN and not block.quoted and not block.heading
    return container_at_start(block.line.text) if plain else None


def _is_title_line(block: Block) -> bool:
    if block.line.kind is not LineKind.PLAIN or block.quoted or block.heading:
        return False
    if in_capitals(block.text):
        return not is_closing(block.text)
    short = len(block.text) <= _LONGEST_TITLE_LINE
    return short and not ends_sentence(block.text) and not _LISTED.match(block.text)


def _open_containers(blocks: Sequence[Block], stack: list[_Node], roots: list["_Node | Provision"]) -> None:
    """Open the containers whose headings stand right above an article."""
    found = [(place, _container(block)) for place, block in enumerate(blocks)]
    starts = [(place, container) for place, container in found if container]
    ends = [*(place for place, _ in starts[1:]), len(blocks)]
    for (place, container), end in zip(starts, ends, strict=False):
        node = _node(container, blocks[place:end])
        while stack and _DEPTH[stack[-1].kind] >= _DEPTH[node.kind]:
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)


def _node(container: Container, blocks: Sequence[Block]) -> _Node:
    titles = [container.rest] if container.rest else []
    end = 1
    while end < len(blocks) and _is_title_line(blocks[end]):
        titles.append(blocks[end].text)
        end += 1
    return _Node(
        container.kind, container.number, " ".join(titles), _words(blocks[end:]), blocks[0].line.number
    )


def _title_end(blocks: Sequence[Block], span: Span, body: int) -> int:
    """Find where the title lines of an annex end; the act's own come with its preamble."""
    start = span.start
    if span.kind is ComponentKind.MAIN:
        return start
    limit = min(body, start + _TITLE_LINES)
    for place in range(start, limit):
        if blocks[place].line.kind is LineKind.PLAIN and is_enactment(blocks[place].text):
            return _parenthesis_end(blocks, place, body)
    place = start
    while place < limit and is_header(blocks[place].text):
        place += 1
    first = place
    place = min(place + 1, limit)
    while place < limit and _continues_title(blocks, first, place, span.kind):
        place += 1
    return place


def _continues_title(blocks: Sequence[Block], first: int, place: int, kind: ComponentKind) -> bool:
    block = blocks[place]
    if block.line.kind is not LineKind.PLAIN or begins_form(block.text) or _LISTED.match(block.text):
        return False
    if in_capitals(block.text) or block.line.level in (1, 2):
        return True
    alone = place == first + 1 or kind is ComponentKind.REGULATION
    return alone and len(block.text) <= _LONGEST_TITLE_LINE and not ends_sentence(block.text)


def _parenthesis_end(blocks: Sequence[Block], place: int, body: int) -> int:
    """Take in the lines over which "(Ban hành kèm theo …)" runs."""
    end = place + 1
    words = blocks[place].text
    while end < min(body, place + 3) and words.count("(") > words.count(")"):
        words += blocks[end].text
        end += 1
    return end if words.count("(") <= words.count(")") else place + 1
