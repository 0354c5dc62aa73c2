"""An agency's letter of 200 comments in Word, beside the least that writing its words can cost."""

import io
import time
from collections.abc import Callable
from statistics import median
from zipfile import ZIP_DEFLATED, ZipFile

from draftreview.domain.letters import plain_lines
from draftreview.formats.writing.letter_word import write
from draftreview.formats.writing.xml_text import escaped
from tests.bench.table import Row
from tests.domain.letters import letter, opinion

OPINIONS, GOAL = 200, 500.0
"""How many, and milliseconds of the processor; the ratio to the floor holds on any machine."""


def measure() -> list[Row]:
    """Write the letter, and zip its bare words."""
    whole = letter(*[opinion(1 + number // 4, 1 + number % 4) for number in range(OPINIONS)])

    def floor() -> None:
        with ZipFile(io.BytesIO(), "w", ZIP_DEFLATED) as archive:
            archive.writestr("text", "".join(f"<w:p>{escaped(line)}</w:p>" for line in plain_lines(whole)))

    least, taken = _taken(floor), _taken(lambda: write(whole))
    title = f"the letter of {OPINIONS} comments in Word ({taken / least:.1f} times zipping its words)"
    return [Row(title, f"{taken:.0f} ms", f"{GOAL:.0f} ms", taken < GOAL)]


def _taken(work: Callable[[], object]) -> float:
    times = []
    for _ in range(7):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return median(times)
