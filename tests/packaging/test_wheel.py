"""The wheel alone, in an environment without the checkout, serves the demonstration from an empty folder."""

import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser
from http.client import HTTPConnection
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.packaging.conftest import CHECKOUT, bare_environment
from tests.serving import free_port, get, serving

pytestmark = pytest.mark.slow
ROOMS = ("draftreview", "content", "migrations", "templates")


def run(*command: object, **options: object) -> str:
    """Run a command that must succeed; give what it prints."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


def locked() -> Iterator[Requirement]:
    """What requirements.lock pins for a machine like this one."""
    for line in (CHECKOUT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            pin = Requirement(line.removesuffix("\\"))
            if pin.marker is None or pin.marker.evaluate():
                yield pin


def copy_locked_packages(site: Path) -> None:
    """Put what the lock pins, in the pinned versions and nothing else, into a site-packages folder.

    They come from the environment that runs the tests, which was itself installed with hashes.
    """
    for pin in locked():
        package = distribution(pin.name)
        assert package.version in pin.specifier
        for file in package.files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), site / file)


@pytest.fixture(scope="module")
def wheel(copy: Path) -> Path:
    run(sys.executable, "-m", "pip", "wheel", copy, "--no-deps", "--no-build-isolation", "-w", copy / "dist")
    return next((copy / "dist").glob("draftreview-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the locked packages and the wheel."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    site = next(folder.glob("lib/python3*/site-packages"))
    copy_locked_packages(site)
    run(sys.executable, "-m", "pip", "--python", folder, "install", "--no-index", "--no-deps", wheel)
    return folder / "bin"


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[HTTPConnection]:
    """`draftreview serve` started in an empty folder with nothing set but the port."""
    port = free_port()
    command = [str(installed / "draftreview"), "serve"]
    with serving(command, port, tmp_path, bare_environment(PORT=str(port))) as connection:
        yield connection


def test_every_room_travels_whole(copy: Path, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for room in ROOMS:
        at = "draftreview/" if room == "draftreview" else f"draftreview/{room}/"
        files = (
            path.relative_to(copy / room).as_posix() for path in (copy / room).rglob("*") if path.is_file()
        )
        assert {at + file for file in files if "__pycache__" not in file} <= inside


def test_every_package_is_named_in_setup_cfg() -> None:
    setup = ConfigParser()
    setup.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    found = (
        file.parent.relative_to(CHECKOUT) for room in ROOMS for file in (CHECKOUT / room).rglob("__init__.py")
    )
    named = {
        ".".join(("draftreview", *path.parts)).replace("draftreview.draftreview", "draftreview")
        for path in found
    }
    assert named == set(setup["options"]["packages"].split())


def test_the_wheel_asks_for_what_the_lock_pins(installed: Path) -> None:
    run(sys.executable, "-m", "pip", "--python", installed.parent, "check")


def test_the_wheel_is_imported_from_its_own_environment(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import draftreview; print(draftreview.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_wheel_serves_the_demonstration_from_an_empty_folder(served: HTTPConnection) -> None:
    status, home = get(served, "/")
    assert status == 200
    status, page = get(served, "/drafts/mot-cua/versions/1")
    assert status == 200
    assert "minh họa" in page.decode()
    linked = set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', home + page))
    assert any(path.split(b"?")[0].endswith(b".css") for path in linked)
    for path in linked:
        assert get(served, path.decode())[0] == 200


def test_the_wheel_serves_its_fonts(served: HTTPConnection) -> None:
    folder = CHECKOUT / "draftreview" / "static"
    font = next(folder.rglob("*.woff2"))
    sheet = re.search(rb'"(/static/[^/"]+/)styles/', get(served, "/")[1])
    assert sheet is not None
    assert get(served, sheet[1].decode() + font.relative_to(folder).as_posix()) == (200, font.read_bytes())
