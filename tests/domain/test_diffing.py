"""Differences by syllable: both sides come back, no syllable is cut, long texts stay bounded."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.diffing import (
    Counts,
    Fold,
    Hunk,
    NotRebuilt,
    Op,
    counts,
    difference,
    folded,
    new_side,
    nfc,
    old_side,
    rebuilding,
    same_wording,
    syllables,
)

WORDS = st.sampled_from(
    ("cơ", "quan", "hồ", "sơ", "được", "không", "trả", "lời", "trong", "05", "ngày", ",", ".", ";", "\n")
)
WORDINGS = st.lists(WORDS, max_size=25).map(" ".join)


@given(st.one_of(st.text(), WORDINGS), st.one_of(st.text(), WORDINGS))
def test_a_difference_gives_both_sides_back(old: str, new: str) -> None:
    hunks = difference(old, new)
    assert (old_side(hunks), new_side(hunks)) == (nfc(old), nfc(new))
    assert all(hunk.text for hunk in hunks)


@given(WORDINGS, WORDINGS)
def test_no_cut_goes_through_a_syllable(old: str, new: str) -> None:
    hunks = difference(old, new)
    kept = [word for hunk in hunks if hunk.op is not Op.INSERT for word in syllables(hunk.text)]
    assert tuple(kept) == syllables(old)


@given(WORDINGS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(hunk.op is Op.EQUAL for hunk in difference(text, text))


def test_only_added_words_are_shown_as_added() -> None:
    assert difference("trả lời trong 05 ngày.", "trả lời trong 05 ngày làm việc.") == (
        Hunk(Op.EQUAL, "trả lời trong 05 ngày"),
        Hunk(Op.INSERT, " làm việc"),
        Hunk(Op.EQUAL, "."),
    )


def test_changes_less_than_two_syllables_apart_are_one_and_deletion_comes_first() -> None:
    hunks = difference("nộp một bộ hồ sơ giấy", "nộp hai bản hồ sơ giấy")
    assert hunks[1:3] == (Hunk(Op.DELETE, "một bộ"), Hunk(Op.INSERT, "hai bản"))
    hunks = difference("gửi cho cơ quan ngay", "trả cho phòng ban ngay")
    assert [hunk.op for hunk in hunks] == [Op.DELETE, Op.INSERT, Op.EQUAL]


def test_changes_two_syllables_apart_stay_two() -> None:
    hunks = difference("gửi cho các cơ quan ngay", "trả cho các phòng ban ngay")
    assert [hunk.op for hunk in hunks].count(Op.EQUAL) == 2


def test_a_single_shared_syllable_at_the_end_stays_unchanged() -> None:
    assert difference("gửi ngay", "trả ngay")[-1] == Hunk(Op.EQUAL, " ngay")


def test_the_way_letters_are_composed_makes_no_difference() -> None:
    decomposed = unicodedata.normalize("NFD", "Điều khoản được sửa")
    assert same_wording(decomposed, "Điều  khoản được\nsửa ")
    assert all(hunk.op is Op.EQUAL for hunk in difference(decomposed, "Điều khoản được sửa"))


def test_counts_are_in_syllables() -> None:
    assert counts(difference("trong 05 ngày.", "trong thời hạn 03 ngày.")) == Counts(added=3, removed=1)


def test_unchanged_stretches_fold_with_context_beside_each_change() -> None:
    start, end = "một " * 30, " hai" * 30
    hunks = difference(f"{start}cũ{end}", f"{start}mới{end}")
    shown = folded(hunks, context=5)
    folds = [part for part in shown if isinstance(part, Fold)]
    assert [fold.syllables for fold in folds] == [25, 25]
    assert "".join(part.text for part in shown if part.text != "mới") == f"{start}cũ{end}"


def test_a_stretch_between_two_changes_keeps_context_on_both_sides() -> None:
    middle = " ba" * 40 + " "
    shown = folded(difference(f"cũ{middle}cũ", f"mới{middle}mới"), context=4)
    lengths = [len(syllables(part.text)) for part in shown if part.text not in ("cũ", "mới")]
    assert lengths == [4, 32, 4]


def test_a_short_stretch_stays_open() -> None:
    hunks = difference("a b c d cũ", "a b c d mới")
    assert folded(hunks, context=12) == hunks


def test_a_stretch_is_folded_only_where_that_hides_enough() -> None:
    hunks = difference("một " * 30 + "cũ", "một " * 30 + "mới")
    assert folded(hunks, context=5, least=30) == hunks
    assert isinstance(folded(hunks, context=5, least=25)[0], Fold)


def numbers(start: int, count: int, between: str = " ") -> str:
    return between.join(str(number) for number in range(start, start + count))


def test_more_distinct_syllables_than_there_are_surrogate_free_short_codes() -> None:
    old = numbers(0, 70_000)
    hunks = difference(old, old.replace(" 65000 ", " sáu "))
    assert hunks[1:3] == (Hunk(Op.DELETE, "65000"), Hunk(Op.INSERT, "sáu"))


def test_long_and_very_different_texts_are_compared_by_paragraph_first() -> None:
    old = "\n".join([numbers(0, 1500), "giữ nguyên đoạn này", numbers(9000, 1500)])
    new = "\n".join([numbers(20_000, 1500), "giữ nguyên đoạn này", numbers(9000, 1499)])
    ops = [(hunk.op, len(syllables(hunk.text))) for hunk in difference(old, new)]
    assert ops == [(Op.DELETE, 1500), (Op.INSERT, 1500), (Op.EQUAL, 4 + 1499), (Op.DELETE, 1)]


def test_texts_with_nothing_in_common_beyond_all_bounds_are_replaced_whole() -> None:
    old, new = numbers(0, 5000, "\n"), numbers(50_000, 5000, "\n")
    assert difference(old, new) == (Hunk(Op.DELETE, old), Hunk(Op.INSERT, new))


def test_texts_of_too_many_syllables_to_encode_are_replaced_whole() -> None:
    old = "một " * 200_001
    assert [hunk.op for hunk in difference(old, f"{old}hai")] == [Op.EQUAL, Op.INSERT]
    assert difference(old, old) == (Hunk(Op.EQUAL, old),)


def test_hunks_that_do_not_give_both_sides_back_are_refused() -> None:
    with pytest.raises(NotRebuilt):
        rebuilding((Hunk(Op.EQUAL, "cũ"),), "cũ", "mới")


def test_a_long_paragraph_with_nothing_in_common_is_replaced_whole() -> None:
    old, new = f"đầu\n{numbers(0, 5000)}", f"đầu\n{numbers(50_000, 5000)}"
    assert [hunk.op for hunk in difference(old, new)] == [Op.EQUAL, Op.DELETE, Op.INSERT]
