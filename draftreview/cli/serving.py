"""What `draftreview serve` makes sure of before it becomes the web server, and how it becomes it."""

import errno
import os
import socket
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

from draftreview.domain.errors import Invalid

HOST = "127.0.0.1"
WORKERS = 2
FACTORY = "draftreview.app:create_app()"


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
            f"Không ghi được vào thư mục dữ liệu “{data.absolute()}”: cấp quyền ghi và xem đĩa còn chỗ, "
            "hoặc chọn thư mục khác bằng biến DRAFTREVIEW_DATA, rồi chạy lại."
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
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "đang có chương trình khác dùng" if taken else "không mở được"
            raise Invalid(f"Cổng {port} {why}: chọn cổng khác bằng biến PORT, ví dụ PORT=8001.") from error


def become_server(port: int) -> NoReturn:
    """Replace this process by the web server; it starts the application by the name of its factory."""
    options = [f"--workers={WORKERS}", f"--bind={HOST}:{port}", "--log-level=warning", "--no-control-socket"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *options, FACTORY])  # noqa: S606 - no shell wanted
