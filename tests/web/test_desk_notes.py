"""Internal notes in the browser: left on the desk, and nowhere else to be read."""

import io
import zipfile

import pypdfium2
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.formats.writing.synthesis_files import FILE_KINDS
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.desk import DeskNote
from draftreview.web import draining
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

SECRET, PUBLIC = "Hỏi ý chánh văn phòng trước khi trả lời", "Đề nghị quy định thời hạn"
CLAUSE = "att_1__art_3__para_1"
PLACE = f"/drafts/mot-cua/desk/{CLAUSE}"


@pytest.fixture
def comment(site: Factory) -> Comment:
    """A comment that was sent and answered, its draft not public."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    invitation = site.invitation(round_)
    place = site.provision(round_.version, CLAUSE)
    comment = site.sent(site.comment(invitation, provision=place, body=PUBLIC), invitation)
    site.disposition(comment, Outcome.DECLINED, Stage.RELEASED)
    site.commit()
    return comment


@pytest.fixture
def drafter(site: Factory, comment: Comment, client: FlaskClient) -> User:
    """A drafter, signed in."""
    user = site.drafter(display_name="Tổ viên 1")
    site.commit()
    sign_in(client, user)
    return user


def leave(client: FlaskClient, comment: Comment, words: str = SECRET, query: str = "") -> str:
    url = f"/comments/{comment.id}/desk-notes{query}"
    return post(client, url, page=PLACE, note=words).location


def test_a_note_stands_on_the_desk_with_author_and_time(client, site, comment, drafter) -> None:
    way = leave(client, comment, query="?state=released")
    assert way == f"{PLACE}?state=released&comment={comment.id}#at-hand"
    page = text_of(client.get(way))
    for words in (SECRET, "Tổ viên 1", "Ghi chú nội bộ (1)", "chỉ tổ biên tập và trưởng ban soạn thảo"):
        assert words in page
    assert site.session.scalars(select(DeskNote.body)).all() == [SECRET]


def test_an_empty_note_says_what_to_do(client, comment, drafter) -> None:
    assert "Ghi chú đang trống." in text_of(client.get(leave(client, comment, " ")))


AGENCY_PAGES = (
    "/",
    "/drafts/mot-cua/versions/1",
    f"/drafts/mot-cua/versions/1/comments/new?eid={CLAUSE}",
    "/drafts/mot-cua/versions/1/print?with=comments",
    f"/drafts/mot-cua/versions/1/trace/{CLAUSE}",
    "/comments/1",
    "/comments/1/trace",
    "/drafts/mot-cua/reply",
    "/drafts/mot-cua/reply/receipt",
    "/drafts/mot-cua/reply/letter.txt",
    "/drafts/mot-cua/reply/letter.docx",
    "/drafts/mot-cua/outcomes",
    "/replies/1",
)


def test_no_page_or_file_of_an_agency_tells_a_note(client, site, comment, drafter) -> None:
    leave(client, comment)
    head = site.user(Role.AGENCY_HEAD, comment.agency)
    site.commit()
    sign_in(client, head)
    told = {}
    for path in AGENCY_PAGES:
        response = client.get(path)
        assert response.status_code == 200, path
        told[path] = words_in(response.data, path)
    assert all(PUBLIC in told[path] for path in ("/comments/1", "/drafts/mot-cua/reply/letter.docx"))
    assert [path for path, words in told.items() if SECRET in words] == []


def test_no_search_finds_a_note(client, site, comment, drafter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "PATIENCE", 60)
    leave(client, comment)
    head = site.user(Role.AGENCY_HEAD, comment.agency)
    site.commit()
    for user in (head, drafter):
        sign_in(client, user)
        assert "Đề nghị" in text_of(client.get("/search?q=quy định thời hạn"))
        page = text_of(client.get("/search?q=chánh văn phòng"))
        assert "Không tìm thấy." in page
        assert SECRET not in page


@pytest.mark.parametrize("suffix", FILE_KINDS)
def test_no_file_of_the_synthesis_tells_a_note(client, comment, drafter, suffix) -> None:
    leave(client, comment)
    response = client.get(f"/drafts/mot-cua/synthesis.{suffix}")
    assert response.status_code == 200
    words = words_in(response.data, suffix)
    assert PUBLIC in words
    assert SECRET not in words


def words_in(data: bytes, path: str) -> str:
    """Give all the words of a page or file, a packed one's too."""
    if path.endswith(("docx", "xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    if path.endswith("pdf"):
        document = pypdfium2.PdfDocument(data)
        words = " ".join(page.get_textpage().get_text_range() for page in document)
        return " ".join(words.split())
    return data.decode("utf-8-sig")
