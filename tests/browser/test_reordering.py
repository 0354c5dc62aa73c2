"""Comments of one provision are dragged into another order, by mouse and by touch, and not beyond it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import CLAUSE, KEY
from tests.browser.people import Person, Screen, somebody

pytestmark = pytest.mark.browser
BODIES = ("Ý một.", "Ý hai.", "Ý ba.")
PLACES = (CLAUSE, CLAUSE, CLAUSE, "general")


@pytest.fixture
def officer(browser: Browser, fresh_site: str, screen: Screen) -> Iterator[Person]:
    """An officer with three comments on a khoản and one on the draft."""
    with somebody(browser, fresh_site, screen, "chuyenvien.stttt") as person:
        for place, body in zip(PLACES, (*BODIES, "Ý chung."), strict=True):
            page = person.open(f"/drafts/{KEY}/versions/1/comments/new?eid={place}")
            if place == CLAUSE:
                page.get_by_role("radio", name="Nêu ý kiến").check(force=True)
            page.locator("textarea#body").fill(body)
            person.press_button("Xong ý kiến này")
            expect(page.get_by_role("status").first).to_contain_text("ý kiến đã xong")
        person.open(f"/drafts/{KEY}/reply")
        yield person
        assert person.troubles == []


def row(page: Page, words: str) -> Locator:
    return page.get_by_role("article").filter(has_text=words)


def drag(officer: Person, words: str, to: str) -> None:
    """Drag a comment by its grip onto the middle of another."""
    page = officer.page
    grip = row(page, words).locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    begin, end = grip.bounding_box(), row(page, to).bounding_box()
    assert begin
    assert end
    x, y = begin["x"] + begin["width"] / 2, begin["y"] + begin["height"] / 2
    below = end["y"] > begin["y"]
    target = end["y"] + end["height"] * (0.8 if below else 0.2)
    if not officer.screen.touch:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, target, steps=12)
        page.mouse.up()
        return
    finger = page.context.new_cdp_session(page)
    points = [{"x": x, "y": y + (target - y) * at / 12} for at in range(13)]
    for at, point in enumerate(points):
        kind = "touchMove" if at else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def order(page: Page) -> list[str]:
    shown = page.locator(".reply-row .reply-words .prose:first-of-type").all_inner_texts()
    return [words.strip() for words in shown]


def test_a_comment_is_dragged_before_another_and_stays_there(officer: Person) -> None:
    page = officer.page
    assert order(page) == ["Ý chung.", *BODIES]
    assert grave_faults(page) == []
    with page.expect_navigation():
        drag(officer, "Ý ba.", "Ý hai.")
    page.reload()
    assert order(page) == ["Ý chung.", "Ý một.", "Ý ba.", "Ý hai."]


def test_it_is_not_dragged_beyond_its_provision(officer: Person) -> None:
    page = officer.page
    with page.expect_navigation():
        drag(officer, "Ý hai.", "Ý chung.")
    page.reload()
    assert order(page) == ["Ý chung.", "Ý hai.", "Ý một.", "Ý ba."]
    expect(row(page, "Ý chung.").locator("[data-grip]")).to_have_count(0)
    expect(page.get_by_text("giữa các quy định theo thứ tự dự thảo")).to_be_visible()
