"""A file is put right by mouse, by touch and by keyboard alone, then undone; the outline alone changes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, somebody

pytestmark = pytest.mark.browser
INTAKE = "/intakes/3"
CLAUSE = "art_1__para_3"


@pytest.fixture(params=[OFFICE, TELEPHONE], ids=["mouse", "touch"])
def lead(request: pytest.FixtureRequest, browser: Browser, busy_site: str) -> Iterator[Person]:
    """The lead drafter with a file that waits; a mouse or a finger at hand."""
    screen: Screen = request.param
    with somebody(browser, busy_site, screen, "truongban") as person:
        yield person


def test_a_gap_is_closed_and_opened_again(lead: Person) -> None:
    page = lead.open(INTAKE)
    lead.press(page.get_by_role("link", name="Dòng 5"))
    expect(page.locator("#line-5")).to_have_class("original-line is-doubtful is-at")
    page.get_by_label("Số mới").fill("2")
    lead.press_button("Đánh số lại")
    expect(page.locator(".outline-link[data-eid='art_1__para_2']")).to_be_focused()
    expect(page.get_by_text("dãy số bị cách")).to_have_count(0)
    lead.press(page.get_by_role("button", name="Hoàn tác"))
    expect(page.get_by_text("dãy số bị cách")).to_be_visible()
    assert lead.troubles == []


def test_every_target_on_a_telephone_is_tall_enough(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, TELEPHONE, "truongban") as person:
        page = person.open(f"{INTAKE}?row={CLAUSE}")
        heights = page.locator("#repair").evaluate(
            "all => [...all.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]"
            ".filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44


def test_repairs_by_keyboard_alone(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE, "bientap") as drafter:
        page = drafter.open(INTAKE)
        for _ in range(4):
            page.keyboard.press("j")
        expect(page.locator(f".outline-link[data-eid='{CLAUSE}']")).to_be_focused()
        page.keyboard.press("k")
        page.keyboard.press("j")
        page.keyboard.press("Alt+ArrowLeft")
        expect(page.locator(".outline-link[data-eid='art_3']")).to_be_focused()
        page.keyboard.press("Alt+ArrowRight")
        expect(page.locator(f".outline-link[data-eid='{CLAUSE}']")).to_be_focused()
        page.keyboard.press("Alt+s")
        expect(page.get_by_label("Hoặc gõ những chữ mở đầu phần sau")).to_be_focused()
        page.keyboard.type("cho việc")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".outline-link[data-eid='art_1__para_4']")).to_be_focused()
        page.keyboard.press("Alt+j")
        expect(page.locator(f".outline-link[data-eid='{CLAUSE}']")).to_be_focused()
        for _ in range(4):
            before = page.locator("#repair").get_attribute("data-revision")
            page.keyboard.press("Control+z")
            expect(page.locator("#repair")).not_to_have_attribute("data-revision", str(before))
        expect(page.locator("#undo")).to_have_count(0)
        assert drafter.troubles == []


def test_repairs_without_javascript(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE, "bientap", java_script_enabled=False) as drafter:
        page = drafter.open(INTAKE)
        drafter.press(page.locator(f".outline-link[data-eid='{CLAUSE}']"))
        drafter.press_button("Thành nội dung, giữ số")
        expect(page.locator(f".outline-link[data-eid='{CLAUSE}']")).to_have_count(0)
        drafter.press(page.get_by_role("button", name="Hoàn tác"))
        expect(page.locator(f".outline-link[data-eid='{CLAUSE}']")).to_have_count(1)
