"""What stands in the way of a final table, and that nothing else does."""

from dataclasses import replace
from datetime import date

import pytest

from draftreview.domain.completeness import LACK_LABELS, Answered, Lack, Lettered, check, why_again
from draftreview.domain.sign_off import Standing
from draftreview.domain.staleness import Change
from draftreview.domain.vocabulary import Outcome

DONE = Answered(1, "Khoản 2 Điều 5", "att_1__art_5", "Sở Y tế", Standing.RELEASED, Outcome.NOTED, "Ghi nhận.")
LETTER = Lettered(3, "Sở Y tế", "12/SYT-VP", date(2017, 10, 20))


def lacks(*answers: Answered, letters=(), differing=None) -> list[Lack]:
    return [one.lack for one in check(answers, letters, differing).missing]


def test_an_empty_round_lacks_nothing() -> None:
    assert check(()).passes


@pytest.mark.parametrize("standing", [Standing.APPROVED, Standing.RELEASED])
def test_approved_and_released_answers_pass(standing) -> None:
    assert lacks(replace(DONE, standing=standing), letters=[LETTER]) == []


def test_a_comment_without_an_outcome_lacks_that_alone() -> None:
    assert lacks(replace(DONE, outcome=None, standing=Standing.UNANSWERED, explanation="")) == [Lack.OUTCOME]


@pytest.mark.parametrize(
    ("standing", "note"), [(Standing.PROPOSED, ""), (Standing.SENT_BACK, "đã trả lại để sửa")]
)
def test_an_answer_must_be_approved(standing, note) -> None:
    (missing,) = check([replace(DONE, standing=standing)]).missing
    assert (missing.lack, missing.note, missing.comment_id) == (Lack.APPROVAL, note, 1)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_but_accepting_must_be_explained(outcome) -> None:
    found = lacks(replace(DONE, outcome=outcome, explanation=" \n"))
    assert found == ([] if outcome is Outcome.ACCEPTED else [Lack.EXPLANATION])


def test_an_answer_to_what_has_changed_must_be_looked_at_again() -> None:
    stale = replace(DONE, changes=frozenset({Change.PLACE}), version=2)
    (missing,) = check([stale]).missing
    assert (missing.lack, missing.note) == (
        Lack.FRESHNESS,
        "điều khoản đã thay đổi, xem bản lần 2",
    )


@pytest.mark.parametrize(
    ("number", "day", "note"),
    [("", None, "thiếu số và ngày"), ("12/SYT", None, "thiếu ngày"), ("", date(2017, 10, 20), "thiếu số")],
)
def test_every_letter_must_have_its_number_and_day(number, day, note) -> None:
    (missing,) = check([], [Lettered(3, "Sở Y tế", number, day)]).missing
    assert (missing.lack, missing.reply_id, missing.note) == (Lack.LETTER, 3, note)


def test_a_row_that_differs_from_its_group_must_say_why() -> None:
    (missing,) = check([DONE, replace(DONE, comment_id=2)], differing={2: 9}).missing
    assert (missing.lack, missing.comment_id, missing.group_id) == (Lack.AGREEMENT, 2, 9)


def test_one_answer_may_lack_several_things() -> None:
    bad = replace(DONE, standing=Standing.PROPOSED, explanation="", changes=frozenset({Change.COMMENT}))
    assert lacks(bad) == [Lack.APPROVAL, Lack.EXPLANATION, Lack.FRESHNESS]


def test_every_kind_is_listed_even_where_nothing_is_missing() -> None:
    kinds = check([replace(DONE, outcome=None)]).kinds
    assert list(kinds) == list(Lack) == list(LACK_LABELS)
    assert {lack: len(missing) for lack, missing in kinds.items() if missing} == {Lack.OUTCOME: 1}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({Change.COMMENT}, "ý kiến đã sửa sau khi trả lời"),
        ({Change.COMMENT, Change.PLACE}, "ý kiến đã sửa sau khi trả lời, điều khoản đã thay đổi"),
    ],
)
def test_what_has_changed_is_said(changes, said) -> None:
    assert why_again(frozenset(changes), 2).startswith(said)
    assert bool(why_again(frozenset(changes), 2)) == bool(said)
