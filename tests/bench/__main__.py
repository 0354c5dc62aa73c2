"""`make bench`: how fast the reading page is beside a hello-world on the same server, and how fast text is split.

Times depend on the machine; ratios hold.  A goal missed is printed, not punished: the status is always 0.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import pages, splitting


def main() -> None:
    """Measure and print the table."""
    with TemporaryDirectory(prefix="draftreview-bench-") as folder:
        rows = [*pages.measure(Path(folder)), *splitting.measure()]
    width = max(len(row.what) for row in rows)
    for row in rows:
        print(f"{row.what:<{width}}  {row.figure:>24}  {row.judged}".rstrip())


main()
