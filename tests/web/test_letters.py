"""The letter to take away: kinds and names of the files, who gets them, at what price."""

import io
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from docx import Document
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import CommentState
from draftreview.models.consultations import Invitation
from tests.factories import Factory
from tests.web.browsing import sign_in

WORD = "/drafts/mot-cua/reply/letter.docx"
TEXT = "/drafts/mot-cua/reply/letter.txt"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An agency with five finished comments on one khoản."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    invitation: Invitation = site.invitation(round_)
    place = site.provision(round_.version, "att_1__art_3__para_1")
    for _ in range(5):
        said = site.comment(invitation, None, place, state=CommentState.READY)
        site.proposal(said, "Cơ quan được hỏi trả lời ngay.")
    site.commit()
    return invitation


@pytest.fixture
def officer(client: FlaskClient, site: Factory, invited: Invitation) -> FlaskClient:
    """A browser in which an officer of the agency is signed in."""
    user = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, user)
    return client


def test_an_officer_takes_the_letter_in_word(officer: FlaskClient, invited: Invitation) -> None:
    answer = officer.get(WORD)
    assert answer.mimetype.endswith("wordprocessingml.document")
    assert f"Công văn góp ý - {invited.agency.code}.docx" in unquote(answer.headers["Content-Disposition"])
    words = [paragraph.text for paragraph in Document(io.BytesIO(answer.data)).paragraphs]
    assert "- Đề nghị sửa thành: “Cơ quan được hỏi trả lời ngay.”" in words


def test_the_plain_text_is_shown_to_be_copied(officer: FlaskClient) -> None:
    answer = officer.get(TEXT)
    assert (answer.mimetype, answer.headers.get("Content-Disposition")) == ("text/plain", None)
    assert "a) Khoản 1 Điều 3" in answer.get_data(as_text=True).splitlines()


@pytest.mark.parametrize("url", [WORD, TEXT])
def test_nobody_else_gets_it(client: FlaskClient, site: Factory, invited: Invitation, url: str) -> None:
    assert client.get(url).status_code == 302
    stranger = site.user()
    site.commit()
    sign_in(client, stranger)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", [WORD, TEXT])
def test_it_takes_few_queries(officer: FlaskClient, count_queries: Callable[[], int], url: str) -> None:
    count_queries()
    assert officer.get(url).status_code == 200
    assert count_queries() <= 5
