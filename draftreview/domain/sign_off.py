"""What may happen to the answer to a comment, and how far it stands then: the table of sign-off."""

from collections.abc import Mapping
from enum import StrEnum

from draftreview.domain.vocabulary import N_, Stage


class Standing(StrEnum):
    """How far the answer to a comment has come; one sent back waits for its drafter, not for the lead."""

    UNANSWERED = "unanswered"
    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    RELEASED = "released"


class Step(StrEnum):
    """What is done to an answer; each step is a new revision.

    ``keep``: its drafter says that it still holds, ``confirm``: the lead drafter says so.
    """

    PROPOSE = "proposed"
    KEEP = "kept"
    APPROVE = "approved"
    SEND_BACK = "sent_back"
    TAKE_BACK = "taken_back"
    RELEASE = "released"
    CONFIRM = "confirmed"


TABLE: Mapping[tuple[Standing, Step], Standing] = {
    (Standing.UNANSWERED, Step.PROPOSE): Standing.PROPOSED,
    (Standing.PROPOSED, Step.PROPOSE): Standing.PROPOSED,
    (Standing.SENT_BACK, Step.PROPOSE): Standing.PROPOSED,
    (Standing.APPROVED, Step.PROPOSE): Standing.PROPOSED,
    (Standing.RELEASED, Step.PROPOSE): Standing.PROPOSED,
    (Standing.PROPOSED, Step.KEEP): Standing.PROPOSED,
    (Standing.SENT_BACK, Step.KEEP): Standing.PROPOSED,
    (Standing.APPROVED, Step.KEEP): Standing.PROPOSED,
    (Standing.RELEASED, Step.KEEP): Standing.PROPOSED,
    (Standing.PROPOSED, Step.APPROVE): Standing.APPROVED,
    (Standing.PROPOSED, Step.SEND_BACK): Standing.SENT_BACK,
    (Standing.APPROVED, Step.SEND_BACK): Standing.SENT_BACK,
    (Standing.RELEASED, Step.SEND_BACK): Standing.SENT_BACK,
    (Standing.APPROVED, Step.TAKE_BACK): Standing.PROPOSED,
    (Standing.APPROVED, Step.RELEASE): Standing.RELEASED,
    (Standing.PROPOSED, Step.CONFIRM): Standing.PROPOSED,
    (Standing.APPROVED, Step.CONFIRM): Standing.APPROVED,
    (Standing.RELEASED, Step.CONFIRM): Standing.RELEASED,
}
"""Every way there is; whatever is not named here does not happen."""

STANDING_LABELS: Mapping[Standing, str] = {
    Standing.UNANSWERED: N_("Chưa xử lý"),
    Standing.PROPOSED: N_("Chờ duyệt"),
    Standing.SENT_BACK: N_("Đã trả lại"),
    Standing.APPROVED: N_("Đã duyệt"),
    Standing.RELEASED: N_("Đã công bố"),
}

STAGES: Mapping[Standing, Stage] = {
    Standing.PROPOSED: Stage.PROPOSED,
    Standing.SENT_BACK: Stage.PROPOSED,
    Standing.APPROVED: Stage.APPROVED,
    Standing.RELEASED: Stage.RELEASED,
}
"""At which stage a revision is kept; the remark tells one sent back from one proposed."""


def standing(stage: Stage | None, remark: str = "") -> Standing:
    """Tell how far an answer has come from its current revision; without one the comment is unanswered."""
    if stage is None:
        return Standing.UNANSWERED
    if stage is Stage.PROPOSED:
        return Standing.SENT_BACK if remark else Standing.PROPOSED
    return Standing(stage.value)


def allows(where: Standing, step: Step) -> bool:
    """Tell whether the table has that way."""
    return (where, step) in TABLE
