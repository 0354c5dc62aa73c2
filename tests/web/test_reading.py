"""The reading page: who may open it, what it shows, and that it stays cheap however long the text is."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain import provisions as tree
from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.domain.vocabulary import CommentState, Role
from draftreview.models.consultations import Invitation
from tests.factories import Factory, clause
from tests.web.browsing import sign_in, text_of

CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An agency invited to comment on an illustrative draft."""
    draft = site.draft(key="mot-cua", short_title="Quyết định về một cửa", illustrative=True)
    invitation: Invitation = site.invitation(site.round(site.version(draft)))
    site.commit()
    return invitation


def officer(client: FlaskClient, site: Factory, invitation: Invitation, role: Role = Role.COMMENTER) -> None:
    user = site.user(role, invitation.agency)
    site.commit()
    sign_in(client, user)


def test_a_draft_leads_to_its_newest_version(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    site.version(invited.consultation.draft, number=2)
    officer(client, site, invited)
    assert client.get("/drafts/mot-cua").location == "/drafts/mot-cua/versions/2"
    assert client.get("/drafts/mot-cua?version=1").location == "/drafts/mot-cua/versions/1"


def test_every_clause_has_its_anchor_number_and_words(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    officer(client, site, invited)
    page = text_of(client.get("/drafts/mot-cua/versions/1"))
    assert f'id="{CLAUSE}"' in page
    assert '<span class="clause-number">a)</span>' in page
    assert page.index("trả lại trong ngày.") < page.index("Việc hướng dẫn được ghi trên phần mềm.")
    assert "<td>Người nộp</td>" in page
    assert "Dự thảo minh họa" in page
    assert "<strong>02/11/2017</strong>" in page
    assert page.count("<h1") == 2


def test_an_officer_is_led_to_the_composer_of_each_place(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    officer(client, site, invited)
    page = text_of(client.get("/drafts/mot-cua/versions/1"))
    for eid in (CLAUSE, "att_1__chp_I", "att_2", "act"):
        assert f'/drafts/mot-cua/versions/1/comments/new?eid={eid}#{eid}"' in page
    assert 'aria-label="Góp ý khoản 1 Điều 3 của Quy định"' in page


def test_own_comments_are_counted_and_others_are_not(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    place = site.provision(invited.consultation.version, CLAUSE)
    topic = site.topic(invited.consultation, place, code="1", short_title="Mô hình", title="Mô hình, tổ chức")
    for _ in range(2):
        site.comment(invited, None, place, topic=topic)
    stranger = site.invitation(invited.consultation)
    site.comment(stranger, None, place, body="Ý của cơ quan khác")
    officer(client, site, invited)
    page = text_of(client.get("/drafts/mot-cua/versions/1"))
    assert 'aria-label="2 ý kiến ở khoản 1 Điều 3 của Quy định"' in page
    assert "1. Mô hình" in page
    assert "2 ý kiến</span>" in page
    assert "Ý của cơ quan khác" not in page


def test_a_drafter_reads_without_a_way_to_comment(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    site.comment(invited, None, site.provision(invited.consultation.version, CLAUSE))
    officer(client, site, invited, Role.COMMENTER)
    page = text_of(client.get("/drafts/mot-cua/versions/1"))
    assert 'class="clause-add"' in page
    public = site.version(site.draft(key="cong-khai", public=True))
    site.commit()
    assert public
    page = text_of(client.get("/drafts/cong-khai/versions/1"))
    assert 'class="clause-add"' not in page


def test_the_public_is_asked_to_sign_in_and_strangers_are_refused(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    answer = client.get("/drafts/mot-cua/versions/1")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/drafts/mot-cua/versions/1")
    sign_in(client, _stranger(site))
    assert client.get("/drafts/mot-cua/versions/1").status_code == 403
    assert client.get("/drafts/khong-co/versions/1").status_code == 404
    assert client.get("/drafts/mot-cua/versions/9").status_code == 403


def _stranger(site: Factory) -> str:
    user = site.user()
    site.commit()
    login: str = user.login
    return login


def test_words_of_the_law_are_escaped(client: FlaskClient, site: Factory) -> None:
    article = tree.Provision(Kind.ARTICLE, "1", heading="<b>Tên</b>", text="<!--slot--><script>", eid="art_1")
    draft = site.draft(key="thu", public=True)
    site.version(draft, (tree.Component(ComponentKind.MAIN, children=(article,)),))
    site.commit()
    page = client.get("/drafts/thu/versions/1").get_data(as_text=True)
    assert "&lt;b&gt;Tên&lt;/b&gt;" in page
    assert "&lt;!--slot--&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("articles", [1, 20, 60])
def test_the_page_takes_five_queries_at_most_whatever_its_length(
    client: FlaskClient, site: Factory, count_queries: Callable[[], int], articles: int
) -> None:
    version = site.version(site.draft(key="dai"), (long_text(articles),))
    invitation = site.invitation(site.round(version), opened_at=site.clock.now())
    for number in range(1, articles + 1):
        site.comment(invitation, None, site.provision(version, f"art_{number}__para_1"))
    officer(client, site, invitation)
    count_queries()
    assert client.get("/drafts/dai/versions/1").status_code == 200
    assert count_queries() <= 5
    client.get("/drafts/dai/versions/1")
    assert count_queries() <= 4


def long_text(articles: int) -> tree.Component:
    """Make an act of that many Điều of seven khoản."""
    made = tuple(
        tree.Provision(
            Kind.ARTICLE,
            str(number),
            heading=f"Điều thứ {number}",
            eid=f"art_{number}",
            children=tuple(
                clause(str(one), f"Khoản {one} của điều {number}.", f"art_{number}__para_{one}")
                for one in range(1, 8)
            ),
        )
        for number in range(1, articles + 1)
    )
    return tree.Component(ComponentKind.MAIN, title="QUYẾT ĐỊNH", children=made)


def test_the_public_page_follows_what_it_shows(client: FlaskClient, site: Factory) -> None:
    round_ = site.round(site.version(site.draft(key="mo", title="Quy chế mở", public=True)))
    site.topic(round_, code="1", short_title="Mô hình")
    site.commit()
    page = "/drafts/mo/versions/1"
    first = text_of(client.get(page))
    assert first == text_of(client.get(page))
    assert "1. Mô hình" in first
    site.topic(round_, code="2", short_title="Quy trình")
    site.round_today("2017-11-20")
    site.commit()
    later = text_of(client.get(page))
    assert "2. Quy trình" in later
    assert "Hết hạn ngày" in later


def test_a_signed_in_reader_never_gets_the_public_page(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    invited.consultation.draft.public = True
    site.commit()
    assert "Góp ý khoản" not in text_of(client.get("/drafts/mot-cua/versions/1"))
    officer(client, site, invited)
    assert "Góp ý khoản" in text_of(client.get("/drafts/mot-cua/versions/1"))


def test_a_kept_page_follows_what_the_agency_does(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    page, colleague = "/drafts/mot-cua/versions/1", client.application.test_client()
    place = site.provision(invited.consultation.version, CLAUSE)
    for browser in (client, colleague):
        officer(browser, site, invited)
    assert "0 ý kiến, trong đó" in text_of(client.get(page))
    said = site.comment(invited, None, place)
    site.commit()
    for browser in (client, colleague, client):
        assert "1 ý kiến, trong đó" in text_of(browser.get(page))
    said.state, said.withdrawn_at = CommentState.WITHDRAWN, site.clock.now()
    site.commit()
    assert "0 ý kiến, trong đó" in text_of(client.get(page))
    invited.consultation.closed_at = site.clock.now()
    site.commit()
    assert "Cơ quan chủ trì đóng đợt lấy ý kiến" in text_of(client.get(page))


def test_a_page_read_again_asks_the_database_nothing(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    first, draft = invited.consultation.version, invited.consultation.draft
    site.comment(invited, None, site.provision(first, CLAUSE))
    site.version(draft, number=2)
    officer(client, site, invited)
    for page in ("/drafts/mot-cua/versions/1", "/drafts/mot-cua/versions/2"):
        # The first look is noted as the agency's opening of the draft.
        shown = [client.get(page).data for _ in range(2)][1]
        count_queries()
        assert client.get(page).data == shown
        assert count_queries() == 0


def test_who_may_no_longer_read_is_not_given_a_kept_page(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    page = "/drafts/mot-cua/versions/1"
    user = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, user)
    assert [client.get(page).status_code for _ in range(2)] == [200, 200]
    user.disabled_at = site.clock.now()
    site.commit()
    assert 200 not in [client.get(page).status_code for _ in range(2)]
    stranger = site.user(agency=site.agency())
    site.commit()
    sign_in(client, stranger)
    assert [client.get(page).status_code for _ in range(2)] == [403, 403]


def test_a_kept_page_carries_the_readers_own_token_and_name(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    page, other = "/drafts/mot-cua/versions/1", client.application.test_client()
    user = site.user(agency=invited.agency, display_name="Bà Lê")
    site.commit()
    tokens = []
    for browser in (client, other, client):
        if len(tokens) < 2:
            sign_in(browser, user)
        shown = text_of(browser.get(page))
        assert "Bà Lê" in shown
        found = re.search(r'name="csrf_token" value="([^"]+)"', shown)
        assert found
        tokens.append(found[1])
    assert tokens[0] != tokens[1]
    assert other.post("/sign-out", data={"csrf_token": tokens[1]}).status_code == 303
    assert client.post("/sign-out", data={"csrf_token": tokens[2]}).status_code == 303
    stranger = site.invitation(invited.consultation)
    officer(other, site, stranger)
    assert "Bà Lê" not in text_of(other.get(page))
