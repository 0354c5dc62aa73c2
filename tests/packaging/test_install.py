"""Each thing that may be wrong with a fresh machine gets one sentence in Vietnamese and a failure."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ("sh", "make", "dirname", "basename", "cat", "mkdir", "touch", "sha256sum")
SOUND = 'exec REAL "$@"\n'
OLD = """exec REAL -c 'import sys; sys.version_info = (3, 9, 2); exec(sys.argv[1])' "$2"\n"""
WITHOUT_VENV = """[ "$1" = -m ] && { echo "ensurepip is not available"; exit 1; }\nexec REAL "$@"\n"""
"""What python3 is, as a shell script in which REAL is a working one."""


class Machine:
    """A machine with the commands of a bare Debian, a copy of the checkout and a chosen python3."""

    def __init__(self, folder: Path, copy: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name in COMMANDS:
            (self.bin / name).symlink_to(shutil.which(name) or name)
        self.copy = folder / "copy"
        self.copy.mkdir()
        shutil.copytree(copy / "tools", self.copy / "tools")
        for name in ("Makefile", "setup.cfg", "pyproject.toml", "requirements.lock"):
            shutil.copy(copy / name, self.copy)

    def python(self, script: str) -> None:
        """Give the machine a python3."""
        python = self.bin / "python3"
        python.write_text("#!/bin/sh\n" + script.replace("REAL", sys.executable))
        python.chmod(0o755)

    def make_run(self) -> tuple[int, list[str]]:
        """Run `make run`; give its exit status and what was said, make's own line left out."""
        made = subprocess.run(
            ["make", "run"],
            cwd=self.copy,
            env={"PATH": str(self.bin), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=180,
        )
        said = (made.stdout + made.stderr).splitlines()
        return made.returncode, [line for line in said if not line.startswith("make: ")]


@pytest.fixture
def machine(tmp_path: Path, copy: Path) -> Machine:
    return Machine(tmp_path, copy)


def test_a_python_too_old_is_named(machine: Machine) -> None:
    machine.python(OLD)
    status, said = machine.make_run()
    assert status != 0
    assert len(said) == 1
    assert "cần Python 3.11 trở lên" in said[0]
    assert "máy này chỉ có Python 3.9: cài bản mới hơn" in said[0]


def test_a_machine_without_python_is_told_so(machine: Machine) -> None:
    status, said = machine.make_run()
    assert status != 0
    assert len(said) == 1
    assert "máy này chưa có Python: cài bản mới hơn" in said[0]


def test_a_newer_python_beside_the_old_one_is_found(machine: Machine) -> None:
    machine.python(WITHOUT_VENV)
    (machine.bin / "python3").rename(machine.bin / "python3.12")
    machine.python(OLD)
    _, said = machine.make_run()
    assert "apt install python3.12-venv" in said[0]


def test_missing_python3_venv_is_named(machine: Machine) -> None:
    machine.python(WITHOUT_VENV)
    status, said = machine.make_run()
    assert status != 0
    assert len(said) == 1
    assert "apt install python3-venv" in said[0]


def test_a_folder_that_cannot_be_written_is_named(machine: Machine) -> None:
    (machine.copy / ".venv").write_text("a file where the folder should be")
    machine.python(SOUND)
    status, said = machine.make_run()
    assert status != 0
    assert len(said) == 1
    assert f"Không ghi được vào thư mục “{machine.copy}/.venv”" in said[0]


def test_a_failing_download_is_told_after_pips_own_words(machine: Machine) -> None:
    machine.python(SOUND)
    (machine.copy / "requirements.lock").write_text(f"--no-index\nnothing==1 --hash=sha256:{'0' * 64}\n")
    status, said = machine.make_run()
    assert status != 0
    assert said[-1].startswith("Không cài được các gói")
    assert not list(machine.copy.glob(".venv/*.installed"))
