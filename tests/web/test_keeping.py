"""“Vẫn giữ nguyên” in the browser: an answer is proposed anew in the same words, or somebody was faster."""

import pytest
from flask import render_template_string
from flask.testing import FlaskClient

from draftreview.domain.staleness import Change
from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.services.dispositions import current
from draftreview.services.looking_again import Again
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def comment(site: Factory, client: FlaskClient) -> Comment:
    """A released answer to a comment whose words are other ones now; a drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    invitation = site.invitation(round_)
    comment = site.sent(
        site.comment(invitation, provision=site.provision(round_.version, CLAUSE)), invitation
    )
    site.disposition(comment, Outcome.NOTED, Stage.RELEASED, seen_hash="0" * 64)
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    return comment


def url(comment: Comment) -> str:
    return f"/comments/{comment.id}/dispositions/keep"


def test_an_answer_is_kept_and_shown_where_it_stands(client, site, comment) -> None:
    response = post(client, url(comment), page="/account/password", seen_revision="1")
    assert response.status_code == 303
    assert response.location == (f"/drafts/mot-cua/desk/{CLAUSE}?comment={comment.id}#comment-{comment.id}")
    assert "Đã giữ nguyên nội dung giải trình" in text_of(client.get(response.location))
    site.session.rollback()
    row = current(site.session, [comment.id])[comment.id]
    assert (row.revision, row.stage, row.outcome) == (2, Stage.PROPOSED, Outcome.NOTED)


@pytest.mark.parametrize("fields", [{"seen_revision": "7"}, {"seen_revision": "1", "seen_ground": "1" * 64}])
def test_whoever_was_slower_is_told(client, site, comment, fields) -> None:
    response = post(client, url(comment), page="/account/password", **fields)
    assert response.status_code == 409
    site.session.rollback()
    assert current(site.session, [comment.id])[comment.id].revision == 1


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_keeps_answers(app, site, comment, role) -> None:
    user = site.user(role)
    site.commit()
    other = app.test_client()
    sign_in(other, user)
    assert post(other, url(comment), page="/account/password").status_code == 403


def test_the_box_says_why_and_posts_what_was_seen(app) -> None:
    macro = "{% from '_macros/answers.html' import look_again %}{{ look_again(again, 7, 2, 'token') }}"
    again = Again("0" * 64, frozenset({Change.PLACE}), 3)
    with app.test_request_context():
        shown = render_template_string(macro, again=again)
        assert render_template_string(macro, again=Again("")) == ""
    assert "điều khoản đã thay đổi, xem bản lần 3" in shown
    assert 'action="/comments/7/dispositions/keep"' in shown
    assert f'name="seen_ground" value="{"0" * 64}"' in shown
