"""The page that leads through the focus topics: question, provisions, answers, and the way back."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

PAGE = "/drafts/mot-cua/topics"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An agency asked on two topics: a chapter, and one khoản."""
    version = site.version(site.draft(key="mot-cua"))
    round_ = site.round(version)
    site.topic(round_, site.provision(version, "att_1__chp_I"), code="1", title="Mô hình, tổ chức")
    whole = site.topic(round_, code="2", title="Quy trình phần mềm")
    site.topic(round_, site.provision(version, CLAUSE), code="2a", title="Xin ý kiến", parent_id=whole.id)
    invitation: Invitation = site.invitation(round_)
    site.commit()
    return invitation


@pytest.fixture
def officer(client: FlaskClient, site: Factory, invited: Invitation) -> User:
    """An officer of the agency, signed in."""
    user: User = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, user)
    return user


def test_a_topic_stands_beside_all_its_provisions(client: FlaskClient, officer: User) -> None:
    page = text_of(client.get(PAGE))
    assert "1. Mô hình, tổ chức" in page
    assert "0/2 nội dung đã trả lời" in page
    assert 'aria-label="Chương I của Quy định"' in page
    for eid in ("att_1__chp_I", "att_1__art_1", "att_1__art_2__para_2__point_b", CLAUSE):
        assert f'id="{eid}"' in page
    assert "Việc hướng dẫn được ghi trên phần mềm." in page


def test_a_clause_named_alone_stands_alone(client: FlaskClient, officer: User) -> None:
    page = text_of(client.get(f"{PAGE}/2a"))
    assert page.count('class="card topic-part') == 1
    assert "att_1__art_3__para_2" not in page
    assert "Xin ý kiến" in page


def test_a_topic_with_steps_leads_to_them(client: FlaskClient, officer: User) -> None:
    page = text_of(client.get(f"{PAGE}/2"))
    assert "Nội dung này được trả lời theo từng bước:" in page
    assert "Không có ý kiến về nội dung này" not in page


def test_nothing_to_say_leads_to_the_next_open_topic(client: FlaskClient, officer: User) -> None:
    answer = post(client, f"{PAGE}/1", answer="nothing")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/2a")
    assert "1/2 nội dung đã trả lời" in text_of(client.get(PAGE))
    assert post(client, f"{PAGE}/2a", answer="nothing").location == f"{PAGE}/2a"
    assert "Mọi nội dung trọng tâm đã được trả lời." in text_of(client.get(PAGE))
    assert post(client, f"{PAGE}/1", answer="back").location == f"{PAGE}/1"
    assert "1/2 nội dung đã trả lời" in text_of(client.get(PAGE))


def test_a_comment_begun_here_comes_back_here(
    client: FlaskClient, officer: User, site: Factory, invited: Invitation
) -> None:
    page = text_of(client.get(f"{PAGE}/2a"))
    way = f"/drafts/mot-cua/versions/1/comments/new?eid={CLAUSE}&back=topic:2a"
    assert f"{way}#{CLAUSE}" in page
    assert 'name="back" value="topic:2a"' in text_of(client.get(way))
    fields = {"operation": "", "category": "substance", "body": "Đề nghị ghi rõ.", "ready": "1"}
    topic = site.session.query(Comment).count()
    assert topic == 0
    answer = post(client, way.partition("&")[0], page=way, back="topic:2a", **fields)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/2a")


def test_the_reading_page_counts_a_topic_without_an_opinion_as_answered(
    client: FlaskClient, invited: Invitation, officer: User
) -> None:
    reading = "/drafts/mot-cua/versions/1"
    for page in (reading, f"{reading}/comments/new?eid={CLAUSE}"):
        assert "0/1 bước" in text_of(client.get(page))
    for code in ("1", "2a"):
        post(client, f"{PAGE}/{code}", page=f"{PAGE}/{code}", answer="nothing")
    for page in (reading, f"{reading}/comments/new?eid={CLAUSE}"):
        shown = text_of(client.get(page))
        assert "1/1 bước" in shown
        assert '<span class="nowrap">không có ý kiến</span>' in shown
    post(client, f"{PAGE}/2a", page=f"{PAGE}/2a", answer="back")
    assert "0/1 bước" in text_of(client.get(reading))


def test_own_comments_on_the_topic_stand_there_with_a_way_to_go_on(
    client: FlaskClient, officer: User, site: Factory, invited: Invitation
) -> None:
    place = site.provision(invited.consultation.version, CLAUSE)
    topic = next(one for one in invited.consultation.topics if one.code == "2a")
    own = site.comment(invited, officer, place, topic=topic, body="Ghi rõ ai ký.")
    site.comment(site.invitation(invited.consultation), None, place, topic=topic, body="Ý nơi khác")
    site.commit()
    page = text_of(client.get(f"{PAGE}/2a"))
    assert "Đã trả lời: 1 ý kiến" in page
    assert "Ghi rõ ai ký." in page
    assert f"/comments/{own.id}/edit?back=topic:2a" in page
    assert "Ý nơi khác" not in page


def test_after_sending_the_page_is_read_only(
    client: FlaskClient, officer: User, site: Factory, invited: Invitation
) -> None:
    site.sent(site.comment(invited, officer, state=CommentState.READY), invited)
    site.commit()
    page = text_of(client.get(f"{PAGE}/1"))
    assert "Không trả lời thêm được" in page
    assert "clause-add" not in page


def test_a_round_without_topics_says_so(client: FlaskClient, site: Factory) -> None:
    invitation = site.invitation(site.round(site.version(site.draft(key="khac"))))
    user = site.user(agency=invitation.agency)
    site.commit()
    sign_in(client, user)
    assert "không nêu nội dung trọng tâm" in text_of(client.get("/drafts/khac/topics"))


def test_the_page_takes_five_queries_however_many_comments(
    client: FlaskClient,
    officer: User,
    site: Factory,
    invited: Invitation,
    count_queries: Callable[[], int],
) -> None:
    topic = invited.consultation.topics[0]
    for _ in range(8):
        place = site.provision(invited.consultation.version, CLAUSE)
        site.comment(invited, None, place, topic=topic)
    invited.opened_at = site.clock.now()
    site.commit()
    for _first_reading_of_the_version in (True, False):
        count_queries()
        client.get(f"{PAGE}/1")
        assert count_queries() <= 5
