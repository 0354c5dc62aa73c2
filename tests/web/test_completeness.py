"""The gate in the browser: what is missing leads to the very thing, and final files come only without it."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import CommentState, Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.services.groups import gather
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of

URL = "/drafts/mot-cua/synthesis/check"
FILE = "/drafts/mot-cua/synthesis.docx"
DRAFT_MARK = "BẢN NHÁP, CHƯA CHỐT"


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; the lead drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    return round_


def commented(
    site: Factory, round_: Consultation, stage: Stage | None = None, letter: bool = True
) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, "att_1__art_3__para_1")
    facts = {"letter_number": "12/CV", "letter_date": date(2017, 10, 20)} if letter else {}
    comment = site.sent(site.comment(invitation, provision=place), invitation, **facts)
    if stage:
        site.disposition(comment, Outcome.NOTED, stage=stage)
    site.commit()
    return comment


def test_everything_missing_is_counted_and_leads_there(client, site, round_) -> None:
    open_, proposed = commented(site, round_), commented(site, round_, Stage.PROPOSED, letter=False)
    page = text_of(client.get(URL))
    assert "Chưa thể chốt bảng: còn 3 việc" in page
    for comment in (open_, proposed):
        assert f"/drafts/mot-cua/desk/att_1__art_3__para_1?comment={comment.id}#comment-{comment.id}" in page
    assert f'href="/replies/{proposed.reply_id}"' in page
    assert "Thiếu số và ngày" in page
    assert "Nội dung giải trình cần xem lại: không còn" in page


def test_every_link_leads_to_a_page(client, site, round_) -> None:
    comment = commented(site, round_, letter=False)
    assert client.get(f"/drafts/mot-cua/desk/att_1__art_3__para_1?comment={comment.id}").status_code == 200
    assert client.get(f"/replies/{comment.reply_id}").status_code == 200


def test_an_answer_to_what_has_changed_says_why(client, site, round_) -> None:
    comment = commented(site, round_)
    site.disposition(comment, stage=Stage.APPROVED, seen_hash="0" * 64)
    site.commit()
    assert "Ý kiến đã sửa sau khi trả lời" in text_of(client.get(URL))


def test_a_long_list_is_folded(client, site, round_) -> None:
    commented(site, round_)
    assert '<details class="finding" id="outcome" open>' in client.get(URL).text
    for _ in range(12):
        commented(site, round_)
    assert '<details class="finding" id="outcome">' in client.get(URL).text


def test_what_an_agency_took_back_is_named(client, site, round_) -> None:
    comment = commented(site, round_, Stage.APPROVED)
    comment.state = CommentState.READY
    site.commit()
    page = text_of(client.get(URL))
    assert "Không có trong văn bản gửi lại" in page
    assert "Đã đủ điều kiện xuất bản chính thức" in page


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf", "csv", "html"])
def test_a_final_file_is_refused_with_the_list(client, site, round_, suffix) -> None:
    commented(site, round_)
    response = client.get(f"/drafts/mot-cua/synthesis.{suffix}?final=1")
    assert response.status_code == 409
    assert "Chưa thể chốt bảng: còn 1 việc" in text_of(response)
    assert client.get(f"/drafts/mot-cua/synthesis.{suffix}").status_code == 200


def test_the_final_files_are_offered_once_nothing_is_missing(client, site, round_) -> None:
    commented(site, round_, Stage.APPROVED)
    page = text_of(client.get(URL))
    assert "Đã đủ điều kiện xuất bản chính thức" in page
    for suffix in ("docx", "pdf", "html"):
        for layout in "AB":
            assert f"/drafts/mot-cua/synthesis.{suffix}?final=1&layout={layout}" in page
    assert "/drafts/mot-cua/synthesis.xlsx?final=1" in page


def test_only_the_final_file_carries_no_mark_of_a_draft(client, site, round_) -> None:
    commented(site, round_, Stage.RELEASED)

    def header(url: str) -> str:
        section = Document(io.BytesIO(client.get(url).data)).sections[0]
        return section.first_page_header.paragraphs[0].text

    assert (header(FILE), header(f"{FILE}?final=1")) == (DRAFT_MARK, "")
    disposition = client.get(f"{FILE}?final=1").headers["Content-Disposition"]
    assert "tong-hop-gop-y-mot-cua-chinh-thuc.docx" in disposition


def test_the_table_leads_to_the_check(client, site, round_) -> None:
    commented(site, round_)
    assert URL in client.get("/drafts/mot-cua/synthesis").text
    commented(site, round_, Stage.RELEASED)
    assert URL in client.get("/drafts/mot-cua/synthesis").text


def test_the_appraiser_reads_the_list_without_ways_to_the_desk(app, site, round_) -> None:
    commented(site, round_)
    appraiser = site.user(Role.APPRAISER)
    site.round_today("2017-11-20")
    site.commit()
    other = app.test_client()
    sign_in(other, appraiser)
    page = text_of(other.get(URL))
    assert "Khoản 1 Điều 3" in page
    assert "/desk/" not in page


@pytest.mark.parametrize("size", [1, 7])
def test_the_page_takes_at_most_five_queries(
    client, site, round_, count_queries: Callable[[], int], size
) -> None:
    for number in range(size):
        commented(site, round_, Stage.APPROVED if number % 2 else None)
    client.get(URL)
    count_queries()
    client.get(URL)
    assert count_queries() <= 5


def test_a_row_that_differs_from_its_group_leads_to_the_group(client, site, round_) -> None:
    comments = [commented(site, round_) for _ in range(3)]
    drafter = site.drafter()
    ids = [one.id for one in comments]
    group = gather(site.session, drafter, site.clock, round_, ids)
    for comment, outcome in zip(comments, (Outcome.NOTED, Outcome.NOTED, Outcome.ACCEPTED), strict=True):
        site.disposition(comment, outcome, Stage.APPROVED)
    site.commit()
    page = text_of(client.get(URL))
    assert "Chưa thể chốt bảng: còn 1 việc" in page
    assert f'href="/drafts/mot-cua/groups/{group.id}"' in page
    assert client.get(f"/drafts/mot-cua/groups/{group.id}").status_code == 200
