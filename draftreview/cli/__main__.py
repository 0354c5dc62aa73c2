"""``python -m draftreview.cli``."""

from draftreview.cli import main

main()
