"""Rules of the search page: what is found, marked, linked, filtered and kept from others."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote_plus, unquote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient

from draftreview.cli.serving import LONGEST_ADDRESS
from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.search.folder import Folder
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import indexing
from draftreview.web import draining
from draftreview.web.draining import Indexer
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of

NOTHING = "Không tìm thấy. Thử bớt từ hoặc bỏ bộ lọc."


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine, a new index is whole before the first page."""
    monkeypatch.setattr(draining, "PATIENCE", 60)


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


@pytest.fixture
def index(app: Flask, tmp_path: Path) -> Path:
    """Give the folder of the application's index, beside its database."""
    return tmp_path / "var" / "index"


def links(page: str) -> list[str]:
    return re.findall(r'<p class="hit-title">\s*<a href="([^"]+)"', page)


def addresses(page: str) -> list[str]:
    return [unquote_plus(unescape(one)) for one in re.findall(r'href="([^"]+)"', page)]


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
    assert '<option selected value="comment">Ý kiến góp ý (1)</option>' in page
    assert '<option selected value="1">Lần 1 (1)</option>' in page


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    "odd",
    [
        {"kind": "nonsense"},
        {"version": "99"},
        {"page": "-3"},
        {"page": "x"},
        {"order": "x"},
        {"agency": "'\"<"},
        {"since": "31/02/2017"},
        {"topic": "\x1f"},
    ],
)
def test_a_filter_that_does_not_exist_is_no_filter(client: FlaskClient, odd: dict[str, str]) -> None:
    assert "Tìm thấy 4 kết quả" in search(client, "thời hạn", **odd)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("words", ["không có từ này", '"', "-", "🙂", "\x00", "*:*"])
def test_nothing_found_says_what_to_do(client: FlaskClient, words: str) -> None:
    assert NOTHING in search(client, words)


@pytest.mark.usefixtures("officer")
def test_what_is_pasted_into_any_box_fits_into_an_address(client: FlaskClient) -> None:
    boxes = re.findall(r'<input[^>]*name="q"[^>]*>', client.get("/search").get_data(as_text=True))
    assert len(boxes) == 2
    assert all('maxlength="400"' in box for box in boxes)
    assert len(quote_plus("ệ" * 400)) + 1000 < LONGEST_ADDRESS


def test_the_empty_page_asks_for_words(client: FlaskClient) -> None:
    page = text_of(client.get("/search"))
    assert NOTHING not in page
    assert "Từ cần tìm" in page


@pytest.mark.usefixtures("officer")
def test_every_filter_says_how_many_it_would_leave(client: FlaskClient, comment: Comment) -> None:
    page = search(client, "thời hạn")
    for words in (
        "Tiếp thu, giải trình (1)",
        "Lần 1 (4)",
        "Chương I của Quy định (4)",
        "Điều 3 của Quy định (4)",
        f"{comment.agency.short_name} (2)",
        "Không tiếp thu (1)",
        "Nội dung (2)",
        "Tháng 10/2017 (4)",
    ):
        assert f">{words}</option>" in page
    assert "Mọi dự thảo" not in page


@pytest.mark.usefixtures("officer")
def test_a_chosen_filter_stands_over_the_hits_and_can_be_taken_away(client: FlaskClient) -> None:
    page = search(client, "thời hạn", kind="comment", since="01/10/2017", until="30/10/2017", order="date")
    assert "Tìm trong: Ý kiến góp ý" in page
    assert "Từ ngày: 01/10/2017" in page
    assert "/search?q=thời hạn&since=01/10/2017&until=30/10/2017&order=date" in addresses(page)


@pytest.mark.usefixtures("officer")
def test_days_narrow_and_a_day_that_is_none_is_explained(client: FlaskClient) -> None:
    assert NOTHING in search(client, "thời hạn", until="01/01/2017")
    page = search(client, "thời hạn", since="2017")
    assert "Có bộ lọc chưa dùng được" in page
    assert "Từ ngày: Ghi ngày theo dạng ngày/tháng/năm" in page


