"""Every setting: its default, its unit and the environment variable that changes it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from draftreview.domain.errors import Invalid

PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """Find a folder that travels with the program: beside the package in a checkout, else inside it."""
    inside = PACKAGE / folder
    return inside if inside.is_dir() else PACKAGE.parent / folder


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one running program."""

    data: Path = Path("var")
    """Folder of the database, the index and the secret key. ``DRAFTREVIEW_DATA``"""
    database_url: str = ""
    """SQLAlchemy address; empty: ``draftreview.sqlite3`` in the data folder. ``DRAFTREVIEW_DATABASE_URL``"""
    secret_key: str = ""
    """Signs cookies; empty: made once and kept in the data folder. ``DRAFTREVIEW_SECRET_KEY``"""
    port: int = 8000
    """TCP port of ``draftreview serve``. ``PORT``"""
    demonstration: bool = True
    """``draftreview serve`` loads the demonstration into an empty database. ``DEMO``, 0 for no"""
    upload_limit: int = 20 * 1024 * 1024
    """Bytes of one uploaded file. ``DRAFTREVIEW_UPLOAD_LIMIT``"""
    session_minutes: int = 480
    """Minutes without a request after which one signs in again. ``DRAFTREVIEW_SESSION_MINUTES``"""
    https: bool = False
    """Cookies only over HTTPS, and HSTS. ``DRAFTREVIEW_HTTPS``"""

    @property
    def url(self) -> str:
        """Give the database's address."""
        return self.database_url or f"sqlite:///{(self.data / 'draftreview.sqlite3').resolve()}"

    @property
    def index_folder(self) -> Path:
        """Give the folder of the search index."""
        return self.data / "index"


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """Read the settings from the environment."""
    return Config(
        data=Path(environment.get("DRAFTREVIEW_DATA", "var")),
        database_url=environment.get("DRAFTREVIEW_DATABASE_URL", ""),
        secret_key=environment.get("DRAFTREVIEW_SECRET_KEY", ""),
        port=whole_number(environment, "PORT", 8000),
        demonstration=environment.get("DEMO", "1") != "0",
        upload_limit=whole_number(environment, "DRAFTREVIEW_UPLOAD_LIMIT", 20 * 1024 * 1024),
        session_minutes=whole_number(environment, "DRAFTREVIEW_SESSION_MINUTES", 480),
        https=environment.get("DRAFTREVIEW_HTTPS", "") == "1",
    )


def whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    """Read a setting that is a number above 0.

    :raises Invalid: it is something else
    """
    written = environment.get(name, "") or str(default)
    if not (written.isdecimal() and int(written)):
        raise Invalid(f"Biến {name} phải là một số nguyên dương, không phải “{written}”.")
    return int(written)
