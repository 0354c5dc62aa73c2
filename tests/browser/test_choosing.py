"""Words are chosen in the text by mouse, by touch and by keyboard, and underlined where they were."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import CLAUSE, KEY
from tests.browser.people import Person, Screen, somebody

pytestmark = pytest.mark.browser
READ = f"/drafts/{KEY}/versions/1"
SELECT = """([row, words]) => {
    const walker = document.createTreeWalker(document.getElementById(row), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, at = node.data.indexOf(words);
        if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return true; }
    }
    return false;
}"""


@pytest.fixture
def officer(browser: Browser, fresh_site: str, screen: Screen) -> Iterator[Person]:
    """An officer of Sở TTTT."""
    with somebody(browser, fresh_site, screen, "chuyenvien.stttt") as person:
        yield person


def select(page: Page, row: str, words: str) -> None:
    assert page.evaluate(SELECT, [row, words]), words


def save(officer: Person) -> None:
    page = officer.page
    officer.press(page.get_by_role("group", name="Đề xuất").get_by_text("Nêu ý kiến"))
    page.locator("textarea#body").fill("Nên nói rõ hơn.")
    officer.press_button("Xong ý kiến này")
    expect(page.get_by_role("status").first).to_contain_text("ý kiến đã xong")


def test_words_selected_in_the_text_are_commented_on_and_underlined(officer: Person) -> None:
    page = officer.open(READ)
    for at, (row, words) in enumerate(((CLAUSE, "thời hạn"), ("att_1__art_15", "phối hợp")), 1):
        select(page, row, words)
        officer.press_button("Góp ý đoạn này")
        quote = page.get_by_label("Đoạn góp ý")
        expect(quote).to_have_value(words)
        assert grave_faults(page) == []
        save(officer)
        expect(page.locator("article.law[data-chosen]")).to_be_attached()
        assert page.evaluate("CSS.highlights.get('chosen-words').size") == at
        marked = "[...CSS.highlights.get('chosen-words')].map(one => one.toString())"
        assert words in page.evaluate(marked)
    assert officer.troubles == []


def test_words_before_the_first_provision_are_commented_on(officer: Person) -> None:
    page = officer.open(READ)
    select(page, "act", "ngày 19 tháng 6 năm 2015")
    officer.press_button("Góp ý đoạn này")
    expect(page.get_by_label("Đoạn góp ý")).to_have_value("ngày 19 tháng 6 năm 2015")
    page.locator("textarea#body").fill("Kiểm tra lại ngày của luật.")
    officer.press_button("Xong ý kiến này")
    expect(page.get_by_role("status").first).to_contain_text("ý kiến đã xong")
    page.wait_for_function("() => CSS.highlights.get('chosen-words')?.size === 1")
    marked = "[...CSS.highlights.get('chosen-words')].map(one => one.toString())"
    assert page.evaluate(marked) == ["ngày 19 tháng 6 năm 2015"]
    assert officer.troubles == []


def test_words_of_two_provisions_are_not_offered(officer: Person) -> None:
    page = officer.open(READ)
    page.evaluate(
        "(eid) => { const one = document.getElementById(eid).querySelector('p');"
        "getSelection().setBaseAndExtent(one, 0, document.getElementById(eid.replace('_2', '_3'))"
        ".querySelector('p'), 1); }",
        CLAUSE,
    )
    expect(page.get_by_role("button", name="Góp ý đoạn này")).to_be_hidden()


def test_words_are_chosen_by_keyboard_alone(officer: Person) -> None:
    page = officer.open(f"{READ}/comments/new?eid={CLAUSE}")
    page.get_by_text("Góp ý riêng một đoạn").focus()
    page.keyboard.press("Enter")
    words = page.locator("#passage-words")
    words.focus()
    page.keyboard.press("Control+Home")
    for _ in range(len("Cơ quan")):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_label("Đoạn góp ý")).to_have_value("Cơ quan")
    save(officer)


def test_a_browser_counts_what_is_seen_in_code_points(officer: Person) -> None:
    page = officer.open(READ)
    src = page.locator("script[src$='talk.js']").get_attribute("src")
    assert src
    count = "async ([src, text]) => (await import(src)).counted(text)"
    module = src.replace("talk.js", "choosing.js")
    for text, number in (("𠀀 😀|", 2), ("Tie\u0302\u0301ng Việt", 9), ("a\u200b\u00a0\n b", 2)):
        assert page.evaluate(count, [module, text]) == number
