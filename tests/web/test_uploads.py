"""A file far too large gets a page that says so, and not a lost connection."""

import os
from http.client import HTTPConnection
from pathlib import Path

from draftreview.cli.serving import FACTORY, server_command
from draftreview.config import Config
from draftreview.db import upgrade
from tests.serving import free_port, serving


def test_fifty_megabytes_are_answered_in_words(tmp_path: Path) -> None:
    upgrade(Config(data=tmp_path / "var"))
    port = free_port()
    settings = {**os.environ, "DRAFTREVIEW_DATA": str(tmp_path / "var"), "PYTHONPATH": str(Path.cwd())}
    with serving(server_command(port, FACTORY), port, tmp_path, settings):
        browser = HTTPConnection("127.0.0.1", port, timeout=60)
        browser.request(
            "POST",
            "/sign-in",
            b"x" * 50_000_000,
            {"Content-Type": "multipart/form-data; boundary=x"},
        )
        answer = browser.getresponse()
        page = answer.read().decode()
        browser.close()
    assert (answer.status, "20 MB" in page) == (413, True)