@pytest.mark.usefixtures("officer")
def test_the_order_is_chosen_and_kept(client: FlaskClient) -> None:
    page = search(client, "thời hạn", order="place")
    assert re.search(r'order=place" aria-current="true">Theo thứ tự văn bản<', page)
    assert "/search?q=thời hạn&order=date" in addresses(page)
    assert '<input type="hidden" name="order" value="place">' in page


@pytest.mark.usefixtures("officer")
def test_a_cited_place_comes_first_and_is_named_so(client: FlaskClient) -> None:
    page = search(client, "khoan 1 dieu 3")
    assert links(page)[0].endswith("#att_1__art_3__para_1")
    assert page.count("Đúng chỗ đang tìm") == 1


@pytest.mark.usefixtures("officer")
def test_a_slip_is_answered_with_a_question(client: FlaskClient) -> None:
    page = search(client, "thowfi hajn", kind="provision")
    assert re.search(r"Có phải bạn tìm <a[^>]*>thời hạn</a>\?", page)
    assert "/search?q=thời hạn&kind=provision" in addresses(page)


@pytest.mark.usefixtures("officer")
def test_filters_of_several_drafts_name_the_drafts(client: FlaskClient, site: Factory) -> None:
    site.version(site.draft(public=True, title="Quyết định khác", short_title="Quyết định khác"))
    site.commit()
    assert "Quyết định khác (2)" in search(client, "thời hạn")


def test_counts_say_nothing_of_what_another_agency_wrote(
    client: FlaskClient, site: Factory, comment: Comment
) -> None:
    other = site.invitation(comment.consultation)
    user = site.user(Role.COMMENTER, other.agency)
    site.commit()
    sign_in(client, user)
    page = search(client, "thời hạn", agency=comment.agency_id, outcome="declined")
    assert comment.agency.short_name not in page
    assert "Không tiếp thu" not in page
    assert page == search(client, "thời hạn", agency=comment.agency_id, outcome="declined")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/khong-co"])
def test_the_search_box_stands_on_every_page(client: FlaskClient, path: str) -> None:
    assert 'id="search-words" type="search" name="q"' in client.get(path).get_data(as_text=True)


@pytest.mark.usefixtures("officer")
def test_many_hits_are_shown_by_pages(client: FlaskClient, site: Factory, comment: Comment) -> None:
    invitation = site.session.merge(comment).reply.invitation  # type: ignore[union-attr]
    added = [site.comment(invitation, body=f"Phiếu hẹn số {number}") for number in range(25)]
    indexing.enqueue(site.session, *(f"comment:{one.id}" for one in added))
    site.commit()
    first, second = (search(client, "phiếu hẹn số", page=page) for page in (1, 2))
    assert "Trang 1/2" in first
    assert (len(links(first)), len(links(second))) == (20, 5)


def indexer_of(app: Flask) -> Indexer:
    found: Indexer = app.extensions["draftreview.indexing"]
    return found


@pytest.mark.usefixtures("officer")
def test_a_deleted_index_heals_by_itself(client: FlaskClient, app: Flask, index: Path) -> None:
    assert "Tìm thấy 4 kết quả" in search(client, "thời hạn")
    shutil.rmtree(index)
    search(client, "thời hạn")
    indexer_of(app).wait()
    assert "Tìm thấy 4 kết quả" in search(client, "thời hạn")


