"""The table of sign-off: which step leads where, and that nothing else happens."""

import pytest

from draftreview.domain.sign_off import STAGES, STANDING_LABELS, TABLE, Standing, Step, allows, standing
from draftreview.domain.vocabulary import Stage


@pytest.mark.parametrize(
    ("stage", "remark", "expected"),
    [
        (None, "", Standing.UNANSWERED),
        (Stage.PROPOSED, "", Standing.PROPOSED),
        (Stage.PROPOSED, "Nêu rõ căn cứ.", Standing.SENT_BACK),
        (Stage.APPROVED, "", Standing.APPROVED),
        (Stage.RELEASED, "", Standing.RELEASED),
    ],
)
def test_the_current_revision_tells_how_far_an_answer_is(stage, remark, expected) -> None:
    assert standing(stage, remark) is expected


def test_only_what_was_approved_is_released() -> None:
    assert [where for where in Standing if allows(where, Step.RELEASE)] == [Standing.APPROVED]


def test_what_was_sent_back_waits_for_its_drafter() -> None:
    assert {step for step in Step if allows(Standing.SENT_BACK, step)} == {Step.PROPOSE, Step.KEEP}


def test_an_approval_is_taken_back_only_before_it_is_released() -> None:
    assert [where for where in Standing if allows(where, Step.TAKE_BACK)] == [Standing.APPROVED]


def test_every_answer_may_be_decided_again_and_an_unanswered_comment_only_that() -> None:
    assert all(TABLE[where, Step.PROPOSE] is Standing.PROPOSED for where in Standing)
    assert [step for step in Step if allows(Standing.UNANSWERED, step)] == [Step.PROPOSE]


def test_confirming_leaves_an_answer_where_it_is() -> None:
    confirmed = {where: after for (where, step), after in TABLE.items() if step is Step.CONFIRM}
    assert all(where is after for where, after in confirmed.items())


def test_every_standing_has_a_label_and_every_answer_a_stage() -> None:
    assert set(STANDING_LABELS) == set(Standing)
    assert set(STAGES) == set(TABLE.values())
