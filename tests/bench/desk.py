"""The next clause of the drafter's desk among 2,000 comments, beside a hello-world served alike."""

import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from statistics import median
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from draftreview.app import create_app
from draftreview.cli.opening import opened
from draftreview.cli.serving import FACTORY, make_ready
from draftreview.config import Config
from draftreview.services import filling
from draftreview.services.clock import clock_of
from draftreview.services.trial_accounts import PASSWORD
from tests.bench.pages import BUSY, HELLO, ROUNDS, pace, served
from tests.bench.table import Row
from tests.serving import free_port

DESK = "/drafts/mot-cua/desk"
LOGIN = "bientap"
PLACES = 60
"""Clauses gone through in each round, one after the other as the key n does."""
MOST = 15
"""How many hello-worlds the next clause may cost."""
PART = {"HX-Request": "true", "X-Queue": "known"}
"""What the script says that goes from clause to clause: it has the queue already."""
_SLUG = re.compile(r'class="queue-item[^>]*data-slug="([^"]+)"')
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def measure(folder: Path) -> list[Row]:
    """Serve the demonstration with 2,000 comments and a hello-world out of a folder; go through the queue."""
    config = Config(data=folder / "desk", port=free_port())
    make_ready(config)
    with opened(config) as session:
        filling.fill(session, clock_of(session), BUSY)
        session.commit()
    with served(folder, FACTORY, "desk") as app, served(folder, HELLO) as hello:
        drafter = Drafter(app)
        rounds = [(pace(hello, "/"), drafter.pace()) for _ in range(ROUNDS + 1)][1:]
    cost = median(plain / clause for plain, clause in rounds)
    return [
        Row("next clauses of the desk", f"{median(clause for _, clause in rounds):.0f} requests/s"),
        Row("next clause in hello-worlds", f"{cost:.1f}", str(MOST), cost <= MOST),
        Row("next clause of the desk, CPU", f"{processor_time(config):.1f} ms"),
        *(
            Row(f"queries of the desk, {what}", str(count), "5", count <= 5)
            for what, count in queries(config)
        ),
    ]


class Drafter:
    """Somebody signed in who goes from clause to clause."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self._cookie = ""
        token = _TOKEN.search(self._ask("GET", "/sign-in"))
        assert token, "no form to sign in"
        self._ask("POST", "/sign-in", {"csrf_token": token[1], "login": LOGIN, "password": PASSWORD})
        self._places = list(islice(_SLUG.findall(self._ask("GET", DESK)), PLACES))

    def pace(self) -> float:
        """Give the clauses answered in a second, one after the other."""
        self._connection.close()
        begun = time.perf_counter()
        for slug in self._places:
            self._ask("GET", f"{DESK}/{quote(slug)}", part=True)
        return len(self._places) / (time.perf_counter() - begun)

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None, part: bool = False) -> str:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        headers = {"Cookie": self._cookie, **kind, **(PART if part else {})}
        self._connection.request(method, path, urlencode(form) if form else None, headers)
        answer = self._connection.getresponse()
        said = answer.read().decode()
        if answer.status >= 400:
            raise SystemExit(f"{path} answered {answer.status}")
        cookie = answer.getheader("Set-Cookie", "").split(";")[0]
        self._cookie = cookie if cookie.startswith("session=") else self._cookie
        return said


def signed_in(config: Config) -> FlaskClient:
    """Sign a drafter in to an application of this process."""
    browser = create_app(config).test_client()
    token = _TOKEN.search(browser.get("/sign-in").text)
    assert token, "no form to sign in"
    browser.post("/sign-in", data={"csrf_token": token[1], "login": LOGIN, "password": PASSWORD})
    return browser


def processor_time(config: Config) -> float:
    """Give the processor time of the next clause in milliseconds, whatever else the machine does."""
    browser = signed_in(config)
    places = [f"{DESK}/{quote(slug)}" for slug in _SLUG.findall(browser.get(DESK).text)[:PLACES]]
    rounds = []
    for _ in range(ROUNDS + 1):
        begun = time.process_time()
        for place in places:
            browser.get(place, headers=PART)
        rounds.append((time.process_time() - begun) / len(places) * 1000)
    return median(rounds[1:])


def queries(config: Config) -> Iterator[tuple[str, int]]:
    """Count the queries of the whole page and of the next clause for a drafter who has been here before."""
    seen: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *about: seen.append(about[2]))
    browser = signed_in(config)
    place = f"{DESK}/{quote(_SLUG.findall(browser.get(DESK).text)[0])}"
    for what, headers in (("whole page", {}), ("next clause", PART)):
        browser.get(place, headers=headers)
        seen.clear()
        browser.get(place, headers=headers)
        yield what, len([statement for statement in seen if statement.startswith(("SELECT", "WITH"))])
