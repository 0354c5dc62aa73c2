"""Many comments are answered at once: by keyboard, by touch, without JavaScript, beside somebody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY, copy_served
from tests.browser.people import OFFICE, TELEPHONE, Person, somebody

pytestmark = pytest.mark.browser
BULK = f"/drafts/{KEY}/bulk"
WORDS = "Nội dung này đã có ở văn bản của cấp trên."


@pytest.fixture
def site(busy: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration in which nobody has answered many at once."""
    with copy_served(busy, tmp_path) as address:
        yield address


def tab_to(page: Page, target: Locator) -> None:
    """Go to something by the Tab key alone."""
    for _ in range(200):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def test_a_selection_is_answered_by_keyboard_alone(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "bientap") as drafter:
        page = drafter.open(f"{BULK}?state=open")
        boxes = page.locator("[name=chosen]")
        waiting = boxes.count()
        for number in (0, 1):
            tab_to(page, boxes.nth(number))
            page.keyboard.press("Space")
        tab_to(page, page.get_by_role("button", name="Xem trước ý kiến đã đánh dấu"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="2 ý kiến sẽ nhận trả lời này")).to_be_visible()
        assert grave_faults(page) == []
        tab_to(page, page.get_by_role("radio").first)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        tab_to(page, page.get_by_label("Giải trình"))
        page.keyboard.type(WORDS)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status").first).to_contain_text("Đã lưu trả lời cho 2 ý kiến")
        expect(boxes).to_have_count(waiting - 2)


def test_whatever_the_filter_finds_is_answered_by_touch(browser: Browser, site: str) -> None:
    with somebody(browser, site, TELEPHONE, "bientap") as drafter:
        page = drafter.open(BULK)
        drafter.press_button("Mở bộ lọc")
        agency = page.get_by_label("Cơ quan")
        agency.select_option(index=1)
        drafter.press_button("Lọc ý kiến")
        expect(page.get_by_role("status").first).to_contain_text("Đang chọn từ")
        drafter.press(page.get_by_role("button", name="Xem trước cả"))
        drafter.press(page.locator(".outcome-choice", has_text="Ghi nhận"))
        page.get_by_label("Giải trình").fill(WORDS)
        drafter.press_button("Lưu trả lời cho các ý kiến đã đánh dấu")
        expect(page.get_by_text("Đã lưu trả lời cho")).to_be_visible()
        expect(page.get_by_text("Không có ý kiến nào theo bộ lọc này.")).to_be_visible()


def test_nothing_typed_is_lost_without_javascript(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "bientap", java_script_enabled=False) as drafter:
        page = drafter.open(f"{BULK}?state=any")
        page.locator(".pick", has_text="Có đề xuất câu chữ").first.get_by_role("checkbox").check()
        drafter.press_button("Xem trước ý kiến đã đánh dấu")
        drafter.press(page.locator(".outcome-choice", has_text="Tiếp thu một phần"))
        page.get_by_label("Giải trình").fill(WORDS)
        drafter.press_button("Lưu trả lời cho các ý kiến đã đánh dấu")
        expect(page.get_by_role("alert")).to_contain_text("câu chữ riêng cho từng chỗ")
        expect(page.get_by_label("Giải trình")).to_have_value(WORDS)
        drafter.press(page.locator(".outcome-choice", has_text="Không tiếp thu"))
        drafter.press_button("Lưu trả lời cho các ý kiến đã đánh dấu")
        expect(page.get_by_text("Đã lưu trả lời cho 1 ý kiến")).to_be_visible()


def preview_first(person: Person) -> None:
    """Look over the first comment that waits."""
    page = person.open(f"{BULK}?state=open")
    page.locator("[name=chosen]").first.check()
    person.press_button("Xem trước ý kiến đã đánh dấu")


def answer(person: Person, outcome: str) -> None:
    """Save an answer to what was looked over."""
    person.press(person.page.locator(".outcome-choice", has_text=outcome))
    person.page.get_by_label("Giải trình").fill(WORDS)
    person.press_button("Lưu trả lời cho các ý kiến đã đánh dấu")


def test_of_two_who_answer_the_same_the_second_is_told(browser: Browser, site: str) -> None:
    with (
        somebody(browser, site, OFFICE, "bientap") as first,
        somebody(browser, site, OFFICE, "truongban") as second,
    ):
        preview_first(first)
        preview_first(second)
        answer(first, "Không tiếp thu")
        expect(first.page.get_by_text("Đã lưu trả lời cho 1 ý kiến")).to_be_visible()
        answer(second, "Ghi nhận")
        alert = second.page.get_by_role("alert")
        expect(alert).to_contain_text("Để nguyên 1 ý kiến")
        expect(alert).to_contain_text(f"đã trả lời “Không tiếp thu. {WORDS}”")
        expect(second.page.get_by_label("Giải trình")).to_have_value(WORDS)
        second.press(alert.get_by_role("link"))
        expect(second.page.get_by_text(WORDS).first).to_be_visible()
