"""What the lead drafter may do to a round after it was opened: the table of its states."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import RoundAction


class RoundState(StrEnum):
    """Whether a round takes replies at all; late ones are taken while it is open."""

    OPEN = "open"
    CLOSED = "closed"


TABLE: Mapping[tuple[RoundState, RoundAction], RoundState] = {
    (RoundState.OPEN, RoundAction.CLOSED): RoundState.CLOSED,
    (RoundState.OPEN, RoundAction.EXTENDED): RoundState.OPEN,
    (RoundState.CLOSED, RoundAction.REOPENED): RoundState.OPEN,
}
"""Every way there is; whatever is not named here does not happen."""

_REFUSALS: Mapping[RoundAction, str] = {
    RoundAction.CLOSED: sentence("Đợt lấy ý kiến đã đóng."),
    RoundAction.EXTENDED: sentence("Đợt lấy ý kiến đã đóng nên không gia hạn được. Mở lại đợt trước."),
    RoundAction.REOPENED: sentence("Đợt lấy ý kiến đang mở."),
}


def changed(state: RoundState, action: RoundAction) -> RoundState:
    """Give what a round becomes.

    :raises Conflict: where the table has no such way
    """
    if (state, action) not in TABLE:
        raise Conflict(_REFUSALS[action])
    return TABLE[state, action]


def refuse_unfit_extension(now: date, wanted: date | None, today: date) -> None:
    """Refuse a new first day too late that gives nobody a day more.

    :raises Invalid: unless it is later than the one that holds now and than today
    """
    if wanted is None:
        raise Invalid(sentence("Cần ghi hạn mới."), "closes_before")
    if wanted <= now:
        raise Invalid(
            sentence("Hạn mới phải sau hạn hiện nay, trước ngày %(day)s.", day=f"{now:%d/%m/%Y}"),
            "closes_before",
        )
    if wanted <= today:
        raise Invalid(
            sentence("Hạn mới phải sau hôm nay, ngày %(day)s.", day=f"{today:%d/%m/%Y}"), "closes_before"
        )


def refuse_unfit_term(round_day: date, wanted: date | None, today: date) -> None:
    """Refuse a first day too late that gives an agency invited later less time than the others, or none.

    :raises Invalid: unless it is the round's own day or a later one, and later than today
    """
    if wanted is None:
        raise Invalid(sentence("Cần ghi hạn trả lời."), "due_before")
    if wanted < round_day:
        raise Invalid(
            sentence(
                "Hạn trả lời không được sớm hơn hạn của đợt, trước ngày %(day)s.", day=f"{round_day:%d/%m/%Y}"
            ),
            "due_before",
        )
    if wanted <= today:
        raise Invalid(
            sentence("Hạn trả lời phải sau hôm nay, ngày %(day)s.", day=f"{today:%d/%m/%Y}"), "due_before"
        )
