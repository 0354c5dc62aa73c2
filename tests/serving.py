"""A real server on a free port, for the tests and measurements that want one."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

_HELD: list[socket.socket] = []
"""One for each port given out, so that until this process ends nobody else is given it."""


def free_port() -> int:
    """Find a port that nobody listens on, and that no other test running now will find."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    # Bound, not listening: whoever looks for a free port passes it by; a server that reuses addresses may
    # have it.
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _HELD.append(held)
    return int(held.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str], port: int, folder: Path, settings: Mapping[str, str], patience: float = 90
) -> Iterator[HTTPConnection]:
    """Run a server with these settings while the block runs, from a folder that also gets its log.

    :param patience: seconds until it must answer
    """
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, env=dict(settings), stdout=output, stderr=output)
    try:
        until = time.monotonic() + patience
        while not listening(port):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8"))
            time.sleep(0.05)
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            yield connection
    finally:
        server.terminate()
        server.wait(60)


def listening(port: int) -> bool:
    """Tell whether somebody answers at a port."""
    try:
        # Closed at once: a worker that takes one connection at a time must not be kept waiting.
        socket.create_connection(("127.0.0.1", port), timeout=30).close()
    except ConnectionRefusedError:
        return False
    return True


def get(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    """Ask for a page; give its status and body."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()
