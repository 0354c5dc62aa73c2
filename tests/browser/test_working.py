"""The next version: what clashes is settled by mouse, by touch, by keys alone and without JavaScript."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.clashing import CROWDED, DISPUTED, make_clashing
from tests.browser.demonstration import KEY, copy_served
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, somebody

pytestmark = pytest.mark.browser
PAGE = f"/drafts/{KEY}/next-version"
WRITTEN = "Cơ quan được hỏi trả lời trên phần mềm hoặc qua thư điện tử trong 05 ngày làm việc."


@pytest.fixture(scope="module")
def clashing(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clashing") / "var"
    shutil.copytree(plain, folder)
    make_clashing(folder)
    return folder


@pytest.fixture
def site(clashing: Path, tmp_path: Path) -> Iterator[str]:
    with copy_served(clashing, tmp_path) as address:
        yield address


@pytest.fixture(params=[OFFICE, TELEPHONE], ids=["mouse", "touch"])
def lead(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Person]:
    screen: Screen = request.param
    with somebody(browser, site, screen, "truongban") as person:
        yield person


def question(page: Page, place: str) -> Locator:
    """Give the card of the question at a place."""
    return page.locator(".question").filter(has=page.get_by_role("heading", name=place))


def choose(person: Person, place: str, choice: str) -> None:
    """Tick one choice of a question and save it."""
    card = question(person.page, place)
    person.press(card.locator("label").filter(has_text=choice).first)
    person.press(card.get_by_role("button", name="Lưu, sang chỗ sau"))
    expect(question(person.page, place)).to_have_count(0)


def settle_everything(person: Person) -> None:
    """Write words for what clashes, choose an order, approve the sentence."""
    page = person.open(PAGE)
    expect(page.get_by_text("Chưa phát hành được: còn 3 chỗ cần quyết định")).to_be_visible()
    card = question(page, "Khoản 2 Điều 15")
    person.press(card.locator("label").filter(has_text="Viết câu chữ khác").first)
    card.get_by_role("textbox").fill(WRITTEN)
    person.press(card.get_by_role("button", name="Lưu, sang chỗ sau"))
    expect(page.get_by_text("Đã quyết định 1/3 chỗ")).to_be_visible()
    choose(person, "Khoản 4 Điều 7", "rồi")
    choose(person, "Khoản 1 Điều 13", "Sở Thử nghiệm")


def test_from_three_questions_to_the_issued_version(lead: Person) -> None:
    settle_everything(lead)
    page = lead.open(f"{PAGE}/edit/att_1__art_1")
    page.get_by_label("Tên", exact=True).fill("Phạm vi áp dụng")
    expect(page.locator("#difference ins").first).to_be_visible()
    page.get_by_label("Lý do").fill("Thống nhất cách gọi.")
    lead.press_button("Lưu sửa trực tiếp")
    expect(page.get_by_text("Thống nhất cách gọi.")).to_be_visible()
    lead.press_button("Phát hành bản dự thảo lần 2")
    expect(page.get_by_text("Đã phát hành bản dự thảo lần 2.")).to_be_visible()
    page = lead.open(f"/drafts/{KEY}/versions/2")
    expect(page.get_by_text(WRITTEN)).to_be_visible()
    assert lead.troubles == []


def test_what_was_settled_is_looked_at_and_opened_again(lead: Person) -> None:
    page = lead.open(PAGE)
    choose(lead, "Khoản 2 Điều 15", "Giữ nguyên câu chữ hiện nay")
    lead.press(page.locator("summary").filter(has_text="Khoản 2 Điều 15"))
    lead.press(page.get_by_role("button", name="Mở lại"))
    expect(question(page, "Khoản 2 Điều 15")).to_be_visible()


def test_by_keys_alone(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "truongban") as person:
        page = person.open(PAGE)
        page.keyboard.press("n")
        expect(page.locator(".question:focus")).to_have_count(1)
        first = page.locator(".question:focus").get_by_role("heading").inner_text()
        page.keyboard.press("Tab")
        while not page.locator("input[type=radio]:focus").count():
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Đã quyết định 1/3 chỗ")).to_be_visible()
        expect(page.locator("summary").filter(has_text=first)).to_be_visible()


def test_without_javascript(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "truongban", java_script_enabled=False) as person:
        settle_everything(person)
        person.press_button("Phát hành bản dự thảo lần 2")
        expect(person.page.get_by_text("Đã phát hành bản dự thảo lần 2.")).to_be_visible()


def test_of_two_at_one_question_the_second_chooses(browser: Browser, site: str) -> None:
    with (
        somebody(browser, site, OFFICE, "bientap") as drafter,
        somebody(browser, site, OFFICE, "truongban") as lead,
    ):
        page = drafter.open(PAGE)
        lead.open(PAGE)
        chosen = question(lead.page, "Khoản 2 Điều 15")
        lead.press(chosen.locator(".option-head").nth(1))
        lead.press(chosen.get_by_role("button", name="Lưu, sang chỗ sau"))
        expect(lead.page.get_by_text("Đã quyết định 1/3 chỗ")).to_be_visible()
        card = question(page, "Khoản 2 Điều 15")
        drafter.press(card.locator("label").filter(has_text="Viết câu chữ khác").first)
        card.get_by_role("textbox").fill(WRITTEN)
        drafter.press(card.get_by_role("button", name="Lưu, sang chỗ sau"))
        refused = page.get_by_role("alert").filter(has_text="Hiện đang lưu")
        expect(refused).to_contain_text("thư điện tử")
        expect(question(page, "Khoản 2 Điều 15").get_by_role("textbox")).to_have_value(WRITTEN)
        drafter.press(question(page, "Khoản 2 Điều 15").get_by_role("button", name="Lưu, sang chỗ sau"))
        expect(page.get_by_text("Đã quyết định 1/3 chỗ")).to_be_visible()


@pytest.mark.parametrize("path", ["", "/text", f"/edit/{DISPUTED}", f"/insert/{CROWDED}"])
def test_axe_finds_no_grave_fault(lead: Person, path: str) -> None:
    page = lead.open(f"{PAGE}{path}")
    assert grave_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
