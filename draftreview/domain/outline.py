"""From chosen headings to stretches of lines: one span for each text that the file holds."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from draftreview.domain.articles import begins_anew
from draftreview.domain.components import Mark, is_closing, is_header
from draftreview.domain.headings import Heading, container_at_start
from draftreview.domain.lines import Line, LineKind, ends_sentence, in_capitals
from draftreview.domain.provisions import ComponentKind

_LONGEST_TITLE = 10
_FAR_TITLE = 4


@dataclass(frozen=True, slots=True)
class Block:
    """One line, or the part of one from a glued heading on; ``heading`` is set where an article begins."""

    line: Line
    quoted: bool = False
    heading: Heading | None = None

    @property
    def text(self) -> str:
        """Give the words of the block, the number of its article not among them."""
        return self.line.text[self.heading.end - self.heading.start :] if self.heading else self.line.text


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks of one component, and which of them begin its articles."""

    kind: ComponentKind
    start: int
    end: int
    articles: tuple[int, ...] = ()


def cut_at_headings(
    lines: Sequence[Line], inside: Sequence[bool], chosen: Sequence[Heading]
) -> tuple[list[Block], list[int]]:
    """Cut lines where a chosen heading stands in their middle; also give each line's first block."""
    blocks: list[Block] = []
    firsts: list[int] = []
    following = 0
    for place, line in enumerate(lines):
        firsts.append(len(blocks))
        start, heading = 0, None
        while following < len(chosen) and chosen[following].place == place:
            upcoming = chosen[following]
            if upcoming.start > start or heading:
                blocks.append(_block(line, inside[place], start, upcoming.start, heading))
            start, heading = upcoming.start, upcoming
            following += 1
        blocks.append(_block(line, inside[place], start, len(line.text), heading))
    return blocks, firsts


def _block(line: Line, quoted: bool, start: int, end: int, heading: Heading | None) -> Block:
    if start == 0 and end == len(line.text):
        return Block(line, quoted, heading)
    words = line.text[start:end].rstrip()
    return Block(Line(line.number, words, line.kind, line.level, line.bold), quoted, heading)


def find_spans(
    blocks: Sequence[Block], firsts: Sequence[int], chosen: Sequence[Heading], marks: Sequence[Mark]
) -> list[Span]:
    """Decide where every component begins and ends."""
    starts = {0: ComponentKind.MAIN}
    signs = [mark.place for mark in marks]
    for earlier, later in itertools.pairwise(chosen):
        between = marks[bisect_right(signs, earlier.place) : bisect_right(signs, later.place)]
        if begins_anew(earlier, later, bool(between)):
            starts.update(_starts_between(blocks, firsts, between, earlier, later))
    starts.update(_starts_at_edges(blocks, firsts, chosen, marks))
    edges = [*sorted(starts), len(blocks)]
    places = [place for place, block in enumerate(blocks) if block.heading]
    return [
        Span(starts[start], start, end, tuple(places[bisect_left(places, start) : bisect_left(places, end)]))
        for start, end in itertools.pairwise(edges)
    ]


def _starts_between(
    blocks: Sequence[Block],
    firsts: Sequence[int],
    marks: Sequence[Mark],
    earlier: Heading,
    later: Heading,
) -> dict[int, ComponentKind]:
    """Place the components that begin between the last article of one text and the first of the next."""
    low, high = _index(blocks, firsts, earlier) + 1, _index(blocks, firsts, later)
    titles = _merged([mark for mark in marks if mark.kind], blocks, firsts)
    sure = [mark for mark in titles if mark.sure]
    named = sure or titles[-1:]
    starts = _placed(named, blocks, firsts, low)
    if not starts:
        starts[_untitled_start(blocks, low, high)] = ComponentKind.REGULATION
    return starts


def _starts_at_edges(
    blocks: Sequence[Block], firsts: Sequence[int], chosen: Sequence[Heading], marks: Sequence[Mark]
) -> dict[int, ComponentKind]:
    """Place the components after the last article, or behind a signature before the first."""
    starts: dict[int, ComponentKind] = {}
    if chosen:
        low, last = _index(blocks, firsts, chosen[-1]) + 1, chosen[-1].place
    else:
        low, last = 1, 0
    titles = [mark for mark in marks if mark.kind and mark.sure and mark.place > last]
    starts.update(_placed(_merged(titles, blocks, firsts), blocks, firsts, low))
    if chosen and any(mark.kind is None and mark.place < chosen[0].place for mark in marks):
        signed = min(mark.place for mark in marks if mark.kind is None)
        early = [one for one in marks if one.kind and one.sure and signed < one.place < chosen[0].place]
        starts.update(_placed(_merged(early, blocks, firsts), blocks, firsts, firsts[signed] + 1))
    return starts


def _placed(
    marks: Sequence[Mark], blocks: Sequence[Block], firsts: Sequence[int], low: int
) -> dict[int, ComponentKind]:
    """Give where the titled components begin, the block of agency and state taken in."""
    return {_with_header(blocks, firsts[mark.place], low): mark.kind for mark in marks if mark.kind}


def _index(blocks: Sequence[Block], firsts: Sequence[int], heading: Heading) -> int:
    """Find the block that a heading begins."""
    place = firsts[heading.place]
    while blocks[place].heading is not heading:
        place += 1
    return place


def _merged(marks: Sequence[Mark], blocks: Sequence[Block], firsts: Sequence[int]) -> list[Mark]:
    """Take signs that stand in one title block as one: "Phụ lục", "QUY CHẾ MẪU", "(Ban hành kèm theo …)"."""
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1] if kept else None
        if before and _one_title(before, mark, blocks, firsts):
            kept[-1] = Mark(before.place, before.kind, before.label, before.sure or mark.sure)
        else:
            kept.append(mark)
    return kept


def _one_title(before: Mark, after: Mark, blocks: Sequence[Block], firsts: Sequence[int]) -> bool:
    if after.place - before.place == 1:
        return not (before.label and before.label.split()[0] == after.label.partition(" ")[0])
    if after.label or after.place - before.place > _FAR_TITLE:
        return False
    between = blocks[firsts[before.place] : firsts[after.place]]
    return all(in_capitals(block.text) and block.line.kind is LineKind.PLAIN for block in between)


def _with_header(blocks: Sequence[Block], start: int, low: int) -> int:
    """Begin an annex with the block that names agency and state, when that stands before its title."""
    while start > low and is_header(blocks[start - 1].text):
        start -= 1
    return start


def _untitled_start(blocks: Sequence[Block], low: int, high: int) -> int:
    """Find the title of an annex that nothing names: the unfinished lines above its first heading."""
    start = high
    for place in range(high - 1, max(low - 1, high - 1 - _LONGEST_TITLE), -1):
        text = blocks[place].text
        if blocks[place].line.kind is not LineKind.PLAIN or is_closing(text) or text.startswith(("-", "+")):
            break
        if container_at_start(text) or in_capitals(text) or is_header(text):
            start = place
        elif ends_sentence(text) and not text.endswith(")"):
            break
    return start
