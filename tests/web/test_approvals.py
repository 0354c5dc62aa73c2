"""Sign-off in the browser: the lead says yes to what the page showed, and hears how many were reached."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.services.dispositions import current
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

URL = "/drafts/mot-cua/approvals"


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; the lead drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    return round_


def answered(site: Factory, round_: Consultation, stage: Stage = Stage.PROPOSED, **more: object) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, "att_1__art_3__para_1")
    comment = site.sent(site.comment(invitation, provision=place), invitation)
    site.disposition(comment, stage=stage, by=site.drafter(), **more)
    site.commit()
    return comment


def stages(site: Factory, *comments: Comment) -> list[Stage]:
    site.session.rollback()
    found = current(site.session, [one.id for one in comments])
    return [found[one.id].stage for one in comments]


def said(client: FlaskClient, response: TestResponse) -> str:
    assert (response.status_code, response.location) == (303, URL)
    return text_of(client.get(URL))


def test_the_page_lists_what_waits(client, site, round_) -> None:
    answered(site, round_, outcome=Outcome.DECLINED, explanation="Luật đã định.")
    answered(site, round_, Stage.APPROVED)
    page = text_of(client.get(URL))
    for words in ("Chờ duyệt (1)", "Luật đã định.", "Khoản 1 Điều 3", "chưa công bố cho cơ quan góp ý (1)"):
        assert words in page


def test_nothing_waiting_says_so(client, round_) -> None:
    page = text_of(client.get(URL))
    assert "Không có nội dung giải trình nào chờ duyệt." in page
    assert "Không có nội dung giải trình nào chờ công bố." in page


def test_the_chosen_answers_are_approved_and_counted(client, site, round_) -> None:
    first, second, third = (answered(site, round_) for _ in range(3))
    chosen = [f"{first.id}:1", f"{third.id}:1"]
    response = post(client, URL, action="approve", chosen=chosen, shown=[f"{second.id}:1", *chosen])
    assert "Đã duyệt 2 nội dung giải trình." in said(client, response)
    assert stages(site, first, second, third) == [Stage.APPROVED, Stage.PROPOSED, Stage.APPROVED]


def test_everything_shown_is_approved_at_once(client, site, round_) -> None:
    first, second, unseen = (answered(site, round_) for _ in range(3))
    response = post(client, URL, action="approve:all", shown=[f"{first.id}:1", f"{second.id}:1"])
    assert "Đã duyệt 2 nội dung giải trình." in said(client, response)
    assert stages(site, unseen) == [Stage.PROPOSED]


def test_approved_answers_are_released(client, site, round_) -> None:
    comment = answered(site, round_, Stage.APPROVED, revision=2)
    response = post(client, URL, action="release", chosen=f"{comment.id}:2")
    assert "Đã công bố 1 nội dung giải trình." in said(client, response)
    assert stages(site, comment) == [Stage.RELEASED]


def test_what_changed_meanwhile_is_named(client, site, round_) -> None:
    comment = answered(site, round_)
    site.disposition(comment, Outcome.NOTED, revision=2, by=site.drafter(display_name="Tổ biên tập 2"))
    site.commit()
    response = post(client, URL, action="approve", chosen=f"{comment.id}:1")
    page = text_of(response)
    assert response.status_code == 409
    assert "Đã duyệt 0 nội dung giải trình." in page
    assert f"Khoản 1 Điều 3 ({comment.agency.name}): Tổ biên tập 2 đã thay đổi" in page
    assert stages(site, comment) == [Stage.PROPOSED]


def test_what_had_not_changed_is_approved_beside_it(client, site, round_) -> None:
    steady, changed = answered(site, round_), answered(site, round_, Stage.RELEASED)
    response = post(client, URL, action="approve", chosen=[f"{steady.id}:1", f"{changed.id}:1"])
    assert "Đã duyệt 1 nội dung giải trình." in text_of(response)
    assert stages(site, steady, changed) == [Stage.APPROVED, Stage.RELEASED]


@pytest.mark.parametrize("chosen", [[], ["x:1"], ["1:y"], ["1"]])
def test_nothing_chosen_changes_nothing(client, site, round_, chosen) -> None:
    comment = answered(site, round_)
    response = post(client, URL, action="approve", chosen=chosen)
    assert "Chưa chọn nội dung giải trình nào." in said(client, response)
    assert stages(site, comment) == [Stage.PROPOSED]


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_lead_signs_off(client, site, round_, role) -> None:
    user = site.user(role)
    site.commit()
    post(client, "/sign-out", page="/account/password")
    sign_in(client, user)
    assert client.get(URL).status_code == 403
    assert post(client, URL, page="/account/password", action="approve").status_code == 403


def test_a_draft_without_a_round_has_nothing_to_sign(client, round_) -> None:
    assert client.get("/drafts/gone/approvals").status_code == 404


@pytest.mark.parametrize("size", [1, 7])
def test_the_page_takes_at_most_five_queries(
    client, site, round_, count_queries: Callable[[], int], size
) -> None:
    for _ in range(size):
        answered(site, round_)
    client.get(URL)
    count_queries()
    client.get(URL)
    assert count_queries() <= 5
