"""Processes that write while others search: no error, nothing missing at the end."""

import time
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from statistics import quantiles

from tests.soak.ground import FORK, name, prepare, standing


@dataclass(frozen=True, slots=True)
class Together:
    """What came of it; ``slowest`` are the 95th hundredths in milliseconds from commit to being found and of
    a search."""

    written: int
    searches: int
    missing: list[str]
    failed: int
    until_found: float
    search: float


def run(folder: Path, seconds: float, writers: int, searchers: int) -> Together:
    """Write and search in so many processes for so long."""
    prepare(folder)
    until = time.monotonic() + seconds
    delays, times = FORK.Queue(), FORK.Queue()
    processes = [FORK.Process(target=_write, args=(folder, until, delays)) for _ in range(writers)]
    processes += [FORK.Process(target=_search, args=(folder, until, times)) for _ in range(searchers)]
    for process in processes:
        process.start()
    waited = [one for _ in range(writers) for one in delays.get(timeout=seconds + 120)]
    searched = [one for _ in range(searchers) for one in times.get(timeout=seconds + 120)]
    for process in processes:
        process.join(60)
    with standing(folder) as ground:
        missing = ground.missing()
    failed = sum(process.exitcode != 0 for process in processes)
    return Together(len(waited), len(searched), missing, failed, _slowest(waited), _slowest(searched))


def _write(folder: Path, until: float, delays: "Queue[list[float]]") -> None:
    """Write comments and look for each until it is found, in milliseconds."""
    waited: list[float] = []
    try:
        with standing(folder) as ground:
            while time.monotonic() < until:
                words = name()
                ground.write(words)
                begun = time.perf_counter()
                ground.index()
                while not ground.search(f'"{words}"').hits:
                    ground.index()
                waited.append((time.perf_counter() - begun) * 1000)
    finally:
        delays.put(waited)


def _search(folder: Path, until: float, times: "Queue[list[float]]") -> None:
    """Search again and again; what was found once is never lost again."""
    taken: list[float] = []
    seen = 0
    try:
        with standing(folder) as ground:
            while time.monotonic() < until:
                begun = time.perf_counter()
                result = ground.search("mot cua")
                taken.append((time.perf_counter() - begun) * 1000)
                assert result.total >= seen, f"{seen} were found before, {result.total} now"
                seen = result.total
    finally:
        times.put(taken)


def _slowest(milliseconds: list[float]) -> float:
    return quantiles(milliseconds, n=20)[-1] if len(milliseconds) > 1 else sum(milliseconds)
