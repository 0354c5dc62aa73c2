"""Every numbering series, read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.numbering import (
    POINT_LETTERS,
    count_of,
    from_roman,
    in_eid,
    is_official_letter,
    letter_rank,
    missing_between,
    rank,
    successor,
    to_roman,
)
from draftreview.domain.provisions import Kind


@given(st.integers(1, 399))
def test_roman_numerals_read_back(count: int) -> None:
    assert from_roman(to_roman(count)) == count


@pytest.mark.parametrize("written", ["", "IIII", "VX", "IC", "A", "12"])
def test_what_is_not_roman_reads_as_nothing(written: str) -> None:
    assert from_roman(written) == 0


def test_points_run_in_the_order_of_the_law() -> None:
    number, run = "a", ["a"]
    while number != "y":
        number = successor(Kind.POINT, number)
        run.append(number)
    assert run == list("abcdđeghiklmnopqrstuvxy")


@pytest.mark.parametrize(
    ("kind", "number", "following"),
    [
        (Kind.ARTICLE, "5", "6"),
        (Kind.ARTICLE, "51a", "51b"),
        (Kind.CLAUSE, "1d", "1đ"),
        (Kind.CHAPTER, "IV", "V"),
        (Kind.PART, "thứ nhất", "II"),
        (Kind.POINT, "d", "đ"),
        (Kind.POINT, "y", "aa"),
        (Kind.POINT, "aa", "bb"),
        (Kind.POINT, "f", "g"),
    ],
)
def test_what_follows_a_number(kind: Kind, number: str, following: str) -> None:
    assert successor(kind, number) == following


@pytest.mark.parametrize(("kind", "number"), [(Kind.ARTICLE, "§"), (Kind.POINT, "z")])
def test_a_number_of_no_series_has_no_successor(kind: Kind, number: str) -> None:
    with pytest.raises(ValueError):
        successor(kind, number)


@pytest.mark.parametrize("kind", [Kind.POINT])
@pytest.mark.parametrize("place", range(len(POINT_LETTERS) - 1))
def test_neighbours_lack_nothing(kind: Kind, place: int) -> None:
    earlier, later = POINT_LETTERS[place], POINT_LETTERS[place + 1]
    assert missing_between(kind, rank(kind, earlier), rank(kind, later)) == 0


@pytest.mark.parametrize(
    ("kind", "earlier", "later", "missing"),
    [
        (Kind.ARTICLE, "5", "6", 0),
        (Kind.ARTICLE, "5", "7", 1),
        (Kind.ARTICLE, "51", "51a", 0),
        (Kind.ARTICLE, "51a", "52", 0),
        (Kind.ARTICLE, "50", "51a", 1),
        (Kind.ARTICLE, "6", "5", -1),
        (Kind.ARTICLE, "6", "6", -1),
        (Kind.POINT, "c", "đ", 1),
        (Kind.POINT, "e", "f", 0),
        (Kind.POINT, "a", "a1", 0),
        (Kind.POINT, "a", "b2", 1),
    ],
)
def test_what_a_series_lacks(kind: Kind, earlier: str, later: str, missing: int) -> None:
    assert missing_between(kind, rank(kind, earlier), rank(kind, later)) == missing


def test_containers_count_in_words_letters_and_numerals() -> None:
    counted = [count_of(one) for one in ("thứ nhất", "thứ mười một", "IV", "12", "B", "Ab")]
    assert counted == [1, 11, 4, 12, 2, 0]


def test_a_letter_of_no_series_has_no_rank() -> None:
    assert (letter_rank(""), letter_rank("ab"), letter_rank("?")) == (0, 0, 0)


def test_letters_outside_the_law_are_known_as_such() -> None:
    assert is_official_letter("đ")
    assert not is_official_letter("f")


@pytest.mark.parametrize(
    ("kind", "number", "written"),
    [
        (Kind.PART, "thứ hai", "II"),
        (Kind.PART, "thứ không rõ", "thứ-không-rõ"),
        (Kind.CHAPTER, "nhất", "I"),
        (Kind.ARTICLE, "51a", "51a"),
        (Kind.POINT, "đ", "đ"),
    ],
)
def test_numbers_in_an_address_have_no_blanks(kind: Kind, number: str, written: str) -> None:
    assert in_eid(kind, number) == written


def test_an_unreadable_number_sorts_first() -> None:
    assert rank(Kind.ARTICLE, "?") < rank(Kind.ARTICLE, "1")
    assert rank(Kind.POINT, "1") == (1, 0, 0)
