"""A real Chromium, and the real server on a copy of a demonstration made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser import chromium, demonstration
from tests.browser.people import PATIENCE, SCREENS, Screen, launch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    expect.set_options(timeout=PATIENCE)
    found = chromium.find()
    assert found is not None, chromium.ADVICE
    with sync_playwright() as playwright:
        browser = launch(playwright, found)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first `make run` makes it."""
    folder = tmp_path_factory.mktemp("plain") / "var"
    demonstration.make_plain(folder)
    return folder


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in the middle of the work."""
    folder = tmp_path_factory.mktemp("busy") / "var"
    demonstration.make_busy(folder)
    return folder


@pytest.fixture
def fresh_site(plain: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration that nobody has touched."""
    with demonstration.copy_served(plain, tmp_path) as address:
        yield address


@pytest.fixture(scope="module")
def busy_site(busy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration in the middle of the work."""
    with demonstration.copy_served(busy, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(params=SCREENS, scope="module")
def screen(request: pytest.FixtureRequest) -> Screen:
    """An office screen, then a telephone."""
    return SCREENS[request.param]
