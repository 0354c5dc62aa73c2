"""The synthesis table in the browser and as a file: the same rows, for those who may see them."""

import io
import re
from collections.abc import Callable

import pytest
from docx import Document
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.consultations import Consultation
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of

URL, FILE = "/drafts/mot-cua/synthesis", "/drafts/mot-cua/synthesis.docx"
OFFICE = "application/vnd.openxmlformats-officedocument"


def word_text(data: bytes) -> str:
    return "".join(cell.text for row in Document(io.BytesIO(data)).tables[1].rows for cell in row.cells)


def excel_text(data: bytes) -> str:
    return "".join(str(cell.value) for row in load_workbook(io.BytesIO(data)).worksheets[0] for cell in row)


def pdf_text(data: bytes) -> str:
    with PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


KINDS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "docx": (f"{OFFICE}.wordprocessingml.document", word_text),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", excel_text),
    "pdf": ("application/pdf", pdf_text),
    "csv": ("text/csv", bytes.decode),
    "html": ("text/html", bytes.decode),
}
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; the lead drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua", illustrative=True)))
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    return round_


def answered(
    site: Factory,
    round_: Consultation,
    outcome: Outcome | None,
    *,
    eid: str = CLAUSE,
    code: str = "",
    **more: object,
) -> None:
    invitation = site.invitation(round_, site.agency(code=code) if code else None)
    place = site.provision(round_.version, eid)
    comment = site.sent(site.comment(invitation, provision=place, **more), invitation)
    if outcome:
        site.disposition(comment, outcome, stage=Stage.APPROVED)
    site.commit()


def test_the_page_shows_the_table_of_the_law(client, site, round_) -> None:
    answered(site, round_, Outcome.DECLINED, body="Đề nghị <rút> ngắn.")
    page = client.get(URL).get_data(as_text=True)
    for words in (
        "BẢN TỔNG HỢP, GIẢI TRÌNH, TIẾP THU Ý KIẾN GÓP Ý CỦA CƠ QUAN, TỔ CHỨC, CÁ NHÂN",
        "BẢN NHÁP, CHƯA CHỐT · DỰ THẢO MINH HỌA",
        "Khoản 1 Điều 3 của Quy định",
        "Đề nghị &lt;rút&gt; ngắn.",
        "<b>Không tiếp thu.</b> Đã có ở điều khác.",
        "Kết quả xử lý 01 ý kiến",
    ):
        assert words in page


def test_the_first_column_is_merged_over_the_rows_of_a_place(client, site, round_) -> None:
    for _ in range(3):
        answered(site, round_, Outcome.ACCEPTED)
    page = text_of(client.get(URL))
    assert page.count('rowspan="3"') == 1
    assert page.count("Khoản 1 Điều 3 của Quy định") == 1


def test_what_is_open_is_marked_and_leads_to_the_desk(client, site, round_) -> None:
    answered(site, round_, None)
    page = text_of(client.get(URL))
    assert "cell-pending" in page
    assert "<b>1</b> ý kiến chưa có kết quả" in page
    assert "/drafts/mot-cua/desk" in page


def test_what_is_open_leads_to_that_very_comment_wherever_it_stands(client, site, round_) -> None:
    invitation, parts = site.invitation(round_), round_.version.components
    for where in (
        {"provision": site.provision(round_.version, CLAUSE)},
        {"component": parts[0]},
        {"component": parts[2]},
        {"citation": "Thẩm quyền"},
        {},
    ):
        site.sent(site.comment(invitation, **where), invitation)
    site.commit()
    page = text_of(client.get(URL))
    links = re.findall(r'href="(/drafts/mot-cua/desk/[^"]+)#(comment-\d+)"', page)
    assert len(links) == len({anchor for _url, anchor in links}) == 5
    for url, anchor in links:
        shown = client.get(url.replace("&amp;", "&"))
        assert shown.status_code == 200
        assert f'id="{anchor}"' in shown.get_data(as_text=True)


