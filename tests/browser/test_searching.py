"""Searching in a real browser: the box, the marks, the way to the clause, the filters, several workers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.demonstration import CLAUSE, KEY
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, somebody

pytestmark = pytest.mark.browser
REQUESTS = 12
"""Enough for every worker of the server to answer some of them."""


@pytest.fixture
def drafter(browser: Browser, busy_site: str, screen: Screen) -> Iterator[Person]:
    """A member of the drafting team, at an office screen and at a telephone."""
    with somebody(browser, busy_site, screen, "bientap") as person:
        yield person
        assert person.troubles == []


def search(person: Person, words: str, narrowed: str = "") -> Page:
    return person.open(f"/search?q={words}{narrowed}")


def hits(page: Page) -> Locator:
    return page.locator(".hits > li")


def test_the_box_finds_and_leads_to_the_very_clause(drafter: Person) -> None:
    page = drafter.open("/")
    if drafter.screen.touch:
        drafter.press(page.get_by_role("link", name="Tìm trong dự thảo"))
        page.get_by_label("Từ cần tìm").fill("khoan 2 dieu 15")
    else:
        page.locator("#search-words").fill("khoan 2 dieu 15")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Từ cần tìm")).to_have_value("khoan 2 dieu 15")
    first = hits(page).first
    expect(first).to_contain_text("Đúng chỗ đang tìm")
    drafter.press(first.get_by_role("link"))
    page.wait_for_url(f"**/drafts/{KEY}/versions/2#{CLAUSE}")
    expect(page.locator(f"[id='{CLAUSE}']")).to_be_in_viewport()


def test_marks_are_seen_without_colour(drafter: Person) -> None:
    mark = search(drafter, "xin loi").locator(".hits mark").first
    expect(mark).to_have_text("xin lỗi", ignore_case=True)
    style = mark.evaluate("one => ({line: getComputedStyle(one).textDecorationLine})")
    assert style == {"line": "underline"}


def test_filters_narrow_say_so_and_are_taken_away(drafter: Person) -> None:
    page = search(drafter, "hồ sơ")
    if drafter.screen.touch:
        drafter.press_button("Bộ lọc")
    page.get_by_label("Tìm trong", exact=True).select_option("comment")
    drafter.press(page.get_by_role("button", name="Lọc", exact=True))
    page.wait_for_url("**kind=comment**")
    for shown in page.locator(".hit-facts").all():
        expect(shown).to_contain_text("Ý kiến góp ý")
    drafter.press(page.get_by_role("link", name="Tìm trong: Ý kiến góp ý"))
    page.wait_for_url(lambda url: "kind=" not in url)
    expect(page.locator(".chip")).to_have_count(0)


def test_an_address_with_filters_can_be_passed_on(drafter: Person) -> None:
    page = search(drafter, "hồ sơ", "&kind=provision&version=1&chapter=att_1__chp_III&order=place")
    expect(page.get_by_role("link", name="Theo thứ tự văn bản")).to_have_attribute("aria-current", "true")
    expect(hits(page).first).to_contain_text("Chương III của Quy định")
    expect(page.locator("[name=chapter]")).to_have_value("att_1__chp_III")


def test_hundreds_of_hits_are_leafed_through(drafter: Person) -> None:
    page = search(drafter, "hồ sơ")
    before = hits(page).first.inner_text()
    expect(hits(page)).to_have_count(20)
    drafter.press_link("Trang sau")
    page.wait_for_url("**page=2")
    expect(hits(page).first).not_to_have_text(before)
    expect(page.get_by_text("Trang 2/")).to_be_visible()


def test_a_slip_is_put_right_by_one_press(drafter: Person) -> None:
    page = search(drafter, "mootj cuwra")
    expect(page.get_by_text("Không tìm thấy. Thử bớt từ hoặc bỏ bộ lọc.")).to_be_visible()
    drafter.press_link("một cửa")
    expect(hits(page).first).to_be_visible()


def test_the_drawer_of_filters_opens_at_the_first_and_closes(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, TELEPHONE, "bientap") as person:
        page = search(person, "hồ sơ")
        expect(page.get_by_label("Tìm trong", exact=True)).not_to_be_visible()
        person.press_button("Bộ lọc")
        expect(page.get_by_label("Tìm trong", exact=True)).to_be_focused()
        person.press_button("Đóng bộ lọc")
        expect(page.get_by_label("Tìm trong", exact=True)).not_to_be_visible()


def test_searching_and_filtering_without_a_mouse(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE, "bientap") as person:
        page = person.open("/")
        page.keyboard.press("/")
        page.keyboard.type("phan mem")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=phan+mem")
        page.get_by_label("Tìm trong", exact=True).focus()
        page.keyboard.press("ArrowDown")
        page.get_by_label("Từ cần tìm").press("Enter")
        page.wait_for_url("**kind=provision**")
        page.locator("body").press("j")
        expect(hits(page).first.get_by_role("link")).to_be_focused()


def test_every_worker_finds_what_was_just_written(browser: Browser, fresh_site: str) -> None:
    words = "Đề nghị thử nghiệm tìm kiếm bằng chữ kỳ lân."
    with somebody(browser, fresh_site, OFFICE, "chuyenvien.stttt") as officer:
        page = officer.open(f"/drafts/{KEY}/versions/1/comments/new?eid=general")
        page.get_by_label("Ý kiến", exact=True).fill(words)
        officer.press_button("Xong ý kiến này")
        expect(page.get_by_role("status").first).to_be_visible()
        for _ in range(REQUESTS):
            answer = page.request.get(
                f"{fresh_site}/search?q=%22chu ky lan%22", headers={"Connection": "close"}
            )
            assert "Tìm thấy 1 kết quả" in answer.text()
