"""A reply is sent, asked back, returned and sent again; nothing else happens to it."""

from itertools import product

import pytest

from draftreview.domain.errors import Conflict
from draftreview.domain.reply_steps import TABLE, Move, Standing, moved, standing
from draftreview.domain.vocabulary import ReplyState, ReplyStep


@pytest.mark.parametrize(("where", "move"), list(product(Standing, Move)))
def test_only_what_the_table_names_happens(where: Standing, move: Move) -> None:
    if (where, move) in TABLE:
        assert moved(where, move) is TABLE[where, move]
    else:
        with pytest.raises(Conflict):
            moved(where, move)


def test_from_everywhere_a_reply_can_be_sent_in_the_end() -> None:
    reached = {Standing.SENT}
    for _ in Standing:
        reached |= {where for (where, _), to in TABLE.items() if to in reached}
    assert reached == set(Standing)


def test_every_step_that_is_kept_is_a_move() -> None:
    assert {step.value for step in ReplyStep} == {move.value for move in Move} - {Move.SEND.value}


@pytest.mark.parametrize(
    ("state", "last", "where"),
    [
        (ReplyState.WRITING, None, Standing.WRITING),
        (ReplyState.SENT, None, Standing.SENT),
        (ReplyState.SENT, ReplyStep.WITHDRAWAL_ASKED, Standing.ASKED_BACK),
        (ReplyState.SENT, ReplyStep.WITHDRAWAL_REFUSED, Standing.SENT),
        (ReplyState.SENT, ReplyStep.RETURNED, Standing.SENT),
        (ReplyState.RETURNED, ReplyStep.RETURNED, Standing.RETURNED),
    ],
)
def test_the_last_step_tells_whether_it_was_asked_back(
    state: ReplyState, last: ReplyStep | None, where: Standing
) -> None:
    assert standing(state, last) is where
