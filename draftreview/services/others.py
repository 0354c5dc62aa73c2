"""What the other agencies of a round sent, for an agency that may read it by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import NotPermitted
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, Openness
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.drafts import Component, Provision
from draftreview.services.comment_finding import in_document_order, whole
from draftreview.services.permissions import require
from draftreview.services.reading import Visit, open_version
from draftreview.services.texts import GENERAL, Place, Text

PER_PAGE = 50

_NOT_YET: Mapping[Openness, str] = {
    Openness.NEVER: sentence("Đợt lấy ý kiến này không cho đọc ý kiến của cơ quan khác."),
    Openness.AFTER_CLOSING: sentence(
        "Ý kiến của cơ quan khác đọc được sau khi hết hạn, nếu cơ quan đã gửi văn bản góp ý hoặc đợt đã đóng."
    ),
    Openness.AFTER_SENDING: sentence(
        "Ý kiến của cơ quan khác đọc được sau khi cơ quan đã gửi văn bản góp ý."
    ),
}

OTHERS = (
    select(
        Provision.eid.label("eid"), Component.id.label("component_id"), func.count(Comment.id).label("count")
    )
    .select_from(Comment)
    .outerjoin(Comment.provision)
    .outerjoin(Component, Component.id == Comment.component_id)
    .where(
        Comment.consultation_id == bindparam("others_round"),
        Comment.agency_id != bindparam("agency_id"),
        Comment.state == CommentState.SENT,
    )
    .group_by(Provision.eid, Component.id)
)
"""What other agencies sent in the round ``others_round``, counted by place, in any order."""

Counted = tuple[tuple[Any, ...], ...]
"""Rows of ``OTHERS``."""


def round_to_count(actor: User | None, visit: Visit) -> int:
    """Give the round whose comments of others the actor may count now, 0 for none."""
    return visit.consultation.id if visit.consultation and visit.reads_others(actor) else 0


def by_place(rows: Iterable[tuple[Any, ...]], text: Text) -> dict[str, int]:
    """Say how many of the rows of ``OTHERS`` stand at which anchor of the text."""
    anchors = {component.id: component.anchor for component in text.components}
    return {eid or anchors.get(component_id, GENERAL): count for eid, component_id, count in rows}


@dataclass(frozen=True, slots=True)
class Others:
    """What other agencies sent about one place, or a page of everything, in document order."""

    visit: Visit
    comments: tuple[Comment, ...]
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        """Count the pages."""
        return max(1, -(-self.total // PER_PAGE))


def when_readable(openness: Openness) -> str:
    """Say when an agency may read what the others send."""
    return _NOT_YET[openness]


def open_others(session: Session, actor: User | None, clock: Clock, key: str, number: int) -> Visit:
    """Let an actor in to what the other agencies sent about a version: one query.

    :raises NotFound: where there is no such draft or version
    :raises NotPermitted: where the actor may not read it, or not yet
    """
    visit = open_version(session, actor, clock, key, number)
    if visit.reads_others(actor):
        return visit
    if visit.consultation is None or not visit.consulted or visit.invitation is None:
        raise NotPermitted(sentence("Chỉ cơ quan được mời góp ý bản này đọc ý kiến của cơ quan khác ở đây."))
    raise NotPermitted(when_readable(visit.consultation.openness))


def others_at(session: Session, actor: User, visit: Visit, place: Place | None, page: int = 1) -> Others:
    """List what other agencies sent about a place, or about everything by pages: two queries.

    The visit must be one of ``open_others``.
    """
    assert visit.consultation is not None, "open_others lets nobody in without a round"
    conditions = [
        Comment.consultation_id == visit.consultation.id,
        Comment.agency_id != actor.agency_id,
        Comment.state == CommentState.SENT,
        *_standing_at(place),
    ]
    total = session.scalar(select(func.count(Comment.id)).where(*conditions)) or 0
    chosen = min(max(page, 1), max(1, -(-total // PER_PAGE)))
    found: Sequence[Comment] = session.scalars(
        in_document_order(whole().where(*conditions)).limit(PER_PAGE).offset((chosen - 1) * PER_PAGE)
    ).all()
    return Others(visit, tuple(found), total, chosen)


def all_others(session: Session, actor: User, visit: Visit) -> Sequence[Comment]:
    """List everything that other agencies sent in the round visited, in document order: one query.

    :raises NotPermitted: where the actor may not read it, or not yet
    """
    require(visit.reads_others_onward(actor))
    assert visit.consultation is not None, "refused above"
    return session.scalars(
        in_document_order(
            whole().where(
                Comment.consultation_id == visit.consultation.id,
                Comment.agency_id != actor.agency_id,
                Comment.state == CommentState.SENT,
            )
        )
    ).all()


def _standing_at(place: Place | None) -> list[ColumnElement[bool]]:
    if place is None:
        return []
    if place.provision is not None:
        return [Comment.provision_id == place.provision.id]
    if place.component is not None:
        return [Comment.component_id == place.component.id]
    return [Comment.provision_id.is_(None), Comment.component_id.is_(None)]
