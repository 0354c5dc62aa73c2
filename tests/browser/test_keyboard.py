"""Commenting by keyboard alone: every key leads somewhere, what has the focus is seen, nothing holds it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.demonstration import CLAUSE, KEY, WORDING
from tests.browser.keyboard import FOCUSED, tab_to
from tests.browser.people import OFFICE, Person, somebody

pytestmark = pytest.mark.browser
SIX_FRAMES = "async () => { for (let i = 0; i < 6; i++) await new Promise(requestAnimationFrame); }"
"""Until the browser has gone to the place that the address names, which takes the cursor from a field."""


@pytest.fixture
def officer(browser: Browser, busy_site: str) -> Iterator[Person]:
    """An officer of UBND TP. Biên Hòa who has put the mouse away."""
    with somebody(browser, busy_site, OFFICE, "chuyenvien.bien-hoa") as person:
        yield person


def focused_clause(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_wording_is_proposed_without_a_mouse(officer: Person) -> None:
    page = officer.open("/")
    tab_to(page, "Góp ý tiếp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Điều 15. Xin ý kiến phối hợp")).to_be_attached()
    page.goto(f"{page.url}#{CLAUSE}")
    tab_to(page, "Góp ý khoản 2 Điều 15", within=CLAUSE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Câu chữ đề xuất")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(WORDING + " Thời hạn này không được gia hạn.")
    expect(page.locator("#difference ins", has_text="gia hạn")).to_be_visible()
    tab_to(page, "Xong ý kiến này")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="ý kiến đã xong")).to_be_visible()
    assert officer.troubles == []


def test_n_and_p_go_from_clause_to_clause(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/versions/1#{CLAUSE}")
    page.keyboard.press("n")
    first = focused_clause(page)
    page.keyboard.press("n")
    second = focused_clause(page)
    page.keyboard.press("p")
    assert (first, second) in ((CLAUSE, CLAUSE[:-1] + "3"), (CLAUSE[:-1] + "3", "at-att_1__art_15__para_4"))
    assert focused_clause(page) == first
    assert page.evaluate(FOCUSED)["seen"]


def test_a_slash_goes_to_the_search(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/versions/1")
    page.keyboard.press("/")
    box = page.get_by_label("Tìm trong dự thảo, ý kiến và trả lời")
    expect(box).to_be_focused()
    page.keyboard.type("phan mem/n")
    expect(box).to_have_value("phan mem/n")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tìm kiếm")).to_be_visible()


def test_single_keys_can_be_switched_off(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/versions/1")
    page.get_by_label("Dùng phím tắt một phím").uncheck()
    page.locator("body").press("/")
    expect(page.get_by_label("Tìm trong dự thảo, ý kiến và trả lời")).not_to_be_focused()
    page.reload()
    expect(page.get_by_label("Dùng phím tắt một phím")).not_to_be_checked()


def test_nothing_holds_the_focus(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/versions/1/comments/new?eid={CLAUSE}")
    page.get_by_label("Câu chữ đề xuất").focus()
    tab_to(page, "Dùng phím tắt một phím")
    tab_to(page, "Câu chữ đề xuất", key="Shift+Tab")


def test_a_composer_opened_as_a_page_keeps_the_cursor(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/versions/1/comments/new?eid={CLAUSE}#{CLAUSE}")
    page.evaluate(SIX_FRAMES)
    expect(page.get_by_label("Câu chữ đề xuất")).to_be_focused(timeout=2_000)


def test_the_composer_closes_and_gives_the_focus_back(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/versions/1#{CLAUSE}")
    tab_to(page, "Góp ý khoản 2 Điều 15", within=CLAUSE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Câu chữ đề xuất")).to_be_focused()
    tab_to(page, "Đóng", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Góp ý khoản 2 Điều 15")).not_to_be_attached()
    assert "Góp ý khoản 2 Điều 15" in page.evaluate(FOCUSED)["name"]


def test_a_drafter_answers_by_key(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE, "bientap") as drafter:
        page = drafter.open(f"/drafts/{KEY}/desk")
        before = page.url
        page.keyboard.press("j")
        page.wait_for_url(lambda url: url != before)
        page.keyboard.press("4")
        expect(page.get_by_role("radio", name="Ghi nhận")).to_be_checked()
        page.get_by_label("Giải trình").fill("Đã nghiên cứu khi chỉnh lý.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã lưu đề xuất")
