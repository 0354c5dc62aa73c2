"""Where the browser tests find Chromium, and how `make test` brings one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""First the shell without windows of its own: the same browser for two thirds of the processor's work."""
ADVICE = (
    "Không tìm thấy và không cài được Chromium cho các phép thử trình duyệt: "
    "cài gói chromium (apt install chromium) hoặc đặt biến CHROMIUM trỏ tới chương trình, rồi chạy lại."
)
INSTALLING_TAKES_AT_MOST = 900
"""Seconds for one way of installing."""


def find() -> Path | None:
    """Find a Chromium that starts: the one CHROMIUM names, else the system's, else Playwright's own."""
    return next((path for path in _candidates() if _starts(path)), None)


def find_or_install() -> Path | None:
    """Find a Chromium, trying each way to install one until one of them starts."""
    found = find()
    for install in _ways():
        if found is None:
            install()
            found = find()
    return found


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        # Whoever names one means that one: no quiet fall-back to another.
        yield Path(shutil.which(named) or named)
        return
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    yield own


def _starts(path: Path) -> bool:
    # Ubuntu's `chromium-browser` may be a stub that only asks for a snap; a download may lack its libraries.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and b"Chrom" in answer.stdout


def _ways() -> Iterator[Callable[[], None]]:
    playwright = [sys.executable, "-m", "playwright", "install"]
    if os.environ.get("CHROMIUM"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield lambda: _run(["apt-get", "update"], ["apt-get", "install", "-y", "chromium-headless-shell"])
        yield lambda: _run(["apt-get", "install", "-y", "chromium"])
        yield lambda: _run([*playwright, "--with-deps", "chromium"])
    yield lambda: _run([*playwright, "chromium"])


def _run(*commands: Sequence[str]) -> None:
    for command in commands:
        # What it installs is seen on the terminal; whether it worked is judged by starting it.
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            timeout=INSTALLING_TAKES_AT_MOST,
            check=False,
        )


if __name__ == "__main__":
    if find_or_install() is None:
        sys.exit(ADVICE)
