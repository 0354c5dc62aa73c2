"""Which of the documents found come first.

Documents are sorted into groups by what weighs more than any rarity of words: the place cited, words marked
as they were typed, words that stand in a row, the title, the newest version. Only the best groups, as many
as the page needs, are then weighed by how often and how rarely the words occur (BM25).
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log

from draftreview.search.matching import cited, pairs
from draftreview.search.questions import Asked, Phrase
from draftreview.search.schema import (
    DAY,
    EDITION,
    EXACT,
    FOLDED,
    LENGTH,
    LENGTH_STEP,
    PLACE_ORDER,
    ROWS,
    SEPARATOR,
    TITLE,
)
from draftreview.search.segments import numbers
from draftreview.search.view import View

SATURATION, BY_LENGTH = 1.2, 0.75
"""The usual constants of BM25: how soon repeating a word stops to count, how much long texts count less."""

_GROUP = 1_000.0
"""Lies between the scores of two groups, so that scores alone tell the order."""

Ranked = list[tuple[int, float]]


def best(view: View, asked: Asked, found: int, visible: int, wanted: int) -> Ranked:
    """Give the best ``wanted`` of the documents found, with scores that fall."""
    ranked: Ranked = []
    groups = _groups(found, _lifts(view, asked, visible))
    weigh, order = _weighing(view, asked), view.column(PLACE_ORDER)
    for place, group in enumerate(groups):
        scores = {number: round(weigh(number), 6) for number in numbers(group)}
        above = (len(groups) - place) * _GROUP
        chosen = _highest(scores, wanted - len(ranked), order)
        ranked += [(number, above + scores[number]) for number in chosen]
        if len(ranked) >= wanted:
            break
    return ranked


def _highest(scores: Mapping[int, float], wanted: int, order: Sequence[bytes]) -> list[int]:
    """Give the documents with the highest scores; those alike as they stand in the text."""
    least = heapq.nlargest(wanted, scores.values())[-1]
    enough = [number for number, score in scores.items() if score >= least]
    return sorted(enough, key=lambda number: (-scores[number], order[number]))[:wanted]


def by_place(view: View, found: int, wanted: int) -> Ranked:
    """Give the first ``wanted`` documents as they stand in the text."""
    order = view.column(PLACE_ORDER)
    return [(number, 0.0) for number in heapq.nsmallest(wanted, numbers(found), key=order.__getitem__)]


def by_date(view: View, found: int, wanted: int) -> Ranked:
    """Give the newest ``wanted`` documents; those of one day as they stand in the text, undated ones last."""
    ranked: Ranked = []
    rest = found
    for day in sorted(view.values(DAY), reverse=True):
        if len(ranked) >= wanted:
            return ranked
        on_day = found & view.documents(DAY, day)
        rest &= ~on_day
        ranked += by_place(view, on_day, wanted - len(ranked))
    return ranked + by_place(view, rest, wanted - len(ranked))


def _groups(found: int, lifts: Iterable[int]) -> list[int]:
    """Divide documents by what lifts them, the first lift counting more than all others together."""
    groups = [found] if found else []
    for lift in lifts:
        divided = (part for group in groups for part in (group & lift, group & ~lift))
        groups = [part for part in divided if part]
    return groups


def _lifts(view: View, asked: Asked, visible: int) -> Iterator[int]:
    if asked.place:
        yield from cited(view, asked.place)
    syllables = {one for phrase in asked.phrases for one in phrase}
    marked = sorted({one.exact for one in syllables if one.accented})
    yield from _at_least(view.documents(EXACT, one) for one in marked)
    for row in (asked.whole, *asked.phrases):
        if len(row) > 1:
            yield _in_pairs(view, row)
    titled = view.live
    for folded in sorted({one.folded for one in syllables}):
        titled &= view.documents(TITLE, folded)
    yield titled
    yield view.live & ~_superseded(view, visible)


def _at_least(sets: Iterable[int]) -> list[int]:
    """Give the documents in all sets, then in all but one at least, and so on down to one."""
    levels: list[int] = []
    for documents in sets:
        deeper = [level & documents for level in levels]
        levels = [level | more for level, more in zip([*levels, 0], [documents, *deeper], strict=True)]
    return levels[::-1]


def _in_pairs(view: View, row: Phrase) -> int:
    """Give the documents in which each two syllables of a row follow each other, which is near enough."""
    found = view.live
    for pair in pairs(row):
        found &= view.documents(ROWS, pair)
    return found


def _superseded(view: View, visible: int) -> int:
    """Give the provisions of versions older than the newest that the reader may see, draft by draft."""
    newest: dict[str, int] = {}
    editions = [edition.split(SEPARATOR) for edition in view.editions()]
    for key, number in editions:
        if view.documents(EDITION, f"{key}{SEPARATOR}{number}") & visible:
            newest[key] = max(int(number), newest.get(key, 0))
    older = [f"{key}{SEPARATOR}{number}" for key, number in editions if int(number) < newest.get(key, 0)]
    return view.any_of(EDITION, older)


def _weighing(view: View, asked: Asked) -> Callable[[int], float]:
    """Make the function that weighs one document by the words of the question."""
    lengths = view.column(LENGTH)
    words = sorted({one.folded for phrase in asked.phrases for one in phrase})
    terms = [(view.counts(word), _rarity(view.documents(FOLDED, word), view)) for word in words]
    # Words are often written in two syllables: each two that follow each other weigh like one rare word.
    rows = [view.documents(ROWS, pair) for pair in sorted(set(pairs(asked.whole)))]
    beside = [(row, _rarity(row, view)) for row in rows if row]
    norms = _norms(view)

    def weigh(number: int) -> float:
        norm = norms[lengths[number]]
        weight = 0.0
        for counts, rarity in terms:
            count = counts[number]
            if count:
                weight += rarity * count / (count + norm)
        for row, rarity in beside:
            if row >> number & 1:
                weight += rarity / (1 + norm)
        return weight

    return weigh


def _rarity(documents: int, view: View) -> float:
    holding, all_of_them = documents.bit_count(), view.live.bit_count()
    return log(1 + (all_of_them - holding + 0.5) / (holding + 0.5)) * (SATURATION + 1)


def _norms(view: View) -> dict[bytes, float]:
    """Tell for each length how much it weakens a word."""
    mean = view.mean_length
    return {
        bytes([step]): SATURATION * (1 - BY_LENGTH + BY_LENGTH * (step + 0.5) * LENGTH_STEP / mean)
        for step in range(256)
    }
