"""The doors between the rooms are locked: import-linter sees that they are, and would see it if not."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PLANTS = {
    "Nothing runs back up": ("web", "draftreview.app"),
    "Services, formats, search and db stay apart": ("services", "draftreview.search"),
    "Models and configuration stay apart": ("models", "draftreview.config"),
    "Services, formats, search and models read no settings": ("services", "draftreview.config"),
    "Formats and search know only the domain": ("formats", "draftreview.models"),
    "Blueprints never import each other": ("web/home", "draftreview.web.admin"),
    "The domain is plain Python": ("domain", "sqlalchemy"),
    "Services and models know no Flask": ("services", "flask"),
}
"""Contract → a room or a module, and what it must not import."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the package in which every contract is broken once."""
    copy = tmp_path_factory.mktemp("doors")
    shutil.copy(CHECKOUT / "setup.cfg", copy)
    shutil.copytree(CHECKOUT / "draftreview", copy / "draftreview", ignore=shutil.ignore_patterns("static"))
    for number, (room, imported) in enumerate(PLANTS.values()):
        module = copy / "draftreview" / f"{room}.py"
        if not module.exists():
            module = copy / "draftreview" / room / f"planted_{number}.py"
        with module.open("a", encoding="utf-8") as planted:
            planted.write(f"import {imported}\n")
    checked = lint(copy)
    assert checked.returncode == 1, checked.stdout
    return checked.stdout


def test_every_door_is_kept() -> None:
    checked = lint(CHECKOUT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("contract", PLANTS)
def test_a_planted_violation_is_caught(planted: str, contract: str) -> None:
    assert f"{contract} BROKEN" in planted


def test_every_contract_has_its_planted_violation() -> None:
    setup = ConfigParser()
    setup.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    named = {setup[section]["name"] for section in setup if section.startswith("importlinter:contract:")}
    assert named == set(PLANTS)
