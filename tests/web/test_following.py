"""What became of a comment's place stands on every page that shows the comment, over three versions."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.provisions import Component
from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models import drafts as models
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.services.anchors import anchor_on, words_of
from draftreview.web import draining
from tests.domain.texts import RECEIPT, RETURN, SCOPE, article, numbered, with_clauses
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

FRONT = article(1, "Nguyên tắc", "Việc tiếp nhận hồ sơ công khai, đúng hạn và theo dõi được.")
FIRST, THIRD = "att_1__art_2__para_1", "att_1__art_2__para_3"
NOW = "att_1__art_3__para_1"
READ, THREE = "/drafts/mot-cua/versions/1", "/drafts/mot-cua/versions/3"
WORDS = RECEIPT.children[0].text
CHANGED = WORDS.replace("tại quầy", "tại quầy hoặc qua mạng")


def second() -> tuple[Component, ...]:
    """An article came in front: everything is renumbered."""
    return numbered(FRONT, SCOPE, RECEIPT, RETURN)


def third() -> tuple[Component, ...]:
    """The first khoản of the receipt is reworded, the third is gone."""
    return numbered(FRONT, SCOPE, with_clauses(RECEIPT, CHANGED, RECEIPT.children[1].text), RETURN)


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An agency whose comments on version 1 were sent; two versions came after it."""
    version = site.version(site.draft(key="mot-cua"), numbered(SCOPE, RECEIPT, RETURN))
    invitation: Invitation = site.invitation(site.round(version))
    for eid in (FIRST, THIRD):
        said(site, invitation, eid, f"Về {eid}.")
    stranger = site.invitation(invitation.consultation)
    said(site, stranger, FIRST, "Ý của cơ quan khác.")
    site.successor(site.successor(version, second()), third())
    site.commit()
    return invitation


def said(site: Factory, invitation: Invitation, eid: str, body: str) -> Comment:
    place = site.provision(invitation.consultation.version, eid)
    comment: Comment = site.sent(site.comment(invitation, None, place, body=body), invitation)
    return comment


def comment_on(site: Factory, invitation: Invitation, eid: str) -> Comment:
    place = site.provision(invitation.consultation.version, eid)
    found: Comment = next(
        one
        for one in site.session.query(Comment).filter_by(provision_id=place.id)
        if one.agency_id == invitation.agency_id
    )
    return found


@pytest.fixture
def officer(site: Factory, client: FlaskClient, invited: Invitation) -> None:
    user = site.user(agency=invited.agency)
    site.commit()
    sign_in(client, user)


@pytest.fixture
def lead(site: Factory, client: FlaskClient, invited: Invitation) -> None:
    user = site.lead()
    site.commit()
    sign_in(client, user)


@pytest.mark.usefixtures("officer")
def test_comments_stand_beside_the_newer_version_where_they_belong_now(client: FlaskClient) -> None:
    page = text_of(client.get(THREE))
    assert '<span class="visually-hidden">1 ý kiến ở khoản 1 Điều 3, góp ý cho lần 1</span>' in page
    assert "<small>lần 1</small>" in page
    assert 'class="clause-add"' not in page
    assert "Ý kiến bên cạnh là góp ý cho lần 1" in page


