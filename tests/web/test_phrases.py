"""The page of reusable sentences: adding, sharing and retiring."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.domain.vocabulary import Role
from draftreview.models.accounts import User
from draftreview.models.desk import Phrase
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

PAGE = "/drafts/mot-cua/phrases"


@pytest.fixture
def drafter(site: Factory, client: FlaskClient) -> User:
    """A drafter, signed in, beside a shared phrase and another drafter's own."""
    site.round(site.version(site.draft(key="mot-cua")))
    user, other = site.drafter(), site.drafter()
    for body, owner in (("Dùng chung.", None), ("Của người khác.", other.id)):
        site.session.add(Phrase(body=body, owner_id=owner, created_at=site.clock.now()))
    site.commit()
    sign_in(client, user)
    return user


def kept(site: Factory) -> list[str]:
    site.session.rollback()
    return list(site.session.scalars(select(Phrase.body).where(Phrase.retired_at.is_(None))))


def test_a_drafter_sees_own_and_shared_phrases(client, drafter) -> None:
    page = text_of(client.get(PAGE))
    assert "Dùng chung." in page
    assert "Của người khác." not in page
    assert 'name="shared"' not in page
    assert "Thôi dùng</button>" not in page


def test_a_phrase_is_added_and_taken_out_of_use(client, site, drafter) -> None:
    assert post(client, PAGE, body="Luật đã định.").location == PAGE
    assert "Đã lưu câu dùng lại." in text_of(client.get(PAGE))
    number = site.session.scalars(select(Phrase.id).where(Phrase.owner_id == drafter.id)).one()
    response = post(client, f"{PAGE}/{number}/retire", page=PAGE)
    assert (response.status_code, response.location) == (303, PAGE)
    assert "Đã thôi dùng câu này." in text_of(client.get(PAGE))
    assert kept(site) == ["Dùng chung.", "Của người khác."]


@pytest.mark.parametrize("body", ["", "a" * 2001])
def test_what_is_no_phrase_is_refused_beside_the_field(client, site, drafter, body) -> None:
    response = post(client, PAGE, body=body)
    assert response.status_code == 422
    assert 'aria-describedby="body-error"' in text_of(response)
    assert len(kept(site)) == 2


def test_a_drafter_does_not_share_and_the_lead_does(client, site, drafter) -> None:
    post(client, PAGE, body="Riêng.", shared="1")
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    post(client, PAGE, body="Chung nữa.", shared="1")
    rows = {one.body: one.owner_id for one in site.session.scalars(select(Phrase))}
    assert (rows["Riêng."], rows["Chung nữa."]) == (drafter.id, None)


def test_another_drafters_phrase_and_a_draft_that_is_not_there_are_not_found(client, site, drafter) -> None:
    number = site.session.scalars(select(Phrase.id).where(Phrase.body == "Của người khác.")).one()
    assert post(client, f"{PAGE}/{number}/retire", page=PAGE).status_code == 404
    assert client.get("/drafts/gone/phrases").status_code == 404


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_has_phrases(client, site, drafter, role) -> None:
    user = site.user(role)
    site.commit()
    sign_in(client, user)
    assert client.get(PAGE).status_code == 403
