"""Replies as they were sent, through the pages: read by both sides, asked back, returned, sent again."""

import hashlib
import re
from collections.abc import Callable
from contextlib import closing

import pypdfium2
import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import CommentState, Role
from draftreview.models.consultations import Invitation
from draftreview.models.writing import TopicAnswer
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

PAGE = "/drafts/mot-cua/reply"
LIST = "/drafts/mot-cua/replies"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An agency with one finished comment, and another that has sent nothing."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    invitation: Invitation = site.invitation(round_)
    site.invitation(round_)
    place = site.provision(round_.version, "att_1__art_3__para_1")
    said = site.comment(invitation, None, place, state=CommentState.READY, body="Nên rút ngắn.")
    site.proposal(said, "Trả lời ngay.")
    site.commit()
    return invitation


@pytest.fixture
def head(client: FlaskClient, site: Factory, invited: Invitation) -> FlaskClient:
    """The browser of the agency's head, who has sent the reply."""
    user = site.user(Role.AGENCY_HEAD, invited.agency)
    site.commit()
    sign_in(client, user)
    post(client, PAGE, stance="agree_with_comments", send="1")
    return client


@pytest.fixture
def lead(head: FlaskClient, site: Factory) -> FlaskClient:
    """The browser of the lead drafter."""
    browser = head.application.test_client()
    user = site.lead()
    site.commit()
    sign_in(browser, user)
    return browser


@pytest.fixture
def url(head: FlaskClient) -> str:
    """Where the agency's sendings are shown."""
    return "/replies/" + text_of(head.get(PAGE)).split('href="/replies/')[1].split('"')[0]


def pdf_words(data: bytes) -> str:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return str(document[0].get_textpage().get_text_bounded())


def test_what_was_sent_is_read_by_both_sides(head: FlaskClient, lead: FlaskClient, url: str) -> None:
    for browser in (head, lead):
        page = text_of(browser.get(url))
        assert "Lần gửi 1, 24/10/2017" in page
        assert "Nên rút ngắn." in page
    assert "Đề nghị rút văn bản" in text_of(head.get(url))
    assert "Trả lại để sửa" in text_of(lead.get(url))


def test_the_drafting_side_lists_what_it_received(lead: FlaskClient, invited: Invitation) -> None:
    page = text_of(lead.get(LIST))
    assert page.count("Chưa gửi") == 1
    assert f'Đã gửi<span class="visually-hidden"> {invited.agency.name}' in page


def test_the_canonical_form_gives_the_fingerprint(head: FlaskClient, url: str) -> None:
    answer = head.get(f"{url}/sendings/1.json")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert hashlib.sha256(answer.data).hexdigest() in text_of(head.get(url))
    assert head.get(f"{url}/sendings/2.json").status_code == 404


def test_the_receipt_is_a_pdf_that_says_the_fingerprint(head: FlaskClient, url: str) -> None:
    answer = head.get(f"{url}/sendings/1.pdf")
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
    code = hashlib.sha256(head.get(f"{url}/sendings/1.json").data).hexdigest()
    assert code in pdf_words(answer.data)
    assert head.get(f"{url}/sendings/2.pdf").status_code == 404


def test_the_form_is_documented(client: FlaskClient) -> None:
    assert "draftreview verify" in text_of(client.get("/fingerprint"))


def test_a_reply_is_asked_back_returned_and_sent_again(
    head: FlaskClient, lead: FlaskClient, url: str
) -> None:
    assert "Lần gửi đầu" not in text_of(head.get(f"{PAGE}/receipt"))
    assert post(head, url, reason="Thiếu phụ lục.", move="withdrawal_asked").location == url
    assert "Cơ quan đang đề nghị rút" in text_of(lead.get(url))
    assert post(lead, url, reason="Trả lại theo đề nghị.", move="returned").status_code == 303
    page = text_of(head.get(PAGE))
    assert "Văn bản được trả lại để sửa" in page
    assert "Trả lại theo đề nghị." in page
    assert post(head, PAGE, stance="disagree", send="1").status_code == 303
    receipt = text_of(head.get(f"{PAGE}/receipt"))
    assert re.search(r"Lần gửi đầu</dt><dd>\d\d:\d\d \d\d/\d\d/\d{4} <a", receipt)
    assert "Lần gửi đầu" in pdf_words(head.get(f"{url}/sendings/2.pdf").data)
    assert "Lần gửi đầu" not in pdf_words(head.get(f"{url}/sendings/1.pdf").data)
    history = text_of(head.get(url))
    assert "Lần gửi 2, 24/10/2017" in history
    assert "Quan điểm đổi từ “Nhất trí, có góp ý” thành “Không nhất trí”." in history


def test_a_refusal_keeps_the_reply_locked(head: FlaskClient, lead: FlaskClient, url: str) -> None:
    post(head, url, reason="Gửi nhầm.", move="withdrawal_asked")
    post(lead, url, reason="Đã tổng hợp xong.", move="withdrawal_refused")
    assert "Đã tổng hợp xong." in text_of(head.get(url))
    assert "Đã gửi và đã khóa" in text_of(head.get(PAGE))


def test_a_step_needs_a_reason_and_its_right_moment(head: FlaskClient, lead: FlaskClient, url: str) -> None:
    for reason in ("", "   ", "x" * 2001):
        assert post(head, url, reason=reason, move="withdrawal_asked").status_code == 422
    assert post(lead, url, reason="Không.", move="withdrawal_refused").status_code == 409
    assert post(head, url, reason="Tôi trả lại.", move="returned").status_code == 403
    for move in ("send", "other", ""):
        assert post(head, url, reason="Lý do.", move=move).status_code == 404


def test_strangers_learn_nothing(head: FlaskClient, site: Factory, url: str) -> None:
    stranger = head.application.test_client()
    assert stranger.get(url).status_code == 302
    user = site.user(Role.AGENCY_HEAD)
    site.commit()
    sign_in(stranger, user)
    assert [stranger.get(at).status_code for at in (url, f"{url}/sendings/1.json", LIST)] == [404, 404, 403]


def test_topics_and_the_letters_number_are_checked_before_sending(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    officer = site.user(agency=invited.agency)
    answered = site.topic(invited.consultation, short_title="Trả hồ sơ")
    site.topic(invited.consultation, short_title="Luân chuyển")
    site.session.add(TopicAnswer(topic=answered, agency=invited.agency, by=officer, at=site.clock.now()))
    site.commit()
    sign_in(client, officer)
    page = text_of(client.get(PAGE))
    assert "Không có ý kiến về trọng tâm</span>" not in page
    assert "Không có ý kiến về trọng tâm <b>Trả hồ sơ</b>" in page
    assert "Luân chuyển</b> <a href" in page
    assert "Chưa ghi số công văn" in page


def test_the_pages_take_five_queries_at_most(
    head: FlaskClient, lead: FlaskClient, url: str, count_queries: Callable[[], int]
) -> None:
    for browser, at in ((head, url), (lead, url), (lead, LIST), (head, PAGE), (head, f"{PAGE}/receipt")):
        count_queries()
        assert browser.get(at).status_code == 200
        assert count_queries() <= 5, at
