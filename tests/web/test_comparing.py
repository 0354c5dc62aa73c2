"""Two versions compared in the browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from draftreview.domain.alignment import align
from draftreview.domain.provisions import Tree
from draftreview.formats.reading import split_file
from draftreview.models.drafts import Draft
from draftreview.services import lineage
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of

CONTENT = Path(__file__).parents[2] / "content" / "draft_decision"


def content(number: int) -> Tree:
    name = f"version_{number}.md"
    return split_file(name, (CONTENT / name).read_bytes())


@pytest.fixture(scope="module")
def texts() -> tuple[Tree, Tree]:
    return content(1), content(2)


@pytest.fixture
def draft(site: Factory, texts: tuple[Tree, Tree]) -> Draft:
    """The illustrative draft with both of its versions, published for all."""
    site.version(site.draft(key="khac"))
    draft: Draft = site.draft(key="mot-cua", public=True, illustrative=True)
    old, new = (tree.components for tree in texts)
    first = site.version(draft, old)
    lineage.write_successor(site.session, None, site.clock, first, new, align(old, new))
    site.commit()
    return draft


def changes(client: FlaskClient, kind: str = "") -> list[str]:
    """List the places in the list of changes."""
    page = text_of(client.get(f"/drafts/mot-cua/compare/1/2?kind={kind}"))
    return re.findall(r"<strong>(.+?)</strong>", page)


def test_the_inserted_article_is_one_insertion(client: FlaskClient, draft: Draft) -> None:
    inserted = changes(client, "inserted")
    assert "Điều 12 (mới)" in inserted
    assert "Khoản 5 Điều 19 (mới)" in inserted
    assert not any("Điều 12 " in place and place.startswith("Khoản") for place in inserted)


def test_renumbered_articles_are_no_change_of_text(client: FlaskClient, draft: Draft) -> None:
    runs = changes(client, "renumbered")
    assert "Điều 12 đến Điều 15 nay là Điều 13 đến Điều 16" in runs
    assert "Điều 17 đến Điều 30 nay là Điều 18 đến Điều 31" in runs
    assert "Điều 13" not in changes(client, "edited")


def test_the_other_changes_are_told_by_what_they_are(client: FlaskClient, draft: Draft) -> None:
    assert changes(client, "moved") == ["Khoản 3 Điều 14 chuyển đến khoản 1 Điều 17"]
    assert "Điểm c khoản 4 Điều 15" in changes(client, "deleted")
    assert "Khoản 2 Điều 16 (cũ: khoản 2 Điều 15)" in changes(client, "edited")
    assert len(changes(client, "merged")) == 2


def test_an_appendix_is_compared_by_its_content(client: FlaskClient, draft: Draft) -> None:
    page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
    assert "<span>Phụ lục 2</span>" in page
    assert "<strong>Nội dung</strong>" in page
    assert "Phụ lục 2: nội dung" in page


def test_what_moved_leads_to_its_other_place(client: FlaskClient, draft: Draft) -> None:
    page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
    for anchor, words in (
        ("att_1__art_17__para_1", "Xem chỗ mới"),
        ("old-att_1__art_14__para_3", "Xem chỗ cũ"),
    ):
        assert f'<a href="#{anchor}">{words}</a>' in page
        assert f'id="{anchor}"' in page


def test_every_change_leads_to_a_place_on_the_page(client: FlaskClient, draft: Draft) -> None:
    page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
    places = re.findall(r'class="change" href="#([^"]+)"', page)
    known = re.findall(r' id="([^"]+)"', page)
    assert places
    assert set(places) <= set(known)
    assert len(known) == len(set(known))


def test_words_are_marked_on_their_own_side(client: FlaskClient, draft: Draft) -> None:
    page = client.get("/drafts/mot-cua/compare/1/2").text
    assert "bỏ: </span>bằng văn bản</del>" in page
    assert "thêm: </span>trên phần mềm</ins>" in page
    assert "Không đổi:" in page
    assert "is-absent" in page


def test_one_column_shows_both_wordings_together(client: FlaskClient, draft: Draft) -> None:
    page = client.get("/drafts/mot-cua/compare/1/2?view=inline").text
    assert re.search(r"bằng văn bản</del>\s*<ins>.{0,60}trên phần mềm</ins>", page)
    assert "is-absent" not in page


def test_an_unknown_view_or_kind_shows_everything(client: FlaskClient, draft: Draft) -> None:
    answer = client.get("/drafts/mot-cua/compare/1/2?view=x&kind=x")
    assert answer.status_code == 200
    assert '"Tất cả' not in answer.text
    assert len(changes(client, "x")) == len(changes(client))


def test_equal_versions_say_so(client: FlaskClient, draft: Draft) -> None:
    assert "Hai bản không khác nhau." in text_of(client.get("/drafts/mot-cua/compare/2/2"))


def test_the_chosen_versions_are_compared_oldest_first(client: FlaskClient, draft: Draft) -> None:
    answer = client.get("/drafts/mot-cua/compare?old=2&new=1&view=inline")
    assert (answer.status_code, answer.location) == (303, "/drafts/mot-cua/compare/1/2?view=inline")
    assert client.get("/drafts/mot-cua/compare?old=x").location == "/drafts/mot-cua/compare/1/1"


def test_what_is_not_there_is_not_found(client: FlaskClient, draft: Draft) -> None:
    assert client.get("/drafts/mot-cua/compare/1/9").status_code == 404
    assert client.get("/drafts/khong-co/compare/1/2").status_code == 404


def test_only_who_may_read_compares(site: Factory, client: FlaskClient, draft: Draft) -> None:
    hidden = site.version(site.draft(key="kin"))
    officer = site.user()
    site.commit()
    assert client.get("/drafts/kin/compare/1/1").location.startswith("/sign-in")
    sign_in(client, officer)
    assert client.get("/drafts/kin/compare/1/1").status_code == 403
    site.invitation(site.round(hidden), officer.agency)
    site.commit()
    assert client.get("/drafts/kin/compare/1/1").status_code == 200


def test_a_comparison_takes_few_queries(
    site: Factory, client: FlaskClient, draft: Draft, count_queries: Callable[[], int]
) -> None:
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    count_queries()
    client.get("/drafts/mot-cua/compare/1/2")
    assert count_queries() <= 5
