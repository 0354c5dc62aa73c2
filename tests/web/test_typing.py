"""Autosave: what is typed is kept, given back, chosen from, and gone once it is a comment."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.models.writing import Typing
from tests.domain.texts import RECEIPT, RETURN, SCOPE, article, numbered
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

FRONT = article(1, "Nguyên tắc", "Việc tiếp nhận hồ sơ công khai, đúng hạn và theo dõi được.")
CLAUSE = "att_1__art_3__para_1"
NEW = f"/drafts/mot-cua/versions/1/comments/new?eid={CLAUSE}"
KEEP = f"/drafts/mot-cua/versions/1/typing?eid={CLAUSE}"


@pytest.fixture
def invited(site: Factory, client: FlaskClient) -> Invitation:
    """An officer of an invited agency, signed in."""
    invitation: Invitation = site.invitation(site.round(site.version(site.draft(key="mot-cua"))))
    user = site.user(agency=invitation.agency)
    site.commit()
    sign_in(client, user)
    return invitation


def typed(**more: object) -> dict[str, object]:
    return {"operation": "", "body": "Nên rút", "form_key": "k1", "tab": "a", "lạ": "x"} | more


def kept(site: Factory) -> list[Typing]:
    site.commit()
    site.session.expire_all()
    return list(site.session.scalars(select(Typing).order_by(Typing.id)))


def test_what_is_typed_is_kept_and_given_back(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    answer = post(client, KEEP, page=NEW, **typed())
    assert answer.json is not None
    assert (answer.json["form_key"], answer.json["over"]) == ("k1", False)
    assert re.fullmatch(r"\d\d:\d\d", answer.json["at"])
    assert kept(site)[0].fields == {"operation": "", "body": "Nên rút", "tab": "a"}
    page = text_of(client.get(NEW))
    assert "Đã lấy lại bài viết dở, lưu lúc" in page
    assert re.search(r'<textarea[^>]*name="body"[^>]*>\s*Nên rút', page)
    assert 'name="form_key" type="hidden" value="k1"' in page


def test_beginning_anew_throws_nothing_away(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    post(client, KEEP, page=NEW, **typed())
    page = text_of(client.get(f"{NEW}&fresh=1"))
    assert "Đã lấy lại" not in page
    assert "Còn bài viết dở lúc" in page
    assert "typing=k1" in page


def test_one_of_several_is_chosen(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    post(client, KEEP, page=NEW, **typed())
    post(client, KEEP, page=NEW, **typed(form_key="k2", tab="b", body="Nên bỏ"))
    assert re.search(r'name="body"[^>]*>\s*Nên bỏ', text_of(client.get(NEW)))
    assert re.search(r'name="body"[^>]*>\s*Nên rút', text_of(client.get(f"{NEW}&typing=k1")))


def test_words_saved_as_a_comment_are_kept_no_more(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    post(client, KEEP, page=NEW, **typed())
    answer = post(client, NEW, operation="", category="substance", body="Nên rút ngắn.", form_key="k1")
    assert answer.status_code == 303
    assert "saved_form=k1" in answer.headers["Set-Cookie"]
    assert kept(site) == []
    assert "Đã lấy lại" not in text_of(client.get(NEW))


def test_an_edit_in_mid_sentence_is_given_back_on_its_comment(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.comment(invited, None, site.provision(invited.consultation.version, CLAUSE))
    site.commit()
    url = f"/comments/{comment.id}/edit"
    keep = f"{KEEP}&comment={comment.id}"
    post(client, keep, page=url, **typed(body="Sửa dở", category="substance", revision="1"))
    assert "Đã lấy lại" not in text_of(client.get(NEW))
    page = text_of(client.get(url))
    assert "Trở lại ý kiến đang lưu" in page
    assert "Sửa dở" in page
    colleague: User = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, colleague)
    assert "cũng đang sửa ý kiến này" in text_of(client.get(url))


def test_what_says_only_what_is_saved_is_not_offered(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    comment = site.comment(invited, None, site.provision(invited.consultation.version, CLAUSE))
    site.commit()
    same = typed(body=comment.body, category="substance", new_text=comment.words, revision="1")
    url = f"/comments/{comment.id}/edit"
    post(client, f"{KEEP}&comment={comment.id}", page=url, **same)
    assert len(kept(site)) == 1
    assert "Đã lấy lại" not in text_of(client.get(url))


def test_typed_words_are_thrown_away_when_asked(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    post(client, KEEP, page=NEW, **typed())
    answer = post(client, "/drafts/mot-cua/versions/1/typing/drop", page=NEW, form_key="k1", eid=CLAUSE)
    assert (answer.status_code, answer.location) == (303, f"/drafts/mot-cua/versions/1#{CLAUSE}")
    assert kept(site) == []


def test_the_home_page_and_the_check_before_sending_list_what_is_unfinished(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    post(client, KEEP, page=NEW, **typed())
    general = KEEP.replace(CLAUSE, "general")
    post(client, general, page=NEW, **typed(form_key="k2", tab="b", body="Nên bỏ"))
    post(client, KEEP.replace(CLAUSE, "nowhere"), page=NEW, **typed(form_key="k3", tab="c"))
    for page, back in (("/", "home"), ("/drafts/mot-cua/reply", "reply")):
        client.get(page)
        count_queries()
        shown = text_of(client.get(page))
        assert count_queries() <= 5
        assert shown.count("đang viết dở, lưu lúc") == 2
        way = re.search(r'href="([^"]*typing=k1[^"]*)"', shown)
        assert way
        assert "Đã lấy lại bài viết dở" in text_of(client.get(unescape(way[1])))
        dropped = post(client, "/drafts/mot-cua/versions/1/typing/drop", page=page, form_key="k2", back=back)
        assert dropped.location.partition("#")[0] == page
        post(client, general, page=NEW, **typed(form_key="k2", tab="b", body="Nên bỏ"))


def test_a_colleagues_unfinished_words_are_gone_on_with_in_a_form_of_ones_own(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    post(client, KEEP, page=NEW, **typed())
    colleague: User = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, colleague)
    page = text_of(client.get("/"))
    assert "đang viết dở" in page
    assert "Nên rút" not in page
    opened = text_of(client.get(f"{NEW}&typing=k1"))
    assert re.search(r'name="body"[^>]*>\s*Nên rút', opened)
    assert "Đây là bài viết dở của" in opened
    assert 'value="k1"' not in opened
    post(client, "/drafts/mot-cua/versions/1/typing/drop", page=NEW, form_key="k1", back="home")
    assert len(kept(site)) == 1


def test_odd_forms_are_refused(client: FlaskClient, invited: Invitation) -> None:
    for odd in ({"form_key": ""}, {"form_key": "x" * 41}, {"body": "x" * 200_001}):
        assert post(client, KEEP, page=NEW, **typed(**odd)).status_code == 422
    assert post(client, KEEP, page=NEW, **typed(age="9" * 30)).status_code == 200
    assert post(client, f"{KEEP}&comment=99", page=NEW, **typed(form_key="k9")).status_code == 404


def test_a_closed_round_keeps_what_is_typed(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    page = client.get(NEW).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    invited.consultation.closed_at = site.clock.now()
    site.commit()
    assert client.post(KEEP, data=typed(csrf_token=found[1])).status_code == 200
    assert len(kept(site)) == 1


def test_a_page_that_outlived_its_session_gets_a_new_token(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    answer = client.get("/typing/token")
    assert answer.json is not None
    assert client.post(KEEP, data=typed(csrf_token=answer.json["token"])).status_code == 200
    client.delete_cookie("session")
    assert client.get("/typing/token").status_code == 302


def test_an_autosave_takes_three_statements(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    answer = client.get("/typing/token")
    assert answer.json is not None
    token = answer.json["token"]
    for _ in range(2):
        count_queries()
        assert client.post(KEEP, data=typed(csrf_token=token)).status_code == 200
        assert count_queries() == 3
    assert site.session.scalar(select(Comment)) is None


def test_a_version_superseded_meanwhile_keeps_the_comment_on_its_provision(
    client: FlaskClient, site: Factory
) -> None:
    version = site.version(site.draft(key="mot-cua"), numbered(SCOPE, RECEIPT, RETURN))
    invitation = site.invitation(site.round(version))
    user = site.user(agency=invitation.agency)
    site.commit()
    sign_in(client, user)
    moved, gone = (f"/drafts/mot-cua/versions/1/comments/new?eid=att_1__art_{at}" for at in (2, 3))
    assert "đã phát hành" not in text_of(client.get(moved))
    site.successor(version, numbered(FRONT, SCOPE, RECEIPT))
    site.commit()
    assert "Bản lần 2 đã phát hành" in text_of(client.get(moved))
    said = {"operation": "", "category": "substance", "body": "Nên rõ hơn."}
    landed = client.get(post(client, moved, **said, form_key="k1").location)
    assert "Ý kiến được giữ ở bản lần 1 và theo quy định này sang bản mới." in text_of(landed)
    assert "Quy định này nay là Điều 3" in text_of(landed)
    landed = client.get(post(client, gone, **said, form_key="k2").location)
    assert "Quy định này không còn trong bản mới." in text_of(landed)
    general = post(client, "/drafts/mot-cua/versions/1/comments/new?eid=general", **said, form_key="k3")
    assert "sang bản mới" in text_of(client.get(general.location))
