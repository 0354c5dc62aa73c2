"""What matters works in a browser without JavaScript: comment, see the difference, decide, read the table."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demonstration import CLAUSE, KEY, WORDING
from tests.browser.people import OFFICE, Person, Screen, somebody

pytestmark = pytest.mark.browser


def test_commenting_deciding_and_the_table(browser: Browser, fresh_site: str) -> None:
    def without_script(login: str, screen: Screen = OFFICE) -> Person:
        return people.enter_context(somebody(browser, fresh_site, screen, login, java_script_enabled=False))

    with ExitStack() as people:
        propose(without_script("chuyenvien.stttt"))
        send(without_script("lanhdao.stttt"))
        decide(without_script("bientap"))


def propose(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}")
    officer.press(page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    page.get_by_label("Câu chữ đề xuất").fill(WORDING)
    officer.press_button("Xem khác biệt")
    expect(page.locator("#difference ins", has_text="có ký số")).to_be_visible()
    expect(page.get_by_label("Câu chữ đề xuất")).to_have_value(WORDING)
    officer.press_button("Xong ý kiến này")
    expect(page.get_by_role("status")).to_contain_text("ý kiến đã xong")


def send(head: Person) -> None:
    page = head.open(f"/drafts/{KEY}/reply")
    head.press(page.get_by_text("Nhất trí, có góp ý"))
    head.press_button("Gửi văn bản góp ý")
    expect(page.get_by_role("heading", name="Biên nhận văn bản góp ý")).to_be_visible()


def decide(drafter: Person) -> None:
    page = drafter.open(f"/drafts/{KEY}/desk")
    drafter.press(page.locator(".outcome-choice", has_text="Tiếp thu một phần"))
    wording = page.get_by_label("Câu chữ đưa vào bản tiếp theo")
    expect(wording).to_have_value(WORDING)
    wording.fill(WORDING.replace("03 ngày", "05 ngày"))
    page.get_by_label("Giải trình").fill("Giữ thời hạn 05 ngày vì nhiều hồ sơ phải kiểm tra thực địa.")
    drafter.press_button("Lưu đề xuất, sang mục sau")
    expect(page.get_by_role("status")).to_contain_text("Mọi ý kiến đã có kết quả")
    drafter.press_link("Bản tổng hợp")
    expect(page.get_by_role("region", name="Bảng tổng hợp")).to_contain_text("Giữ thời hạn 05 ngày")
