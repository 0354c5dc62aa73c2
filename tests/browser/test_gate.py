"""The gate in a real browser: from the refusal, over the very things missing, to the final files."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY, copy_served
from tests.browser.people import OFFICE, TELEPHONE, Person, somebody
from tests.browser.signing import REWORDED, make_signing

pytestmark = pytest.mark.browser
TABLE, CHECK = f"/drafts/{KEY}/synthesis", f"/drafts/{KEY}/synthesis/check"


@pytest.fixture
def site(plain: Path, tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "signing" / "var"
    shutil.copytree(plain, folder)
    make_signing(folder)
    (tmp_path / "served").mkdir()
    with copy_served(folder, tmp_path / "served") as address:
        yield address


def test_the_way_from_the_refusal_to_the_final_word_file(browser: Browser, site: str, tmp_path: Path) -> None:
    with somebody(browser, site, OFFICE, "truongban") as lead:
        is_refused(lead)
        sign(lead)
        page = lead.open(CHECK)
        expect(page.get_by_role("status")).to_contain_text("Đã đủ điều kiện xuất bản chính thức")
        assert grave_faults(page) == []
        for name in ("Word", "PDF", "HTML", "Excel", "CSV"):
            with page.expect_download() as taken:
                lead.press(page.get_by_role("link", name=f"{name} bản chính thức").first)
            assert "-chinh-thuc." in taken.value.suggested_filename
            taken.value.save_as(tmp_path / f"final-{name}")
        assert "BẢN NHÁP" not in marks(tmp_path / "final-Word")
        with lead.open(TABLE).expect_download() as taken:
            lead.press(page.get_by_role("link", name="Word", exact=True).locator("visible=true"))
        taken.value.save_as(tmp_path / "draft")
        assert "BẢN NHÁP" in marks(tmp_path / "draft")
        assert lead.troubles == []


def is_refused(lead: Person) -> None:
    """Ask for the final file by its address; follow a thing that is missing to its comment."""
    page = lead.open(f"{TABLE}.docx?final=1")
    expect(page.get_by_role("status")).to_contain_text("còn 4 việc")
    lead.forget("409")
    page = lead.open(TABLE)
    lead.press(page.get_by_role("link", name="Kiểm tra trước khi xuất bản chính thức"))
    assert grave_faults(page) == []
    again = page.locator("#freshness")
    expect(again).to_contain_text("Ý kiến đã sửa sau khi trả lời")
    lead.press(again.get_by_role("link", name=REWORDED))
    expect(page).to_have_url(re.compile(r"comment=(\d+)#comment-\1$"))
    expect(page.get_by_role("main")).to_contain_text("Đề nghị 02 ngày làm việc.")


def sign(lead: Person) -> None:
    """Approve everything, what has changed with a tick of its own."""
    page = lead.open(f"/drafts/{KEY}/approvals")
    page.get_by_label("Đã xem lại, nội dung giải trình vẫn đúng").check()
    page.get_by_label(f"Chọn {REWORDED}").check()
    lead.press_button("Duyệt mục đã chọn")
    lead.press_button("Duyệt cả 2 mục")
    expect(page.get_by_role("status")).to_contain_text("Đã duyệt 2 nội dung giải trình")


def marks(file: Path) -> str:
    """Give what stands above every page of a Word file."""
    section = Document(str(file)).sections[0]
    return "".join(part.paragraphs[0].text for part in (section.first_page_header, section.header)).strip()


def test_the_check_is_read_on_a_telephone(browser: Browser, site: str) -> None:
    with somebody(browser, site, TELEPHONE, "bientap") as drafter:
        page = drafter.open(CHECK)
        expect(page.get_by_role("status")).to_contain_text("Chưa thể chốt bảng: còn 4 việc")
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE.width
        assert grave_faults(page) == []
        assert drafter.troubles == []
