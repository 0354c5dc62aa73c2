"""Programs that make or read files: each in a process group of its own, its time and memory bounded."""

import os
import resource
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may use: seconds in all, bytes of address space, bytes of any file it writes."""

    seconds: float
    memory: int
    file: int


def run_bounded(
    command: Sequence[str], folder: Path, bounds: Bounds, environment: Mapping[str, str] | None = None
) -> int:
    """Run a program with everything that it starts, of which nothing survives; give its exit status.

    It works in the folder, has it for its home, and is told nothing and says nothing.

    :raises subprocess.TimeoutExpired: it did not end in time
    """
    own = {**(environment or {}), "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(  # noqa: S603 - no shell; the caller names the program
        command,
        cwd=folder,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        resource.prlimit(process.pid, resource.RLIMIT_AS, (bounds.memory, bounds.memory))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (bounds.file, bounds.file))
        return process.wait(bounds.seconds)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of a group; then wait for its leader."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