def test_what_waits_for_approval_is_counted(client, site, round_) -> None:
    invitation = site.invitation(round_)
    site.disposition(site.sent(site.comment(invitation), invitation))
    site.commit()
    page = text_of(client.get(URL))
    assert "<b>1</b> giải trình chưa được duyệt" in page
    assert "(chờ duyệt)" in page


def test_the_word_file_holds_the_rows_of_the_page(client, site, round_) -> None:
    answered(site, round_, Outcome.DECLINED)
    answered(site, round_, None)
    response = client.get(FILE)
    assert response.status_code == 200
    assert "tong-hop-gop-y-mot-cua.docx" in response.headers["Content-Disposition"]
    rows = Document(io.BytesIO(response.data)).tables[1].rows
    assert [row.cells[3].text for row in rows][1:] == ["Không tiếp thu. Đã có ở điều khác.", ""]


def test_every_kind_of_file_holds_the_same_comment(client, site, round_) -> None:
    answered(site, round_, Outcome.ACCEPTED, body="Câu để nhận ra.")
    links = re.findall(r'href="(/drafts/mot-cua/synthesis[.][^"]+)"', text_of(client.get(URL)))
    assert len(links) == 10, "five kinds on a wide screen, the same five on a narrow one"
    for kind, (media_type, read) in KINDS.items():
        response = client.get(f"{URL}.{kind}")
        assert (response.status_code, response.mimetype) == (200, media_type)
        assert f"tong-hop-gop-y-mot-cua.{kind}" in response.headers["Content-Disposition"]
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert "Câu để nhận ra." in read(response.data)


def test_an_unknown_kind_of_file_is_not_found(client, round_) -> None:
    assert client.get(f"{URL}.exe").status_code == 404


def test_a_filter_narrows_the_page_and_its_files(client, site, round_) -> None:
    answered(site, round_, Outcome.ACCEPTED, body="Giữ lại.", code="giu")
    answered(site, round_, Outcome.NOTED, body="Bỏ ra.", code="bo")
    page = text_of(client.get(f"{URL}?agency=giu&layout=B"))
    assert "Giữ lại." in page
    assert "Bỏ ra." not in page
    assert "(Trích 01 trong tổng số 02 ý kiến: " in page
    assert "Đang hiện 1/2 ý kiến" in page
    assert f"{URL}.pdf?agency=giu&layout=B" in page
    file = client.get(f"{URL}.csv?agency=giu")
    assert "tong-hop-gop-y-mot-cua-trich.csv" in file.headers["Content-Disposition"]
    assert ("Giữ lại." in file.text, "Bỏ ra." in file.text) == (True, False)


def test_filters_narrow_together(client, site, round_) -> None:
    topic = site.topic(round_, code="2a", short_title="Tiếp nhận")
    answered(site, round_, None, body="Giữ lại.", code="giu", topic=topic)
    answered(site, round_, None, body="Khác điều.", code="khac", topic=topic, eid="att_1__art_2__para_1")
    answered(site, round_, None, body="Khác nội dung.")
    page = text_of(client.get(f"{URL}?article=att_1__art_3&topic=2a"))
    assert "2 ý kiến" not in page
    assert "ý kiến: Điều 3 của Quy định; nội dung trọng tâm “Tiếp nhận”)" in page
    assert ("Giữ lại." in page, "Khác điều." in page, "Khác nội dung." in page) == (True, False, False)


def test_what_was_asked_for_stays_chosen(client, site, round_) -> None:
    answered(site, round_, None)
    silent = site.invitation(round_, site.agency("Sở Im lặng", code="im-lang"))
    site.commit()
    page = text_of(client.get(f"{URL}?agency={silent.agency.code}"))
    assert '<option selected value="im-lang">Sở Im lặng</option>' in page
    assert "Chưa có ý kiến nào trong phần này." in page


