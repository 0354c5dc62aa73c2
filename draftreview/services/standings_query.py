"""What is read of every comment of a round to tell how far its answer has come: plain columns, once.

Comments that were sent, and those that their agency took back after they had been answered.
"""

from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from draftreview.domain.vocabulary import CommentState, ReplyState
from draftreview.models.accounts import Agency
from draftreview.models.comments import Comment
from draftreview.models.consultations import FocusTopic, Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Provision
from draftreview.services.dispositions import is_current
from draftreview.services.following_query import STEPS
from draftreview.services.grounds_query import GROUND
from draftreview.services.together import Together

_around = aliased(FocusTopic)

_OWN: tuple[tuple[str, Any], ...] = (
    ("comment_id", Comment.id),
    ("state", Comment.state),
    ("citation", Comment.citation),
    ("turn", Comment.position),
    ("agency", Agency.name),
    ("agency_code", Agency.code),
    ("agency_turn", Agency.position),
    ("reply_state", Reply.state),
    ("position", Provision.position),
    ("part_position", Component.position),
    ("topic_code", FocusTopic.code),
    ("topic_name", FocusTopic.short_title),
    ("around_code", _around.code),
    ("around_name", _around.short_title),
    ("answer_id", Disposition.id),
    ("revision", Disposition.revision),
    ("outcome", Disposition.outcome),
    ("stage", Disposition.stage),
    ("explanation", Disposition.explanation),
    ("remark", Disposition.remark),
)

_COLUMNS = (*(column.label(name) for name, column in _OWN), *GROUND)
NAMES = tuple(column.name for column in _COLUMNS)
"""What the columns of a comment are called, in their order."""


def _comments() -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .select_from(Comment)
        .join(Comment.agency)
        .outerjoin(Comment.reply)
        .outerjoin(Comment.provision)
        .outerjoin(Component, Component.id == func.coalesce(Provision.component_id, Comment.component_id))
        .outerjoin(Comment.topic)
        .outerjoin(_around, _around.id == FocusTopic.parent_id)
        .outerjoin(Comment.anchor)
        .outerjoin(Comment.proposal)
        .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, is_current(Disposition)))
        .where(
            Comment.consultation_id == bindparam("consultation_id"),
            or_(Comment.state == CommentState.SENT, Disposition.id.is_not(None)),
        )
    )


def _letters() -> Select[*tuple[Any, ...]]:
    return (
        select(Reply.id, Agency.name, Reply.letter_number, Reply.letter_date, Agency.position)
        .select_from(Reply)
        .join(Reply.invitation)
        .join(Invitation.agency)
        .where(
            Invitation.consultation_id == bindparam("consultation_id"),
            Reply.state == ReplyState.SENT,
            or_(Reply.letter_number == "", Reply.letter_date.is_(None)),
        )
    )


EVERYTHING = Together(_comments(), _letters(), STEPS)
"""The comments with their answers, the replies that lack something of their letter, the alignments."""
