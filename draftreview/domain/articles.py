"""Which lines begin an article of the text itself, judged by the run of numbers over the whole file."""

from collections.abc import Sequence
from dataclasses import dataclass

from draftreview.domain.components import Mark
from draftreview.domain.headings import Heading, article_at_start, articles_inside, may_hold_article
from draftreview.domain.lines import Line, LineKind
from draftreview.domain.provisions import Kind
from draftreview.domain.sequences import Candidate, Costs, best_chain

_QUOTED = 14.0
_UNLIKE_THE_REST = 6.0
_FEW = 3
_LIKELY = 2.0


@dataclass(frozen=True, slots=True)
class Articles:
    """The chosen headings in order, and ``doubtful``: unchosen lines that look like headings."""

    chosen: tuple[Heading, ...]
    doubtful: tuple[Heading, ...]


def choose_articles(lines: Sequence[Line], inside: Sequence[bool], marks: Sequence[Mark]) -> Articles:
    """Choose the headings that make the most probable numbering."""
    found = _found(lines)
    gains = _weighed(found, lines, inside)
    candidates = _behind_marks(found, gains, marks)
    chain = best_chain(Kind.ARTICLE, candidates, Costs())
    chosen = set(chain)
    doubtful = (
        heading
        for place, heading in enumerate(found)
        if place not in chosen and heading.start == 0 and gains[place] >= _LIKELY
    )
    return Articles(tuple(found[place] for place in chain), tuple(doubtful))


def _found(lines: Sequence[Line]) -> list[Heading]:
    """List every place that could begin an article."""
    found: list[Heading] = []
    for place, line in enumerate(lines):
        if not may_hold_article(line):
            continue
        after = _neighbour(lines, place, 1)
        heading = article_at_start(place, line, _neighbour(lines, place, -1), after)
        if heading:
            found.append(heading)
        found.extend(articles_inside(place, line, after))
    return found


def _neighbour(lines: Sequence[Line], place: int, step: int) -> str:
    beside = place + step
    if 0 <= beside < len(lines) and lines[beside].kind is LineKind.PLAIN:
        return lines[beside].text
    return ""


def _weighed(found: Sequence[Heading], lines: Sequence[Line], inside: Sequence[bool]) -> list[float]:
    """Take off for quotation, and for a layout unlike that of the other clear headings."""
    clear = [lines[one.place] for one in found if one.gain >= 5 and not inside[one.place]]
    bold = sum(bool(line.bold) for line in clear)
    mostly_bold = len(clear) > _FEW and bold >= 0.8 * len(clear)
    gains = []
    for heading in found:
        gain = heading.gain - (_QUOTED if inside[heading.place] else 0.0)
        if mostly_bold and lines[heading.place].bold is False and heading.start == 0:
            gain -= _UNLIKE_THE_REST
        gains.append(gain)
    return gains


def _behind_marks(found: Sequence[Heading], gains: Sequence[float], marks: Sequence[Mark]) -> list[Candidate]:
    """Tell every candidate which sign of a new text stands before it, and how many candidates before that."""
    candidates: list[Candidate] = []
    barrier, anew, following = 0, 0.0, 0
    for heading, gain in zip(found, gains, strict=True):
        while following < len(marks) and marks[following].place <= heading.place:
            fresh = len(candidates) != barrier
            anew = marks[following].anew if fresh else min(anew, marks[following].anew)
            barrier = len(candidates)
            following += 1
        candidates.append(Candidate(heading.rank, gain, barrier, anew))
    return candidates


def begins_anew(earlier: Heading, later: Heading, marked: bool) -> bool:
    """Tell whether the numbering starts over between two chosen headings, ``marked`` by a sign or not."""
    if later.rank != earlier.rank:
        return later.rank < earlier.rank
    return marked
