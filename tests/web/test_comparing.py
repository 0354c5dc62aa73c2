"""Two versions compared in the browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from draftreview.domain.alignment import align
from draftreview.domain.provisions import Tree
from draftreview.domain.vocabulary import Stage
from draftreview.formats.reading import split_file
from draftreview.models.accounts import User
from draftreview.models.drafts import Draft
from draftreview.services import comparing, lineage
from draftreview.services.keeping import Kept
from tests.factories import Factory
from tests.services.rounds import CLAUSE, Round, reworded
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
    halves = ["Khoản 3 Điều 16 (cũ: khoản 3 Điều 15)", "Khoản 4 Điều 16 (cũ: khoản 3 Điều 15)"]
    assert changes(client, "split") == halves


def test_an_appendix_that_comes_first_changes_the_numbers_of_the_others(
    site: Factory, client: FlaskClient
) -> None:
    draft = site.draft(key="mot-cua", public=True)
    body = "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành kèm theo Quyết định này các Phụ lục.\n\n"
    form = "PHIẾU HẸN TRẢ\n\nHọ tên người nộp: …\n"
    before, after = (
        split_file("a.md", f"{body}{appendices}".encode()).components
        for appendices in (
            f"# PHỤ LỤC 1\n\n{form}",
            f"# PHỤ LỤC 1\n\nSƠ ĐỒ\n\nBước một.\n\n# PHỤ LỤC 2\n\n{form}",
        )
    )
    first = site.version(draft, before)
    lineage.write_successor(site.session, None, site.clock, first, after, align(before, after))
    site.commit()
    assert changes(client) == ["Tên", "Nội dung", "Phụ lục 2 (cũ: Phụ lục 1)"]


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


def test_changes_in_one_article_stand_under_it(client: FlaskClient, draft: Draft) -> None:
    page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
    heads = re.findall(r'class="changes-article"><b>(.+?)</b> <span>(.+?)</span>', page)
    assert ("Điều 16 (cũ: Điều 15)", "5 chỗ") in heads
    assert re.search(r"\d+ chỗ ở \d+ Điều", page)


def test_references_that_follow_are_a_kind_of_their_own(client: FlaskClient, draft: Draft) -> None:
    assert "Khoản 10 Điều 3" in changes(client, "reference")
    assert "Khoản 10 Điều 3" not in changes(client, "edited")
    assert "Chỉ đổi số trong dẫn chiếu" in text_of(client.get("/drafts/mot-cua/compare/1/2"))


def tabled(site: Factory, old: str, new: str, key: str = "bang") -> str:
    """Compare two texts of khoản 1 Điều 3 and give the address."""
    draft = site.draft(key=key, public=True)
    before, after = reworded(old), reworded(new)
    first = site.version(draft, before)
    lineage.write_successor(site.session, None, site.clock, first, after, align(before, after))
    site.commit()
    return f"/drafts/{key}/compare/1/2"


STEPS = """Thực hiện theo bảng:
| TT | Bước | Thời hạn |
| 1 | Tiếp nhận | 01 ngày |
| 2 | Trả kết quả | 02 ngày |"""


def test_a_table_is_shown_as_one_with_its_changes_in_words(site: Factory, client: FlaskClient) -> None:
    new = (
        STEPS.replace("| 1 |", "| 1 | Hẹn giờ | ngay |\n| 2 |")
        .replace("| 2 | Trả", "| 3 | Trả")
        .replace("02", "03")
    )
    path = tabled(site, STEPS, new)
    page = text_of(client.get(path))
    both = text_of(client.get(f"{path}?view=inline"))
    assert row_of(page, CLAUSE).count('<th scope="col"') == 3
    assert 'aria-label="Bảng ở Khoản 1 Điều 3, lần 2"' in page
    assert "Dòng thêm" in page
    assert "Ô sửa:" in page
    assert "| Tiếp nhận |" not in page
    assert "(cũ: 2)</small>" in both
    assert row_of(both, CLAUSE).count("<table>") == 1


def test_columns_and_rows_that_went_carry_a_word(site: Factory, client: FlaskClient) -> None:
    old = STEPS + "\n| 3 | Lưu hồ sơ | 05 ngày |"
    new = "Thực hiện theo bảng:\n| TT | Bước |\n| 1 | Tiếp nhận |\n| 2 | Trả kết quả |"
    page = text_of(client.get(f"{tabled(site, old, new)}?view=inline"))
    assert "Cột bỏ" in page
    assert "Dòng bỏ" in page
    assert "Cột thêm" in text_of(client.get(tabled(site, new, old, "nguoc")))


def test_a_long_table_opens_whole(site: Factory, client: FlaskClient) -> None:
    rows = [f"| {at} | Thủ tục số {at} về đất đai | {at} ngày |" for at in range(1, 41)]
    old = "\n".join(["| TT | Tên | Thời hạn |", *rows])
    page = text_of(client.get(tabled(site, old, old.replace("| 20 ngày |", "| 25 ngày |"))))
    assert "dòng không đổi" in page
    assert "Mở cả bảng" in page


LONG = " ".join(
    f"Bước thứ {at} do công chức một cửa thực hiện ngay khi nhận hồ sơ hợp lệ." for at in range(20)
)


def test_a_long_unchanged_stretch_of_a_clause_opens_without_a_script(
    site: Factory, client: FlaskClient
) -> None:
    page = text_of(client.get(tabled(site, LONG, LONG.replace("thứ 10", "thứ mười"))))
    assert '<details class="word-fold">' in page
    assert re.search(r"Mở \d+ tiếng không đổi", page)
    assert row_of(page, CLAUSE).count("Bước thứ 0 do") == 1


def rounds_of(site: Factory, draft: Draft) -> Round:
    first = min(draft.versions, key=lambda version: version.number)
    return Round(site, site.round(first))


WAS, PLACE = "att_1__art_15__para_2", "att_1__art_16__para_2"


def enter(site: Factory, client: FlaskClient, user: User) -> None:
    site.commit()
    sign_in(client, user)


def row_of(page: str, eid: str) -> str:
    """Give the side of a row that carries its address."""
    return page[page.index(f' id="{eid}"') :].split('class="compare-row')[0]


def test_a_change_leads_to_the_comments_behind_it(site: Factory, client: FlaskClient, draft: Draft) -> None:
    row = rounds_of(site, draft).accepted(eid=WAS)
    enter(site, client, site.drafter())
    shown = row_of(text_of(client.get("/drafts/mot-cua/compare/1/2")), PLACE)
    assert f"Theo ý kiến của {row.comment.agency.short_name} (khoản 2 Điều 15)" in shown
    assert f'href="/comments/{row.comment_id}/trace"' in shown
    assert "Tiếp thu" in shown
    assert f'href="/drafts/mot-cua/versions/2/trace/{PLACE}"' in shown


def test_more_than_three_comments_open_beneath(site: Factory, client: FlaskClient, draft: Draft) -> None:
    round_ = rounds_of(site, draft)
    for _ in range(5):
        round_.accepted(eid=WAS, stage=Stage.PROPOSED)
    enter(site, client, site.drafter())
    shown = row_of(text_of(client.get("/drafts/mot-cua/compare/1/2")), PLACE)
    assert "Thêm 2 ý kiến, sửa đổi" in shown
    assert shown.count("Chờ duyệt") == 5


def test_a_direct_edit_stands_behind_with_its_reason(
    site: Factory, client: FlaskClient, draft: Draft
) -> None:
    round_ = rounds_of(site, draft)
    second = max(draft.versions, key=lambda version: version.number)
    round_.adopt(second, WAS, PLACE, direct_edit=round_.edit(WAS))
    enter(site, client, site.lead())
    shown = row_of(text_of(client.get("/drafts/mot-cua/compare/1/2")), PLACE)
    assert "Sửa trực tiếp: Thống nhất cách gọi." in shown


def test_readers_see_only_what_is_for_them(site: Factory, client: FlaskClient, draft: Draft) -> None:
    row = rounds_of(site, draft).accepted(eid=WAS)
    officer = site.user(agency=row.comment.agency)
    site.commit()
    for user in (None, officer):
        if user:
            sign_in(client, user)
        page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
        assert "Theo ý kiến của" not in page
        assert "Cần rà soát" not in page
    site.disposition(row.comment, stage=Stage.RELEASED, revision=2)
    site.commit()
    assert "Theo ý kiến của" in text_of(client.get("/drafts/mot-cua/compare/1/2"))


def test_what_is_open_is_listed_with_links(site: Factory, client: FlaskClient, draft: Draft) -> None:
    round_ = rounds_of(site, draft)
    unseen = round_.accepted("Trả lời bằng điện thoại trong một giờ.", eid=WAS)
    lost = round_.comment("att_1__art_15__para_4__point_c")
    enter(site, client, site.drafter())
    page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
    found = page[page.index('id="findings"') : page.index("</section>", page.index('id="findings"'))]
    assert "Chưa thấy thể hiện" in found
    for comment_id in (unseen.comment_id, lost.id):
        assert f'href="/comments/{comment_id}/trace"' in found
    assert 'href="#old-att_1__art_15__para_4__point_c">Xem chỗ đã bỏ' in found
    assert 'href="#att_1__art_12">Điều 12 (mới)' in found
    assert not set(re.findall(r'href="#([^"]+)"', found)) - set(re.findall(r' id="([^"]+)"', page))


def test_where_nothing_is_open_that_is_said(site: Factory, client: FlaskClient) -> None:
    first = site.version(site.draft(key="nho", public=True))
    round_ = Round(site, site.round(first))
    round_.accepted()
    round_.next()
    enter(site, client, site.drafter())
    page = text_of(client.get("/drafts/nho/compare/1/2"))
    assert "Mọi thay đổi đều có ý kiến hoặc sửa trực tiếp đứng sau" in page
    assert "Cần rà soát" not in text_of(client.get("/drafts/nho/compare/1/1"))


def test_a_comparison_takes_few_queries(
    site: Factory, client: FlaskClient, draft: Draft, count_queries: Callable[[], int]
) -> None:
    round_ = rounds_of(site, draft)
    for place in (WAS, "att_1__art_3", "att_1__art_15__para_4__point_c"):
        for _ in range(10):
            row = round_.accepted(eid=place)
            site.disposition(row.comment, stage=Stage.RELEASED, revision=2)
    second = max(draft.versions, key=lambda version: version.number)
    round_.adopt(second, WAS, PLACE, disposition=row, direct_edit=round_.edit(WAS))
    officer = site.user(agency=row.comment.agency)
    for user in (site.lead(), officer):
        enter(site, client, user)
        comparing._kept = Kept(1)
        count_queries()
        client.get("/drafts/mot-cua/compare/1/2")
        assert count_queries() <= 5
        client.get("/drafts/mot-cua/compare/1/2")
        assert count_queries() <= 4
