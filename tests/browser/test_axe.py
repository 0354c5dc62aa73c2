"""No state of a page keeps anybody out: axe finds nothing serious or critical (the pages: test_tour)."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import grave_faults
from tests.browser.demonstration import CLAUSE, KEY
from tests.browser.people import OFFICE, TELEPHONE, Screen, somebody

pytestmark = pytest.mark.browser


def test_axe_does_catch_a_planted_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=vi><title>x</title><main><h1>x</h1><img src=x><input></main></html>")
    assert [fault.split(" | ")[1] for fault in grave_faults(page)] == ["image-alt", "label"]
    page.close()


def test_axe_finds_no_serious_fault_beside_a_clause_that_is_being_commented(
    browser: Browser, busy_site: str, screen: Screen
) -> None:
    with somebody(browser, busy_site, screen, "chuyenvien.bien-hoa") as officer:
        page = officer.open(f"/drafts/{KEY}/versions/1#{CLAUSE}")
        officer.press(page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="Góp ý khoản 2 Điều 15"))
        page.get_by_label("Câu chữ đề xuất").fill("Cơ quan được hỏi trả lời trên phần mềm.")
        page.locator("#difference ins").first.wait_for()
        assert grave_faults(page) == []


def test_nor_in_a_form_that_was_refused(browser: Browser, busy_site: str, screen: Screen) -> None:
    with somebody(browser, busy_site, screen, "bientap") as drafter:
        page = drafter.open(f"/drafts/{KEY}/desk")
        drafter.press(page.locator(".outcome-choice", has_text="Không tiếp thu"))
        page.get_by_label("Giải trình").fill("")
        drafter.press_button("Lưu đề xuất, sang mục sau")
        page.get_by_role("alert").wait_for()
        assert grave_faults(page) == []


@pytest.mark.parametrize(
    ("path", "button"),
    [
        (f"/drafts/{KEY}/versions/1", "Mở mục lục"),
        ("/", "Mở trình đơn"),
        (f"/drafts/{KEY}/desk", "Mở danh sách ý kiến"),
    ],
)
def test_nor_in_a_drawer(browser: Browser, busy_site: str, path: str, button: str) -> None:
    with somebody(browser, busy_site, TELEPHONE, "bientap") as drafter:
        page = drafter.open(path)
        drafter.press_button(button)
        page.locator(":popover-open").wait_for()
        assert grave_faults(page) == []


def test_nor_in_the_account_menu(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE, "bientap") as drafter:
        page = drafter.open("/")
        drafter.press(page.locator("summary", has_text="Tổ biên tập"))
        page.get_by_role("button", name="Đăng xuất").wait_for()
        assert grave_faults(page) == []
