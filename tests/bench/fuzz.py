"""A hundred thousand texts made of scraps, split without a crash and without losing a word."""

import random
import time

from tests.bench.table import Row
from tests.domain.test_nothing_lost import SCRAPS
from tests.outlines import words_kept

INPUTS = 100_000
MOST_SCRAPS = 12
SEED = 2017
_NOISE = "".join(map(chr, range(32, 127))) + "ĐđƯướỐ“”…\u00a0\u0301\n"


def measure() -> list[Row]:
    """Split the texts; a crash or a lost word ends the run with the text that did it."""
    chance = random.Random(SEED)  # noqa: S311 - made-up texts, not secrets
    begun = time.perf_counter()
    for _ in range(INPUTS):
        text = made_up(chance)
        if not words_kept(text):
            raise AssertionError(f"words lost in {text!r}")
    taken = time.perf_counter() - begun
    return [Row(f"fuzz of {INPUTS} texts, no word lost", f"{taken:.1f} s", note=f"seed {SEED}")]


def made_up(chance: random.Random) -> str:
    """Make a text of scraps of the grammar and noise, on lines of their own or glued."""
    parts = [_part(chance) for _ in range(chance.randint(1, MOST_SCRAPS))]
    return "".join(part + chance.choice("\n\n\n ") for part in parts)


def _part(chance: random.Random) -> str:
    if chance.random() < 0.85:
        return chance.choice(SCRAPS)
    return "".join(chance.choices(_NOISE, k=chance.randint(1, 12)))
