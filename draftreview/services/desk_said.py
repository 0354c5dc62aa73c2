"""What was said about one place, as rows: the comments sent, their wordings, answers, drafters and groups."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Anchor, Comment, Proposal
from draftreview.models.consultations import Consultation, FocusTopic, Reply
from draftreview.models.desk import Assignment, GroupMember
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Provision
from draftreview.services.comment_columns import ANSWER, WORDING
from draftreview.services.desk_filter import DeskFilter, matches
from draftreview.services.desk_queue import DeskPlace
from draftreview.services.dispositions import is_current
from draftreview.services.grounds_query import GROUND

WHOLE, COMPONENT, PROVISION = "whole", "component", "provision"

_drafter, _target, _others = aliased(User), aliased(Provision), aliased(GroupMember)
_members = select(func.count()).where(_others.group_id == GroupMember.group_id).correlate(GroupMember)
_COLUMNS: tuple[Any, ...] = (
    Comment.id,
    Comment.position,
    Comment.category,
    Comment.body,
    Comment.reason,
    Comment.revision.label("saves"),
    Agency.name.label("agency"),
    Agency.short_name.label("agency_short"),
    Agency.position.label("turn"),
    Reply.late,
    func.coalesce(func.nullif(FocusTopic.short_title, ""), FocusTopic.title, type_=String).label("topic"),
    *WORDING,
    _target.eid.label("target"),
    Anchor.start,
    Anchor.end,
    Anchor.quote,
    Anchor.before,
    Anchor.after,
    Disposition.id.label("answer_id"),
    *ANSWER,
    Disposition.remark,
    Disposition.revision,
    Disposition.at.label("answered_at"),
    User.display_name.label("answered_by"),
    _drafter.id.label("drafter_id"),
    _drafter.display_name.label("drafter"),
    GroupMember.group_id,
    _members.scalar_subquery().label("members"),
)


def layer_of(at: DeskPlace) -> str:
    """Tell what a place is: a provision, a whole component or the whole draft."""
    if at.provision_id is not None:
        return PROVISION
    return COMPONENT if at.component_id is not None else WHOLE


def said_there(layer: str) -> ColumnElement[bool]:
    """Say in SQL that a comment was sent about the place given by ``place_id``, in ``consultation_id``."""
    where = {
        PROVISION: Comment.provision_id == bindparam("place_id"),
        COMPONENT: Comment.component_id == bindparam("place_id"),
        WHOLE: and_(Comment.provision_id.is_(None), Comment.component_id.is_(None)),
    }
    return and_(
        where[layer],
        Comment.consultation_id == bindparam("consultation_id"),
        Comment.state == CommentState.SENT,
    )


def where(round_: Consultation, at: DeskPlace) -> dict[str, Any]:
    """Give what ``said_there`` is judged by."""
    layer, facts = layer_of(at), {"consultation_id": round_.id}
    number = {PROVISION: at.provision_id, COMPONENT: at.component_id, WHOLE: None}[layer]
    return facts if number is None else facts | {"place_id": number}


def said(
    session: Session, actor: User | None, round_: Consultation, at: DeskPlace, wanted: DeskFilter
) -> Sequence[Any]:
    """Read the comments sent about a place, in any order: one query."""
    statement = _said(layer_of(at), wanted.asked)
    rows = session.execute(statement, where(round_, at) | wanted.parameters(actor)).all()
    return rows if wanted.holds(at.slug) else [_Outside(row) for row in rows]


class _Outside:
    """A row that the filter does not let through, as its whole place stands outside."""

    matches = False

    def __init__(self, row: Any) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)


@lru_cache(maxsize=256)
def _said(layer: str, names: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """Select what was said; written once for each kind of place and each choice of filters."""
    return (
        select(*_COLUMNS, case((matches(names), 1), else_=0).label("matches"), *GROUND)
        .select_from(Comment)
        .join(Comment.agency)
        .outerjoin(Comment.reply)
        .outerjoin(Comment.topic)
        .outerjoin(Comment.proposal)
        .outerjoin(_target, _target.id == Proposal.target_id)
        .outerjoin(Comment.anchor)
        .outerjoin(Comment.provision)
        .outerjoin(Comment.component)
        .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, is_current(Disposition)))
        .outerjoin(Disposition.by)
        .outerjoin(Assignment, Assignment.comment_id == Comment.id)
        .outerjoin(_drafter, _drafter.id == Assignment.drafter_id)
        .outerjoin(GroupMember, GroupMember.comment_id == Comment.id)
        .where(said_there(layer))
    )
