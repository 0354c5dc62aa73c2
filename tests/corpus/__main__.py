"""`make corpus`: what splitting and aligning make of real texts; exit 1 when a split is not right."""

import sys

from tests.corpus.pairs import alignments, lines
from tests.corpus.trials import CORPUS, Trial, trials


def main() -> None:
    """Try every file and print the table."""
    if not CORPUS.is_dir():
        sys.stdout.write(f"No corpus to try: {CORPUS} is not there.\n")
        return
    done: list[Trial] = []
    for trial in trials():
        done.append(trial)
        sys.stdout.write(f"{trial}\n")
    right = sum(trial.right for trial in done)
    kept = sum(trial.kept for trial in done)
    sys.stdout.write(f"{right} of {len(done)} right, text kept in {kept} of {len(done)}\n")
    for alignment in alignments():
        sys.stdout.write("\n".join(lines(alignment)) + "\n")
    if right < len(done):
        sys.exit(1)


if __name__ == "__main__":
    main()
