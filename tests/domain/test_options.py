"""Competing wordings: alike ones are one option, and every option shows its difference from the text."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain import options as module
from draftreview.domain.diffing import Hunk, NotRebuilt, Op, new_side, old_side
from draftreview.domain.options import compared, contrast, letter_of, options
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import Operation

SHORT = Proposed(Operation.REPLACE, text="Trả lời trong 03 ngày.", old_text="Trả lời trong 05 ngày.")


def test_alike_wordings_are_one_option_and_the_most_wanted_comes_first() -> None:
    other = replace(SHORT, text="Trả lời ngay.")
    found = options([(1, other), (2, SHORT), (3, replace(SHORT, text="Trả lời  trong 03 ngày. "))])
    assert [(one.letter, one.comment_ids) for one in found] == [("A", (2, 3)), ("B", (1,))]


def test_the_same_words_in_another_place_are_another_option() -> None:
    new = Proposed(Operation.INSERT, text="Khoản mới.", beside="Điều 5")
    assert (
        len(options([(1, new), (2, replace(new, as_first_child=True)), (3, replace(new, beside="Điều 6"))]))
        == 3
    )


@pytest.mark.parametrize(
    ("operation", "old", "new"),
    [
        (Operation.REPLACE, "Trả lời trong 05 ngày.", "Trả lời trong 03 ngày."),
        (Operation.INSERT, "", "Trả lời trong 03 ngày."),
        (Operation.DELETE, "Trả lời trong 05 ngày.", ""),
        (Operation.MOVE, "Trả lời trong 05 ngày.", "Trả lời trong 05 ngày."),
    ],
)
def test_each_operation_is_compared_with_the_text(operation, old, new) -> None:
    text = options([(1, replace(SHORT, operation=operation))])[0].text
    assert (old_side(text), new_side(text)) == (old, new)


def test_heading_and_tail_are_compared_too() -> None:
    found = options(
        [
            (
                1,
                replace(
                    SHORT, heading="Trả lời", old_heading="Xin ý kiến", tail="Ghi sổ.", old_tail="Ghi máy."
                ),
            ),
            (2, replace(SHORT, tail="Ghi giấy.", old_tail="Ghi máy.")),
        ]
    )
    assert [old_side(part) for part in (found[0].heading, found[0].tail)] == ["Xin ý kiến", "Ghi máy."]
    assert [new_side(one.tail) for one in found] == ["Ghi sổ.", "Ghi giấy."]


def test_two_options_are_compared_with_each_other() -> None:
    first, second = options([(1, SHORT), (2, replace(SHORT, operation=Operation.DELETE))])
    found = contrast(second, first)
    assert (old_side(found.text), new_side(found.text)) == (SHORT.text, "")
    assert (found.heading, found.tail) == ((), ())


def test_a_comparison_that_fails_shows_both_wordings_whole(monkeypatch) -> None:
    def broken(_old: str, _new: str) -> Sequence[Hunk]:
        raise NotRebuilt

    monkeypatch.setattr(module, "difference", broken)
    assert compared("cũ", "mới") == (Hunk(Op.DELETE, "cũ"), Hunk(Op.INSERT, "mới"))


def test_letters_go_on_after_z() -> None:
    assert [letter_of(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


@given(st.lists(st.sampled_from(["một", "hai ", " hai", "ba"]), max_size=12))
def test_every_comment_stands_in_exactly_one_option(texts) -> None:
    found = options([(number, replace(SHORT, text=text)) for number, text in enumerate(texts)])
    assert sorted(one for option in found for one in option.comment_ids) == list(range(len(texts)))
