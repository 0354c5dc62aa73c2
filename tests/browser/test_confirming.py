"""What is the same in two versions is confirmed by mouse, by touch, by keyboard alone, without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import DOUBTS, copy_served
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, somebody

pytestmark = pytest.mark.browser
PAIRS = f"/drafts/{DOUBTS}/versions/2/identities"
SAME, DIFFERENT = "Là cùng một quy định", "Là hai quy định khác nhau"


@pytest.fixture
def site(busy: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration whose pairs nobody has judged."""
    with copy_served(busy, tmp_path) as address:
        yield address


@pytest.fixture(params=[OFFICE, TELEPHONE], ids=["mouse", "touch"])
def lead(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Person]:
    """The lead drafter, a mouse or a finger at hand."""
    screen: Screen = request.param
    with somebody(browser, site, screen, "truongban") as person:
        yield person


def at(page: Page, number: int) -> None:
    """See that the pair of that khoản of the older version is at hand."""
    expect(page.get_by_role("heading", name=f"Khoản {number} Điều 1 (lần 1) có phải")).to_be_visible()


def left(page: Page, number: int) -> None:
    """See how many pairs wait."""
    words = f"còn {number} trong 4"
    expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()


def say(person: Person, answer: str, pair: int) -> None:
    """Open a pair by its number and answer, waiting until it is written."""
    person.open(f"{PAIRS}?pair={pair}")
    person.press_button(answer)
    expect(person.page.get_by_role("status")).to_be_visible()


def test_every_pair_is_judged_by_hand(lead: Person) -> None:
    page = lead.open(PAIRS)
    at(page, 1)
    lead.press_button(SAME)
    expect(page.get_by_role("status")).to_contain_text("là cùng một quy định với khoản 1 Điều 1 của lần 1")
    at(page, 2)
    left(page, 3)
    lead.press(page.get_by_role("link", name="Để sau"))
    at(page, 3)
    lead.press_button(DIFFERENT)
    at(page, 4)
    lead.press(page.get_by_role("link", name="Không phải quy định này"))
    lead.press(page.get_by_text("Khoản 1 Điều 1", exact=True))
    lead.press_button("Là quy định đã chọn")
    expect(page.get_by_role("status")).to_contain_text("khoản 4 Điều 1 của lần 1 nay là khoản 1 Điều 1")
    at(page, 2)
    lead.press_button(SAME)
    expect(page.get_by_text("Đã xác nhận cả 5 cặp quy định.")).to_be_visible()
    assert lead.troubles == []


def test_a_verdict_is_changed_and_taken_back(lead: Person) -> None:
    say(lead, SAME, pair=3)
    page = lead.open(f"{PAIRS}?pair=3")
    expect(page.get_by_text("Trưởng ban soạn thảo, ")).to_be_visible()
    say(lead, DIFFERENT, pair=3)
    left(page, 3)
    say(lead, "Bỏ xác nhận", pair=3)
    left(page, 4)


def test_several_pairs_are_confirmed_together(lead: Person) -> None:
    page = lead.open(f"{PAIRS}/list")
    for place in ("2 Điều 1", "4 Điều 1"):
        lead.press(page.get_by_role("checkbox", name=f"Chọn khoản {place}"))
    lead.press_button("Các cặp đã chọn là cùng một quy định")
    expect(page.get_by_role("status")).to_contain_text("Đã xác nhận 2 cặp")
    left(page, 2)
    assert lead.troubles == []


def test_the_comparison_follows_what_was_said(lead: Person) -> None:
    say(lead, DIFFERENT, pair=5)
    page = lead.open(f"/drafts/{DOUBTS}/compare/1/2?kind=deleted")
    expect(page.locator("#changes")).to_contain_text("Khoản 3 Điều 1")


def test_pairs_are_judged_by_keyboard_alone(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "bientap") as drafter:
        page = drafter.open(PAIRS)
        at(page, 1)
        page.keyboard.press("j")
        at(page, 2)
        page.keyboard.press("k")
        at(page, 1)
        page.keyboard.press("1")
        at(page, 2)
        left(page, 3)
        page.keyboard.press("3")
        at(page, 3)
        page.keyboard.press("2")
        at(page, 4)
        page.keyboard.press("1")
        at(page, 2)
        left(page, 1)
        assert drafter.troubles == []


def test_the_keys_can_be_switched_off(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "bientap") as drafter:
        page = drafter.open(PAIRS)
        page.get_by_label("Dùng phím tắt một phím").uncheck()
        page.locator("body").press("1")
        page.reload()
        left(page, 4)


def test_pairs_are_judged_without_javascript(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "bientap", java_script_enabled=False) as drafter:
        page = drafter.open(PAIRS)
        drafter.press_button(SAME)
        at(page, 2)
        drafter.press(page.get_by_role("link", name="Khoản 5 Điều 1"))
        at(page, 4)
        drafter.press_button(DIFFERENT)
        at(page, 2)
        drafter.press(page.get_by_role("link", name="Xác nhận nhiều cặp một lần"))
        drafter.press(page.get_by_role("checkbox").first)
        drafter.press_button("Các cặp đã chọn là cùng một quy định")
        left(page, 1)


def test_two_people_at_one_pair_do_not_overwrite_each_other(browser: Browser, site: str) -> None:
    with (
        somebody(browser, site, OFFICE, "bientap") as first,
        somebody(browser, site, TELEPHONE, "truongban") as second,
    ):
        second.open(PAIRS)
        first.open(PAIRS)
        first.press_button(SAME)
        second.press_button(DIFFERENT)
        expect(second.page.get_by_role("alert")).to_contain_text(
            "Tổ biên tập đã xác nhận là cùng một quy định."
        )
        second.forget("409")
        assert grave_faults(second.page) == []


@pytest.mark.parametrize("path", [f"{PAIRS}?pair=3", f"{PAIRS}/list", "/alignments/3/others"])
def test_targets_on_a_telephone_are_tall_enough_and_nothing_is_too_wide(
    browser: Browser, busy_site: str, path: str
) -> None:
    with somebody(browser, busy_site, TELEPHONE, "truongban") as person:
        page = person.open(path)
        heights = page.locator("main").evaluate(
            "main => [...main.querySelectorAll('button, .button, label, .verdict a')]"
            ".filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE.width


def test_nobody_is_kept_out_of_the_drawer_with_the_pairs(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, TELEPHONE, "bientap") as drafter:
        page = drafter.open(PAIRS)
        drafter.press_button("Mở danh sách các cặp quy định")
        page.locator(":popover-open").wait_for()
        assert grave_faults(page) == []
