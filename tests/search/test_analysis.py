"""Rules of Vietnamese folding and tokens."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.search.analysis import exact, fold, nfc, syllables


def folded(text: str) -> list[str]:
    return [one.folded for one in syllables(nfc(text))]


def test_marks_and_the_stroke_of_d_are_folded_away() -> None:
    assert fold("Điều kiện của Bộ phận MỘT CỬA") == "dieu kien cua bo phan mot cua"


def test_eth_that_old_fonts_put_for_the_letter_is_read_as_d() -> None:
    assert fold("QÐ-UBND ðiểm") == "qd-ubnd diem"


def test_decomposed_text_gives_the_same_words() -> None:
    assert folded(unicodedata.normalize("NFD", "Quyết định")) == ["quyet", "dinh"]


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HOÁ", "hóa")])
def test_old_and_new_tone_placement_are_the_same_word(old: str, new: str) -> None:
    assert exact(old) == exact(new)


@pytest.mark.parametrize(("one", "other"), [("cửa", "của"), ("một", "mốt"), ("đa", "da"), ("hoá", "hoà")])
def test_different_words_stay_different_in_the_exact_form(one: str, other: str) -> None:
    assert exact(one) != exact(other)


def test_a_code_gives_its_parts_with_their_places() -> None:
    text = "Quyết định số 61/2015/QĐ-UBND."
    assert folded(text)[-4:] == ["61", "2015", "qd", "ubnd"]
    assert [text[one.start : one.end] for one in syllables(text)][-2:] == ["QĐ", "UBND"]


def test_only_a_marked_word_is_accented() -> None:
    assert [one.accented for one in syllables("đa trong cửa 15")] == [True, False, True, False]


@given(st.text())
def test_folding_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(nfc(text))) == len(nfc(text))


@given(st.text())
def test_offsets_point_at_the_words_they_came_from(text: str) -> None:
    whole = nfc(text)
    for one in syllables(whole):
        assert exact(whole[one.start : one.end]) == one.exact
        assert one.folded


@given(st.text(alphabet="aàảãáạăằâầđĐeêếoôộơờuưứỳyHNT q"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(nfc(text))) == fold(nfc(text))
