"""Writers killed in the middle of indexing: whatever was committed is found afterwards."""

import random
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Semaphore
from pathlib import Path

from tests.soak.ground import FORK, name, prepare, standing

COMMITS, LONGEST = 3, 0.05
"""A writer lives until it has committed up to so many comments, and up to so many seconds longer, in which it
indexes the last one."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of it; ``midway`` counts deaths that left something for the next one to index."""

    kills: int
    midway: int
    written: int
    missing: list[str]


def run(folder: Path, kills: int, seed: int = 2017) -> Killed:
    """Kill a writer so many times, each time at another moment, and look for everything it committed."""
    prepare(folder)
    chance = random.Random(seed)  # noqa: S311 - when to kill, not a secret
    midway, missing = 0, []
    for _ in range(kills):
        committed = FORK.Semaphore(0)
        process = FORK.Process(target=_write, args=(folder, committed))
        process.start()
        for _commit in range(chance.randint(1, COMMITS)):
            committed.acquire(timeout=60)
        time.sleep(chance.uniform(0, LONGEST))
        process.kill()
        process.join(30)
        with standing(folder) as ground:
            midway += bool(ground.index())
            missing += ground.missing()
    with standing(folder) as ground:
        return Killed(kills, midway, len(ground.engine.fingerprints()), missing)


def _write(folder: Path, committed: Semaphore) -> None:
    with standing(folder) as ground:
        while True:
            ground.write(name())
            committed.release()
            ground.index()
