"""The synthesis table in a real browser: filters, files to take away, and the HTML file on paper."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from draftreview.domain.synthesis_layouts import LAYOUT_B
from draftreview.formats.writing.synthesis_html import write
from tests.browser.demonstration import KEY
from tests.browser.people import OFFICE, Screen, somebody
from tests.domain.golden import golden

pytestmark = pytest.mark.browser
URL = f"/drafts/{KEY}/synthesis"
KINDS = {"Word": "docx", "Excel": "xlsx", "PDF": "pdf", "CSV": "csv", "HTML": "html"}


def test_the_table_is_filtered_and_taken_away(browser: Browser, busy_site: str) -> None:
    with somebody(browser, busy_site, OFFICE, "bientap") as drafter:
        page = drafter.open(URL)
        page.get_by_label("Cơ quan", exact=True).select_option("stp")
        drafter.press_button("Lọc bảng")
        page.get_by_text("trong tổng số 60 ý kiến: Sở Tư pháp)").wait_for()
        for name, suffix in KINDS.items():
            with page.expect_download() as taken:
                drafter.press(page.get_by_role("link", name=name, exact=True).locator("visible=true"))
            assert taken.value.suggested_filename == f"tong-hop-gop-y-{KEY}-trich.{suffix}"
        assert drafter.troubles == []


def test_the_first_column_stays_while_the_rest_is_scrolled(
    browser: Browser, busy_site: str, screen: Screen
) -> None:
    with somebody(browser, busy_site, screen, "bientap") as drafter:
        page = drafter.open(URL)
        region = page.get_by_role("region", name="Bảng tổng hợp")
        first = region.locator("tbody th").first
        before = first.bounding_box()
        scrolled = region.evaluate("region => { region.scrollLeft = 200; return region.scrollLeft }")
        after = first.bounding_box()
        assert before is not None
        assert after is not None
        assert (scrolled == 200) is screen.touch
        assert abs(after["x"] - before["x"]) <= 2
        assert page.evaluate("document.documentElement.scrollWidth") <= screen.width


def test_the_html_file_prints_as_laid_down(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bang.html"
    file.write_bytes(write(golden(), LAYOUT_B))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    data = page.pdf(prefer_css_page_size=True)
    context.close()
    with pypdfium2.PdfDocument(data) as document:
        assert [round(side) for side in document[0].get_size()] == [842, 595]
        words = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert all("NỘIDUNGGÓPÝ" in page or number for number, page in enumerate(words))
    assert "=HYPERLINK" in words[0]
    assert words[0].count("BẢNNHÁP,CHƯACHỐT") == 2
