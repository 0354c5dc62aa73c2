"""Every page fits its screen, keeps nobody out who sees badly, and nothing goes wrong behind it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from draftreview.app import create_app
from draftreview.config import Config
from tests.browser.people import SCREENS
from tests.browser.sights import NO_PAGES, sights
from tests.browser.tour import Tour, look_at_everything

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=SCREENS)
def tour(
    request: pytest.FixtureRequest, browser: Browser, busy: Path, tmp_path_factory: pytest.TempPathFactory
) -> Tour:
    """What everybody finds on every page, on an office screen, then on a telephone.

    It takes the longest of all, so whatever needs it stands in this file: several processes share the
    tests out by files.
    """
    return look_at_everything(browser, SCREENS[request.param], busy, tmp_path_factory.mktemp("tour"))


def test_every_page_opens_for_whom_it_is_meant(tour: Tour) -> None:
    assert [
        f"{found.sight}: {found.status}" for found in tour.found if found.status != found.sight.status
    ] == []


def test_axe_finds_no_serious_fault_on_any_page(tour: Tour) -> None:
    assert [f"{found.sight}: {fault}" for found in tour.found for fault in found.faults] == []


def test_no_page_is_wider_than_its_screen(tour: Tour) -> None:
    assert [f"{found.sight}: {found.width}" for found in tour.found if found.width > tour.screen.width] == []


def test_no_page_brings_errors_refusals_or_lost_requests(tour: Tour) -> None:
    assert [f"{found.sight}: {trouble}" for found in tour.found for trouble in found.troubles] == []


def test_no_page_is_left_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = create_app(Config(data=tmp_path_factory.mktemp("app")))
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - {sight.endpoint for sight in sights()} == set(NO_PAGES)
