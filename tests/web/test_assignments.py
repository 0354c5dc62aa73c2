"""Work shared out on the desk: one comment or a whole place, and the filter "của tôi"."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import Assignment
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

CLAUSE = "att_1__art_3__para_1"
PLACE = f"/drafts/mot-cua/desk/{CLAUSE}"


@pytest.fixture
def round_(site: Factory) -> Consultation:
    """The round of the draft mot-cua."""
    return site.round(site.version(site.draft(key="mot-cua")))


@pytest.fixture
def comments(site: Factory, round_: Consultation) -> list[Comment]:
    """Two comments sent about one clause, and a third about another."""
    return [sent(site, round_, eid) for eid in (CLAUSE, CLAUSE, "att_1__art_3__para_2")]


@pytest.fixture
def drafter(site: Factory, comments: list[Comment], client: FlaskClient) -> User:
    """A drafter, signed in."""
    user = site.drafter(display_name="Tổ viên 1")
    site.commit()
    sign_in(client, user)
    return user


def sent(site: Factory, round_: Consultation, eid: str) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, eid)
    return site.sent(site.comment(invitation, provision=place), invitation)


def give(client: FlaskClient, comment: Comment, reach: str = "comment", **fields: object) -> TestResponse:
    url = f"/comments/{comment.id}/assignment"
    return post(client, url, page=PLACE, reach=reach, **fields)


def given(site: Factory) -> list[int]:
    site.session.rollback()
    return sorted(site.session.scalars(select(Assignment.comment_id)))


def test_a_comment_is_given_and_taken_back(client, site, comments, drafter) -> None:
    response = give(client, comments[0], drafter=drafter.id)
    assert response.location == f"{PLACE}?comment={comments[0].id}#at-hand"
    page = text_of(client.get(response.location))
    assert "Đã giao 1 ý kiến cho Tổ viên 1." in page
    assert "giao: Tổ viên 1" in page
    assert given(site) == [comments[0].id]
    back = give(client, comments[0], drafter="")
    assert "Đã bỏ giao việc 1 ý kiến." in text_of(client.get(back.location))
    assert given(site) == []


def test_a_whole_place_is_given_at_once(client, site, comments, drafter) -> None:
    response = give(client, comments[0], "place", drafter=drafter.id)
    assert "Đã giao 2 ý kiến cho Tổ viên 1." in text_of(client.get(response.location))
    assert given(site) == [comments[0].id, comments[1].id]
    page = text_of(client.get("/drafts/mot-cua/desk?drafter=me"))
    assert "còn <b>2</b> / 2 ý kiến, 1 điều khoản trong bộ lọc" in page


def test_somebody_else_is_not_given_work(client, site, comments, drafter) -> None:
    stranger = site.user()
    site.commit()
    response = give(client, comments[0], drafter=stranger.id)
    assert "Chọn một thành viên của tổ biên tập" in text_of(client.get(response.location))
    assert given(site) == []
