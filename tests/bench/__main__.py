"""`make bench`: the reading page beside a hello-world on the same server, queries, and what computing costs.

Times depend on the machine; ratios hold. A goal missed is printed, not punished: the status is always 0.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import (
    aligning,
    comparing,
    desk,
    fuzz,
    grouping,
    letters,
    merging,
    pages,
    searching,
    splitting,
    synthesis,
    typing,
)


def main() -> None:
    """Measure and print the table."""
    with TemporaryDirectory(prefix="draftreview-bench-") as folder:
        place = Path(folder)
        rows = [
            *pages.measure(place),
            *typing.measure(place),
            *desk.measure(place),
            *splitting.measure(),
            *aligning.measure(),
            *comparing.measure(place),
            *merging.measure(),
            *letters.measure(),
            *grouping.measure(),
            *searching.measure(place),
            *fuzz.measure(),
            *synthesis.measure(),
        ]
    width = max(len(row.what) for row in rows)
    for row in rows:
        sys.stdout.write(f"{row.what:<{width}}  {row.figure:>16}  {row.judged}".rstrip() + "\n")


main()
