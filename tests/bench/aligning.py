"""How long two versions take to be aligned, against counting their syllables, and what is found."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random
from statistics import median

from draftreview.domain.alignment import align
from draftreview.domain.provisions import Component, Kind, walk
from draftreview.domain.similarity import bag
from tests.bench.table import Row
from tests.domain.edits import EDITS, edited, reword_piece
from tests.domain.pieces import Piece, article, made_up, written

SIZES = (125, 250, 500, 1000)
"""Điều of a text; about 7 provisions each."""

MOST = 20.0
"""So many times the floor, at most, whatever the texts; 500 Điều then take well under 2 s."""

Texts = tuple[tuple[Component, ...], tuple[Component, ...]]


def measure() -> list[Row]:
    """Align texts of growing length, some edited a little, some much, some all near copies of each other."""
    rows = [
        *_grown("5 % edited", lambda size: versions(made_up(Random(size), size), 0.05)),  # noqa: S311
        *_grown("30 % edited", lambda size: versions(made_up(Random(size), size), 0.3)),  # noqa: S311
        *_grown("near copies, 30 % edited", lambda size: versions(copies(size), 0.3)),
    ]
    return [*rows, *_found()]


def versions(before: list[list[Piece]], share: float) -> Texts:
    """Write a text, and again with a Điều more at the front and a share of its khoản and điểm reworded."""
    random = Random(7)  # noqa: S311 - reproducible texts
    after = [[one.copy() for one in part] for part in before]
    after[1][0].children.insert(0, article(random))
    for one in (below for part in after for top in part for below in top.below()):
        if one.kind in (Kind.CLAUSE, Kind.POINT) and random.random() < share:
            reword_piece(random, one)
    return written(before), written(after)


def copies(size: int) -> list[list[Piece]]:
    """Make up a text in which every Điều is a copy of every other but for its number."""
    random = Random(1)  # noqa: S311 - reproducible texts
    model = article(random, 3)
    articles = [model.copy() for _ in range(size)]
    for number, one in enumerate(articles, 1):
        for below in one.below():
            below.sentences = [f"{words[:-1]} ở quầy số {number}." for words in below.sentences]
    return [[], [Piece(Kind.CHAPTER, "VIỆC CỦA CÁC QUẦY", children=articles)]]


def _grown(what: str, made: Callable[[int], Texts]) -> Iterator[Row]:
    for size in SIZES:
        texts = made(size)
        taken = median(_seconds(texts) for _ in range(3))
        ratio = taken / floor(texts)
        yield Row(
            f"aligning {size} Điều, {what}, against counting syllables ({taken * 1000:.0f} ms)",
            f"{ratio:.1f} times",
            f"{MOST:.0f} times",
            ratio <= MOST,
        )


def _seconds(texts: Texts) -> float:
    begun = time.process_time()
    align(*texts)
    return time.process_time() - begun


def floor(texts: Sequence[Sequence[Component]]) -> float:
    """Give the seconds that counting the syllables of both texts takes: the least of any alignment."""

    def once() -> float:
        begun = time.process_time()
        for components in texts:
            for component in components:
                for one, _ in walk(component.children):
                    bag(one.words)
        return time.process_time() - begun

    return median(once() for _ in range(3))


def _found() -> list[Row]:
    """Count what is found of 200 texts each edited in twelve ways, and how often certainty was wrong."""
    count = Counter[str]()
    for seed in range(200):
        texts = edited(seed, EDITS)
        pairs = {
            (one.old, one.new): one.certain for one in align(texts.old, texts.new) if one.old and one.new
        }
        same = _words(texts.old), _words(texts.new)
        reworded = {pair for pair in texts.truth if same[0][pair[0]] != same[1][pair[1]]}
        count["true"] += len(reworded)
        count["linked"] += len(reworded & set(pairs))
        count["certain"] += sum(pairs.get(pair, False) for pair in reworded)
        claimed = {(old, new) for (old, new), sure in pairs.items() if sure}
        count["wrong"] += sum(same[0][old] != same[1][new] for old, new in claimed - texts.truth)
    return [
        Row("edited provisions linked", f"{count['linked'] / count['true']:.1%}", note=f"of {count['true']}"),
        Row("edited provisions linked for certain", f"{count['certain'] / count['true']:.1%}"),
        Row("certain links that are wrong", str(count["wrong"]), "0", count["wrong"] == 0),
    ]


def _words(components: Sequence[Component]) -> dict[str, str]:
    return {one.eid: one.words for component in components for one, _ in walk(component.children)}
