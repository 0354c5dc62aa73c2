"""The closed lists of words that tables, forms, pages and files share, with their Vietnamese labels.

The labels are message ids for the interface and are printed as they are in official documents.
"""

from collections.abc import Mapping
from enum import StrEnum


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a label for the catalogue without translating it here."""
    return message


class Role(StrEnum):
    """What a user may be."""

    COMMENTER = "commenter"
    AGENCY_HEAD = "agency_head"
    DRAFTER = "drafter"
    LEAD_DRAFTER = "lead_drafter"
    APPRAISER = "appraiser"
    ADMIN = "admin"


class AgencyKind(StrEnum):
    """Which sort of agency."""

    DEPARTMENT = "department"
    DISTRICT = "district"
    DRAFTING = "drafting"


class CommentState(StrEnum):
    """Where a comment stands; what is sent stays sent."""

    WRITING = "writing"
    READY = "ready"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Category(StrEnum):
    """What a comment is about."""

    SUBSTANCE = "substance"
    WORDING = "wording"
    LEGAL_BASIS = "legal_basis"
    QUESTION = "question"


class Operation(StrEnum):
    """What a proposed wording does."""

    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"


class Outcome(StrEnum):
    """The drafter's answer."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    DECLINED = "declined"
    NOTED = "noted"


class Stage(StrEnum):
    """How far an answer has gone; agencies see it once it is released."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RELEASED = "released"


class Stance(StrEnum):
    """What an agency says of the draft as a whole."""

    AGREE = "agree"
    AGREE_WITH_COMMENTS = "agree_with_comments"
    DISAGREE = "disagree"
    NO_OPINION = "no_opinion"


class Verdict(StrEnum):
    """What a person said of two provisions that might be the same."""

    SAME = "same"
    DIFFERENT = "different"


class Openness(StrEnum):
    """When the agencies of a round may read what the others sent."""

    NEVER = "never"
    AFTER_CLOSING = "after_closing"
    AFTER_SENDING = "after_sending"


class RoundAction(StrEnum):
    """What the lead drafter does to a round after it was opened."""

    CLOSED = "closed"
    REOPENED = "reopened"
    EXTENDED = "extended"


class TopicAction(StrEnum):
    """What the lead drafter does to a focus topic after the round was opened."""

    ADDED = "added"
    REWORDED = "reworded"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class InvitationState(StrEnum):
    """How far an invited agency has come in a round; worked out, never stored."""

    INVITED = "invited"
    OPENED = "opened"
    DRAFTING = "drafting"
    SENT = "sent"
    LATE = "late"
    RETURNED = "returned"
    SILENT = "silent"


class ReplyStep(StrEnum):
    """What happens to a reply after it was sent."""

    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWAL_REFUSED = "withdrawal_refused"
    RETURNED = "returned"


class ReplyState(StrEnum):
    """Where an agency's official answer stands."""

    WRITING = "writing"
    SENT = "sent"
    RETURNED = "returned"


ROLE_LABELS: Mapping[Role, str] = {
    Role.COMMENTER: N_("Chuyên viên"),
    Role.AGENCY_HEAD: N_("Lãnh đạo cơ quan"),
    Role.DRAFTER: N_("Tổ biên tập"),
    Role.LEAD_DRAFTER: N_("Trưởng ban soạn thảo"),
    Role.APPRAISER: N_("Thẩm định (Sở Tư pháp)"),
    Role.ADMIN: N_("Quản trị"),
}

STATE_LABELS: Mapping[CommentState, str] = {
    CommentState.WRITING: N_("Đang viết"),
    CommentState.READY: N_("Xong"),
    CommentState.SENT: N_("Đã gửi"),
    CommentState.WITHDRAWN: N_("Đã rút"),
}

CATEGORY_LABELS: Mapping[Category, str] = {
    Category.SUBSTANCE: N_("Nội dung"),
    Category.WORDING: N_("Kỹ thuật trình bày"),
    Category.LEGAL_BASIS: N_("Căn cứ pháp lý"),
    Category.QUESTION: N_("Câu hỏi"),
}

OPERATION_LABELS: Mapping[Operation, str] = {
    Operation.REPLACE: N_("Sửa câu chữ"),
    Operation.INSERT: N_("Thêm"),
    Operation.DELETE: N_("Bỏ"),
    Operation.MOVE: N_("Chuyển"),
}

OUTCOME_LABELS: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: N_("Tiếp thu"),
    Outcome.PARTLY_ACCEPTED: N_("Tiếp thu một phần"),
    Outcome.DECLINED: N_("Không tiếp thu"),
    Outcome.NOTED: N_("Ghi nhận"),
}

STAGE_LABELS: Mapping[Stage, str] = {
    Stage.PROPOSED: N_("Chờ duyệt"),
    Stage.APPROVED: N_("Đã duyệt"),
    Stage.RELEASED: N_("Đã công bố"),
}

VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.SAME: N_("Cùng một quy định"),
    Verdict.DIFFERENT: N_("Hai quy định khác nhau"),
}

STANCE_LABELS: Mapping[Stance, str] = {
    Stance.AGREE: N_("Nhất trí hoàn toàn"),
    Stance.AGREE_WITH_COMMENTS: N_("Nhất trí, có góp ý"),
    Stance.DISAGREE: N_("Không nhất trí"),
    Stance.NO_OPINION: N_("Không có ý kiến"),
}

REPLY_STATE_LABELS: Mapping[ReplyState, str] = {
    ReplyState.WRITING: N_("Đang chuẩn bị"),
    ReplyState.SENT: N_("Đã gửi"),
    ReplyState.RETURNED: N_("Đã trả lại để sửa"),
}

OPENNESS_LABELS: Mapping[Openness, str] = {
    Openness.AFTER_CLOSING: N_("Sau khi hết hạn, nếu cơ quan đã gửi hoặc đợt đã đóng"),
    Openness.AFTER_SENDING: N_("Ngay khi cơ quan gửi văn bản góp ý"),
    Openness.NEVER: N_("Không được đọc"),
}

ROUND_ACTION_LABELS: Mapping[RoundAction, str] = {
    RoundAction.CLOSED: N_("Đóng đợt"),
    RoundAction.REOPENED: N_("Mở lại đợt"),
    RoundAction.EXTENDED: N_("Gia hạn"),
}

TOPIC_ACTION_LABELS: Mapping[TopicAction, str] = {
    TopicAction.ADDED: N_("Thêm nội dung trọng tâm"),
    TopicAction.REWORDED: N_("Sửa nội dung trọng tâm"),
    TopicAction.WITHDRAWN: N_("Rút nội dung trọng tâm"),
    TopicAction.RESTORED: N_("Đưa lại nội dung trọng tâm"),
}

INVITATION_STATE_LABELS: Mapping[InvitationState, str] = {
    InvitationState.INVITED: N_("Chưa mở dự thảo"),
    InvitationState.OPENED: N_("Đã mở dự thảo"),
    InvitationState.DRAFTING: N_("Đang soạn"),
    InvitationState.SENT: N_("Đã gửi"),
    InvitationState.LATE: N_("Gửi muộn"),
    InvitationState.RETURNED: N_("Trả lại để sửa"),
    InvitationState.SILENT: N_("Không trả lời"),
}

NEEDS_EXPLANATION = frozenset(Outcome) - {Outcome.ACCEPTED}
"""Outcomes that must be explained (Law 80/2015 art. 120, 129; the project's list of words)."""
