"""Words made comparable: what is the same word, and which words make a near-twin say something else."""

import pytest

from draftreview.domain.grouping_words import differing_tellingly, shingles, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đề nghị bổ sung.", "đề  nghị\nBỔ SUNG"),
        ("Uỷ ban hoà giải", "Ủy ban hòa giải"),
        ("“khoẻ”, (thuỷ lợi)", "khỏe thủy lợi"),
        ("- Một; hai", "Một, hai"),
        ("ti\u1ebfp nhận", "tie\u0302\u0301p nhận"),
    ],
)
def test_case_spaces_punctuation_and_the_place_of_a_tone_make_no_difference(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5%", "5"),
        ("1.500 đồng", "1,500 đồng"),
        ("1.500", "1 500"),
        ("≤ 3", "≥ 3"),
        ("và/hoặc", "và hoặc"),
        ("quý", "qúy"),
    ],
)
def test_signs_that_mean_something_make_a_difference(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_shingles_are_pairs_of_neighbours() -> None:
    assert shingles(("trả", "lời", "trả", "lời")) == {"trả lời", "lời trả"}
    assert shingles(("trả",)) == {"trả"}
    assert shingles(()) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "telling"),
    [
        ("được trả lời", "không được trả lời", ("không",)),
        ("trừ ngày lễ", "kể cả ngày lễ", ("trừ",)),
        ("trong 05 ngày", "trong 03 ngày", ("3", "5")),
        ("trong 05 ngày", "trong 5 ngày", ()),
        ("trong 5 ngày", "trong 5 giờ", ("giờ", "ngày")),
        ("trong 5 ngày", "trong 5 ngày làm việc", ("làm việc",)),
        ("mức 5%", "mức 5", ("%",)),
        ("huyện gửi tỉnh", "tỉnh gửi huyện", ("huyện", "tỉnh")),
        ("làm việc tại nhà", "tại nhà", ()),
        ("gửi ngay", "gửi sớm", ()),
        ("00", "0", ()),
    ],
)
def test_the_words_that_tell_two_near_twins_apart_are_named(
    one: str, other: str, telling: tuple[str, ...]
) -> None:
    assert differing_tellingly(tokens(one), tokens(other)) == telling
    assert differing_tellingly(tokens(other), tokens(one)) == telling