def test_a_filter_that_fits_nothing_says_what_there_is(client, site, round_) -> None:
    answered(site, round_, None, code="co-that")
    response = client.get(f"{URL}?agency=khong-co")
    assert response.status_code == 422
    assert "co-that" in text_of(response)


def test_layout_b_quotes_the_draft(client, site, round_) -> None:
    answered(site, round_, None, words="Câu của dự thảo.")
    assert "Câu của dự thảo." not in client.get(URL).text
    page = client.get(f"{URL}?layout=B").text
    assert "Nội dung dự thảo" in page
    assert "Câu của dự thảo." in page


def test_differences_are_shown_where_they_are_wished_for(client, site, round_) -> None:
    invitation = site.invitation(round_)
    comment = site.comment(invitation, provision=site.provision(round_.version, CLAUSE))
    words = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 07 ngày làm việc."
    site.proposal(site.sent(comment, invitation), words)
    site.commit()
    assert "<ins>07</ins>" not in client.get(URL).text
    assert "<del>05</del><ins>07</ins>" in client.get(f"{URL}?differences=1").text


def test_a_long_table_is_shown_in_parts(client, site, round_, monkeypatch) -> None:
    monkeypatch.setattr("draftreview.web.synthesis.PAGE", 2)
    for number in range(5):
        answered(site, round_, Outcome.NOTED, body=f"Ý số {number}.", code=f"cq-{number}")
    first, last = client.get(f"{URL}?layout=B").text, client.get(f"{URL}?layout=B&page=9").text
    assert [f"Ý số {number}." in first for number in range(5)] == [True, True, False, False, False]
    assert [f"Ý số {number}." in last for number in range(5)] == [False, False, False, False, True]
    assert "Phần 3/3 của bảng" in last
    assert "Căn cứ" not in last
    assert 'rel="prev" href="/drafts/mot-cua/synthesis?layout=B&amp;page=2"' in last


def test_only_the_drafting_side_gets_the_column_of_stages(app, client, site, round_) -> None:
    answered(site, round_, Outcome.NOTED)
    appraiser = site.user(Role.APPRAISER)
    site.round_today("2017-11-20")
    site.commit()
    other = app.test_client()
    sign_in(other, appraiser)
    assert "Tình trạng xử lý" in client.get(f"{URL}.csv?stages=1").text
    assert "Tình trạng xử lý" not in client.get(f"{URL}.csv").text
    assert "Tình trạng xử lý" not in other.get(f"{URL}.csv?stages=1").text
    assert ("tình trạng duyệt" in client.get(URL).text, "tình trạng duyệt" in other.get(URL).text) == (
        True,
        False,
    )


@pytest.mark.parametrize("url", [URL, FILE, f"{URL}.csv", f"{URL}.xlsx"])
@pytest.mark.parametrize(
    ("role", "day", "status"),
    [
        (Role.DRAFTER, "2017-10-24", 200),
        (Role.APPRAISER, "2017-10-24", 403),
        (Role.APPRAISER, "2017-11-02", 200),
        (Role.COMMENTER, "2017-11-02", 403),
        (Role.AGENCY_HEAD, "2017-11-02", 403),
        (Role.ADMIN, "2017-11-02", 403),
    ],
)
def test_who_may_see_the_table(app, site, round_, url, role, day, status) -> None:
    user = site.user(role)
    site.round_today(day)
    site.commit()
    other = app.test_client()
    sign_in(other, user)
    assert other.get(url).status_code == status


@pytest.mark.parametrize("url", [URL, FILE])
def test_the_public_is_asked_to_sign_in(app, round_, url) -> None:
    assert app.test_client().get(url).status_code == 302


@pytest.mark.parametrize("size", [1, 7])
def test_the_page_takes_at_most_five_queries(
    client, site, round_, count_queries: Callable[[], int], size
) -> None:
    for number in range(size):
        answered(site, round_, Outcome.NOTED if number % 2 else None)
    client.get(URL)
    count_queries()
    client.get(URL)
    assert count_queries() <= 5
