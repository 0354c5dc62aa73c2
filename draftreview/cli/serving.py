"""What `draftreview serve` makes sure of before it becomes the web server, and how it becomes it."""

import errno
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

from sqlalchemy.orm import Session

from draftreview.cli.indexing import bring_up_to_date, sessions
from draftreview.cli.opening import opened
from draftreview.config import Config, shipped
from draftreview.db import upgrade
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import ROLE_LABELS
from draftreview.formats.reading.content import read_content
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import demonstration, trial_accounts
from draftreview.services.clock import WallClock

HOST = "127.0.0.1"
WORKERS = 2
LONGEST_ADDRESS = 8190
THREADS = 24
FACTORY = "draftreview.app:create_app()"


def make_ready(config: Config) -> None:
    """Bring the data folder and the database up to date; an empty database gets the demonstration.

    :raises Invalid: the data folder or the port cannot be used
    """
    require_writable(config.data)
    require_free(config.port)
    upgrade(config)
    if config.demonstration:
        load_demonstration(config)


def load_demonstration(config: Config) -> bool:
    """Load the demonstration into an empty database; leave any other as it is and say so."""
    with opened(config) as session:
        empty = demonstration.is_empty(session)
        if empty:
            load_into(session)
    if empty:
        # So that whoever comes first finds the whole text.
        with sessions(config) as opening:
            bring_up_to_date(opening, WhooshEngine(config.index_folder))
    return empty


def load_into(session: Session) -> None:
    """Load the demonstration into an empty database and commit."""
    demonstration.load(session, WallClock(), read_content(shipped("content") / "draft_decision"))
    session.commit()


def greeting(config: Config) -> Iterator[str]:
    """Say, line by line, where the service is and which accounts anybody may try."""
    yield f"Mở trình duyệt tại http://{HOST}:{config.port} (dừng bằng Ctrl+C)."
    with opened(config) as session:
        accounts = trial_accounts.accounts_of(session) if demonstration.is_loaded(session) else []
    if accounts:
        yield f"Bản trình diễn. Các tài khoản dùng thử, mật khẩu chung {trial_accounts.PASSWORD}:"
    for account in accounts:
        yield f"  {account.login:<22} {ROLE_LABELS[account.role]}, {account.agency.short_name}"


def require_writable(data: Path) -> None:
    """Make the data folder if need be and try it.

    :raises Invalid: nothing can be written there
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=data):
            pass
    except OSError as error:
        raise Invalid(
            sentence(
                "Không ghi được vào thư mục dữ liệu “%(absolute)s”: cấp quyền ghi và xem đĩa còn "
                "chỗ, hoặc chọn thư mục khác bằng biến DRAFTREVIEW_DATA, rồi chạy lại.",
                absolute=data.absolute(),
            )
        ) from error


def require_free(port: int) -> None:
    """Try the port as the server will.

    :raises Invalid: another program has it, or this user may not have it
    """
    with socket.socket() as probe:
        # As gunicorn does: connections of an earlier run that are still closing do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            why = "đang có chương trình khác dùng" if taken else "không mở được"
            raise Invalid(
                sentence(
                    "Cổng %(port)s %(why)s: chọn cổng khác bằng biến PORT, ví dụ PORT=8001.",
                    port=port,
                    why=why,
                )
            ) from error


def become_server(port: int) -> NoReturn:
    """Replace this process by the web server; it starts the application by the name of its factory."""
    command = server_command(port, FACTORY)
    os.execv(command[0], command)  # noqa: S606 - no shell wanted


def server_command(port: int, factory: str) -> list[str]:
    """Give the command that serves an application."""
    # An idle connection, such as browsers open ahead of need, holds a thread for up to 5 seconds and a
    # worker without threads for as long as it stays open: two of them would stop the service.
    options = [f"--workers={WORKERS}", f"--threads={THREADS}"]
    options += [f"--bind={HOST}:{port}", "--log-level=warning", "--no-control-socket"]
    # Words pasted into the search box: 400 letters with marks are 3,600 characters of an address.
    options += [f"--limit-request-line={LONGEST_ADDRESS}"]
    return [sys.executable, "-m", "gunicorn", *options, factory]
