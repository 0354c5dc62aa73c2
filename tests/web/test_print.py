"""The page to print: the clean text, with or without the agency's comments."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Openness
from draftreview.models.consultations import Invitation
from tests.factories import Factory
from tests.services.rounds import Round
from tests.web.browsing import sign_in, text_of

PAGE = "/drafts/mot-cua/versions/1/print"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invited(client: FlaskClient, site: Factory) -> Invitation:
    """An agency with a comment on a clause and one on everything; an officer of it is signed in."""
    invitation: Invitation = site.invitation(site.round(site.version(site.draft(key="mot-cua"))))
    place = site.provision(invitation.consultation.version, CLAUSE)
    user = site.user(agency=invitation.agency)
    site.proposal(site.comment(invitation, user, place, reason="Quá dài."), "Trả lời trong 03 ngày.")
    site.comment(invitation, user, body="Gộp hai điều đầu.")
    other = site.invitation(invitation.consultation)
    site.comment(other, None, place, body="Ý của nơi khác.")
    site.commit()
    sign_in(client, user)
    return invitation


def test_the_text_prints_without_any_comment_or_button(client: FlaskClient, invited: Invitation) -> None:
    page = text_of(client.get(PAGE))
    assert "Cơ quan được hỏi trả lời bằng văn bản" in page
    assert "clause-actions" not in page
    assert "Quá dài." not in page
    assert "Kèm ý kiến của cơ quan" in page


def test_own_comments_print_under_their_clause_when_chosen(client: FlaskClient, invited: Invitation) -> None:
    page = text_of(client.get(f"{PAGE}?with=comments"))
    assert page.index(f'id="{CLAUSE}"') < page.index("Quá dài.") < page.index("att_1__art_3__para_2")
    assert page.index("Gộp hai điều đầu.") < page.index("QUYẾT ĐỊNH")
    assert "Ý của nơi khác." not in page


def test_who_has_no_comments_has_no_choice(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    lead = site.lead()
    site.commit()
    client.set_cookie("session", "")
    sign_in(client, lead)
    page = text_of(client.get(f"{PAGE}?with=comments"))
    assert "Kèm ý kiến của cơ quan" not in page
    assert "Quá dài." not in page


def test_the_page_to_print_takes_five_queries(
    client: FlaskClient, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    client.get(PAGE)
    count_queries()
    client.get(f"{PAGE}?with=comments")
    assert count_queries() <= 5


def test_what_others_sent_prints_too_where_it_may_be_read(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    everyone = f"{PAGE}?with=everyone"
    assert "Ý của nơi khác." not in text_of(client.get(everyone))
    round_ = invited.consultation
    round_.openness = Openness.AFTER_SENDING
    other = site.invitation(round_)
    place = site.provision(round_.version, CLAUSE)
    said = site.sent(site.comment(other, None, place, body="Đã gửi từ nơi khác."), other)
    for own in (invited, other):
        site.sent(site.comment(own), own)
    site.commit()
    count_queries()
    page = text_of(client.get(everyone))
    assert count_queries() <= 5
    assert (
        page.index(f'id="{CLAUSE}"') < page.index("Đã gửi từ nơi khác.") < page.index("att_1__art_3__para_2")
    )
    assert said.agency.name in page
    assert said.author.display_name not in page
    assert "Ý của nơi khác." not in page
    assert "Đã gửi từ nơi khác." not in text_of(client.get(f"{PAGE}?with=comments"))


def test_what_others_sent_prints_beside_a_later_version(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    round_ = invited.consultation
    round_.openness = Openness.AFTER_SENDING
    other = site.invitation(round_)
    place = site.provision(round_.version, CLAUSE)
    site.sent(site.comment(other, None, place, body="Đã gửi từ nơi khác."), other)
    site.sent(site.comment(invited), invited)
    Round(site, round_).next()
    site.commit()
    page = text_of(client.get("/drafts/mot-cua/versions/2/print?with=everyone"))
    assert "Đã gửi từ nơi khác." in page
    assert "góp ý cho lần 1" in page
