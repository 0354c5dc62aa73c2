"""The two lock files pin the same versions, each with its hashes."""

import re
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement

from tests.packaging.conftest import CHECKOUT

PIN = re.compile(
    r"^([\w.-]+(?:\[[\w,.-]+\])?)==(\S+)([^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+)", re.MULTILINE
)


def pins(name: str) -> dict[str, tuple[str, str]]:
    """Read package → version and hashes."""
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    found = {package: (version, hashes) for package, version, hashes in PIN.findall(text)}
    assert len(found) == text.count("==") - text.count(" == '")
    return found


def test_tests_run_on_exactly_what_the_program_runs_on() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_no_lock_names_a_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (CHECKOUT / name).read_text(encoding="utf-8")


def test_an_extra_that_a_package_asks_for_is_pinned_with_its_name() -> None:
    """pip asks a registry for `coverage[toml]` apart from `coverage` and refuses by hash what is newer."""
    locked = set(pins("requirements-dev.lock"))
    for name in {pin.partition("[")[0] for pin in locked}:
        for needed in map(Requirement, asked_for_by(name)):
            if needed.extras and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
                assert f"{needed.name}[{','.join(sorted(needed.extras))}]" in locked


def asked_for_by(name: str) -> list[str]:
    """List what an installed package requires; nothing for one that another system needs."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []
