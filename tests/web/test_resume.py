"""A session that runs out in mid-sentence loses nothing, and no other site can have its words kept."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from tests.factories import PASSWORD, Factory
from tests.web.browsing import sign_in, text_of, token

NEW = "/drafts/mot-cua/versions/1/comments/new?eid=att_1__art_3__para_1"
TYPED = {"operation": "", "category": "question", "body": "Dòng một.\nDòng hai “…” <b>", "form_key": "k1"}
HERE = {"Origin": "http://localhost"}


@pytest.fixture
def officer(client: FlaskClient, site: Factory) -> User:
    """An officer who has the composer open."""
    invitation = site.invitation(site.round(site.version(site.draft(key="mot-cua"))))
    user: User = site.user(agency=invitation.agency)
    site.commit()
    sign_in(client, user)
    return user


def fields_of(answer: TestResponse) -> dict[str, str]:
    """Take the hidden fields of a page as a browser posts them."""
    page = answer.get_data(as_text=True)
    inputs = re.findall(r'<input(?=[^>]*type="hidden")[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
    areas = re.findall(r'<textarea hidden name="([^"]+)">\n?([^<]*)</textarea>', page)
    return {name: html.unescape(value) for name, value in [*inputs, *areas]}


def expire(client: FlaskClient) -> None:
    client.delete_cookie("session")


def test_what_was_typed_is_sent_after_signing_in_again(
    client: FlaskClient, site: Factory, officer: User
) -> None:
    old = token(client, NEW)
    expire(client)
    asked = client.post(NEW, data={**TYPED, "csrf_token": old}, headers=HERE)
    assert (asked.status_code, "bài viết còn nguyên" in text_of(asked)) == (403, True)
    wrong = client.post("/sign-in", data={**fields_of(asked), "login": officer.login, "password": "sai"})
    assert wrong.status_code == 422
    again = client.post("/sign-in", data={**fields_of(wrong), "login": officer.login, "password": PASSWORD})
    assert "Dòng một." in text_of(again)
    sent = client.post(NEW, data=fields_of(again))
    assert sent.status_code == 303
    comment = site.session.scalars(select(Comment)).one()
    assert (comment.body, comment.form_key) == (TYPED["body"], "k1")


def test_a_page_left_open_over_a_new_sign_in_only_asks_to_send_again(
    client: FlaskClient, officer: User
) -> None:
    answer = client.post(NEW, data={**TYPED, "csrf_token": "cũ"}, headers=HERE)
    assert answer.status_code == 403
    assert client.post(NEW, data=fields_of(answer)).status_code == 303


def test_words_from_another_site_are_not_kept(client: FlaskClient, officer: User) -> None:
    for headers in ({}, {"Origin": "https://xau.vn"}, {"Referer": "https://xau.vn/localhost"}):
        answer = client.post(NEW, data={**TYPED, "csrf_token": "cũ"}, headers=headers)
        assert (answer.status_code, "Dòng một." in text_of(answer)) == (400, False)


@pytest.mark.parametrize("target", ["https://xau.vn/", "//xau.vn", "", "/\\xau.vn"])
def test_a_sign_in_form_carries_nothing_to_another_site(
    client: FlaskClient, officer: User, target: str
) -> None:
    expire(client)
    data = {"csrf_token": token(client), "login": officer.login, "password": PASSWORD, "kept_to": target}
    assert client.post("/sign-in", data=data).status_code == 303


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client: FlaskClient, officer: User) -> None:
    expire(client)
    answer = client.get(NEW, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer.headers["HX-Redirect"].startswith("/sign-in?next=/drafts/mot-cua/versions/1/comments/new")


def test_a_difference_asked_for_after_the_session_is_not_put_into_the_page(
    client: FlaskClient, officer: User
) -> None:
    expire(client)
    url = "/drafts/mot-cua/versions/1/difference?eid=att_1__art_3__para_1"
    assert client.post(url, data=TYPED, headers={**HERE, "HX-Request": "true"}).status_code == 403
