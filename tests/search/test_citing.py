"""Rules of cited places: the place itself comes first."""

import pytest

from draftreview.domain.search import DocumentKind, SearchEngine
from draftreview.search.citing import Place, cited_place, places_of
from tests.search.conftest import Find, document, keep, keys, marked


@pytest.mark.parametrize(
    ("typed", "tail"),
    [
        ("Điều 5", "art_5"),
        ("dieu 51a", "art_51a"),
        ("khoản 2 Điều 5", "art_5__para_2"),
        ("Điều 5 khoản 2", "art_5__para_2"),
        ("Điểm a, khoản 2, Điều 5", "art_5__para_2__point_a"),
        ("điểm đ khoản 2 Điều 5", "art_5__para_2__point_đ"),
        ("điểm d khoản 2 Điều 5", "art_5__para_2__point_d"),
        ("Chương II", "chp_II"),
        ("mục 1 chương ii", "chp_II__sec_1"),
        ("Điều 7 Mục 1 Chương II", "art_7"),
        ("khoản 2 của Điều 5", "art_5__para_2"),
        ("Điều 5:", "art_5"),
        ("điều5", "art_5"),
        ("Điều 05", "art_5"),
        ("Đ5", "art_5"),
        ("Đ.5", "art_5"),
        ("Đ 5", "art_5"),
        ("k2 đ5", "art_5__para_2"),
        ("k2đ5", "art_5__para_2"),
        ("đ.5 k.2", "art_5__para_2"),
        ("điểm a k2 Đ5", "art_5__para_2__point_a"),
        ("k2 d5", "art_5__para_2"),
        ("chương 2", "chp_II"),
        ("mục 01 chuong 2", "chp_II__sec_1"),
    ],
)
def test_a_citation_is_read_in_any_order(typed: str, tail: str) -> None:
    assert cited_place(typed) == (Place((tail,)), "")


def test_a_point_d_typed_without_marks_may_mean_either_letter() -> None:
    place, _ = cited_place("diem d khoan 2 dieu 5")
    assert place == Place(("art_5__para_2__point_d", "art_5__para_2__point_đ"))


def test_the_component_is_read_too() -> None:
    assert cited_place("Điều 5 của Quy định")[0] == Place(("art_5",), "quy dinh")
    assert cited_place("điều 2 phụ lục 1")[0] == Place(("art_2",), "phu luc 1")


@pytest.mark.parametrize(
    "typed", ["khoản 2", "điểm a", "điều kiện", "một cửa", "Điều 5 và Điều 6", "5", "d5", "k2", "QĐ 5"]
)
def test_what_names_no_single_place_is_no_place(typed: str) -> None:
    assert cited_place(typed) == (None, typed)


@pytest.mark.parametrize("typed", ["d5", "k2", "QĐ 5"])
def test_what_is_too_short_for_a_citation_is_no_place(typed: str) -> None:
    assert cited_place(typed) == (None, typed)


@pytest.mark.parametrize(
    ("typed", "names"),
    [("Phụ lục I", ("phu luc i", "phu luc 1")), ("mẫu số 01", ("mau so 01", "mau so 1"))],
)
def test_the_number_of_an_appendix_may_be_written_otherwise(typed: str, names: tuple[str, ...]) -> None:
    assert cited_place(typed) == (Place(names), "")


@pytest.mark.parametrize("typed", ["Phụ lục 1", "phu luc  1.", "PHỤ LỤC 1"])
def test_an_appendix_is_cited_by_its_name(typed: str) -> None:
    assert cited_place(typed) == (Place(("phu luc 1",)), "")
    assert cited_place(f"{typed} mẫu") == (None, f"{typed} mẫu")


def test_other_words_beside_a_citation_are_kept() -> None:
    assert cited_place("hồ sơ Điều 5")[1] == "hồ sơ"


