"""Every page stands in the frame that shows the day rounds are judged by."""

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
WITHOUT = {"base.html", "errors/crash.html"}
"""The frame itself, and the page for when nothing can be read from the database."""
PAGES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.html")
    if not path.name.startswith("_") and not path.parent.name.startswith("_")
)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT])
def test_a_page_shows_the_day_that_is_set(page: str) -> None:
    assert '{% extends "base.html" %}' in (TEMPLATES / page).read_text(encoding="utf-8")


def test_the_frame_shows_it_above_everything() -> None:
    frame = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    assert frame.index("_layout/round_today.html") < frame.index("_layout/appbar.html")
