"""The drafters' desk by keyboard alone: from the queue to ten answers, one of them worded by the drafter."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from draftreview.cli.opening import opened
from draftreview.config import Config
from draftreview.domain.vocabulary import CommentState, Role
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.services import filling, groups
from draftreview.services.bulk import desk_slug
from draftreview.services.clock import clock_of
from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY, copy_served
from tests.browser.people import OFFICE, Person, Screen, somebody
from tests.browser.test_keyboard import FOCUSED, tab_to

pytestmark = pytest.mark.browser
DESK = f"/drafts/{KEY}/desk"
PLACE = f"{DESK}/att_1__art_1__para_1"
EXPLANATION = "Đã nghiên cứu, chỉnh lý cho thống nhất với các quy định khác."

SLOW_TO_ARRIVE = """() => {
    const text = Response.prototype.text;
    Response.prototype.text = async function () {
        window.arriving = true;
        await new Promise((resolve) => { window.arrive = resolve; });
        return text.call(this);
    };
}"""
"""The head of an answer is there, its words only once arrive() is called."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration of this file lies."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def many(plain: Path, folder: Path) -> Iterator[str]:
    """The address of a demonstration with ninety comments, a fifth of them without an answer."""
    with copy_served(plain, folder) as address:
        with opened(Config(data=folder / "var")) as session:
            filling.fill(session, clock_of(session), filling.Amount(agencies=14, comments=90, seed=8))
            session.commit()
        yield address


@pytest.fixture
def drafter(browser: Browser, many: str) -> Iterator[Person]:
    """A drafter who has put the mouse away."""
    with somebody(browser, many, OFFICE, "bientap") as person:
        yield person


def left(page: Page) -> int:
    """Read how many comments are still without an answer."""
    return int(page.locator("#desk-progress .progress-inline b").inner_text())


def at_hand(page: Page) -> str:
    """Tell which comment the dock answers."""
    return str(page.locator("#dock").get_attribute("data-comment"))


def press(page: Page, key: str) -> str:
    """Press a key that leads to another comment; wait until it is at hand."""
    before = at_hand(page)
    page.keyboard.press(key)
    page.wait_for_function("before => document.getElementById('dock').dataset.comment !== before", arg=before)
    return at_hand(page)


