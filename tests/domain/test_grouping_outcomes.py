"""A row of a group may have another outcome, but it must say why."""

import pytest

from draftreview.domain.grouping_outcomes import Decided, unexplained, usual
from draftreview.domain.vocabulary import Outcome

YES, NO, NOTED = Outcome.ACCEPTED, Outcome.DECLINED, Outcome.NOTED


def rows(*answers: tuple[Outcome, str]) -> list[Decided]:
    return [Decided(number, *answer) for number, answer in enumerate(answers, 1)]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([], None),
        ([(NO, "a")], NO),
        ([(NO, "a"), (YES, ""), (YES, "")], YES),
        ([(NO, "a"), (YES, "")], NO),
        ([(YES, ""), (NO, "a"), (NOTED, "b"), (NO, "a"), (YES, "")], YES),
    ],
)
def test_the_usual_outcome_is_the_most_frequent_then_the_first(answers, outcome) -> None:
    assert usual(rows(*answers)) is outcome
    assert usual(rows(*answers)[::-1]) is outcome


@pytest.mark.parametrize(
    ("answers", "differing"),
    [
        ([(NO, "Luật định."), (NO, "Luật định."), (NO, "Khác.")], []),
        ([(NO, "Luật định."), (NO, "Luật định."), (YES, "")], [3]),
        ([(NO, "Luật định."), (NO, "Luật định."), (NOTED, "luật định")], [3]),
        ([(NO, "Luật định."), (NO, "Luật định."), (NOTED, "Ghi nhận vì ở cấp xã.")], []),
        ([(YES, ""), (YES, ""), (NO, "Cơ quan này đề nghị thêm việc khác.")], []),
        ([(YES, ""), (YES, ""), (YES, "")], []),
        ([], []),
    ],
)
def test_a_row_that_differs_needs_an_explanation_of_its_own(answers, differing) -> None:
    assert [row.comment_id for row in unexplained(rows(*answers))] == differing
