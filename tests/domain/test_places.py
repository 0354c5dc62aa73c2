"""Places: named as citations name them, read in the order of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.places import GENERAL, Section, component_name, other_place, place_of
from draftreview.domain.provisions import ComponentKind

MAIN, REGULATION, APPENDIX = ComponentKind.MAIN, ComponentKind.REGULATION, ComponentKind.APPENDIX


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (MAIN, "QUYẾT ĐỊNH\nBan hành Quy định", "Quyết định"),
        (MAIN, "NGHỊ QUYẾT", "Nghị quyết"),
        (MAIN, "", "Quyết định"),
        (REGULATION, "QUY ĐỊNH về cơ chế một cửa", "Quy định"),
        (REGULATION, "QUY  CHẾ\nPhối hợp", "Quy chế"),
        (REGULATION, "Bảng phân công", "Quy định"),
        (APPENDIX, "PHỤ LỤC 1. Phiếu hẹn trả", "Phụ lục 1"),
        (APPENDIX, "Phụ lục II\nBIỂU MẪU", "Phụ lục II"),
        (APPENDIX, "MẪU SỐ 01\nGiấy biên nhận", "Mẫu số 01"),
        (APPENDIX, "Phụ lục\nDanh mục", "Phụ lục"),
        (APPENDIX, "Danh mục thủ tục", "Phụ lục"),
    ],
)
def test_a_component_is_named_by_the_first_words_of_its_title(kind, title, name) -> None:
    assert component_name(kind, title) == name


def test_a_place_is_cited_from_the_smallest_to_the_largest() -> None:
    place = place_of("att_1__art_5__para_2__point_đ", REGULATION, 1, 30, "Quy định")
    assert place.label == "Điểm đ khoản 2 Điều 5 của Quy định"
    assert place_of("att_1__art_5", REGULATION, 1, 28).label == "Điều 5"


def test_general_comes_first_then_texts_then_appendices_then_the_rest() -> None:
    appendix = place_of("att_2__art_1", APPENDIX, 2, 90)
    regulation = place_of("att_1__art_1", REGULATION, 1, 5)
    main = place_of("art_1", MAIN, 0, 0)
    other = other_place("Phụ lục 3")
    assert sorted([other, appendix, regulation, GENERAL, main]) == [
        GENERAL,
        main,
        regulation,
        appendix,
        other,
    ]
    assert (appendix.section, other.section) == (Section.APPENDIX, Section.OTHER)


def test_the_rest_says_what_it_is_about_where_it_can() -> None:
    assert other_place("Phụ lục 3").label == "Vấn đề khác: Phụ lục 3"
    assert other_place("").label == "Vấn đề khác"


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99)), unique=True))
def test_places_of_one_text_stand_in_document_order(spots) -> None:
    places = [place_of(f"art_{position}", MAIN, component, position) for component, position in spots]
    assert [(one.component, one.position) for one in sorted(places)] == sorted(spots)
