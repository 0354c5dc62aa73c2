"""`make soak`: a minute of four processes writing while four search, then fifty killed in the middle."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak import killing, together

SECONDS, PROCESSES, KILLS = 60, 4, 50


def main() -> int:
    """Run both trials and print what came of them; the status is 1 where anything was lost."""
    with TemporaryDirectory(prefix="draftreview-soak-") as folder:
        beside = together.run(Path(folder), SECONDS, PROCESSES, PROCESSES)
    say(f"{SECONDS} s: {PROCESSES} processes wrote {beside.written} comments,")
    say(f"{PROCESSES} searched {beside.searches} times; {beside.failed} failed,")
    say(f"{len(beside.missing)} missing or wrong at the end;")
    say(f"p95 from commit to found {beside.until_found:.0f} ms, of a search {beside.search:.0f} ms")
    with TemporaryDirectory(prefix="draftreview-soak-") as folder:
        killed = killing.run(Path(folder), KILLS)
    say(f"{killed.kills} writers killed, {killed.midway} before they had indexed what they committed:")
    say(f"{killed.written} documents in the index, {len(killed.missing)} missing or wrong")
    return int(bool(beside.failed or beside.missing or killed.missing))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


sys.exit(main())
