"""The drafter's desk: the queue by clause, how far it is done, and the place at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session

from draftreview.domain.casing import sentence_case
from draftreview.domain.errors import NotFound
from draftreview.domain.provisions import CONTAINERS, WORDS, Kind
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Component, Draft, Provision
from draftreview.services.consultations import require_round
from draftreview.services.desk_place import Spot, spot
from draftreview.services.desk_queue import GENERAL_SLUG, MAIN_SLUG, QueueItem, queue_with_following
from draftreview.services.permissions import may_decide, require


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk shows; without a ``spot`` nothing was sent yet."""

    consultation: Consultation
    groups: tuple[tuple[str, tuple[QueueItem, ...]], ...]
    spot: Spot | None

    @property
    def items(self) -> tuple[QueueItem, ...]:
        """Give the whole queue."""
        return tuple(item for _, items in self.groups for item in items)

    @property
    def comments(self) -> int:
        """Count the comments."""
        return sum(item.comments for item in self.items)

    @property
    def answered(self) -> int:
        """Count the comments that have an answer."""
        return sum(item.answered for item in self.items)


def desk(
    session: Session, actor: User | None, draft_key: str, slug: str = "", comment_id: int | None = None
) -> Desk:
    """Gather the desk in four queries; without a place the first with open comments is at hand.

    :raises NotFound: where no round was opened, or nothing was said about that place
    """
    require(may_decide(actor))
    consultation = require_round(session, draft_key)
    items, following = queue_with_following(session, consultation)
    if not items and not slug:
        return Desk(consultation, (), None)
    item = _at_hand(items, slug)
    rows = _outline(session, consultation, item)
    at_hand = spot(session, consultation, item, rows, comment_id, following)
    return Desk(consultation, _grouped(items, rows), at_hand)


def answerable(session: Session, actor: User | None, comment_id: int) -> tuple[str, str]:
    """Give the draft's key and the place's slug of a sent comment.

    :raises NotFound: for what was never sent
    """
    require(may_decide(actor))
    row = session.execute(
        select(Draft.key, Provision.eid, Comment.component_id, Component.eid)
        .select_from(Comment)
        .join(Comment.consultation)
        .join(Consultation.draft)
        .outerjoin(Comment.provision)
        .outerjoin(Comment.component)
        .where(Comment.id == comment_id, Comment.state == CommentState.SENT)
    ).one_or_none()
    if row is None:
        raise NotFound(sentence("Không có ý kiến đã gửi này. Quay về bàn xử lý để chọn ý kiến khác."))
    key, eid, component_id, part_eid = row
    if component_id is not None:
        return key, part_eid or MAIN_SLUG
    return key, eid or GENERAL_SLUG


def _at_hand(items: Sequence[QueueItem], slug: str) -> QueueItem:
    if not slug:
        return next((item for item in items if item.state != "done"), items[0])
    for item in items:
        if item.slug == slug:
            return item
    raise NotFound(sentence("Chưa có ý kiến nào đã gửi về chỗ này. Quay về bàn xử lý để chọn chỗ khác."))


def _outline(session: Session, consultation: Consultation, item: QueueItem) -> list[Provision]:
    """Read the headings of the text, and the place at hand with what stands around and inside it."""
    steps = item.slug.split("__") if item.provision_id else []
    above = ["__".join(steps[:number]) for number in range(1, len(steps) + 1)]
    inside = Provision.eid.startswith(f"{item.slug}__", autoescape=True)
    query = select(Provision).where(
        Provision.version_id == consultation.version_id,
        or_(Provision.kind.in_(CONTAINERS), Provision.eid.in_(above), inside if steps else false()),
    )
    return list(session.scalars(query.order_by(Provision.position)))


def _grouped(
    items: Sequence[QueueItem], rows: Sequence[Provision]
) -> tuple[tuple[str, tuple[QueueItem, ...]], ...]:
    chapters = [row for row in rows if row.kind is Kind.CHAPTER]

    def heading(item: QueueItem) -> str:
        if item.component_id is None:
            return "Chung cho cả dự thảo"
        inside = [
            row
            for row in chapters
            if row.component_id == item.component_id and row.position <= item.place.position
        ]
        return _titled(inside[-1]) if inside else item.component_name

    return tuple((words, tuple(found)) for words, found in groupby(items, key=heading))


def _titled(row: Provision) -> str:
    return ". ".join(part for part in (f"{WORDS[row.kind]} {row.number}", sentence_case(row.heading)) if part)
