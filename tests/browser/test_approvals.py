"""Sign-off in a real browser: by keyboard alone, by touch, sent back with a remark, without a grave fault."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY, copy_served
from tests.browser.people import OFFICE, TELEPHONE, Person, somebody
from tests.browser.signing import REWORDED, make_signing
from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.browser
PAGE = f"/drafts/{KEY}/approvals"


@pytest.fixture(scope="module")
def signing(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signing") / "var"
    shutil.copytree(plain, folder)
    make_signing(folder)
    return folder


@pytest.fixture
def site(signing: Path, tmp_path: Path) -> Iterator[str]:
    with copy_served(signing, tmp_path) as address:
        yield address


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_answers_are_approved_and_released_by_keyboard_alone(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "truongban") as lead:
        page = lead.open(PAGE)
        tab_to(page, "Duyệt Khoản 4 Điều 7")
        page.keyboard.press("Enter")
        said(page, "Đã duyệt 1 nội dung giải trình.")
        tab_to(page, f"Chọn {REWORDED}")
        page.keyboard.press("Space")
        tab_to(page, "Đã xem lại, nội dung giải trình vẫn đúng")
        page.keyboard.press("Space")
        tab_to(page, "Duyệt mục đã chọn")
        page.keyboard.press("Enter")
        said(page, "Đã duyệt 1 nội dung giải trình.")
        tab_to(page, "Duyệt cả 1 mục")
        page.keyboard.press("Enter")
        said(page, "Đã duyệt 1 nội dung giải trình.")
        tab_to(page, "Công bố cả 3 mục")
        page.keyboard.press("Enter")
        said(page, "Đã công bố 3 nội dung giải trình.")
        assert lead.troubles == []


def test_what_has_changed_is_not_approved_without_its_own_tick(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "truongban") as lead:
        page = lead.open(PAGE)
        page.get_by_label(f"Chọn {REWORDED}").check()
        lead.press_button("Duyệt mục đã chọn")
        expect(page.get_by_role("alert")).to_contain_text("chưa đánh dấu đã xem lại")
        assert grave_faults(page) == []


def test_enter_on_a_tick_box_approves_what_is_ticked(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "truongban") as lead:
        page = lead.open(PAGE)
        page.get_by_label("Chọn Khoản 1 Điều 13").check()
        page.keyboard.press("Enter")
        said(page, "Đã duyệt 1 nội dung giải trình.")
        expect(page.get_by_label("Chọn Khoản 4 Điều 7")).to_be_visible()
        expect(page.get_by_label("Chọn Khoản 1 Điều 13")).to_have_count(0)


@pytest.mark.parametrize("screen", [OFFICE, TELEPHONE], ids=["mouse", "touch"])
def test_an_answer_is_sent_back_with_a_remark(browser: Browser, site: str, screen) -> None:
    with somebody(browser, site, screen, "truongban") as lead:
        page = lead.open(PAGE)
        assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
        page.get_by_label("Chọn Khoản 1 Điều 13").check()
        send_back(lead, "")
        expect(page.get_by_role("alert")).to_contain_text("Cần ghi điều cần sửa")
        lead.forget("422")
        expect(page.get_by_label("Chọn Khoản 1 Điều 13")).to_be_checked()
        page.get_by_label("Yêu cầu sửa").fill("Nêu rõ điều luật.")
        lead.press(page.get_by_role("button", name="Trả lại", exact=True))
        said(page, "Đã trả lại 1 nội dung giải trình")
        lead.press(page.get_by_role("link", name="Đã trả lại (1)"))
        expect(page.get_by_role("article")).to_contain_text("Nêu rõ điều luật.")
        lead.press(page.get_by_text("Các lần trả lời (2)"))
        expect(page.get_by_role("listitem").filter(has_text="Lần 1")).to_be_visible()
        assert lead.troubles == []
        assert grave_faults(page) == []


def send_back(lead: Person, remark: str) -> None:
    lead.press(lead.page.get_by_text("Trả lại mục đã chọn để sửa"))
    lead.page.get_by_label("Yêu cầu sửa").fill(remark)
    lead.press(lead.page.get_by_role("button", name="Trả lại", exact=True))
