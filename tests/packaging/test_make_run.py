"""`make run` on a clean copy: the first installs and serves, the next starts at once and changes no data."""

import os
import sqlite3
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.serving import free_port, get, serving

pytestmark = pytest.mark.slow


def make_run(copy: Path) -> AbstractContextManager[HTTPConnection]:
    """Run `make run` as a person who has set nothing but the port."""
    ours = ("DRAFTREVIEW_", "DEMO", "MAKE", "MFLAGS", "VIRTUAL_ENV", "PYTHON", "COV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    port = free_port()
    return serving(["make", "run"], port, copy, {**environment, "PORT": str(port)}, patience=300)


def everything_in(database: Path) -> list[str]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return list(connection.iterdump())


def installed(copy: Path) -> dict[Path, int]:
    """Give when each file of the environment was written, but for what Python compiles as it goes."""
    files = (path for path in (copy / ".venv").rglob("*") if path.suffix != ".pyc" and path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def started(copy: Path) -> tuple[float, bytes]:
    """Run it once; give the seconds of the processor that it all took, and the home page."""
    begun = os.times()
    with make_run(copy) as connection:
        status, home = get(connection, "/")
    assert status == 200
    ended = os.times()
    return ended.children_user - begun.children_user + ended.children_system - begun.children_system, home


def test_make_run_installs_once_and_keeps_the_data(copy: Path) -> None:
    database = copy / "var" / "draftreview.sqlite3"
    first, _ = started(copy)
    loaded, files = everything_in(database), installed(copy)

    # What `git pull` brings is served without installing again.
    base = copy / "templates" / "base.html"
    base.write_text(base.read_text(encoding="utf-8") + "<!-- pulled -->", encoding="utf-8")
    second, home = started(copy)
    assert home.endswith(b"<!-- pulled -->")
    assert installed(copy) == files
    assert second < first / 2
    assert everything_in(database) == loaded
