"""Where the tests of old office files find LibreOffice, and how `make test` brings it where there is none."""

import os
import shutil
import subprocess
import sys

from draftreview.formats.reading.office import find

PACKAGES = ("libreoffice-writer-nogui", "libreoffice-writer")
ADVICE = (
    "Không tìm thấy và không cài được LibreOffice cho các phép thử đọc tệp .doc, .odt, .rtf: "
    "cài gói libreoffice-writer (apt install libreoffice-writer), rồi chạy lại."
)
INSTALLING_TAKES_AT_MOST = 900
"""Seconds for one command."""


def find_or_install() -> str | None:
    """Find LibreOffice, trying one package after the other where this user may install."""
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if find() is None and may_install:
        _run("update")
        for package in PACKAGES:
            if find() is None:
                _run("install", "-y", "--no-install-recommends", package)
    return find()


def _run(*arguments: str) -> None:
    # What it installs is seen on the terminal; whether it worked is judged by finding the program.
    subprocess.run(
        ["apt-get", *arguments],
        stdin=subprocess.DEVNULL,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        timeout=INSTALLING_TAKES_AT_MOST,
        check=False,
    )


if __name__ == "__main__":
    if find_or_install() is None:
        sys.exit(ADVICE)
