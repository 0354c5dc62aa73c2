"""The drafter's desk: the queue by clause, how far it is done, and the place at hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Integer, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from draftreview.domain.errors import NotFound
from draftreview.domain.following_words import State
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Component, Draft, Provision
from draftreview.services.consultations import no_round
from draftreview.services.desk_alike import Alike, alike_at
from draftreview.services.desk_beside import Saved, beside
from draftreview.services.desk_filter import DeskFilter
from draftreview.services.desk_place import Spot, spot
from draftreview.services.desk_queue import (
    GENERAL_SLUG,
    MAIN_SLUG,
    Choices,
    DeskPlace,
    DeskPlaces,
    QueueItem,
    neighbours,
    queue,
    queue_with_choices,
    since,
)
from draftreview.services.desk_said import said
from draftreview.services.following import Following
from draftreview.services.permissions import may_decide, require


@dataclass(frozen=True, slots=True)
class Sought:
    """Which place and comment the desk shall show, and what its queue is narrowed to.

    Without a ``slug`` the first place with open comments is at hand. ``after`` is the comment that was just
    answered. ``part`` leaves out what only a whole page shows, ``queue_known`` the queue too: whoever asks
    has it and knows which place is next.
    """

    slug: str = ""
    comment_id: int | None = None
    after: int | None = None
    wanted: DeskFilter = field(default_factory=DeskFilter)
    part: bool = False
    queue_known: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk shows; without a ``spot`` nothing was sent yet, or nothing is let through."""

    consultation: Consultation
    items: tuple[QueueItem, ...]
    wanted: DeskFilter
    choices: Choices = field(default_factory=Choices)
    spot: Spot | None = None
    alike: Alike = field(default_factory=Alike)
    phrases: tuple[Saved, ...] = ()
    drafters: tuple[tuple[int, str], ...] = ()
    following: Following = field(default_factory=Following)
    comments: int = 0
    """Comments that the filter lets through."""
    answered: int = 0
    """Those of them that have an answer."""
    places_left: int = 0
    """Places where some have none."""

    @property
    def left(self) -> int:
        """Count the comments without an answer."""
        return self.comments - self.answered

    @property
    def counts(self) -> str:
        """Say how far every place is for a script to read: "att_1__art_2 5 3;" for three of five answered."""
        return "".join(f"{item.at.slug} {item.comments} {item.answered};" for item in self.items)

    @property
    def around(self) -> tuple[QueueItem | None, QueueItem | None]:
        """Give the places before and after the one at hand."""
        return neighbours(self.items, self.spot.at.slug) if self.spot else (None, None)

    def since(self, item: QueueItem) -> State | None:
        """Tell what became of a place of the queue in the newest version."""
        return since(item.at, self.consultation.version.number, self.following)


def desk(
    session: Session, actor: User | None, round_: Consultation, places: DeskPlaces, sought: Sought
) -> Desk:
    """Gather the desk in three queries, in two where the queue is known.

    :raises NotFound: where nothing was said about the place asked for
    """
    require(may_decide(actor))
    assert actor is not None
    wanted, choices = sought.wanted, Choices()
    items: tuple[QueueItem, ...] = ()
    if sought.queue_known and sought.slug:
        return _with_spot(
            session, actor, Desk(round_, items, wanted), places, sought, places.find(sought.slug)
        )
    if sought.part:
        items = queue(session, actor, round_, places, wanted)
    else:
        items, choices = queue_with_choices(session, actor, round_, places, wanted)
    found = Desk(
        round_,
        items,
        wanted,
        choices,
        comments=sum(item.comments for item in items),
        answered=sum(item.answered for item in items),
        places_left=sum(1 for item in items if item.left),
    )
    item = _at_hand(items, sought.slug)
    if item is None:
        return found
    return _with_spot(session, actor, found, places, sought, item.at)


def _with_spot(
    session: Session, actor: User, found: Desk, places: DeskPlaces, sought: Sought, at: DeskPlace | None
) -> Desk:
    round_ = found.consultation
    rows = said(session, actor, round_, at, found.wanted) if at else ()
    if at is None or not rows:
        raise _nothing_there()
    more = beside(session, actor, round_, at)
    number = round_.version.number
    at_hand = spot(rows, places, at, number, more, comment_id=sought.comment_id, after=sought.after)
    return replace(
        found,
        spot=at_hand,
        alike=alike_at(at_hand, more.apart),
        phrases=more.phrases,
        drafters=more.drafters,
        following=more.following,
    )


def round_at_desk(
    session: Session, draft_key: str, number: int | None = None, comment_id: int | None = None
) -> tuple[Consultation, bool]:
    """Find a round of a draft with its draft and version, and tell whether it is the newest: one query.

    It is the round of that number, else the one that the comment was sent in, else the newest.

    :raises NotFound: where it was not opened
    """
    asked = {"draft_key": draft_key, "number": number, "comment_id": comment_id}
    found = session.execute(_ROUND_AT_DESK, asked).first()
    if found is None:
        raise no_round(number)
    return found[0], bool(found[1])


def _round_at_desk() -> Select[Consultation, bool]:
    newest, number = aliased(Consultation), bindparam("number", type_=Integer)
    last = select(func.max(newest.number)).where(newest.draft_id == Consultation.draft_id).scalar_subquery()
    of_comment = select(Comment.consultation_id).where(Comment.id == bindparam("comment_id"))
    return (
        select(Consultation, last == Consultation.number)
        .join(Consultation.draft)
        .join(Consultation.version)
        .options(contains_eager(Consultation.draft), contains_eager(Consultation.version))
        .where(Draft.key == bindparam("draft_key"), or_(number.is_(None), Consultation.number == number))
        .order_by((Consultation.id == of_comment.scalar_subquery()).desc(), Consultation.number.desc())
        .limit(1)
    )


# Written once: putting the statement together costs a tenth of the next clause.
_ROUND_AT_DESK = _round_at_desk()


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


def _at_hand(items: Sequence[QueueItem], slug: str) -> QueueItem | None:
    """Find the place asked for, let through or not; else the first open one, else the first let through."""
    if not slug:
        shown = [item for item in items if item.comments]
        return next((item for item in shown if item.left), shown[0] if shown else None)
    for item in items:
        if item.slug == slug:
            return item
    raise _nothing_there()


def _nothing_there() -> NotFound:
    return NotFound(sentence("Chưa có ý kiến nào đã gửi về chỗ này. Quay về bàn xử lý để chọn chỗ khác."))
