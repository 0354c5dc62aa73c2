"""A round run in a browser: opened by keyboard alone, extended, closed; the register by touch."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY
from tests.browser.keyboard import tab_to
from tests.browser.people import OFFICE, TELEPHONE, somebody

pytestmark = pytest.mark.browser


def type_into(page: Page, label: str, words: str, within: str = "") -> None:
    tab_to(page, label, within)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    enter(page)


def test_a_round_is_opened_with_topics_extended_and_closed_without_a_mouse(
    browser: Browser, busy_site: str
) -> None:
    with somebody(browser, busy_site, OFFICE, "truongban") as lead:
        page = lead.open(f"/drafts/{KEY}/texts")
        press(page, "Mở đợt lấy ý kiến về bản lần 2")
        type_into(page, "Số công văn", "2700/SNV-CCHC")
        enter(page)
        expect(page.get_by_label("Số công văn")).to_have_value("2700/SNV-CCHC")
        expect(page.get_by_text("2a. Tiếp nhận hồ sơ trên phần mềm")).to_be_visible()
        type_into(page, "Trả lời trước ngày", "15/12/2017")
        press(page, "Thêm nội dung trọng tâm")
        expect(page.locator("#topics-6-code")).to_be_focused()
        page.keyboard.type("3")
        type_into(page, "Nội dung", "Liên thông giữa các cấp", "topics-6-title")
        tab_to(page, "Quy định liên quan", "topic-6")
        page.keyboard.press("Enter")
        tab_to(page, "Chương IV", "topics-6-places")
        page.keyboard.press("Space")
        assert grave_faults(page) == []
        press(page, "Mở đợt lấy ý kiến")
        expect(page.get_by_role("status")).to_contain_text("Đã mở đợt lấy ý kiến về bản lần 2")
        expect(page.get_by_role("heading", name="Đợt lấy ý kiến 2")).to_be_visible()
        expect(page.get_by_text("3. Liên thông giữa các cấp")).to_be_visible()
        type_into(page, "Trả lời trước ngày", "20/12/2017")
        type_into(page, "Lý do", "Các huyện đề nghị.")
        press(page, "Gia hạn")
        expect(page.get_by_text("Gia hạn cho mọi cơ quan, trả lời trước ngày 20/12/2017")).to_be_visible()
        type_into(page, "Lý do", "Đã nhận đủ ý kiến.")
        press(page, "Đóng đợt")
        expect(page.get_by_role("button", name="Mở lại đợt")).to_be_visible()
        assert grave_faults(page) == []
        assert lead.troubles == []
    with somebody(browser, busy_site, TELEPHONE, "chuyenvien.bien-hoa") as officer:
        page = officer.open("/")
        expect(page.get_by_text("Lý do: Đã nhận đủ ý kiến.")).to_be_visible()
        assert grave_faults(page) == []


def test_the_register_is_kept_by_touch(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, TELEPHONE, "truongban") as lead:
        page = lead.open(f"/drafts/{KEY}/rounds/1/agencies")
        for name in ("Sở Tư pháp", "Sở Tài chính"):
            lead.press(page.get_by_label(name, exact=True))
        page.get_by_label("Ngày nhận công văn").fill("06/10/2017")
        lead.press_button("Ghi ngày nhận cho cơ quan đã chọn")
        expect(page.get_by_role("status")).to_contain_text("Đã ghi ngày nhận 06/10/2017 cho 2 cơ quan.")
        expect(page.get_by_role("row", name="Sở Tài chính")).to_contain_text("16/10/2017")
        assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE.width
        assert grave_faults(page) == []
        lead.press(page.get_by_role("link", name="Chi tiết Sở Xây dựng"))
        expect(page.get_by_role("heading", name="Sở Xây dựng")).to_be_visible()
        assert grave_faults(page) == []
        assert lead.troubles == []
