"""Two versions compared by mouse, by keyboard alone, on a telephone and without JavaScript."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from draftreview.cli.opening import opened
from draftreview.config import Config
from tests.browser import demonstration
from tests.browser.axe import grave_faults
from tests.browser.demonstration import KEY
from tests.browser.people import OFFICE, TELEPHONE, Person, Screen, somebody
from tests.browser.test_keyboard import tab_to
from tests.factories import Factory, FixedClock
from tests.services.rounds import CLAUSE, Round, reworded

pytestmark = pytest.mark.browser

COMPARED = f"/drafts/{KEY}/compare/1/2"
TABLED = "/drafts/bang/compare/1/2"
ROW_THERE = "[id='att_1__art_16__para_2']"
OLD = """Thời hạn giải quyết theo bảng sau:
| TT | Bước thực hiện | Nơi thực hiện | Thời hạn |
| 1 | Tiếp nhận hồ sơ, kiểm tra thành phần | Bộ phận một cửa | 01 ngày |
| 2 | Thẩm định hồ sơ | Phòng chuyên môn | 05 ngày |
| 3 | Trả kết quả | Bộ phận một cửa | 01 ngày |
Quá thời hạn thì nêu rõ lý do."""
NEW = """Thời hạn giải quyết theo bảng sau:
| TT | Bước thực hiện | Nơi thực hiện | Người chịu trách nhiệm | Thời hạn |
| 1 | Hẹn giờ qua mạng | Cổng dịch vụ công | Người nộp | ngay |
| 2 | Tiếp nhận hồ sơ, kiểm tra thành phần | Bộ phận một cửa | Công chức | 01 ngày |
| 3 | Thẩm định hồ sơ | Phòng chuyên môn | Trưởng phòng | 03 ngày làm việc |
| 4 | Trả kết quả | Bộ phận một cửa | Công chức | 01 ngày |
Quá thời hạn thì nêu rõ lý do."""


@pytest.fixture(scope="module")
def site(busy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration in the middle of the work, with a draft whose table changed."""
    folder = tmp_path_factory.mktemp("compared") / "var"
    shutil.copytree(busy, folder)
    with opened(Config(data=folder)) as session:
        make = Factory(session, FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC)))
        before = reworded(OLD)
        round_ = Round(make, make.round(make.version(make.draft(key="bang", public=True), before)), before)
        for _ in range(5):
            round_.accepted(NEW)
        round_.next(reworded(NEW))
        session.commit()
    with demonstration.served(folder) as address:
        yield address


@pytest.fixture
def drafter(browser: Browser, site: str) -> Iterator[Person]:
    """A drafter at an office screen."""
    with somebody(browser, site, OFFICE, "bientap") as person:
        yield person
        assert person.troubles == []