@pytest.mark.usefixtures("officer")
def test_a_reader_does_not_wait_for_an_index_that_is_made_anew(
    client: FlaskClient, app: Flask, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    search(client, "thời hạn")
    shutil.rmtree(index)
    monkeypatch.setattr(draining, "PATIENCE", 0.01)
    with WhooshEngine(index).filling():
        assert "Chỉ mục tìm kiếm đang được dựng lại" in search(client, "thời hạn")
    indexer_of(app).wait()
    search(client, "thời hạn")
    indexer_of(app).wait()
    page = search(client, "thời hạn")
    assert "Tìm thấy 4 kết quả" in page
    assert "dựng lại" not in page


@pytest.mark.usefixtures("officer")
def test_a_busy_index_gives_a_page_all_the_same(client: FlaskClient, index: Path) -> None:
    search(client, "thời hạn")
    with Folder(index, 1.0).locked():
        assert "Tìm thấy 4 kết quả" in search(client, "thời hạn")


@pytest.mark.usefixtures("officer")
def test_changes_that_cannot_be_taken_now_are_announced(
    client: FlaskClient, site: Factory, app: Flask, index: Path
) -> None:
    search(client, "thời hạn")
    indexing.enqueue(site.session, "reply:99")
    site.commit()
    app.extensions["draftreview"].search._folder._timeout = 0.05
    with Folder(index, 1.0).locked():
        page = search(client, "thời hạn")
        indexer_of(app).wait()
    assert "Một số thay đổi mới đang được đưa vào chỉ mục" in page
    assert "Tìm thấy 4 kết quả" in page
    assert "chỉ mục" not in search(client, "thời hạn")


@pytest.mark.usefixtures("officer")
def test_many_changes_are_left_to_a_thread(client: FlaskClient, site: Factory, app: Flask) -> None:
    search(client, "thời hạn")
    indexing.enqueue(site.session, *(f"reply:{number}" for number in range(90, 92 + draining.IN_PASSING)))
    site.commit()
    assert "Một số thay đổi mới" in search(client, "thời hạn")
    indexer_of(app).wait()
    assert waiting(app) == []


@pytest.mark.usefixtures("officer")
def test_what_cannot_be_read_is_left_in_the_queue(
    client: FlaskClient, site: Factory, app: Flask, index: Path
) -> None:
    search(client, "thời hạn")
    indexing.enqueue(site.session, "reply:99")
    site.commit()
    folder = index
    shutil.rmtree(folder)
    folder.write_text("not a folder")
    indexer_of(app).work()
    assert waiting(app) == ["reply:99"]
    folder.unlink()
    indexer_of(app).work()
    assert waiting(app) == []


def waiting(app: Flask) -> list[str]:
    with app.extensions["draftreview"].sessions() as session:
        return indexing.waiting(session)


@pytest.mark.usefixtures("officer")
def test_a_change_is_indexed_beside_the_requests(client: FlaskClient, site: Factory, app: Flask) -> None:
    search(client, "một")
    indexing.enqueue(site.session, "reply:1")
    site.commit()
    client.post("/sign-out", data={"csrf_token": "wrong"})
    assert waiting(app) == ["reply:1"]
    client.post("/sign-out", data={"csrf_token": _token(client, "/")})
    indexer_of(app).wait()
    assert waiting(app) == []


@pytest.mark.usefixtures("officer")
def test_a_change_during_the_work_is_taken_too(
    client: FlaskClient, site: Factory, app: Flask, index: Path
) -> None:
    search(client, "một")
    with Folder(index, 1.0).locked():
        indexer_of(app).start()
        indexing.enqueue(site.session, "reply:1")
        site.commit()
        indexer_of(app).start()
    indexer_of(app).wait()
    assert waiting(app) == []


def test_an_autosave_begins_no_indexing(
    client: FlaskClient, comment: Comment, site: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = site.invitation(site.round(comment.consultation.version, number=2), comment.agency)
    user = site.user(Role.COMMENTER, comment.agency)
    site.commit()
    sign_in(client, user)
    key = again.consultation.draft.key
    search(client, "một")
    begun: list[Indexer] = []
    monkeypatch.setattr(Indexer, "start", lambda one: begun.append(one))
    facts = {"csrf_token": _token(client, "/account/password"), "form_key": "k1", "body": "Đề nghị"}
    address = f"/drafts/{key}/versions/1/typing?eid=general"
    assert client.post(address, data=facts).status_code == 200
    assert begun == []
    facts |= {"operation": "", "category": "substance"}
    saved = client.post(f"/drafts/{key}/versions/1/comments/new?eid=general", data=facts)
    assert (saved.status_code, len(begun)) == (303, 1)


def _token(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).get_data(as_text=True))
    assert found is not None
    return found[1]


@pytest.mark.usefixtures("officer")
def test_a_search_takes_at_most_five_queries(client: FlaskClient, count_queries: Callable[[], int]) -> None:
    search(client, "thời hạn")
    count_queries()
    search(client, "thời hạn", kind="comment", order="date")
    assert count_queries() <= 5
