"""The reading page beside a hello-world served alike, and how many queries the pages make."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, event

from draftreview.app import create_app
from draftreview.cli.opening import opened
from draftreview.cli.serving import FACTORY, make_ready, server_command
from draftreview.config import Config
from draftreview.services import filling
from draftreview.services.clock import clock_of
from tests.bench.officer import Officer
from tests.bench.table import Row
from tests.serving import free_port, get, serving

READING = "/drafts/mot-cua/versions/1"
HELLO = "tests.bench.hello:create_app()"
PAGES = ("/", READING)
BUSY = filling.Amount(agencies=60, comments=2000, seed=7)
ROUNDS = 7
REQUESTS = 60
"""In each round, to each of the two servers: their turns alternate, so that a busy machine slows both."""


def measure(folder: Path) -> list[Row]:
    """Serve the demonstration with 2,000 comments and a hello-world out of a folder and measure them."""
    config = Config(data=folder / "var", port=free_port())
    make_ready(config)
    with opened(config) as session:
        filling.fill(session, clock_of(session), BUSY)
        session.commit()
    with served(folder, FACTORY) as app, served(folder, HELLO) as hello:
        officer = Officer(app)
        # The first round warms all up and does not count.
        rounds = [
            (pace(hello, "/"), pace(app, READING), reads(officer), reads(officer, lambda: write(config)))
            for _ in range(ROUNDS + 1)
        ][1:]
    plain, public, own, _ = (median(one) for one in zip(*rounds, strict=True))
    ratio, own_ratio, later_ratio = (median(one[at] / one[0] for one in rounds) for at in (1, 2, 3))
    return [
        Row("hello-world", f"{plain:.0f} requests/s"),
        Row("reading page", f"{public:.0f} requests/s"),
        Row("reading page of an officer", f"{own:.0f} requests/s"),
        Row("reading page against hello-world", f"1/{1 / ratio:.1f}", "1/4", ratio >= 1 / 4),
        Row("an officer's against hello-world", f"1/{1 / own_ratio:.1f}", "1/4", own_ratio >= 1 / 4),
        Row("the same, others writing before each", f"1/{1 / later_ratio:.1f}"),
        *(Row(f"queries of {path}", str(count), "5", count <= 5) for path, count in queries(config)),
    ]


def served(folder: Path, factory: str, data: str = "var") -> AbstractContextManager[HTTPConnection]:
    """Serve an application on a data folder inside another one, as `draftreview serve` does."""
    port = free_port()
    settings = {"DRAFTREVIEW_DATA": str(folder / data), "PYTHONPATH": str(Path.cwd())}
    return serving(server_command(port, factory), port, folder, {**os.environ, **settings})


def pace(connection: HTTPConnection, path: str) -> float:
    """Give the requests answered in a second, one after the other, keep-alive where the server does."""
    # The server has given up a connection that waited for the other's turn.
    connection.close()
    begun = time.perf_counter()
    for _ in range(REQUESTS):
        status, _ = get(connection, path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return REQUESTS / (time.perf_counter() - begun)


def reads(officer: Officer, before: Callable[[], None] = lambda: None) -> float:
    """Give the reading pages an officer is answered in a second, not counting what happens before each."""
    officer.rest()
    spent = 0.0
    for _ in range(REQUESTS):
        before()
        begun = time.perf_counter()
        officer.ask("GET", READING)
        spent += time.perf_counter() - begun
    return REQUESTS / spent


def write(config: Config) -> None:
    """Write something that no reading page shows, as somebody else would."""
    with closing(sqlite3.connect(config.data / "draftreview.sqlite3")) as connection:
        connection.execute("UPDATE users SET session_epoch = session_epoch WHERE id = 1")
        connection.commit()


def queries(config: Config) -> Iterator[tuple[str, int]]:
    """Count the queries of each page for a reader who has been here before, something written since."""
    seen: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *about: seen.append(about[2]))
    browser = create_app(config).test_client()
    for path in PAGES:
        browser.get(path)
        write(config)
        seen.clear()
        browser.get(path)
        yield path, len([statement for statement in seen if statement.startswith(("SELECT", "WITH"))])
