"""A scan through the pages: with the reply, after it, refused kindly, and given back as a safe download."""

import io

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Role
from draftreview.models.accounts import User
from draftreview.models.consultations import Invitation
from tests.factories import Factory
from tests.formats.scan_files import JPEG, png
from tests.web.browsing import post, sign_in, text_of

PAGE = "/drafts/mot-cua/reply"
RECEIPT = f"{PAGE}/receipt"
UPLOAD = f"{PAGE}/scan"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    invitation: Invitation = site.invitation(site.round(site.version(site.draft(key="mot-cua"))))
    site.commit()
    return invitation


@pytest.fixture
def head(client: FlaskClient, site: Factory, invited: Invitation) -> User:
    """The agency's head, signed in."""
    user: User = site.user(Role.AGENCY_HEAD, invited.agency)
    site.commit()
    sign_in(client, user)
    return user


def file(data: bytes, name: str = "công văn 15.png") -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def address(page: str) -> str:
    return "/replies/" + page.split('href="/replies/')[1].split('"')[0]


def test_the_scan_goes_with_the_reply_in_one_form(client: FlaskClient, head: User) -> None:
    assert post(client, PAGE, stance="agree", scan=file(png()), send="1").location == RECEIPT
    page = text_of(client.get(RECEIPT))
    assert "công văn 15.png" in page
    assert "bổ sung lúc" not in page
    assert "Bổ sung bản chụp" not in page


def test_a_scan_that_is_none_keeps_what_was_typed(client: FlaskClient, head: User) -> None:
    answer = post(client, PAGE, stance="agree", signer="Bà Lê", scan=file(b"<svg/>"), send="1")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Tệp không phải bản chụp PDF, JPEG hay PNG." in page
    assert 'value="Bà Lê"' in page
    assert "Đã gửi và đã khóa" not in text_of(client.get(PAGE))


def test_a_scan_is_kept_where_the_sending_is_refused(client: FlaskClient, head: User) -> None:
    answer = post(client, PAGE, stance="disagree", scan=file(png()), send="1")
    assert (answer.status_code, "công văn 15.png" in text_of(answer)) == (422, True)
    page = text_of(client.get(PAGE))
    assert client.get(address(page)).data == png()


def test_the_scan_may_follow_and_is_said_to_have_been_added(client: FlaskClient, head: User) -> None:
    post(client, f"{PAGE}/agree", page=PAGE)
    answer = post(client, UPLOAD, page=RECEIPT, scan=file(JPEG, "anh.exe"))
    assert (answer.status_code, answer.location) == (303, f"{RECEIPT}#scan")
    page = text_of(client.get(RECEIPT))
    assert "anh.jpg" in page
    assert "bổ sung lúc" in page
    post(client, UPLOAD, page="/account/password", scan=file(png()))
    assert "Bản chụp đã gửi không thay được." in text_of(client.get(RECEIPT))


def test_what_is_no_scan_is_told_in_one_sentence(client: FlaskClient, head: User) -> None:
    for data, said in ((b"", "Tệp rỗng"), (JPEG[:-2], "bị hỏng"), (png() + b"PK", "nội dung khác")):
        assert post(client, UPLOAD, page=PAGE, scan=file(data)).location == f"{PAGE}#scan"
        assert said in text_of(client.get(PAGE))
    post(client, UPLOAD, page=PAGE)
    assert "Chọn bản chụp để tải lên." in text_of(client.get(PAGE))


def test_it_is_given_back_as_it_was_and_never_shown_inside(
    client: FlaskClient, site: Factory, head: User
) -> None:
    post(client, PAGE, stance="agree", scan=file(png()), send="1")
    url = address(text_of(client.get(RECEIPT)))
    answer = client.get(url)
    assert (answer.data, answer.mimetype) == (png(), "image/png")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    stranger = site.user()
    site.commit()
    other = client.application.test_client()
    sign_in(other, stranger)
    assert other.get(url).status_code == 404
