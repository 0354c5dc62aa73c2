"""The synthesis table in the browser and as a file: the same rows, for those who may see them."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.consultations import Consultation
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of

URL, FILE = "/drafts/mot-cua/synthesis", "/drafts/mot-cua/synthesis.docx"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; the lead drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua", illustrative=True)))
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    return round_


def answered(site: Factory, round_: Consultation, outcome: Outcome | None, **more: object) -> None:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, CLAUSE)
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


@pytest.mark.parametrize("url", [URL, FILE])
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
