"""A real server on a free port, for the tests and measurements that want one."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: Sequence[str], port: int, folder: Path, settings: Mapping[str, str]
) -> Iterator[HTTPConnection]:
    """Run a server with these settings, from a folder that also gets its log, while the block runs."""
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=folder, env=dict(settings), stdout=output, stderr=output)
    try:
        yield _connected(HTTPConnection("127.0.0.1", port, timeout=30), server, log)
    finally:
        server.terminate()
        server.wait(30)


def _connected(connection: HTTPConnection, server: subprocess.Popen[bytes], log: Path) -> HTTPConnection:
    for _ in range(300):
        try:
            connection.connect()
        except ConnectionRefusedError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            # A worker that takes one connection at a time must not be kept waiting on this one.
            connection.close()
            return connection
    raise RuntimeError(log.read_text(encoding="utf-8"))


def get(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    """Ask for a page; give its status and body."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()
