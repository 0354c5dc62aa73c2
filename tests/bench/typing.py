"""An autosave beside a hello-world served alike."""

import re
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from draftreview.cli.serving import FACTORY, make_ready
from draftreview.config import Config
from draftreview.services.trial_accounts import PASSWORD
from tests.bench.pages import HELLO, READING, ROUNDS, pace, served
from tests.bench.table import Row
from tests.serving import free_port

PLACE = "eid=att_1__art_15__para_2"
LOGIN = "chuyenvien.stttt"
REQUESTS = 40
WORDS = "Cơ quan được hỏi trả lời trên phần mềm, có ký số, trong thời hạn 03 ngày làm việc. " * 8
MOST = 6
"""How many hello-worlds an autosave may cost."""


def measure(folder: Path) -> list[Row]:
    """Serve the demonstration and a hello-world out of a folder; save what is typed again and again."""
    make_ready(Config(data=folder / "var", port=free_port()))
    with served(folder, FACTORY) as app, served(folder, HELLO) as hello:
        officer = Officer(app)
        rounds = [(pace(hello, "/"), officer.pace()) for _ in range(ROUNDS + 1)][1:]
    cost = median(plain / save for plain, save in rounds)
    return [
        Row("autosaves", f"{median(save for _, save in rounds):.0f} requests/s"),
        Row("autosave in hello-worlds", f"{cost:.1f}", str(MOST), cost <= MOST),
    ]


class Officer:
    """Somebody signed in who types."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self._cookie = ""
        form = {"csrf_token": self._token("/sign-in"), "login": LOGIN, "password": PASSWORD}
        self._ask("POST", "/sign-in", form)
        self._csrf = self._token(f"{READING}/comments/new?{PLACE}")

    def pace(self) -> float:
        """Give the autosaves answered in a second, one after the other."""
        self._connection.close()
        begun = time.perf_counter()
        for at in range(REQUESTS):
            form = {"csrf_token": self._csrf, "form_key": "bench", "tab": "a", "new_text": f"{WORDS}{at}"}
            self._ask("POST", f"{READING}/typing?{PLACE}", form)
        return REQUESTS / (time.perf_counter() - begun)

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self._ask("GET", path))
        assert found, f"no form on {path}"
        return found[1]

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        body = urlencode(form) if form else None
        self._connection.request(method, path, body, {"Cookie": self._cookie, **kind})
        answer = self._connection.getresponse()
        said = answer.read().decode()
        if answer.status >= 400:
            raise SystemExit(f"{path} answered {answer.status}")
        cookie = answer.getheader("Set-Cookie", "").split(";")[0]
        self._cookie = cookie if cookie.startswith("session=") else self._cookie
        return said
