"""What may happen to an agency's reply, and what it becomes by that: the table of its states."""

from collections.abc import Mapping
from enum import StrEnum

from draftreview.domain.errors import Conflict
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import ReplyState, ReplyStep


class Standing(StrEnum):
    """Where a reply stands; a sent one may have been asked back by its agency."""

    WRITING = "writing"
    SENT = "sent"
    ASKED_BACK = "asked_back"
    RETURNED = "returned"


class Move(StrEnum):
    """What is done to a reply."""

    SEND = "send"
    ASK = "withdrawal_asked"
    REFUSE = "withdrawal_refused"
    RETURN = "returned"


TABLE: Mapping[tuple[Standing, Move], Standing] = {
    (Standing.WRITING, Move.SEND): Standing.SENT,
    (Standing.RETURNED, Move.SEND): Standing.SENT,
    (Standing.SENT, Move.ASK): Standing.ASKED_BACK,
    (Standing.ASKED_BACK, Move.REFUSE): Standing.SENT,
    (Standing.SENT, Move.RETURN): Standing.RETURNED,
    (Standing.ASKED_BACK, Move.RETURN): Standing.RETURNED,
}
"""Every way there is; whatever is not named here does not happen."""

_REFUSALS: Mapping[Move, str] = {
    Move.SEND: sentence("Văn bản góp ý đã gửi và đã khóa."),
    Move.ASK: sentence("Chỉ đề nghị rút được văn bản đã gửi, và mỗi lần gửi chỉ đề nghị một lần đang chờ."),
    Move.REFUSE: sentence("Không có đề nghị rút nào đang chờ. Mở lại trang để xem trạng thái hiện nay."),
    Move.RETURN: sentence("Chỉ trả lại được văn bản đã gửi. Mở lại trang để xem trạng thái hiện nay."),
}


def standing(state: ReplyState, last: ReplyStep | None) -> Standing:
    """Tell where a reply stands from its state and the last thing that happened since its sending."""
    if state is ReplyState.SENT:
        return Standing.ASKED_BACK if last is ReplyStep.WITHDRAWAL_ASKED else Standing.SENT
    return Standing.RETURNED if state is ReplyState.RETURNED else Standing.WRITING


def moved(where: Standing, move: Move) -> Standing:
    """Give what a reply becomes.

    :raises Conflict: where the table has no such way
    """
    if (where, move) not in TABLE:
        raise Conflict(_REFUSALS[move])
    return TABLE[where, move]