def test_a_provision_answers_to_its_place_and_to_its_place_in_its_component() -> None:
    assert places_of("att_1__art_5__para_2", "khoản 2 Điều 5 của Quy định") == (
        "art_5__para_2",
        "art_5__para_2@quy dinh",
    )
    assert places_of("art_2", "Điều 2") == ("art_2", "art_2@quyet dinh")
    assert places_of("att_1__art_2", "Điều 2") == ("art_2",)
    assert places_of("att_2", "Phụ lục 1") == ("phu luc 1",)
    assert places_of("", "Quyết định") == ()


@pytest.fixture
def text(engine: SearchEngine) -> SearchEngine:
    places = {
        "regulation": ("att_1__art_5", "Điều 5 của Quy định"),
        "clause": ("att_1__art_5__para_2", "khoản 2 Điều 5 của Quy định"),
        "main": ("art_5", "Điều 5 của Quyết định"),
        "fifteen": ("att_1__art_15", "Điều 15 của Quy định"),
    }
    keep(
        engine, *(document(key, "Nội dung.", eid=eid, citation=named) for key, (eid, named) in places.items())
    )
    keep(engine, document("mention", "Theo Điều 5, Điều 5, Điều 5 và khoản 2 Điều 5 của Quy định này."))
    on_clause = document(
        "comment",
        "Thêm chữ.",
        kind=DocumentKind.COMMENT,
        eid="att_1__art_5__para_2",
        citation="khoản 2 Điều 5",
    )
    keep(engine, on_clause)
    return engine


@pytest.mark.usefixtures("text")
def test_a_cited_article_comes_before_those_that_mention_it(find: Find) -> None:
    found = keys(find("Điều 5"))
    assert set(found[:2]) == {"regulation", "main"}
    assert "fifteen" not in found
    assert "mention" in found


@pytest.mark.usefixtures("text")
def test_a_cited_clause_comes_first_and_what_was_said_about_it_next(find: Find) -> None:
    assert keys(find("khoan 2 dieu 5")) == ["clause", "comment", "mention"]


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("typed", ["điều 5 khoản 2", "Điều 5, khoản 2", "dieu 5 khoan 2", "k2 đ5"])
def test_what_cites_a_place_is_found_in_whatever_order_it_was_typed(find: Find, typed: str) -> None:
    assert keys(find(typed)) == ["clause", "comment", "mention"]
    assert marked(find(typed), hit=2) == ["khoản 2 Điều 5"]


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize(
    ("typed", "larger"),
    [
        ("khoản 9 Điều 5", "Điều 5"),
        ("điểm a k9 đ5", "Điều 5"),
        ("Điều 5 khoản 2 điểm c", "khoản 2 Điều 5"),
        ("khoản 1 Điều 99", ""),
        ("Điều 99", ""),
    ],
)
def test_a_place_there_is_none_of_leads_to_the_one_around_it(find: Find, typed: str, larger: str) -> None:
    assert (find(typed).total, find(typed).suggestion) == (0, larger)


def test_a_place_that_only_others_may_see_is_not_proposed(engine: SearchEngine, find: Find) -> None:
    hidden = {"eid": "att_1__art_5", "citation": "Điều 5 của Quy định", "audience": frozenset({"drafting"})}
    keep(engine, document("hidden", "Nội dung.", **hidden))
    assert find("khoản 9 Điều 5").suggestion == ""


@pytest.mark.usefixtures("text")
def test_a_named_component_goes_before_the_other(find: Find) -> None:
    assert keys(find("Điều 5 của Quyết định"))[0] == "main"
    assert keys(find("Điều 5 của Quy định"))[0] == "regulation"


@pytest.mark.usefixtures("text")
def test_a_cited_appendix_comes_before_those_that_mention_it(engine: SearchEngine, find: Find) -> None:
    appendix = document("appendix", "Phiếu.", eid="att_2", citation="Phụ lục 1")
    keep(engine, document("form", "Lập theo Phụ lục 1, Phụ lục 1."), appendix)
    assert keys(find("phụ lục 1")) == ["appendix", "form"]


@pytest.mark.usefixtures("text")
def test_words_beside_a_citation_must_be_there_too(find: Find) -> None:
    assert keys(find("Điều 5 nội dung"))[:1] != ["mention"]
    assert "mention" not in keys(find("Điều 5 nội dung"))
