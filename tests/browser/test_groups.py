"""Alike comments are put together, answered once and parted again: by mouse, by touch, without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY, copy_served
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, somebody

pytestmark = pytest.mark.browser
GROUPS = f"/drafts/{KEY}/groups"
WORDS = "Nội dung này đã có ở văn bản của cấp trên."


@pytest.fixture(
    params=[(OFFICE, True), (TELEPHONE, True), (OFFICE, False)], ids=["mouse", "touch", "no-script"]
)
def drafter(request: pytest.FixtureRequest, browser: Browser, busy: Path, tmp_path: Path) -> Iterator[Person]:
    """A drafter at a demonstration of their own."""
    screen: Screen
    screen, scripted = request.param
    with (
        copy_served(busy, tmp_path) as address,
        somebody(browser, address, screen, "bientap", java_script_enabled=scripted) as person,
    ):
        yield person


def test_a_proposed_group_is_put_together_answered_and_parted(drafter: Person) -> None:
    page = drafter.open(GROUPS)
    offer = page.locator(".group").first
    count = offer.locator("[name=chosen]").count()
    drafter.press(offer.get_by_role("button", name="Gộp ý kiến đã đánh dấu"))
    drafter.press(page.get_by_role("link", name="Trả lời nhóm này"))
    drafter.press(page.locator(".outcome-choice", has_text="Không tiếp thu"))
    page.get_by_label("Giải trình").fill(WORDS)
    drafter.press_button("Lưu trả lời cho ý kiến đã đánh dấu")
    expect(page.get_by_text(f"Đã lưu trả lời cho {count} ý kiến")).to_be_visible()
    expect(page.locator(".group-members .outcome--declined")).to_have_count(count)
    drafter.press_button("Tách cả nhóm")
    expect(page.get_by_text("Đã tách nhóm")).to_be_visible()


def test_a_proposal_that_is_none_does_not_come_back(drafter: Person) -> None:
    page = drafter.open(GROUPS)
    before = page.locator(".group").count()
    drafter.press(page.locator(".group").first.get_by_role("button", name="Không phải một nhóm"))
    expect(page.get_by_text("Phần mềm không đề xuất lại.")).to_be_visible()
    expect(page.locator(".group")).to_have_count(before - 1)


def test_one_answered_alone_is_shown_to_differ(drafter: Person) -> None:
    page = drafter.open(f"{GROUPS}/1")
    drafter.press(page.locator(".outcome-choice", has_text="Không tiếp thu"))
    page.get_by_label("Giải trình").fill(WORDS)
    drafter.press_button("Lưu trả lời cho ý kiến đã đánh dấu")
    boxes = page.locator(".group-members [name=chosen]")
    boxes.first.uncheck()
    drafter.press(page.locator(".outcome-choice", has_text="Ghi nhận"))
    drafter.press_button("Lưu trả lời cho ý kiến đã đánh dấu")
    expect(page.get_by_text("Khác với nhóm, chưa nói vì sao").first).to_be_visible()
    expect(page.get_by_text("1 ý kiến có kết quả khác với nhóm")).to_be_visible()


def test_a_group_of_a_selection_is_made_by_hand(drafter: Person) -> None:
    page = drafter.open(f"/drafts/{KEY}/bulk?state=any")
    for number in (0, 1):
        page.locator("[name=chosen]").nth(number).check()
    drafter.press_button("Gộp ý kiến đã đánh dấu thành nhóm")
    expect(page.get_by_text("Đã gộp 2 ý kiến vào nhóm số 2.")).to_be_visible()
    expect(page.locator(".group-members .pick")).to_have_count(2)


def test_every_page_of_groups_can_be_used_by_everybody(browser: Browser, busy_site: str) -> None:
    for screen in (OFFICE, TELEPHONE):
        with somebody(browser, busy_site, screen, "bientap") as person:
            for path in (GROUPS, f"{GROUPS}?view=standing", f"{GROUPS}/1"):
                assert grave_faults(person.open(path)) == []
                assert person.page.evaluate("document.documentElement.scrollWidth") == screen.width
