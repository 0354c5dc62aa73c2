"""The desk asks to look again at answers whose comment has changed since, and keeps nothing unseen."""

import re

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models.comments import Comment
from draftreview.services.dispositions import current
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

CLAUSE = "att_1__art_3__para_1"
PLACE = f"/drafts/mot-cua/desk/{CLAUSE}"


@pytest.fixture
def comments(site: Factory, client: FlaskClient) -> list[Comment]:
    """Two answers to comments whose words are other ones now; a drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    place = site.provision(round_.version, CLAUSE)
    found = []
    for _ in range(2):
        invitation = site.invitation(round_)
        found.append(site.sent(site.comment(invitation, provision=place), invitation))
        site.disposition(found[-1], Outcome.NOTED, Stage.APPROVED, seen_hash="0" * 64)
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    return found


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no {name}"
    return found[1]


def test_every_answer_to_what_has_changed_is_marked(client, comments) -> None:
    page = text_of(client.get(f"{PLACE}?comment={comments[0].id}"))
    assert page.count("ý kiến đã sửa sau khi trả lời") == 2
    assert page.count("Vẫn giữ nguyên") == 1
    assert f'action="/comments/{comments[0].id}/dispositions/keep"' in page


def test_saving_the_same_again_says_that_it_still_holds(client, site, comments) -> None:
    address = f"{PLACE}?comment={comments[0].id}"
    page = client.get(address).text
    fields = {name: hidden(page, name) for name in ("seen_revision", "seen_ground")}
    said = {"outcome": "noted", "explanation": "Đã có ở điều khác."}
    post(client, f"/comments/{comments[0].id}/dispositions", page=address, **fields, **said)
    site.session.rollback()
    row = current(site.session, [comments[0].id])[comments[0].id]
    assert (row.revision, row.stage, row.seen_hash) == (2, Stage.PROPOSED, fields["seen_ground"])


def test_an_answer_to_words_that_the_page_did_not_show_is_not_kept(client, site, comments) -> None:
    address = f"{PLACE}?comment={comments[0].id}"
    fields = {"seen_revision": "1", "seen_ground": "1" * 64, "outcome": "accepted"}
    url = f"/comments/{comments[0].id}/dispositions"
    response = post(client, url, page=address, **fields)
    page = text_of(response)
    assert response.status_code == 409
    assert "đã thay đổi sau khi mở trang" in page
    site.session.rollback()
    assert current(site.session, [comments[0].id])[comments[0].id].revision == 1
    again = {**fields, "seen_ground": hidden(page, "seen_ground")}
    assert post(client, url, page=address, **again).status_code == 303
