"""How far an invited agency has come: the table of states agrees with the facts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from draftreview.domain.invitation_states import TABLE, InvitationStep, Progress
from draftreview.domain.vocabulary import INVITATION_STATE_LABELS, InvitationState, ReplyState

STEPS = {
    InvitationStep.OPEN: {"opened": True},
    InvitationStep.WRITE: {"writing": True},
    InvitationStep.SEND: {"reply": ReplyState.SENT, "late": False},
    InvitationStep.SEND_LATE: {"reply": ReplyState.SENT, "late": True},
    InvitationStep.RETURN: {"reply": ReplyState.RETURNED},
    InvitationStep.CLOSE: {"closed": True},
}


def happens(known: Progress, step: InvitationStep) -> bool:
    """Nothing is opened, written or sent in a closed round; only what is sent is returned."""
    sent = known.reply is ReplyState.SENT
    if step is InvitationStep.RETURN:
        return sent
    if step in (InvitationStep.SEND, InvitationStep.SEND_LATE, InvitationStep.WRITE):
        return not known.closed and not sent
    return True


def reachable() -> Iterator[Progress]:
    found, waiting = set[Progress](), [Progress()]
    while waiting:
        known = waiting.pop()
        if known not in found:
            found.add(known)
            yield known
            waiting += [replace(known, **facts) for step, facts in STEPS.items() if happens(known, step)]


@pytest.mark.parametrize("known", list(reachable()), ids=str)
def test_every_step_leads_where_the_table_says(known: Progress) -> None:
    for step, facts in STEPS.items():
        if happens(known, step):
            wanted = TABLE.get((known.state, step), known.state)
            assert replace(known, **facts).state is wanted, step


def test_every_state_is_reached_and_has_its_words() -> None:
    assert {known.state for known in reachable()} == set(InvitationState) == set(INVITATION_STATE_LABELS)


def test_nobody_is_silent_while_a_late_reply_is_taken() -> None:
    known = Progress(opened=True, writing=True)
    assert known.state is InvitationState.DRAFTING
    assert replace(known, closed=True).state is InvitationState.SILENT


def test_opening_again_gives_a_silent_agency_its_state_back() -> None:
    for known in (Progress(), Progress(opened=True), Progress(writing=True)):
        assert replace(replace(known, closed=True), closed=False).state is known.state


def test_what_was_sent_is_not_undone_by_closing() -> None:
    for late in (False, True):
        known = Progress(reply=ReplyState.SENT, late=late)
        assert replace(known, closed=True).state is known.state
