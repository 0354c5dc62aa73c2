"""Whether work grows with what it is given: two sizes in one run, since machines differ in speed."""

import time
from collections.abc import Callable

ATTEMPTS = 4
"""A machine busy with other things may spoil one measure, hardly every one of them."""


def processor_time(work: Callable[[], object]) -> float:
    """Give the seconds that the processor of this process spent on the work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def grows_in_proportion(work: Callable[[int], object], small: int, large: int) -> bool:
    """Tell whether the large size costs less than twice as much a piece as the small one.

    Work that grows with the square of the size costs four times as much a piece for sizes one to four.
    """
    work(small)  # what is made once, such as patterns, belongs to neither
    return any(_in_proportion(work, small, large) for _ in range(ATTEMPTS))


def _in_proportion(work: Callable[[int], object], small: int, large: int) -> bool:
    floor = max(processor_time(lambda: work(small)), 0.001)  # a clock counts no finer than this everywhere
    return processor_time(lambda: work(large)) < 2 * large / small * floor
