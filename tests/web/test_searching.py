"""Rules of the search page: what is found, marked, linked, filtered and kept from others."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.search.folder import Folder
from draftreview.services import indexing
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of

NOTHING = "Không tìm thấy. Thử bớt từ hoặc bỏ bộ lọc."


@pytest.fixture
def comment(site: Factory) -> Comment:
    """A comment on khoản 1 Điều 3, sent and answered, in a database that was just committed."""
    invitation = site.invitation(site.round())
    version = invitation.consultation.version
    place = site.provision(version, "att_1__art_3__para_1")
    comment = site.comment(invitation, provision=place, body="Đề nghị rút ngắn <b>thời hạn</b>.")
    site.disposition(comment, Outcome.DECLINED, Stage.RELEASED, explanation="Giữ thời hạn 05 ngày.")
    site.sent(comment, invitation)
    site.commit()
    return comment


@pytest.fixture
def officer(site: Factory, comment: Comment, client: FlaskClient) -> User:
    """A colleague of the comment's author, signed in."""
    user = site.user(Role.COMMENTER, comment.agency)
    site.commit()
    sign_in(client, user)
    return user


def search(client: FlaskClient, words: str, **more: object) -> str:
    response = client.get("/search", query_string={"q": words, **more})
    assert response.status_code == 200
    return text_of(response)


def index_of(app: Flask) -> Path:
    """Give the folder of the application's index, beside its database."""
    database = app.extensions["draftreview"].sessions.kw["bind"].url.database
    return Path(database).parent / "index"


def links(page: str) -> list[str]:
    return re.findall(r'<p class="hit-title">\s*<a href="([^"]+)"', page)


@pytest.mark.usefixtures("officer")
def test_a_clause_is_found_without_diacritics_marked_and_linked(
    client: FlaskClient, comment: Comment
) -> None:
    page = search(client, "van ban trong thoi han")
    draft = comment.consultation.draft.key
    assert links(page) == [f"/drafts/{draft}/versions/1#att_1__art_3__para_1"]
    assert "<mark>văn bản trong thời hạn</mark>" in page
    assert "Khoản 1 Điều 3 của Quy định" in page


@pytest.mark.usefixtures("officer")
def test_comments_and_released_answers_are_found_too(client: FlaskClient) -> None:
    page = search(client, "thời hạn")
    assert "Ý kiến góp ý" in page
    assert "Không tiếp thu ·" in page


@pytest.mark.usefixtures("officer")
def test_what_was_typed_and_what_was_written_is_escaped(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": 'thời hạn "><script>'}).get_data(as_text=True)
    assert "<script>" not in page.replace("<script src=", "")
    page = client.get("/search", query_string={"q": "thời hạn"}).get_data(as_text=True)
    assert "&lt;b&gt;<mark>thời hạn</mark>&lt;/b&gt;" in page


def test_another_agency_neither_finds_nor_counts_it(
    client: FlaskClient, site: Factory, comment: Comment
) -> None:
    other = site.invitation(comment.consultation)
    user = site.user(Role.COMMENTER, other.agency)
    site.commit()
    sign_in(client, user)
    page = search(client, "thời hạn 05 ngày")
    assert "Tìm thấy 1 kết quả" in page
    assert "Giữ" not in page


def test_who_is_not_signed_in_finds_only_published_text(client: FlaskClient, comment: Comment) -> None:
    assert NOTHING in search(client, "thời hạn")


@pytest.mark.usefixtures("officer")
def test_the_filters_narrow_and_stay_in_the_address(client: FlaskClient) -> None:
    page = search(client, "thời hạn", kind="comment", version="1")
    assert "Tìm thấy 1 kết quả" in page
    assert '<option selected value="comment">' in page
    assert '<option selected value="1">' in page


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("odd", [{"kind": "nonsense"}, {"version": "99"}, {"page": "-3"}, {"page": "x"}])
def test_a_filter_that_does_not_exist_is_no_filter(client: FlaskClient, odd: dict[str, str]) -> None:
    assert "Tìm thấy 4 kết quả" in search(client, "thời hạn", **odd)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("words", ["không có từ này", '"', "-", "🙂", "\x00", "*:*"])
def test_nothing_found_says_what_to_do(client: FlaskClient, words: str) -> None:
    assert NOTHING in search(client, words)


@pytest.mark.usefixtures("officer")
def test_the_empty_page_asks_for_words(client: FlaskClient) -> None:
    page = text_of(client.get("/search"))
    assert NOTHING not in page
    assert "Từ cần tìm" in page


@pytest.mark.usefixtures("officer")
def test_many_hits_are_shown_by_pages(client: FlaskClient, site: Factory, comment: Comment) -> None:
    invitation = site.session.merge(comment).reply.invitation  # type: ignore[union-attr]
    added = [site.comment(invitation, body=f"Phiếu hẹn số {number}") for number in range(25)]
    indexing.enqueue(site.session, *(f"comment:{one.id}" for one in added))
    site.commit()
    first, second = (search(client, "phiếu hẹn số", page=page) for page in (1, 2))
    assert "Trang 1/2" in first
    assert (len(links(first)), len(links(second))) == (20, 5)


@pytest.mark.usefixtures("officer")
def test_a_deleted_index_heals_by_itself(client: FlaskClient, app: Flask) -> None:
    assert "Tìm thấy 4 kết quả" in search(client, "thời hạn")
    shutil.rmtree(index_of(app))
    assert "Tìm thấy 4 kết quả" in search(client, "thời hạn")


@pytest.mark.usefixtures("officer")
def test_a_busy_index_gives_a_page_all_the_same(client: FlaskClient, app: Flask) -> None:
    search(client, "thời hạn")
    with Folder(index_of(app), 1.0).locked():
        assert "Tìm thấy 4 kết quả" in search(client, "thời hạn")


@pytest.mark.usefixtures("officer")
def test_a_change_is_in_the_index_after_its_request(client: FlaskClient, site: Factory, app: Flask) -> None:
    search(client, "một")
    indexing.enqueue(site.session, "reply:1")
    site.commit()
    sign_in(client, "nobody")
    with app.extensions["draftreview"].sessions() as session:
        assert indexing.waiting(session) == 1
    client.post("/sign-out", data={"csrf_token": _token(client)})
    with app.extensions["draftreview"].sessions() as session:
        assert indexing.waiting(session) == 0


def _token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/search").get_data(as_text=True))
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("officer")
def test_a_search_takes_at_most_five_queries(client: FlaskClient, count_queries: Callable[[], int]) -> None:
    search(client, "thời hạn")
    count_queries()
    search(client, "thời hạn")
    assert count_queries() <= 5
