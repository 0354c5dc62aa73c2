"""What the synthesis table reads of each comment: one query of plain columns.

Not objects: a table of thousands of rows is made on every view.
"""

from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, func, select
from sqlalchemy.orm import aliased

from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import Agency
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation, FocusTopic, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Provision
from draftreview.services.comment_columns import ANSWER, WORDING
from draftreview.services.dispositions import is_current

_target, _target_part = aliased(Provision), aliased(Component)
_around = aliased(FocusTopic)

_COLUMNS = (
    Comment.id,
    Comment.agency_id,
    Comment.position.label("turn"),
    Comment.body,
    Comment.reason,
    Comment.citation,
    Comment.words,
    Comment.category,
    FocusTopic.code.label("topic_code"),
    FocusTopic.short_title.label("topic_name"),
    _around.code.label("around_code"),
    _around.short_title.label("around_name"),
    Agency.name.label("agency"),
    Agency.code.label("agency_code"),
    Agency.position.label("agency_turn"),
    Reply.letter_number,
    Reply.letter_date,
    Reply.late,
    Provision.eid,
    Provision.position,
    Component.eid.label("part_eid"),
    Component.kind.label("part_kind"),
    Component.title.label("part_title"),
    Component.position.label("part_position"),
    *WORDING,
    _target.eid.label("target_eid"),
    _target_part.kind.label("target_kind"),
    _target_part.title.label("target_title"),
    *ANSWER,
)


def sent_comments(consultation: Consultation) -> Select[*tuple[Any, ...]]:
    """Select every comment sent in a round with its agency, place, proposal and current answer.

    ``parts`` is how many components have Điều.
    """
    return (
        select(*_COLUMNS, _parts_with_articles(consultation).label("parts"))
        .join(Comment.agency)
        .outerjoin(Comment.reply)
        .outerjoin(Comment.provision)
        .outerjoin(Component, Component.id == func.coalesce(Provision.component_id, Comment.component_id))
        .outerjoin(Comment.topic)
        .outerjoin(_around, _around.id == FocusTopic.parent_id)
        .outerjoin(Comment.proposal)
        .outerjoin(_target, _target.id == Proposal.target_id)
        .outerjoin(_target_part, _target_part.id == _target.component_id)
        .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, is_current(Disposition)))
        .where(Comment.consultation_id == consultation.id, Comment.state == CommentState.SENT)
    )


def _parts_with_articles(consultation: Consultation) -> ScalarSelect[int]:
    return (
        select(func.count(Provision.component_id.distinct()))
        .where(Provision.version_id == consultation.version_id, Provision.kind == Kind.ARTICLE)
        .scalar_subquery()
    )
