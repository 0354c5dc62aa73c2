"""The desk's queue: every place with comments in document order, how many there are and are answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Text, and_, bindparam, func, select
from sqlalchemy.orm import Session

from draftreview.domain.component_names import component_name
from draftreview.domain.following_words import State
from draftreview.domain.places import GENERAL, Place, component_place, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.vocabulary import CommentState
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Provision
from draftreview.services.dispositions import is_current
from draftreview.services.following import NEWEST, Following
from draftreview.services.following_query import STEPS
from draftreview.services.together import Together

GENERAL_SLUG = "general"
MAIN_SLUG = "main"
_ABOUT = 90
"""Characters of a clause that its line in the queue is read from."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One place in the queue; ``slug`` is its part of the address, ``label`` leaves the component out.

    ``since`` is what became of it in the newest version, if that is not the one asked about.
    """

    slug: str
    place: Place
    label: str
    about: str
    comments: int
    answered: int
    component_name: str = ""
    component_id: int | None = None
    provision_id: int | None = None
    since: State | None = None

    @property
    def state(self) -> str:
        """Tell how far the place has come: untouched, begun or done."""
        if self.answered == 0:
            return "untouched"
        return "done" if self.answered == self.comments else "begun"


class _Record(NamedTuple):
    """What the database says of one place."""

    comments: int
    answered: int
    provision_id: int | None
    eid: str | None
    position: int
    heading: str
    text: str
    component_id: int | None
    part_eid: str
    kind: ComponentKind
    title: str
    part_position: int


_counts = (
    select(
        Comment.provision_id,
        Comment.component_id,
        func.count().label("comments"),
        func.count(Disposition.id).label("answered"),
    )
    .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, is_current(Disposition)))
    .where(Comment.consultation_id == bindparam("consultation_id"), Comment.state == CommentState.SENT)
    .group_by(Comment.provision_id, Comment.component_id)
    .subquery()
)
_QUEUE = (
    select(
        _counts.c.comments,
        _counts.c.answered,
        Provision.id,
        Provision.eid,
        Provision.position,
        Provision.heading,
        func.substr(Provision.text, 1, _ABOUT, type_=Text),
        Component.id,
        Component.eid,
        Component.kind,
        Component.title,
        Component.position,
    )
    .select_from(_counts)
    .outerjoin(Provision, Provision.id == _counts.c.provision_id)
    .outerjoin(Component, Component.id == func.coalesce(Provision.component_id, _counts.c.component_id))
)
_QUEUE_AND_STEPS = Together(_QUEUE, STEPS)


def queue(session: Session, consultation: Consultation) -> tuple[QueueItem, ...]:
    """List the places that have comments, in the order of the table: one query."""
    rows = session.execute(_QUEUE, {"consultation_id": consultation.id})
    return _ordered([_item(_Record(*row)) for row in rows])


def queue_with_following(
    session: Session, consultation: Consultation
) -> tuple[tuple[QueueItem, ...], Following]:
    """List the places with what became of each in the newest version: one query."""
    number = consultation.version.number
    facts = {"draft_id": consultation.draft_id, "oldest": number, "newest": NEWEST}
    rows, steps = _QUEUE_AND_STEPS.read(session, {"consultation_id": consultation.id} | facts)
    following = Following(steps)
    items = [_item(_Record(*row)) for row in rows]
    followed = [replace(item, since=_since(item, number, following)) for item in items]
    return _ordered(followed), following


def _since(item: QueueItem, number: int, following: Following) -> State | None:
    """Say what became of a provision or a component; the whole draft is always there."""
    if item.provision_id is not None:
        return following.state(number, item.slug)
    part = "" if item.slug == MAIN_SLUG else item.slug
    return following.part_state(number, part) if item.component_id is not None else None


def _ordered(items: Sequence[QueueItem]) -> tuple[QueueItem, ...]:
    return tuple(sorted(items, key=lambda item: item.place))


def _item(record: _Record) -> QueueItem:
    if record.component_id is None:
        about = "Bố cục, tên gọi, hiệu lực và các vấn đề khác"
        return QueueItem(GENERAL_SLUG, GENERAL, GENERAL.label, about, record.comments, record.answered)
    name = component_name(record.kind, record.title)
    if record.eid is None:
        place = component_place(record.kind, record.part_position, name)
        slug, label, about = record.part_eid or MAIN_SLUG, name, " ".join(record.title.split())
    else:
        place = place_of(record.eid, record.kind, record.part_position, record.position, name)
        label = place_of(record.eid, record.kind, 0, 0).label
        slug, about = record.eid, record.heading or " ".join(record.text.split())
    return QueueItem(
        slug,
        place,
        label,
        about,
        record.comments,
        record.answered,
        name,
        record.component_id,
        record.provision_id,
    )


def following(items: Sequence[QueueItem], slug: str) -> QueueItem | None:
    """Give the place to go to after an answer: this one while it has open comments, then the next that has.

    After the last it begins again from the top; nothing is left when nothing is open.
    """
    here = next((number for number, item in enumerate(items) if item.slug == slug), 0)
    return next((item for item in (*items[here:], *items[:here]) if item.state != "done"), None)


def neighbours(items: Sequence[QueueItem], slug: str) -> tuple[QueueItem | None, QueueItem | None]:
    """Give the places before and after one."""
    before = next((one for one, other in pairwise(items) if other.slug == slug), None)
    after = next((other for one, other in pairwise(items) if one.slug == slug), None)
    return before, after
