"""Home and the page of outcomes: what is shown, “Đã xem”, and that both stay cheap."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Outcome, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.consultations import Invitation
from tests.factories import Factory
from tests.services.test_outcomes import sooner
from tests.web.browsing import post, sign_in, text_of

PAGE = "/drafts/mot-cua/outcomes"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An agency asked with a focus topic."""
    version = site.version(site.draft(key="mot-cua"))
    round_ = site.round(version)
    site.topic(round_, site.provision(version, CLAUSE), code="2a", short_title="Xin ý kiến")
    invitation: Invitation = site.invitation(round_)
    site.commit()
    return invitation


@pytest.fixture
def officer(client: FlaskClient, site: Factory, invited: Invitation) -> User:
    """An officer of the agency, signed in."""
    user: User = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, user)
    return user


def answered(site: Factory, invited: Invitation, times: int = 1) -> list[int]:
    """Send comments and release an answer to each; give the answers' ids."""
    place = site.provision(invited.consultation.version, CLAUSE)
    rows = []
    for _ in range(times):
        comment = site.sent(site.comment(invited, None, place, body="Ghi rõ ai ký."), invited)
        rows.append(
            site.disposition(comment, Outcome.DECLINED, Stage.RELEASED, explanation="Đã nêu ở Điều 2.")
        )
    site.commit()
    return [row.id for row in rows]


def test_home_leads_to_the_open_topics_and_the_unfinished(
    client: FlaskClient, site: Factory, invited: Invitation, officer: User
) -> None:
    colleague = site.user(agency=invited.agency, display_name="Chuyên viên kia")
    comment = site.comment(invited, colleague, body="Còn dang dở")
    site.commit()
    page = text_of(client.get("/"))
    assert "0/1 nội dung trọng tâm" in page
    assert 'href="/drafts/mot-cua/topics/2a"' in page
    assert f'href="/comments/{comment.id}/edit"' in page
    assert "Chuyên viên kia" in page
    assert "theo luật: hết 10 ngày từ ngày nhận (đã qua)" in page


def test_the_outcome_stands_with_its_explanation_and_the_changed_words(
    client: FlaskClient, site: Factory, invited: Invitation, officer: User
) -> None:
    answered(site, invited)
    site.successor(invited.consultation.version, sooner())
    site.commit()
    page = text_of(client.get(PAGE))
    for words in (
        "1/1 ý kiến đã gửi có trả lời",
        "Không tiếp thu",
        "Đã nêu ở Điều 2.",
        "không có nghĩa là đồng ý",
    ):
        assert words in page
    assert f'href="/drafts/mot-cua/compare/1/2#{CLAUSE}"' in page
    assert "1 ý kiến đã có trả lời, 1 chưa xem" in text_of(client.get("/"))


def test_one_answer_or_all_are_marked_as_seen(
    client: FlaskClient, site: Factory, invited: Invitation, officer: User
) -> None:
    first, *others = answered(site, invited, 3)
    answer = post(client, PAGE, answer=first)
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "2 câu trả lời cơ quan chưa ghi nhận đã xem." in text_of(client.get(PAGE))
    assert text_of(client.get(f"{PAGE}?show=unseen")).count('class="card outcome-line"') == 2
    post(client, PAGE, answer=others)
    assert "Đã xem tất cả" not in text_of(client.get(PAGE))
    assert "Không còn câu trả lời nào chưa xem." in text_of(client.get(f"{PAGE}?show=unseen"))
    assert "3 ý kiến đã có trả lời, đã xem hết" in text_of(client.get("/"))
    post(client, PAGE, page="/account/password", answer=first)
    assert "Cơ quan đã xem các câu trả lời này từ trước." in text_of(client.get(PAGE))


def test_an_answer_that_is_not_there_is_not_found(
    client: FlaskClient, invited: Invitation, officer: User
) -> None:
    assert "Cơ quan chưa gửi ý kiến nào" in text_of(client.get(PAGE))
    assert post(client, PAGE, page="/account/password", answer="x").status_code == 404


def test_home_shows_the_drafting_side_what_waits(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    answered(site, invited)
    bare = site.sent(site.comment(invited), invited)
    site.disposition(bare)
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    page = text_of(client.get("/"))
    assert "2/2 ý kiến đã có đề xuất trả lời" in page
    assert "1 chờ duyệt, 0 chờ công bố, 1 đã công bố" in page
    assert "1/1 cơ quan đã gửi" in page


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.LEAD_DRAFTER, Role.APPRAISER])
def test_home_takes_five_queries_for_everybody(
    client: FlaskClient,
    site: Factory,
    invited: Invitation,
    count_queries: Callable[[], int],
    role: Role,
) -> None:
    answered(site, invited, 4)
    for _ in range(3):
        site.comment(invited)
        site.draft()
    user = site.lead() if role is Role.LEAD_DRAFTER else site.user(role, invited.agency)
    site.commit()
    sign_in(client, user)
    client.get("/")
    count_queries()
    client.get("/")
    assert count_queries() <= 5


def test_the_outcomes_take_five_queries_however_many(
    client: FlaskClient,
    site: Factory,
    invited: Invitation,
    officer: User,
    count_queries: Callable[[], int],
) -> None:
    ids = answered(site, invited, 6)
    post(client, PAGE, answer=ids[:3])
    client.get(PAGE)
    count_queries()
    client.get(PAGE)
    assert count_queries() <= 5