def test_changes_comments_and_their_trace_are_a_click_apart(drafter: Person) -> None:
    page = drafter.open(COMPARED)
    changes = page.get_by_role("navigation", name="Các thay đổi")
    drafter.press(changes.get_by_role("link").filter(has_text="Khoản 2 Điều 16"))
    expect(page.locator(ROW_THERE)).to_be_in_viewport()
    drafter.press(page.locator(ROW_THERE).get_by_role("link", name="Theo ý kiến của").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quá trình của ý kiến")
    drafter.press(page.get_by_role("link", name="Xem trong bản so sánh").first)
    expect(page).to_have_url(f"{drafter.address}{COMPARED}#att_1__art_16")


@pytest.mark.parametrize("screen", [OFFICE, TELEPHONE])
def test_without_a_keyboard_from_change_to_change(browser: Browser, site: str, screen: Screen) -> None:
    with somebody(browser, site, screen, "bientap") as person:
        page = person.open(COMPARED)
        for name, place in (("sau", "para_7"), ("sau", "para_10"), ("trước", "para_7")):
            person.press_button(f"Thay đổi {name}")
            expect(page.locator(f"[id='att_1__art_3__{place}']")).to_be_focused()


def test_a_fold_opens_the_view_switches_and_the_list_is_filtered(drafter: Person) -> None:
    page = drafter.open(COMPARED)
    fold = page.locator("details.fold").first
    drafter.press(fold.locator("summary"))
    expect(fold.locator(".compare-row").first).to_be_visible()
    drafter.press_link("Một cột")
    expect(page.get_by_text("Từ lần 1 đến lần 2")).to_be_visible()
    drafter.press(page.get_by_role("link", name="Dẫn chiếu 17"))
    expect(page.get_by_role("link", name="Dẫn chiếu 17")).to_have_attribute("aria-current", "true")
    places = page.get_by_role("navigation", name="Các thay đổi").get_by_role("link")
    expect(places.first).to_contain_text("Khoản 10 Điều 3")


def test_versions_are_chosen(drafter: Person) -> None:
    page = drafter.open(COMPARED)
    page.get_by_label("với").select_option("1")
    drafter.press_button("So sánh")
    expect(page.get_by_text("Hai bản không khác nhau.")).to_be_visible()
    page.get_by_label("Bản trước").select_option("2")
    drafter.press_button("So sánh")
    expect(page).to_have_url(f"{drafter.address}{COMPARED}?view=side")


def test_what_is_open_leads_to_its_place(drafter: Person) -> None:
    page = drafter.open(COMPARED)
    found = page.locator("#findings")
    drafter.press(found.get_by_text("Thay đổi không có ý kiến tiếp thu"))
    drafter.press(found.get_by_role("link", name="Điều 12 (mới)"))
    expect(page.locator("[id='att_1__art_12']")).to_be_in_viewport()


def test_by_keyboard_alone_from_change_to_change_into_a_trace_and_back(drafter: Person) -> None:
    page = drafter.open(COMPARED)
    for key, place in (
        ("n", "att_1__art_3__para_7"),
        ("n", "att_1__art_3__para_10"),
        ("p", "att_1__art_3__para_7"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == place
    tab_to(page, "Quá trình", within="att_1__art_3__para_7")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Quá trình của khoản 7 Điều 3")).to_be_visible()
    tab_to(page, "Xem trong bản so sánh")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{drafter.address}{COMPARED}#att_1__art_3__para_7")


def test_by_keyboard_alone_a_fold_opens_and_the_view_switches(drafter: Person) -> None:
    page = drafter.open(COMPARED)
    tab_to(page, "Không đổi:")
    page.keyboard.press("Enter")
    expect(page.locator("details.fold[open]")).to_have_count(1)
    tab_to(page, "Một cột", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Từ lần 1 đến lần 2")).to_be_visible()
    tab_to(page, "Bỏ 1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Bỏ 1")).to_have_attribute("aria-current", "true")


def test_on_a_telephone_tables_scroll_inside_their_region(browser: Browser, site: str) -> None:
    with somebody(browser, site, TELEPHONE, "bientap") as drafter:
        page = drafter.open(TABLED)
        drafter.press_button("Mở danh mục thay đổi")
        drafter.press(page.get_by_role("navigation", name="Các thay đổi").get_by_role("link"))
        region = page.get_by_role("region", name="Bảng ở Khoản 1 Điều 3, lần 2")
        expect(region).to_be_visible()
        assert region.evaluate("box => box.scrollWidth > box.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE.width
        expect(region.get_by_text("Dòng thêm")).to_be_visible()
        drafter.press(page.get_by_text("Thêm 2 ý kiến, sửa đổi"))
        drafter.press(page.get_by_role("link", name="Theo ý kiến của").last)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Quá trình của ý kiến")
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE.width
        assert drafter.troubles == []


def test_without_a_script_folds_filters_and_traces_work(browser: Browser, site: str) -> None:
    with somebody(browser, site, OFFICE, "bientap", java_script_enabled=False) as drafter:
        page = drafter.open(COMPARED)
        fold = page.locator("details.fold").first
        drafter.press(fold.locator("summary"))
        expect(fold.locator(".compare-row").first).to_be_visible()
        drafter.press(page.get_by_role("link", name="Chuyển 1"))
        places = page.get_by_role("navigation", name="Các thay đổi").get_by_role("link")
        expect(places).to_have_count(1)
        page.get_by_label("với").select_option("2")
        drafter.press_button("So sánh")
        drafter.press(page.locator(ROW_THERE).get_by_role("link", name="Quá trình"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("khoản 2 Điều 16")
        drafter.press(page.get_by_role("link", name="Sở").first)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Quá trình của ý kiến")


@pytest.mark.parametrize(
    "path", [TABLED, f"{TABLED}?view=inline", f"/drafts/bang/versions/2/trace/{CLAUSE}", "/comments/1/trace"]
)
def test_axe_finds_no_serious_fault_with_everything_open(
    browser: Browser, site: str, screen: Screen, path: str
) -> None:
    with somebody(browser, site, screen, "bientap") as drafter:
        page = drafter.open(path)
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
        assert grave_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