@pytest.mark.usefixtures("officer")
def test_orphans_are_listed_at_the_end_with_a_way_to_each(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    page = text_of(client.get(THREE))
    end = page[page.index('id="unplaced"') :]
    assert "Ý kiến về quy định không còn trong bản này" in end
    assert f'<a href="/comments/{comment_on(site, invited, THIRD).id}">Khoản 3 Điều 2</a>' in end
    assert '<a href="#unplaced">1 ý kiến không gắn được vào bản này</a>' in page
    assert 'id="unplaced"' not in text_of(client.get("/drafts/mot-cua/versions/2"))


@pytest.mark.usefixtures("officer")
def test_what_nobody_confirmed_is_listed_as_waiting(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    version = invited.consultation.draft.versions[-1]
    other = "Công chức giúp người dân nộp hồ sơ và cấp mã theo dõi ngay tại quầy tiếp nhận."
    texts = (other, RECEIPT.children[1].text)
    site.successor(version, numbered(FRONT, SCOPE, with_clauses(RECEIPT, *texts), RETURN))
    site.commit()
    page = text_of(client.get("/drafts/mot-cua/versions/4"))
    assert "Ý kiến chờ xác nhận quy định đang ở đâu" in page
    assert "Chờ xác nhận: có thể là khoản 1 Điều 3" in page


@pytest.mark.usefixtures("officer")
def test_the_card_beside_the_newer_version_says_for_which_it_was(client: FlaskClient) -> None:
    page = text_of(client.get(f"{THREE}/comments/new?eid={NOW}"))
    for words in ("góp ý cho lần 1", "Ở lần 3:", "Nay là khoản 1 Điều 3", "Đã sửa câu chữ", f"Về {FIRST}."):
        assert words in page
    assert "Ý của cơ quan khác." not in page


@pytest.mark.usefixtures("officer")
def test_the_card_beside_the_version_consulted_says_what_became_of_it(client: FlaskClient) -> None:
    page = text_of(client.get(f"{READ}/comments/new?eid={FIRST}"))
    assert "góp ý cho lần 1" not in page
    assert f'<a href="{THREE}#{NOW}">Xem ở lần 3</a>' in page
    assert "Không còn trong bản lần 3" in text_of(client.get(f"{READ}/comments/new?eid={THIRD}"))


@pytest.mark.usefixtures("officer")
def test_a_new_round_has_the_comments_of_both(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    newest = invited.consultation.draft.versions[-1]
    again = site.invitation(site.round(newest, number=2), invited.agency)
    site.comment(again, None, site.provision(newest, NOW), body="Ý kiến đợt hai.")
    site.commit()
    page = text_of(client.get(f"{THREE}/comments/new?eid={NOW}"))
    assert page.index("Ý kiến đợt hai.") < page.index(f"Về {FIRST}.")
    assert '<span class="visually-hidden">2 ý kiến ở khoản 1 Điều 3, góp ý cho lần 1</span>' in page
    assert page.count("góp ý cho lần 1</b>") == 1


@pytest.mark.usefixtures("officer")
def test_an_older_version_leads_to_the_one_that_is_asked_about(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    draft = site.version(site.draft(key="sau"), numbered(SCOPE)).draft
    site.invitation(site.round(site.successor(draft.versions[0], numbered(FRONT, SCOPE))), invited.agency)
    site.commit()
    page = text_of(client.get("/drafts/sau/versions/1"))
    assert "Đợt gần nhất lấy ý kiến về bản lần 2." in page
    assert '<a href="/drafts/sau/versions/2">Đọc bản lần 2</a>' in page


@pytest.mark.usefixtures("officer")
def test_the_comments_own_page_says_what_became_of_it(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    page = text_of(client.get(f"/comments/{comment_on(site, invited, FIRST).id}"))
    assert "Nay là khoản 1 Điều 3" in page
    assert "Đã sửa câu chữ" in page
    assert f'/comments/{comment_on(site, invited, FIRST).id}/trace">Xem quá trình</a>' in page
    gone = text_of(client.get(f"/comments/{comment_on(site, invited, THIRD).id}"))
    assert "Không còn trong bản lần 3" in gone


@pytest.mark.usefixtures("officer")
def test_a_comment_on_a_whole_component_says_what_became_of_it(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    rule = site.session.query(models.Component).filter_by(version=invited.consultation.version).one()
    comment = site.sent(site.comment(invited, component=rule, citation="Quy định"), invited)
    site.commit()
    for url in (f"/comments/{comment.id}", "/drafts/mot-cua/reply"):
        assert "Đã sửa nội dung bên trong" in text_of(client.get(url))


@pytest.mark.usefixtures("officer")
def test_the_search_says_what_became_of_it(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "PATIENCE", 60)
    page = text_of(client.get("/search", query_string={"q": f"Về {FIRST}", "kind": "comment"}))
    assert "Nay là khoản 1 Điều 3" in page
    assert f'<a href="{THREE}#{NOW}">Xem ở lần 3</a>' in page
    texts = text_of(client.get("/search", query_string={"q": "hồ sơ", "kind": "provision"}))
    assert '<p class="hit-title">' in texts
    assert "Ở lần 3:" not in texts, "a text of the draft has no state of its own"


@pytest.mark.usefixtures("officer")
def test_the_home_page_says_what_became_of_what_is_unfinished(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    place = site.provision(invited.consultation.version, "att_1__art_3")
    for _ in range(3):
        site.comment(invited, None, place, body="Còn viết dở.")
    site.commit()
    client.get("/")
    count_queries()
    page = text_of(client.get("/"))
    assert count_queries() <= 5
    assert page.count("Nay là Điều 4") == 3
    assert "Nay là khoản 1 Điều 3" not in page, "what was sent is not unfinished"


@pytest.mark.usefixtures("officer")
def test_the_topics_say_what_became_of_it(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    topic = site.topic(invited.consultation, code="1", title="Tiếp nhận")
    comment_on(site, invited, FIRST).topic = topic
    site.commit()
    client.get("/drafts/mot-cua/topics/1")
    count_queries()
    assert "Nay là khoản 1 Điều 3" in text_of(client.get("/drafts/mot-cua/topics/1"))
    assert count_queries() <= 5


@pytest.mark.usefixtures("officer")
def test_the_reply_page_says_what_became_of_each(client: FlaskClient) -> None:
    page = text_of(client.get("/drafts/mot-cua/reply"))
    assert "Nay là khoản 1 Điều 3" in page
    assert "Không còn trong bản lần 3" in page
    assert "Ở lần 2:" not in page


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Công chức kiểm tra", None),
        ("hồ sơ ngay khi người dân nộp tại quầy", None),
        ("khi người dân nộp tại quầy.", "Đoạn này đã sửa ở lần 3"),
    ],
)
def test_the_words_chosen_stand_on_the_card(
    client: FlaskClient, site: Factory, invited: Invitation, quote: str, words: str | None
) -> None:
    comment = comment_on(site, invited, FIRST)
    choose(site, comment, quote)
    for url in (f"/comments/{comment.id}", "/drafts/mot-cua/reply", f"{THREE}/comments/new?eid={NOW}"):
        page = text_of(client.get(url))
        assert f"Về đoạn: “{quote}”" in page
        assert ("Đoạn này" in page) is (words is not None)
        assert words is None or words in page


@pytest.mark.usefixtures("officer")
def test_words_of_what_is_gone_are_gone(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    comment = comment_on(site, invited, THIRD)
    choose(site, comment, "một lần bằng phiếu")
    assert "Đoạn này không còn trong bản lần 3" in text_of(client.get(f"/comments/{comment.id}"))


def choose(site: Factory, comment: Comment, quote: str) -> None:
    assert comment.provision is not None
    start = words_of(comment.provision).index(quote)
    anchor_on(site.session, comment, comment.provision, start, start + len(quote), quote)
    site.commit()


@pytest.mark.usefixtures("lead")
def test_the_desk_says_what_became_of_its_place_and_marks_orphans(client: FlaskClient) -> None:
    page = text_of(client.get(f"/drafts/mot-cua/desk/{FIRST}"))
    assert "Nay là khoản 1 Điều 3" in page
    assert f'<a href="{THREE}#{NOW}">Xem ở lần 3</a>' in page
    assert page.count("Không còn ở lần 3") == 1
    assert page.count('/trace">Quá trình') == 2


@pytest.mark.usefixtures("lead")
def test_an_orphan_remains_answerable(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    comment = comment_on(site, invited, THIRD)
    desk = f"/drafts/mot-cua/desk/{THIRD}"
    assert "Không còn trong bản lần 3" in text_of(client.get(desk))
    fields = {"outcome": "noted", "explanation": "Khoản này đã bỏ.", "seen_revision": 0}
    answer = post(client, f"/comments/{comment.id}/dispositions", page=desk, **fields)
    assert answer.status_code == 303


@pytest.mark.usefixtures("lead")
def test_the_table_says_where_each_place_stands_now(client: FlaskClient) -> None:
    page = text_of(client.get("/drafts/mot-cua/synthesis"))
    assert "(nay là khoản 1 Điều 3)" in page
    assert "(không còn trong bản lần 3)" in page


@pytest.mark.usefixtures("lead")
def test_what_waits_for_approval_says_what_became_of_its_place(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    site.disposition(comment_on(site, invited, FIRST), Outcome.NOTED)
    site.commit()
    assert "Nay là khoản 1 Điều 3" in text_of(client.get("/drafts/mot-cua/approvals"))


@pytest.mark.usefixtures("lead")
def test_the_drafting_side_has_no_margin(client: FlaskClient) -> None:
    page = text_of(client.get(THREE))
    assert "góp ý cho lần 1" not in page
    assert 'id="unplaced"' not in page


@pytest.mark.usefixtures("officer")
def test_pages_of_an_agency_take_five_queries_at_most(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    for number in range(20):
        comment = said(site, invited, (FIRST, THIRD)[number % 2], "Nữa.")
        choose(site, comment, WORDS[:18] if number % 2 == 0 else "Hồ sơ thiếu")
        site.disposition(comment, Outcome.NOTED, Stage.RELEASED)
    invited.opened_at = site.clock.now()
    site.commit()
    for url in (
        THREE,
        f"{THREE}/comments/new?eid={NOW}",
        f"{READ}/comments/new?eid={FIRST}",
        f"/comments/{comment.id}",
        "/drafts/mot-cua/reply",
    ):
        count_queries()
        assert client.get(url).status_code == 200
        assert count_queries() <= 5, url


@pytest.mark.usefixtures("lead")
def test_pages_of_the_drafting_side_take_five_queries_at_most(
    client: FlaskClient, site: Factory, invited: Invitation, count_queries: Callable[[], int]
) -> None:
    for _ in range(20):
        choose(site, said(site, invited, FIRST, "Nữa."), "Công chức")
    client.get(f"/drafts/mot-cua/desk/{FIRST}")  # the words of the version consulted are read once, then kept
    for url in (
        THREE,
        f"/drafts/mot-cua/desk/{FIRST}",
        "/drafts/mot-cua/synthesis",
        "/drafts/mot-cua/approvals",
    ):
        count_queries()
        assert client.get(url).status_code == 200
        assert count_queries() <= 5, url
