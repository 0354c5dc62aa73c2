"""Servers that begin at once: the real gunicorn and application, forked from what has imported them.

Importing the application costs every worker two seconds of the processor; a hundred browser tests each want
a server of their own.
"""

import multiprocessing
import os
import runpy
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext
from pathlib import Path

from tests.serving import listening

_FORKS: ForkServerContext = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["draftreview.app", "gunicorn.app.wsgiapp", "tests.warm"])


@contextmanager
def serving_warm(
    command: Sequence[str], port: int, folder: Path, settings: Mapping[str, str], patience: float = 90
) -> Iterator[None]:
    """Run the server that a command names while the block runs, from a folder that also gets its log.

    :param command: an interpreter, ``-m``, a module and its options, as ``server_command`` gives them
    :param patience: seconds until it must answer
    """
    log = folder / f"{port}.log"
    server = _FORKS.Process(target=_become, args=(list(command), folder, dict(settings), log))
    server.start()
    try:
        until = time.monotonic() + patience
        while not listening(port):
            if not server.is_alive() or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8"))
            time.sleep(0.02)
        yield
    finally:
        server.terminate()
        server.join(60)


def _become(command: list[str], folder: Path, settings: dict[str, str], log: Path) -> None:
    """Run a module as the interpreter of the command would, in this process."""
    with log.open("wb") as output:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(output.fileno(), stream.fileno())
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(settings)
    _interpreter, _dash_m, module, *options = command
    sys.argv = [module, *options]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
