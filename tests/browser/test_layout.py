"""Every page fits its screen, and nothing goes wrong behind it."""

import pytest

from draftreview.app import create_app
from draftreview.config import Config
from tests.browser.sights import NO_PAGES, sights
from tests.browser.tour import Tour

pytestmark = pytest.mark.browser


def test_every_page_opens_for_whom_it_is_meant(tour: Tour) -> None:
    assert [
        f"{found.sight}: {found.status}" for found in tour.found if found.status != found.sight.status
    ] == []


def test_no_page_is_wider_than_its_screen(tour: Tour) -> None:
    assert [f"{found.sight}: {found.width}" for found in tour.found if found.width > tour.screen.width] == []


def test_no_page_brings_errors_refusals_or_lost_requests(tour: Tour) -> None:
    assert [f"{found.sight}: {trouble}" for found in tour.found for trouble in found.troubles] == []


def test_no_page_is_left_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    app = create_app(Config(data=tmp_path_factory.mktemp("app")))
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - {sight.endpoint for sight in sights()} == set(NO_PAGES)
