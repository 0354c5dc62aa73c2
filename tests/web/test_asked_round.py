"""Rounds before the newest: answered, approved and put into their table, once a second is open."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

DRAFT = "/drafts/mot-cua"
HUGE = 10**20
CLAUSE = "att_1__art_3__para_1"
PAGES = ("desk", "bulk", "groups", "approvals", "synthesis", "synthesis/check")


@pytest.fixture
def first(site: Factory, client: FlaskClient) -> Comment:
    """A comment of the first round, unanswered, and one of the second; the lead drafter is signed in."""
    draft = site.draft(key="mot-cua")
    made = []
    for number, words in ((1, "Ý kiến của đợt trước"), (2, "Ý kiến của đợt sau")):
        round_ = site.round(site.version(draft, number=number), number=number)
        invitation = site.invitation(round_)
        provision = site.provision(round_.version, CLAUSE)
        comment = site.comment(invitation, provision=provision, body=words)
        made.append(site.sent(comment, invitation, letter_number=f"{number}/CV", letter_date=round_.opens_on))
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    return made[0]


def links(page: str) -> list[str]:
    """List the addresses on a page, but for those around it."""
    inside = page.partition("<main")[2].partition("</main>")[0]
    return [one.replace("&amp;", "&") for one in re.findall(r'(?:href|action)="(/[^"#]+)', inside)]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_the_rounds_and_stays_in_the_one_looked_at(
    client: FlaskClient, first: Comment, page: str
) -> None:
    newest, older = (text_of(client.get(f"{DRAFT}/{page}{which}")) for which in ("", "?round=1"))
    assert f'href="{DRAFT}/{page}?round=1"' in newest
    assert f'href="{DRAFT}/{page}">mới nhất</a>' in older
    ways = [one for one in links(older) if re.match(f"{DRAFT}/(desk|bulk|groups|approvals|synthesis)", one)]
    assert {one for one in ways if "round=1" not in one} == {f"{DRAFT}/{page}"}
    assert older.partition("<main")[2].count('method="get"') == older.count('name="round" value="1"')


@pytest.mark.parametrize("page", ["desk", "bulk", "synthesis"])
def test_an_older_round_shows_its_own_comments(client: FlaskClient, first: Comment, page: str) -> None:
    newest, older = (text_of(client.get(f"{DRAFT}/{page}{which}")) for which in ("", "?round=1"))
    assert "Ý kiến của đợt sau" in newest
    assert "Ý kiến của đợt trước" not in newest
    assert "Ý kiến của đợt trước" in older
    assert "Ý kiến của đợt sau" not in older


def test_a_comment_of_an_older_round_is_answered_where_the_table_leads(
    client: FlaskClient, site: Factory, first: Comment
) -> None:
    table = text_of(client.get(f"{DRAFT}/synthesis?round=1"))
    lead = next(one for one in links(table) if f"comment={first.id}" in one)
    desk = text_of(client.get(lead))
    action = next(one for one in links(desk) if one.startswith(f"/comments/{first.id}/dispositions?"))
    answered = post(client, action, page=lead, outcome="accepted", seen_revision="0")
    assert answered.status_code == 303
    assert "round=1" in answered.headers["Location"]
    assert "Tiếp thu" in text_of(client.get(f"{DRAFT}/approvals?round=1"))
    assert "Chưa xử lý." in text_of(client.get(f"{DRAFT}/synthesis"))
    assert "Chưa xử lý." not in text_of(client.get(f"{DRAFT}/synthesis?round=1"))


def test_a_comment_leads_to_its_round_by_itself(client: FlaskClient, first: Comment) -> None:
    desk = text_of(client.get(f"{DRAFT}/desk/{CLAUSE}?comment={first.id}"))
    assert "Ý kiến của đợt trước" in desk
    assert f'action="/comments/{first.id}/dispositions?round=1"' in desk


def test_the_final_table_of_each_round_is_refused_for_its_own_sake(
    client: FlaskClient, site: Factory, first: Comment
) -> None:
    site.disposition(site.session.merge(first), Outcome.ACCEPTED, stage=Stage.APPROVED)
    site.commit()
    statuses = [
        client.get(f"{DRAFT}/synthesis.csv?final=1{which}").status_code
        for which in ("", "&round=1", "&round=2")
    ]
    assert statuses == [409, 200, 409]
    assert "Đã đủ điều kiện" in text_of(client.get(f"{DRAFT}/synthesis/check?round=1"))


@pytest.mark.parametrize("page", PAGES)
def test_a_round_that_was_never_opened_is_said_to_be_none(
    client: FlaskClient, first: Comment, page: str
) -> None:
    response = client.get(f"{DRAFT}/{page}?round=7")
    assert response.status_code == 404
    assert "không có đợt lấy ý kiến lần 7" in text_of(response)


def test_one_round_needs_no_choice(client: FlaskClient, site: Factory) -> None:
    round_: Consultation = site.round(site.version(site.draft(key="mot-cua")))
    site.sent(site.comment(invitation := site.invitation(round_)), invitation)
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    for page in PAGES:
        shown = text_of(client.get(f"{DRAFT}/{page}"))
        assert "round-line" not in shown
        assert "round=" not in shown


@pytest.mark.parametrize("page", PAGES)
def test_an_older_round_takes_no_more_queries(
    client: FlaskClient, first: Comment, page: str, count_queries: Callable[[], int]
) -> None:
    client.get(f"{DRAFT}/{page}?round=1")
    count_queries()
    client.get(f"{DRAFT}/{page}?round=1")
    assert count_queries() <= 5


@pytest.mark.parametrize(
    "address",
    [
        f"{DRAFT}/desk?round={HUGE}",
        f"{DRAFT}/synthesis?round={HUGE}",
        f"{DRAFT}/groups/{HUGE}",
        f"{DRAFT}/desk/{CLAUSE}?comment={HUGE}",
        f"/comments/{HUGE}/trace",
        f"/comments/{HUGE}/edit",
    ],
)
def test_a_number_beyond_the_database_names_nothing(
    client: FlaskClient, first: Comment, address: str
) -> None:
    assert client.get(address).status_code == 404
