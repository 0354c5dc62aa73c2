"""The whole comparison of two versions: computed anew, and out of a warm process's memory."""

import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

from draftreview.db import make_engine, session_factory
from draftreview.domain.alignment import align
from draftreview.models.base import Base
from draftreview.services import lineage
from draftreview.services.comparing import compare_versions, compared_trees
from tests.bench.aligning import Texts, floor, versions
from tests.bench.table import Row
from tests.domain.pieces import made_up
from tests.factories import Factory, FixedClock

ARTICLES, SHARE = 40, 0.15
COLD, CACHED = 150.0, 5.0
"""Milliseconds of the processor; they depend on the machine, so the ratio to a floor stands beside them."""


def measure(folder: Path) -> list[Row]:
    """Compare two versions of 40 Điều of which 15 % are edited."""
    texts = versions(made_up(Random(40), ARTICLES), SHARE)  # noqa: S311 - reproducible texts
    least = floor(texts) * 1000
    cold = median(_cold(texts) for _ in range(7))
    first, cached = _kept(folder, texts)
    return [
        _row("comparing 40 Điều, 15 % edited, anew", cold, COLD, least),
        _row("the same with both versions read from the database", first, COLD, least),
        _row("the same out of the cache", cached, CACHED, least),
    ]


def _row(what: str, taken: float, goal: float, least: float) -> Row:
    title = f"{what} ({taken / least:.1f} times counting syllables)"
    return Row(title, f"{taken:.1f} ms", f"{goal:.0f} ms", taken < goal)


def _cold(texts: Texts) -> float:
    """Align, compare, gather and cite: everything that a page needs."""
    begun = time.process_time()
    compared_trees(*texts)
    return (time.process_time() - begun) * 1000


def _kept(folder: Path, texts: Texts) -> tuple[float, float]:
    """Give the milliseconds of the first comparison in a process and of later ones, on a database file."""
    engine = make_engine(f"sqlite:///{folder / 'compared.db'}")
    Base.metadata.create_all(engine)
    with session_factory(engine)() as session:
        make = Factory(session, FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC)))
        draft = make.draft(public=True)
        first = make.version(draft, texts[0])
        lineage.write_successor(session, None, make.clock, first, texts[1], align(*texts))
        make.commit()
        key = draft.key
    times = []
    for _ in range(8):
        with session_factory(engine)() as session:
            begun = time.process_time()
            compare_versions(session, None, make.clock, key, 1, 2)
            times.append((time.process_time() - begun) * 1000)
    engine.dispose()
    return times[0], median(times[1:])
