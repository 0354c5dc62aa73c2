"""`make run` on a clean copy: the first installs and serves, the next starts at once and changes no data."""

import os
import sqlite3
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.serving import free_port, get, serving

pytestmark = pytest.mark.slow
AT_ONCE = 5.0
"""Seconds of processor time of a whole second `make run`: what else the machine does is not its fault."""


def make_run(copy: Path) -> AbstractContextManager[HTTPConnection]:
    """Run `make run` as a person who has set nothing but the port."""
    ours = ("DRAFTREVIEW_", "DEMO", "MAKE", "MFLAGS", "VIRTUAL_ENV", "PYTHON", "COV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    port = free_port()
    return serving(["make", "run"], port, copy, {**environment, "PORT": str(port)}, patience=300)


def everything_in(database: Path) -> list[str]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return list(connection.iterdump())


def seconds_of_another_start(copy: Path) -> float:
    """Start once more, see what was pulled on the home page, and give the processor time that it all took."""
    begun = os.times()
    with make_run(copy) as connection:
        status, home = get(connection, "/")
    assert (status, home[-15:]) == (200, b"<!-- pulled -->")
    ended = os.times()
    return ended.children_user - begun.children_user + ended.children_system - begun.children_system


def test_make_run_installs_once_and_keeps_the_data(copy: Path) -> None:
    database = copy / "var" / "draftreview.sqlite3"
    with make_run(copy) as first:
        assert get(first, "/")[0] == 200
    loaded = everything_in(database)

    # What `git pull` brings is served without installing again.
    base = copy / "templates" / "base.html"
    base.write_text(base.read_text(encoding="utf-8") + "<!-- pulled -->", encoding="utf-8")
    assert seconds_of_another_start(copy) < AT_ONCE
    assert everything_in(database) == loaded
