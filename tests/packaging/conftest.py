"""A clean copy of the checkout, and what it takes to run the program out of any folder."""

import os
import shutil
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
LEFT_BEHIND = shutil.ignore_patterns(
    ".git",
    ".venv",
    "var",
    "build",
    "dist",
    "*.egg-info",
    "__pycache__",
    "*.pyc",
    ".*_cache",
    ".hypothesis",
    ".coverage*",
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as somebody else would have it."""
    folder = tmp_path_factory.mktemp("copy") / "draftreview"
    shutil.copytree(CHECKOUT, folder, ignore=LEFT_BEHIND)
    return folder


def bare_environment(**settings: str) -> dict[str, str]:
    """The environment of a person who has set nothing, and then these settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", **settings}
