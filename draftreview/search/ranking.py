"""Which of the documents found come first.

Documents are sorted into groups by what weighs more than any rarity of words: the place cited, words marked
as they were typed, words that stand in a row, the title, the newest version. Only the best groups, as many
as the page needs, are then weighed by how often and how rarely the words occur (BM25).
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from math import log

from draftreview.search.matching import cited, pairs
from draftreview.search.questions import Asked
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
from draftreview.search.segments import View, numbers

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
        scores = {number: weigh(number) for number in numbers(group)}
        chosen = heapq.nsmallest(
            wanted - len(ranked), scores, key=lambda number: (-round(scores[number], 6), order[number])
        )
        above = (len(groups) - place) * _GROUP
        ranked += [(number, above + scores[number]) for number in chosen]
        if len(ranked) >= wanted:
            break
    return ranked


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
    rows = [asked.whole] if asked.whole else asked.phrases
    yield from _at_least(view.documents(ROWS, pair) for row in rows for pair in pairs(row))
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
    terms = [(view.counts(word), _rarity(view, word)) for word in words]
    norms = _norms(view)

    def weigh(number: int) -> float:
        norm = norms[lengths[number]]
        weight = 0.0
        for counts, rarity in terms:
            count = counts[number]
            if count:
                weight += rarity * count / (count + norm)
        return weight

    return weigh


def _rarity(view: View, word: str) -> float:
    holding, all_of_them = view.documents(FOLDED, word).bit_count(), view.live.bit_count()
    return log(1 + (all_of_them - holding + 0.5) / (holding + 0.5)) * (SATURATION + 1)


def _norms(view: View) -> dict[bytes, float]:
    """Tell for each length how much it weakens a word."""
    mean = view.mean_length
    return {
        bytes([step]): SATURATION * (1 - BY_LENGTH + BY_LENGTH * (step + 0.5) * LENGTH_STEP / mean)
        for step in range(256)
    }
