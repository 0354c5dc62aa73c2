"""Places: named as citations name them, read in the order of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.places import (
    GENERAL,
    Section,
    cited_together,
    component_place,
    other_place,
    place_of,
)
from draftreview.domain.provisions import ComponentKind

MAIN, REGULATION, APPENDIX = ComponentKind.MAIN, ComponentKind.REGULATION, ComponentKind.APPENDIX


def test_a_place_is_cited_from_the_smallest_to_the_largest() -> None:
    place = place_of("att_1__art_5__para_2__point_đ", REGULATION, 1, 30, "Quy định")
    assert place.label == "Điểm đ khoản 2 Điều 5 của Quy định"
    assert place_of("att_1__art_5", REGULATION, 1, 28).label == "Điều 5"


def test_general_comes_first_then_texts_then_appendices_then_the_rest() -> None:
    appendix = place_of("att_2__art_1", APPENDIX, 2, 90)
    regulation = place_of("att_1__art_1", REGULATION, 1, 5)
    main = place_of("art_1", MAIN, 0, 0)
    other = other_place("Phụ lục 3")
    whole = component_place(REGULATION, 1, "Quy định")
    assert sorted([other, appendix, regulation, whole, GENERAL, main]) == [
        GENERAL,
        main,
        whole,
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


@pytest.mark.parametrize(
    ("eids", "words"),
    [
        ("", ""),
        ("att_1__art_5", "Điều 5 của Quy định"),
        ("att_1__art_5__para_2 att_1__art_5__para_3", "các khoản 2, 3 Điều 5 của Quy định"),
        ("att_1__art_5 att_1__art_6", "các Điều 5, 6 của Quy định"),
        ("att_1__art_5 att_1__art_6__para_1", "Điều 5 của Quy định và khoản 1 Điều 6 của Quy định"),
        ("art_1__para_1__point_a art_1__para_1__point_đ", "các điểm a, đ khoản 1 Điều 1"),
        ("art_1 art_2 art_3__para_1 art_4", "các Điều 1, 2, khoản 1 Điều 3 và Điều 4"),
    ],
)
def test_siblings_are_cited_under_one_word(eids: str, words: str) -> None:
    assert cited_together(eids.split(), {"att_1": "Quy định"}) == words


def test_articles_need_no_component_where_one_alone_has_them() -> None:
    assert cited_together(["att_1__art_5", "att_1__art_6"], {}) == "các Điều 5, 6"
