"""The whole thread, from an officer's first look at the draft to version 2, with touch and without."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.browser.demonstration import CLAUSE, KEY, REASON, TEXT, WORDING
from tests.browser.people import Person, Screen, somebody

pytestmark = pytest.mark.browser
QUESTION = "Đề nghị quy định rõ cơ quan nào xác nhận ngày nhận được yêu cầu."
ANSWER = "Phần mềm tự ghi thời điểm nhận được yêu cầu nên không cần cơ quan xác nhận."


@dataclass
class Cast:
    """Who takes part, each at a browser of their own."""

    officer: Person
    head: Person
    drafter: Person
    lead: Person


@pytest.fixture
def cast(browser: Browser, fresh_site: str, screen: Screen) -> Iterator[Cast]:
    """An officer and the head of Sở TTTT, a drafter and the lead drafter, all signed in."""
    with ExitStack() as stack:

        def sit(login: str) -> Person:
            return stack.enter_context(somebody(browser, fresh_site, screen, login))

        yield Cast(sit("chuyenvien.stttt"), sit("lanhdao.stttt"), sit("bientap"), sit("truongban"))


def test_from_the_first_comment_to_version_2_and_the_table(cast: Cast, tmp_path: Path) -> None:
    propose_a_wording(cast.officer)
    comment_without_wording(cast.officer)
    send_the_reply(cast.head)
    answer_both(cast.drafter)
    sees_no_answer_yet(cast.officer)
    approve_and_release(cast.lead)
    sees_the_answers(cast.officer)
    issue_version_2(cast.lead)
    compare_the_versions(cast.officer)
    find_the_words(cast.officer)
    read_the_table(cast.drafter, tmp_path)
    for person in (cast.officer, cast.head, cast.drafter, cast.lead):
        assert person.troubles == []


def open_the_clause(officer: Person) -> None:
    officer.press(officer.page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="Góp ý khoản 2 Điều 15"))
    expect(officer.page.get_by_role("heading", name="Góp ý khoản 2 Điều 15")).to_be_visible()


def propose_a_wording(officer: Person) -> None:
    page = officer.open("/")
    officer.press_link("Bắt đầu góp ý")
    expect(page.locator(f"[id='{CLAUSE}']")).to_contain_text(TEXT)
    open_the_clause(officer)
    wording = page.get_by_label("Câu chữ đề xuất")
    expect(wording).to_be_focused()
    expect(wording).to_have_value(TEXT)
    wording.fill(WORDING)
    difference = page.get_by_role("region", name="Ý kiến góp ý").locator("#difference")
    expect(difference.locator("ins", has_text="có ký số")).to_be_visible()
    expect(difference.locator("del", has_text="bằng văn bản")).to_be_visible()
    page.get_by_label("Lý do").fill(REASON)
    officer.press_button("Xong ý kiến này")
    expect(page.get_by_role("status")).to_contain_text("Khoản 2 Điều 15 của Quy định: ý kiến đã xong")


def comment_without_wording(officer: Person) -> None:
    page = officer.page
    open_the_clause(officer)
    officer.press(page.get_by_role("group", name="Đề xuất").get_by_text("Nêu ý kiến"))
    page.get_by_label("Loại góp ý").select_option("Câu hỏi")
    page.get_by_label("Ý kiến", exact=False).and_(page.locator("textarea#body")).fill(QUESTION)
    officer.press_button("Xong ý kiến này")
    expect(page.get_by_role("status")).to_contain_text("ý kiến đã xong")
    expect(
        page.locator(f"[id='{CLAUSE}']").get_by_role("link", name="2 ý kiến ở khoản 2 Điều 15")
    ).to_be_visible()


def send_the_reply(head: Person) -> None:
    page = head.open(f"/drafts/{KEY}/reply")
    expect(page.get_by_role("heading", name="2 ý kiến, theo thứ tự dự thảo")).to_be_visible()
    head.press(page.get_by_text("Nhất trí, có góp ý"))
    page.get_by_label("Số, ký hiệu").fill("1187/STTTT-CNTT")
    page.get_by_label("Ngày", exact=True).fill("2017-10-24")
    page.get_by_label("Người ký").fill("Lãnh đạo Sở")
    head.press_button("Gửi văn bản góp ý")
    expect(page.get_by_role("heading", name="Biên nhận văn bản góp ý")).to_be_visible()
    expect(page.locator("code.fingerprint")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    expect(page.get_by_role("main")).to_contain_text("khớp. Nội dung chưa thay đổi từ lúc gửi.")


def answer_both(drafter: Person) -> None:
    page = drafter.open(f"/drafts/{KEY}/desk")
    expect(page.get_by_role("heading", name="Khoản 2 Điều 15 của Quy định", exact=True)).to_be_visible()
    expect(page.locator(".option ins", has_text="có ký số")).to_be_visible()
    drafter.press(page.get_by_text("Tiếp thu", exact=True).and_(page.locator(".outcome-choice span")))
    drafter.press_button("Lưu đề xuất, sang mục sau")
    drafter.press(page.get_by_text("Không tiếp thu", exact=True).and_(page.locator(".outcome-choice span")))
    drafter.press_button("Lưu đề xuất, sang mục sau")
    expect(page.get_by_role("alert")).to_contain_text("giải trình")
    drafter.forget("422")
    page.get_by_label("Giải trình").fill(ANSWER)
    drafter.press_button("Lưu đề xuất, sang mục sau")
    expect(page.get_by_role("status")).to_contain_text("Mọi ý kiến đã có kết quả")


def sees_no_answer_yet(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/reply")
    expect(page.get_by_role("main")).to_contain_text(QUESTION)
    expect(page.get_by_role("main")).not_to_contain_text(ANSWER)


def approve_and_release(lead: Person) -> None:
    page = lead.open(f"/drafts/{KEY}/approvals")
    lead.press(page.get_by_role("button", name="Duyệt cả 2 mục").first)
    expect(page.get_by_role("status")).to_contain_text("Đã duyệt 2 nội dung giải trình")
    lead.press(page.get_by_role("button", name="Công bố cả 2 mục").first)
    expect(page.get_by_role("status")).to_contain_text("Đã công bố 2 nội dung giải trình")


def sees_the_answers(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/reply")
    expect(page.locator(".outcome--accepted")).to_have_text("Tiếp thu")
    expect(page.locator(".outcome--declined")).to_have_text("Không tiếp thu")
    expect(page.get_by_role("main")).to_contain_text(ANSWER)


def issue_version_2(lead: Person) -> None:
    page = lead.open(f"/drafts/{KEY}/next-version")
    expect(page.get_by_role("main").locator("ins", has_text="có ký số").first).to_be_visible()
    lead.press_button("Phát hành bản dự thảo lần 2")
    expect(page.get_by_role("status")).to_contain_text("lần 2")


def compare_the_versions(officer: Person) -> None:
    page = officer.open(f"/drafts/{KEY}/compare/1/2")
    expect(
        page.get_by_role("complementary", name="Danh mục thay đổi").or_(page.locator("#changes"))
    ).to_contain_text("1 chỗ")
    officer.open(f"/drafts/{KEY}/compare/1/2?view=inline")
    shown = page.locator(".compare-row:not(details *) .diff")
    removed, added = (
        shown.locator(element).evaluate_all("all => all.map(one => one.lastChild.textContent.trim())")
        for element in ("del", "ins")
    )
    assert (removed, added) == (
        ["bằng văn bản", "05", "xem như thống nhất", "nội dung được hỏi"],
        ["trên phần mềm, có ký số,", "03", "phải nêu rõ lý do", "việc chậm trả lời"],
    )


def find_the_words(officer: Person) -> None:
    for words in ("trên phần mềm, có ký số", "tren phan mem, co ky so"):
        page = officer.open("/search")
        page.get_by_label("Từ cần tìm").fill(words)
        officer.press(page.get_by_role("main").get_by_role("button", name="Tìm"))
        hits = page.get_by_role("listitem").filter(has_text="Nội dung dự thảo").filter(has_text="Bản lần 2")
        expect(hits.first).to_contain_text("có ký số")
        expect(hits.first.get_by_role("link")).to_have_attribute("href", re.compile(f"versions/2#{CLAUSE}$"))


def read_the_table(drafter: Person, folder: Path) -> None:
    page = drafter.open(f"/drafts/{KEY}/synthesis")
    for words in ("có ký số", QUESTION, ANSWER):
        expect(page.get_by_role("region", name="Bảng tổng hợp")).to_contain_text(words)
    with page.expect_download() as waiting:
        drafter.press(page.get_by_role("link", name="Word"))
    waiting.value.save_as(folder / "table.docx")
    rows = [[cell.text for cell in row.cells] for row in Document(str(folder / "table.docx")).tables[-1].rows]
    assert [row[0].startswith("Khoản 2 Điều 15") for row in rows] == [False, True, True]
    assert "có ký số" in rows[1][2]
    assert rows[1][3].startswith("Tiếp thu")
    assert QUESTION in rows[2][2]
    assert ANSWER in rows[2][3]
