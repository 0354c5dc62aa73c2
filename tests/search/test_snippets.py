"""Rules of snippets: the right piece of the text, and marks on the right words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.search.analysis import fold
from draftreview.search.questions import read_question
from draftreview.search.snippets import WIDTH, snippet, title_marks

FILLER = "Cơ quan tiếp nhận kiểm tra giấy tờ và ghi vào sổ. " * 20


def marked(body: str, typed: str) -> list[str]:
    shown, marks = snippet(body, read_question(typed))
    return [shown[start:end] for start, end in marks]


def test_marks_fall_on_the_words_found() -> None:
    assert marked("Phải nộp phí, lệ phí.", "le") == ["lệ"]


def test_decomposed_text_is_shown_composed_with_marks_in_place() -> None:
    assert marked(unicodedata.normalize("NFD", "Bộ phận Một cửa cấp xã"), "cua cap") == ["cửa cấp"]


def test_marks_beside_each_other_become_one() -> None:
    assert marked("cơ chế một cửa liên thông", "một cửa") == ["một cửa"]


def test_where_the_words_stand_in_a_row_lone_ones_are_not_marked() -> None:
    assert marked("trong một ngày, tại một cửa", "một cửa") == ["một cửa"]


def test_folded_likes_are_not_marked_where_the_exact_word_stands() -> None:
    assert marked("của dân, cửa sổ", "cửa") == ["cửa"]
    assert marked("của dân, cửa sổ", "cua") == ["của", "cửa"]


def test_a_code_is_marked_whole() -> None:
    assert marked("thay thế Quyết định số 61/2015/QĐ-UBND ngày", "61/2015/qd-ubnd") == ["61/2015/QĐ-UBND"]


def marked_above(title: str, body: str, typed: str) -> list[str]:
    asked = read_question(typed)
    return [title[start:end] for start, end in title_marks(title, asked, *snippet(body, asked))]


@pytest.mark.parametrize("typed", ["hồ sơ", "ho so"])
def test_a_title_marks_no_lookalike_of_a_word_of_the_row_below(typed: str) -> None:
    assert marked_above("Sở Tài chính", "Nộp hồ sơ qua mạng", typed) == []
    assert marked_above("Sở Tài chính nhận hồ sơ", "Nộp hồ sơ qua mạng", typed) == ["hồ sơ"]
    assert marked_above("Tiếp nhận hồ sơ", "Nộp qua mạng", typed) == ["hồ sơ"]


def test_a_title_marks_what_only_it_holds() -> None:
    assert marked_above("Sở Tài chính", "Nộp phí", "sở phí") == ["Sở"]


def test_what_is_left_out_is_not_marked() -> None:
    assert marked("hồ sơ giấy", 'hồ -"điện tử"') == ["hồ"]


def test_a_citation_alone_marks_only_the_citation() -> None:
    assert marked("có 5 điều; theo Điều 5 này", "Điều 5") == ["Điều 5"]
    assert marked("có 5 điều", "Điều 5") == []


def test_a_long_text_is_cut_around_the_words_found() -> None:
    shown, marks = snippet(f"{FILLER}Nộp tại một cửa.\n{FILLER}", read_question("mot cua"))
    assert [shown[start:end] for start, end in marks] == ["một cửa"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "\n" not in shown
    assert len(shown) < WIDTH + 40


def test_the_piece_with_most_of_the_words_is_shown() -> None:
    shown, _ = snippet(f"hồ {FILLER} sơ {FILLER} hồ và sơ", read_question("hồ sơ"))
    assert "hồ và sơ" in shown


def test_without_a_match_the_beginning_is_shown() -> None:
    shown, marks = snippet(FILLER, read_question("zzz"))
    assert (shown.startswith("Cơ quan"), marks) == (True, ())
    assert snippet("", read_question("một")) == ("", ())


@given(st.text(alphabet="mộtcửađ ĐIỀUốaà\n.", max_size=600), st.sampled_from(["mot", "một cửa", '"cua mot"']))
def test_every_mark_covers_words_that_were_asked_for(body: str, typed: str) -> None:
    shown, marks = snippet(body, read_question(typed))
    assert all(set(fold(shown[start:end]).split()) <= {"mot", "cua"} for start, end in marks)
    assert list(marks) == sorted(marks)
