"""References and terms in a real browser: shown on focus, on hover and at a tap, and put away by Escape."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY
from tests.browser.people import OFFICE, TELEPHONE, somebody

pytestmark = pytest.mark.browser

PAGE = f"/drafts/{KEY}/versions/1#att_1__art_15"
TERM = "[id='att_1__art_15__para_1'] a.term"
REFERENCE = "[id='att_1__art_15__para_6'] a.reference"


def shows(page: Page, words: str) -> None:
    """See that a preview is open and begins with these words."""
    expect(page.locator("#preview:popover-open")).to_have_text(re.compile(rf"\s*{re.escape(words)}"))


def shows_nothing(page: Page) -> None:
    """See that no preview is open."""
    expect(page.locator("#preview:popover-open")).to_have_count(0)


def test_a_term_shows_its_definition_on_focus_until_escape(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE) as reader:
        page = reader.open(PAGE)
        page.locator("[id='att_1__art_15'] a").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.locator(f"{TERM}:focus").first.wait_for()
        shows(page, "4. Cơ quan chủ trì là")
        expect(page.locator(TERM).first).to_have_attribute("aria-describedby", "preview")
        assert grave_faults(page) == []
        page.keyboard.press("Escape")
        shows_nothing(page)
        assert page.locator(TERM).first.get_attribute("aria-describedby") is None


def test_a_reference_shows_its_clause_on_hover_and_leads_there(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE) as reader:
        page = reader.open(PAGE)
        page.locator(REFERENCE).hover()
        shows(page, "2. Cơ quan được hỏi trả lời")
        page.locator(REFERENCE).click()
        assert page.url.endswith("#att_1__art_15__para_2")


def test_the_first_tap_shows_and_the_second_leads_there(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, TELEPHONE) as reader:
        page = reader.open(PAGE)
        page.locator(TERM).first.tap()
        shows(page, "4. Cơ quan chủ trì là")
        assert page.url.endswith("#att_1__art_15")
        page.locator(TERM).first.tap()
        page.wait_for_url("**#att_1__art_3__para_4")