def answer(page: Page, key: str) -> None:
    """Choose an outcome by its key, explain it and save; wait for the next comment."""
    page.keyboard.press(key)
    page.keyboard.press("e")
    expect(page.locator("#explanation")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(EXPLANATION)
    save(page)


def save(page: Page) -> None:
    """Save from inside a field; one comment less is left and the next one has the focus."""
    before = left(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#desk-progress .progress-inline b")).to_have_text(str(before - 1))
    expect(page.locator("#at-hand")).to_be_focused()


def word_it(page: Page) -> None:
    """Take the proposal at hand in part, beginning with the words of the draft."""
    page.keyboard.press("2")
    tab_to(page, "Bắt đầu từ", within="dock")
    page.keyboard.press("Enter")
    tab_to(page, "Câu chữ dự thảo", within="dock")
    page.keyboard.press("Enter")
    expect(page.locator("#new_text")).to_be_focused()
    expect(page.locator("#difference")).to_contain_text("Câu chữ chưa khác dự thảo.")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Việc này được ghi trên phần mềm.")
    expect(page.locator("#difference ins")).to_contain_text("ghi trên phần mềm")
    page.keyboard.press("Escape")
    expect(page.locator("#at-hand")).to_be_focused()
    page.keyboard.press("e")
    page.keyboard.type(EXPLANATION)
    save(page)


def test_ten_answers_by_keyboard_alone_without_loading_a_page(drafter: Person) -> None:
    page = drafter.open(DESK)
    begun, worded = left(page), 0
    page.evaluate("window.sameDocument = true")
    for number in range(10):
        if not worded and page.locator("#dock[data-comment] button[value=text]").count():
            word_it(page)
            worded += 1
        else:
            answer(page, "134"[number % 3])
    assert (left(page), worded) == (begun - 10, 1)
    assert page.evaluate("window.sameDocument") is True
    page.keyboard.press("/")
    expect(page.locator("#search-words")).to_be_focused()
    assert drafter.troubles == []


def test_keys_go_through_comments_and_places_and_back_works(drafter: Person) -> None:
    page = drafter.open(PLACE)
    page.evaluate("window.sameDocument = true")
    first = at_hand(page)
    second = press(page, "j")
    assert f"comment={second}" in page.url
    assert press(page, "k") == first
    press(page, "n")
    assert page.locator("#queue [data-slug][aria-current]").get_attribute("data-slug") in page.url
    assert page.locator("#queue [data-slug][aria-current]").evaluate("one => one.checkVisibility()")
    press(page, "p")
    assert "att_1__art_1__para_1" in page.url
    before = at_hand(page)
    page.go_back()
    page.wait_for_function("before => document.getElementById('dock').dataset.comment !== before", arg=before)
    assert "att_1__art_1__para_1" not in page.url
    assert page.evaluate("window.sameDocument") is True
    assert drafter.troubles == []


def test_what_was_typed_is_there_again_after_a_look_elsewhere(drafter: Person) -> None:
    page = drafter.open(PLACE)
    page.keyboard.press("3")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Viết dở dang.")
    page.keyboard.press("Escape")
    press(page, "j")
    expect(page.locator("#explanation")).not_to_have_value("Viết dở dang.")
    press(page, "k")
    expect(page.locator("#explanation")).to_have_value("Viết dở dang.")
    expect(page.locator("#dock")).to_contain_text("Đã điền lại nội dung viết dở.")
    assert page.get_by_role("radio", name="Không tiếp thu").is_checked()


def test_nothing_can_be_put_into_an_answer_that_is_on_its_way(drafter: Person) -> None:
    page = drafter.open(DESK)
    before, begun = at_hand(page), left(page)
    page.evaluate(SLOW_TO_ARRIVE)
    page.keyboard.press("3")
    page.keyboard.press("e")
    page.keyboard.type(EXPLANATION)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => window.arriving")
    assert page.evaluate("document.getElementById('desk').inert") is True
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.evaluate("window.arrive()")
    page.wait_for_function("before => document.getElementById('dock').dataset.comment !== before", arg=before)
    assert left(page) == begun - 1
    assert page.evaluate("document.getElementById('desk').inert") is False


def put_together(folder: Path) -> tuple[str, int, int]:
    """Put three comments without an answer on one place into a group; give it, the first and the last."""
    with opened(Config(data=folder / "var")) as session:
        answers = select(Disposition.comment_id)
        waiting = select(Comment).where(Comment.state == CommentState.SENT, Comment.id.not_in(answers))
        found = list(session.scalars(waiting.order_by(Comment.id.desc()).limit(3)))
        for one in found[1:]:
            one.provision, one.component = found[0].provision, found[0].component
        ids = [one.id for one in found]
        lead = session.scalars(select(User).where(User.role == Role.LEAD_DRAFTER)).one()
        groups.gather(session, lead, clock_of(session), found[0].consultation, ids)
        session.commit()
        return desk_slug(found[0]), ids[0], ids[2]


def test_a_group_is_answered_in_the_dock_and_one_of_it_left_out(drafter: Person, folder: Path) -> None:
    slug, first, apart = put_together(folder)
    page = drafter.open(f"{DESK}/{slug}?comment={first}")
    before = left(page)
    expect(page.locator("[name=whole]")).to_be_checked()
    page.keyboard.press("g")
    expect(page.locator(".dock-members")).not_to_be_visible()
    page.keyboard.press("g")
    expect(page.locator(".dock-members")).to_be_visible()
    page.locator(".dock-members > summary").click()
    page.locator(f"[name=with][value^='{apart}:']").uncheck()
    expect(page.locator("[data-ticked]")).to_have_text("2")
    press(page, "j")
    page.go_back()
    expect(page.locator(f"#dock[data-comment='{first}']")).to_be_visible()
    expect(page.locator(f"[name=with][value^='{apart}:']")).not_to_be_checked()
    page.keyboard.press("4")
    page.keyboard.press("e")
    page.keyboard.type(EXPLANATION)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#desk-said")).to_contain_text("Đã lưu đề xuất cho 2 ý kiến của nhóm.")
    assert left(page) == before - 2
    assert drafter.troubles == []


def test_a_phrase_is_put_in_and_the_help_opens_by_key(drafter: Person) -> None:
    page = drafter.open(PLACE)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Phím tắt")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Phím tắt")).not_to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Giữ như dự thảo.")
    tab_to(page, "Câu dùng lại", within="dock")
    page.keyboard.press("Enter")
    tab_to(page, "Nội dung này đã được quy định", within="dock")
    page.keyboard.press("Enter")
    expect(page.locator("#explanation")).to_be_focused()
    assert page.locator("#explanation").input_value().startswith("Giữ như dự thảo. Nội dung này đã được")


