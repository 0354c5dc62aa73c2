"""One agency more: invited by keyboard alone while the round goes on, answered to the receipt."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from draftreview.cli.opening import opened
from draftreview.config import Config
from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.accounts import Agency, User
from draftreview.services.passwords import hashed
from draftreview.services.trial_accounts import PASSWORD
from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY, copy_served
from tests.browser.keyboard import tab_to
from tests.browser.people import OFFICE, TELEPHONE, somebody

pytestmark = pytest.mark.browser

HEAD = "lanhdao.buu-dien"


@pytest.fixture
def site(plain: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration whose register has an agency that nobody invited."""
    with copy_served(plain, tmp_path) as address:
        with opened(Config(data=tmp_path / "var")) as session:
            post_office = Agency(
                code="buu-dien",
                name="Bưu điện tỉnh",
                short_name="Bưu điện tỉnh",
                kind=AgencyKind.DEPARTMENT,
                position=900,
            )
            head = User(
                login=HEAD,
                display_name="Lãnh đạo",
                role=Role.AGENCY_HEAD,
                agency=post_office,
                password_hash=hashed(PASSWORD),
            )
            session.add(head)
            session.commit()
        yield address


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_agency_is_invited_later_and_answers_without_a_mouse(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "truongban") as lead:
        page = lead.open(f"/drafts/{KEY}/rounds/1/agencies")
        press(page, "Mời thêm cơ quan")
        assert grave_faults(page) == []
        tab_to(page, "Bưu điện tỉnh", "agencies")
        page.keyboard.press("Space")
        press(page, "Mời các cơ quan đã chọn")
        expect(page.get_by_role("status")).to_contain_text("Đã mời thêm 1 cơ quan")
        expect(page.get_by_role("row", name="Bưu điện tỉnh")).to_contain_text("Chưa mở dự thảo")
        assert lead.troubles == []
    with somebody(browser, site, OFFICE, HEAD) as head:
        page = head.open("/")
        press(page, "Nhất trí hoàn toàn")
        expect(page).to_have_url(re.compile("/reply/receipt$"))
        expect(page.get_by_role("status")).to_contain_text("Đã gửi văn bản góp ý")
        assert head.troubles == []
    with somebody(browser, site, TELEPHONE, "truongban") as lead:
        page = lead.open(f"/drafts/{KEY}/rounds/1/agencies?state=sent")
        lead.press(page.get_by_role("link", name="Chi tiết Bưu điện tỉnh"))
        told = page.locator(".round-history > li")
        expect(told).to_have_count(2)
        expect(told.nth(0)).to_contain_text("Được mời góp ý")
        expect(told.nth(1)).to_contain_text("Gửi văn bản góp ý")
        assert page.evaluate("document.documentElement.scrollWidth") == TELEPHONE.width
        assert grave_faults(page) == []
