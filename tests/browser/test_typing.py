"""Nothing typed is lost: the session ends, the server stops, the tab is closed, two pages, two persons."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from draftreview.services.trial_accounts import PASSWORD
from tests.browser.axe import grave_faults
from tests.browser.demonstration import CLAUSE, KEY, served
from tests.browser.people import OFFICE, PATIENCE, Person, Screen, somebody
from tests.serving import free_port

pytestmark = pytest.mark.browser
PLACE = f"/drafts/{KEY}/versions/1/comments/new?eid={CLAUSE}"
HALF = "Đề nghị rút ngắn thời hạn xuống còn"
LOGIN = "chuyenvien.stttt"
SAVED = re.compile(r"Đã lưu lúc \d\d:\d\d")
STAYS_AWAY = 5
"""Tenths of a second without a new cookie until a session counts as ended."""


@pytest.fixture
def officer(browser: Browser, fresh_site: str, screen: Screen) -> Iterator[Person]:
    """An officer of Sở TTTT."""
    with somebody(browser, fresh_site, screen, LOGIN) as person:
        yield person


def write(page: Page, words: str = HALF) -> None:
    """Type an opinion, key by key where it goes on."""
    field = page.locator("textarea#body")
    field.focus()
    field.press("End")
    page.keyboard.insert_text(words)


def write_until_kept(page: Page, words: str) -> None:
    """Write, and wait until the server has answered that it keeps these words."""

    def keeps(response: Response) -> bool:
        return "/typing?" in response.url and words in unquote_plus(response.request.post_data or "")

    with page.expect_response(keeps):
        write(page, words)
    expect(page.locator("#save-state")).to_have_text(SAVED)


def body_of(page: Page) -> str:
    return page.locator("textarea#body").input_value()


def held(page: Page) -> int:
    """Count what this machine holds."""
    return int(
        page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draftreview.typing.')).length")
    )


def end_session(page: Page) -> None:
    """Take the cookies away, those as well that an answer under way brings anew."""
    without = 0
    while without < STAYS_AWAY:
        page.context.clear_cookies()
        page.wait_for_timeout(100)
        without = 0 if page.context.cookies() else without + 1


def until_held(page: Page, number: int) -> None:
    """Wait until this machine holds so much: the page's scripts begin after its words are there."""
    for _ in range(PATIENCE // 100):
        if held(page) == number:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the machine holds {held(page)}, not {number}")


def until_nothing_is_held(page: Page) -> None:
    """Wait until the server has everything."""
    until_held(page, 0)


def test_what_is_typed_is_saved_and_given_back_here_and_elsewhere(browser: Browser, officer: Person) -> None:
    page = officer.open(PLACE)
    write(page)
    expect(page.locator("#save-state")).to_have_text(SAVED)
    assert held(page) == 0
    page.reload()
    assert body_of(page) == HALF
    expect(page.get_by_role("region", name="Ý kiến góp ý")).to_contain_text("Đã lấy lại bài viết dở")
    with somebody(browser, officer.address, OFFICE, LOGIN) as elsewhere:
        assert body_of(elsewhere.open(PLACE)) == HALF
    assert officer.troubles == []


def test_a_tab_closed_in_mid_word_loses_nothing(officer: Person) -> None:
    page = officer.open(PLACE)
    context = page.context
    write(page)
    page.close()
    again = context.new_page()
    again.goto(officer.address + PLACE)
    expect(again.locator("textarea#body")).to_have_value(HALF)


def test_a_session_that_ends_in_mid_sentence_is_gone_on_with(officer: Person) -> None:
    page = officer.open(PLACE)
    write(page)
    expect(page.locator("#save-state")).to_have_text(SAVED)
    end_session(page)
    write(page, " 03 ngày làm việc.")
    banner = page.get_by_text("Phiên đã hết. Đăng nhập lại, bài viết còn nguyên.")
    expect(banner).to_be_visible()
    assert held(page) == 1
    officer.press(page.get_by_role("link", name="Đăng nhập lại"))
    page.get_by_label("Tên đăng nhập").fill(LOGIN)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    officer.press(page.get_by_role("main").get_by_role("button", name="Đăng nhập"))
    expect(page.locator("textarea#body")).to_have_value(f"{HALF} 03 ngày làm việc.")
    until_nothing_is_held(page)


def test_signing_in_beside_lets_the_open_page_go_on(officer: Person) -> None:
    page = officer.open(PLACE)
    cookies = page.context.cookies()
    end_session(page)
    write(page)
    expect(page.get_by_text("Phiên đã hết.")).to_be_visible()
    page.context.add_cookies(cookies)
    expect(page.locator("#save-state")).to_have_text(SAVED)
    expect(page.get_by_text("Phiên đã hết.")).to_be_hidden()


def test_two_pages_of_one_person_keep_both_texts(officer: Person) -> None:
    first = officer.open(PLACE)
    write_until_kept(first, "Trang đầu.")
    second = first.context.new_page()
    second.goto(officer.address + PLACE)
    write_until_kept(second, " Trang hai.")
    write_until_kept(first, " Viết tiếp.")
    until_nothing_is_held(first)
    first.reload()
    assert body_of(first) == "Trang đầu. Viết tiếp."
    first.get_by_role("region", name="Bài viết dở khác").get_by_role("link", name="Viết tiếp").click()
    expect(first.locator("textarea#body")).to_have_value("Trang đầu. Trang hai.")


def two_pages_without_a_line(officer: Person) -> tuple[Page, Page]:
    """Open two pages that go on with the same words, and cut the line."""
    first = officer.open(PLACE)
    write_until_kept(first, "Đề nghị.")
    second = first.context.new_page()
    second.goto(officer.address + PLACE)
    for page, words in ((first, " Trang đầu."), (second, " Trang hai.")):
        page.route("**/typing?*", lambda route: route.abort())
        write(page, words)
        expect(page.get_by_text("Mất kết nối. Bài viết được giữ trên máy này.")).to_be_visible()
    return first, second


def test_two_pages_hold_both_texts_on_the_machine(officer: Person) -> None:
    first, second = two_pages_without_a_line(officer)
    assert held(first) == 2
    first.close()
    second.unroute("**/typing?*")
    second.goto(officer.address + PLACE)
    until_nothing_is_held(second)
    second.reload()
    texts = {body_of(second)}
    second.get_by_role("region", name="Bài viết dở khác").get_by_role("link", name="Viết tiếp").first.click()
    expect(second.locator("textarea#body")).not_to_have_value(texts.copy().pop())
    texts.add(body_of(second))
    assert texts == {"Đề nghị. Trang đầu.", "Đề nghị. Trang hai."}


def test_a_page_that_becomes_a_comment_leaves_the_other_ones_words(officer: Person) -> None:
    first, second = two_pages_without_a_line(officer)
    first.unroute("**/typing?*")
    officer.press(first.get_by_role("group", name="Đề xuất").get_by_text("Nêu ý kiến"))
    officer.press(first.get_by_role("button", name="Xong ý kiến này"))
    expect(first.get_by_role("status").first).to_contain_text("ý kiến đã xong")
    until_held(first, 1)
    second.unroute("**/typing?*")
    expect(second.locator("#save-state")).to_have_text(SAVED)
    until_nothing_is_held(second)
    second.reload()
    assert body_of(second) == "Đề nghị. Trang hai."


def test_what_an_older_page_held_is_brought_back_and_cleaned(officer: Person) -> None:
    page = officer.open(PLACE)
    form = page.locator("form.composer")
    entry = {
        "keep": form.get_attribute("data-keep"),
        "fields": {"operation": "", "body": "Từ trang cũ.", "form_key": "0ld", "tab": "t0"},
        "at": 1,
    }
    prefix = f"draftreview.typing.{form.get_attribute('data-user')}."
    page.evaluate(
        "([key, entry, broken]) => { localStorage.setItem(key, JSON.stringify(entry));"
        "localStorage.setItem(broken, '{'); }",
        [f"{prefix}0ld", entry, f"{prefix}broken"],
    )
    page.reload()
    expect(page.locator("textarea#body")).to_have_value("Từ trang cũ.")
    until_nothing_is_held(page)


def test_what_is_unfinished_is_gone_on_with_from_the_home_page_and_thrown_away_before_sending(
    officer: Person,
) -> None:
    page = officer.open(PLACE)
    write_until_kept(page, HALF)
    officer.open("/")
    assert grave_faults(page) == []
    officer.press(page.get_by_role("link", name="Viết tiếp bài viết dở"))
    assert body_of(page) == HALF
    officer.open(f"/drafts/{KEY}/reply")
    assert grave_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    officer.press(page.get_by_role("button", name="Bỏ bài viết dở"))
    expect(page.get_by_role("status").first).to_contain_text("Đã bỏ bài viết dở")
    expect(page.get_by_text("đang viết dở")).to_have_count(0)
    assert officer.troubles == []


def test_signing_out_leaves_nothing_on_the_machine(officer: Person) -> None:
    page = officer.open(PLACE)
    page.route("**/typing?*", lambda route: route.abort())
    write(page)
    expect(page.get_by_text("Mất kết nối. Bài viết được giữ trên máy này.")).to_be_visible()
    assert held(page) == 1
    page.evaluate("document.querySelector('form[action$=\"/sign-out\"]').requestSubmit()")
    page.wait_for_url(officer.address + "/")
    assert held(page) == 0


def test_what_became_a_comment_is_not_held_any_more(officer: Person) -> None:
    page = officer.open(PLACE)
    officer.press(page.get_by_role("group", name="Đề xuất").get_by_text("Nêu ý kiến"))
    write(page)
    officer.press_button("Xong ý kiến này")
    expect(page.get_by_role("status").first).to_contain_text("ý kiến đã xong")
    until_held(page, 0)
    officer.open(PLACE)
    assert body_of(page) == ""
    expect(page.get_by_text("Đã lấy lại bài viết dở")).to_have_count(0)


def test_the_second_of_two_officers_reads_the_first_in_full_and_chooses(
    browser: Browser, busy_site: str, screen: Screen
) -> None:
    with (
        somebody(browser, busy_site, screen, "chuyenvien.bien-hoa") as one,
        somebody(browser, busy_site, screen, "lanhdao.bien-hoa") as other,
    ):
        for person in (one, other):
            person.open(f"/drafts/{KEY}/reply")
            person.page.goto(
                busy_site + person.page.get_by_role("link", name="Sửa").first.get_attribute("href")
            )
        mine = f"Lý do của người thứ nhất, màn hình {screen.width}. "
        one.page.locator("textarea#reason").fill(mine * 20)
        one.press_button("Xong ý kiến này")
        expect(one.page.get_by_role("status").first).to_contain_text("ý kiến đã xong")
        other.page.locator("textarea#reason").fill("Lý do của người thứ hai.")
        other.press_button("Xong ý kiến này")
        current = other.page.get_by_role("region", name="Bản đang lưu")
        expect(current).to_be_visible()
        reason = current.locator(".comment-reason")
        assert reason.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), "read in full"
        assert other.page.locator("textarea#reason").input_value() == "Lý do của người thứ hai."
        expect(other.page.get_by_role("link", name="Giữ bản đang lưu")).to_be_attached()


def test_a_server_that_stops_and_starts_in_mid_sentence(
    browser: Browser, plain: Path, tmp_path: Path, screen: Screen
) -> None:
    shutil.copytree(plain, tmp_path / "var")
    port = free_port()
    with ExitStack() as stack:
        with served(tmp_path / "var", port) as address:
            officer = stack.enter_context(somebody(browser, address, screen, LOGIN))
            page = officer.open(PLACE)
            write(page, "Trước khi máy chủ dừng.")
            expect(page.locator("#save-state")).to_have_text(SAVED)
        write(page, " Sau khi máy chủ dừng.")
        banner = page.get_by_text("Mất kết nối. Bài viết được giữ trên máy này.")
        expect(banner).to_be_visible()
        assert held(page) == 1
        with served(tmp_path / "var", port):
            expect(page.locator("#save-state")).to_have_text(SAVED)
            expect(banner).to_be_hidden()
            assert held(page) == 0
            page.reload()
            assert body_of(page) == "Trước khi máy chủ dừng. Sau khi máy chủ dừng."
