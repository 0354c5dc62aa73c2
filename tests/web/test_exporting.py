"""Versions as files to take away: their names and kinds, who gets them, at what price."""

import io
from collections.abc import Callable
from urllib.parse import quote

import pytest
from docx import Document
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from draftreview.domain.vocabulary import Role
from draftreview.formats.reading.akoma_ntoso import read_akoma_ntoso
from draftreview.models.drafts import Draft
from tests.domain.texts import article, text
from tests.factories import Factory, small_text
from tests.web.browsing import sign_in, text_of

WORD = "/drafts/the/versions/2/export.docx"
XML = "/drafts/the/versions/2/export.xml"


@pytest.fixture
def draft(site: Factory) -> Draft:
    """A draft of two versions whose short title no file could bear as it is."""
    draft = site.draft(key="the", short_title='Quyết định "thẻ" 61/2015')
    site.version(draft, text(article(1, "Thẻ", "Có hạn một năm.")))
    site.version(draft, text(article(1, "Thẻ", "Có hạn hai năm.")), number=2)
    site.round_today("2017-10-24")
    site.commit()
    return draft


@pytest.fixture
def drafter(client: FlaskClient, site: Factory, draft: Draft) -> FlaskClient:
    """A browser in which a drafter is signed in."""
    user = site.drafter()
    site.commit()
    sign_in(client, user)
    return client


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "lần 2.docx"),
        (f"{WORD}?from=1", "application/vnd", "lần 2 so với lần 1.docx"),
        (XML, "application/akn+xml", "lần 2.xml"),
    ],
)
def test_a_file_says_its_kind_and_a_name_that_every_system_takes(
    drafter: FlaskClient, url: str, kind: str, name: str
) -> None:
    response = drafter.get(url)
    assert response.status_code == 200
    assert response.content_type.startswith(kind)
    whole = quote(f"Quyết định thẻ 61 2015 - {name}")
    assert f"filename*=UTF-8''{whole}" in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_the_word_file_holds_the_version_and_the_changes_asked_for(drafter: FlaskClient) -> None:
    plain, tracked = (Document(io.BytesIO(drafter.get(url).data)) for url in (WORD, f"{WORD}?from=1"))
    assert [one.text for one in plain.paragraphs[1:3]] == ["Điều 1. Thẻ", "1. Có hạn hai năm."]
    assert not list(plain.element.iter(qn("w:ins")))
    assert [one.text for one in tracked.element.iter(qn("w:delText"))] == ["một"]


def test_the_xml_holds_the_version_with_its_permanent_identities(drafter: FlaskClient) -> None:
    data = drafter.get(XML).data
    assert read_akoma_ntoso(data) == text(article(1, "Thẻ", "Có hạn hai năm."))
    assert len([one for one in etree.fromstring(data).iter() if one.get("GUID")]) == 2


def test_the_reading_page_leads_to_its_files(drafter: FlaskClient) -> None:
    first, second = (text_of(drafter.get(f"/drafts/the/versions/{number}")) for number in (1, 2))
    for url in (WORD, f"{WORD}?from=1", XML):
        assert f'href="{url}"' in second
    assert "export.docx?from" not in first


@pytest.mark.parametrize("url", [f"{WORD}?from=2", f"{WORD}?from=7", "/drafts/the/versions/9/export.xml"])
def test_versions_that_do_not_fit_are_refused_on_a_page(drafter: FlaskClient, url: str) -> None:
    response = drafter.get(url)
    assert response.status_code in (404, 422)
    assert "Chọn bản" in text_of(response)


@pytest.mark.parametrize("url", [WORD, XML])
@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DRAFTER, 200), (Role.LEAD_DRAFTER, 200), (Role.APPRAISER, 403), (Role.ADMIN, 403),
     (Role.COMMENTER, 403), (Role.AGENCY_HEAD, 403)],
)  # fmt: skip
def test_who_may_read_may_take_away(
    app: Flask, site: Factory, draft: Draft, url: str, role: Role, status: int
) -> None:
    user = site.user(role)
    site.commit()
    browser = app.test_client()
    sign_in(browser, user)
    assert browser.get(url).status_code == status


@pytest.mark.parametrize("url", [WORD, XML])
def test_the_public_is_asked_to_sign_in(client: FlaskClient, draft: Draft, url: str) -> None:
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("url", [WORD, f"{WORD}?from=1", XML])
@pytest.mark.parametrize("size", [1, 30])
def test_a_file_takes_at_most_five_queries(
    app: Flask, site: Factory, count_queries: Callable[[], int], url: str, size: int
) -> None:
    draft = site.draft(key="the", public=True)
    many = text(*(article(number, "Tên", "Câu.") for number in range(1, size + 1)))
    site.version(draft, small_text())
    site.version(draft, many, number=2)
    site.commit()
    count_queries()
    assert app.test_client().get(url).status_code == 200
    assert count_queries() <= 5