def test_a_note_and_an_assignment_stay_on_the_page(drafter: Person) -> None:
    page = drafter.open(PLACE)
    page.evaluate("window.sameDocument = true")
    tab_to(page, "Ghi chú nội bộ")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Hỏi Sở Tư pháp.")
    tab_to(page, "Ghi chú")
    page.keyboard.press("Enter")
    expect(page.locator("#desk-said")).to_contain_text("Đã ghi chú nội bộ")
    expect(page.locator(".notes")).to_contain_text("Hỏi Sở Tư pháp.")
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate(FOCUSED)["place"] == "at-hand"


def test_two_drafters_at_one_comment_one_is_told_and_keeps_her_words(browser: Browser, many: str) -> None:
    with ExitStack() as stack:
        one, other = (
            stack.enter_context(somebody(browser, many, OFFICE, login)) for login in ("bientap", "truongban")
        )
        for person in (one, other):
            person.open(f"{PLACE}?comment={first_open(one)}")
        one.page.keyboard.press("4")
        one.page.keyboard.press("e")
        one.page.keyboard.press("Control+A")
        one.page.keyboard.type("Để nghiên cứu.")
        one.page.keyboard.press("Control+Enter")
        expect(one.page.locator("#desk-said")).to_contain_text("Đã lưu đề xuất")
        page = other.page
        page.keyboard.press("3")
        page.keyboard.press("e")
        page.keyboard.press("Control+A")
        page.keyboard.type("Ý của tôi.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert")).to_contain_text("Tổ biên tập vừa trả lời ý kiến này")
        expect(page.locator("#explanation")).to_have_value("Ý của tôi.")
        other.forget("409")
        page.keyboard.press("Escape")
        page.keyboard.press("e")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#desk-said")).to_contain_text("Đã lưu đề xuất")
        assert one.troubles == other.troubles == []


def first_open(drafter: Person) -> str:
    return at_hand(drafter.open(PLACE))


def test_axe_finds_no_serious_fault_while_a_wording_is_written(
    browser: Browser, many: str, screen: Screen
) -> None:
    with somebody(browser, many, screen, "truongban") as lead:
        page = lead.open(f"{PLACE}?against=A")
        while not page.locator("#new_text").count():
            lead.press(page.get_by_role("link", name="Ý kiến sau"))
            page.wait_for_timeout(300)
        lead.press(page.locator(".outcome-choice", has_text="Tiếp thu một phần"))
        lead.press(page.locator("summary", has_text="Bắt đầu từ"))
        lead.press(page.locator("summary", has_text="Câu dùng lại"))
        page.get_by_role("button", name="Lưu thành câu dùng chung").wait_for()
        assert grave_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
