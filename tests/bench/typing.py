"""An autosave beside a hello-world served alike."""

import time
from pathlib import Path
from statistics import median

from draftreview.cli.serving import FACTORY, make_ready
from draftreview.config import Config
from tests.bench.officer import Officer
from tests.bench.pages import HELLO, READING, ROUNDS, pace, served
from tests.bench.table import Row
from tests.serving import free_port

PLACE = "eid=att_1__art_15__para_2"
REQUESTS = 40
WORDS = "Cơ quan được hỏi trả lời trên phần mềm, có ký số, trong thời hạn 03 ngày làm việc. " * 8
MOST = 6
"""How many hello-worlds an autosave may cost."""


def measure(folder: Path) -> list[Row]:
    """Serve the demonstration and a hello-world out of a folder; save what is typed again and again."""
    make_ready(Config(data=folder / "var", port=free_port()))
    with served(folder, FACTORY) as app, served(folder, HELLO) as hello:
        officer = Officer(app)
        token = officer.token(f"{READING}/comments/new?{PLACE}")
        rounds = [(pace(hello, "/"), saves(officer, token)) for _ in range(ROUNDS + 1)][1:]
    cost = median(plain / save for plain, save in rounds)
    return [
        Row("autosaves", f"{median(save for _, save in rounds):.0f} requests/s"),
        Row("autosave in hello-worlds", f"{cost:.1f}", str(MOST), cost <= MOST),
    ]


def saves(officer: Officer, token: str) -> float:
    """Give the autosaves answered in a second, one after the other."""
    officer.rest()
    begun = time.perf_counter()
    for at in range(REQUESTS):
        form = {"csrf_token": token, "form_key": "bench", "tab": "a", "new_text": f"{WORDS}{at}"}
        officer.ask("POST", f"{READING}/typing?{PLACE}", form)
    return REQUESTS / (time.perf_counter() - begun)
