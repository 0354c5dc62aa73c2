"""The two lock files pin the same versions, each with its hashes."""

import re

from tests.packaging.conftest import CHECKOUT

PIN = re.compile(r"^([\w.-]+)==(\S+)([^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+)", re.MULTILINE)


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
