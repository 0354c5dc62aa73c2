"""The drafter's desk: the queue, and one place with its words, its comments and the wordings they propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.errors import NotFound
from draftreview.domain.options import Option, options
from draftreview.domain.provisions import CONTAINERS, WORDS, Kind, citation
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Draft, Provision
from draftreview.services.consultations import require_round
from draftreview.services.desk_queue import GENERAL_SLUG, MAIN_SLUG, QueueItem, queue
from draftreview.services.dispositions import is_current
from draftreview.services.permissions import may_decide, require
from draftreview.services.plain_text import plain


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment on the desk with its current answer and the letter of the wording it proposes."""

    comment: Comment
    answer: Disposition | None
    letter: str
    said: str
    """What it says, without markup."""

    @property
    def revision(self) -> int:
        """Give the revision that a new decision follows."""
        return self.answer.revision if self.answer else 0


@dataclass(frozen=True, slots=True)
class Spot:
    """The place at hand: its words with what stands inside it, and all that was said about it."""

    item: QueueItem
    about: str
    provisions: tuple[Provision, ...]
    remarks: tuple[Remark, ...]
    options: tuple[Option, ...]
    chosen: Remark


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
    items = queue(session, consultation)
    if not items and not slug:
        return Desk(consultation, (), None)
    item = _at_hand(items, slug)
    rows = _outline(session, consultation, item)
    return Desk(consultation, _grouped(items, rows), _spot(session, consultation, item, rows, comment_id))


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
        raise NotFound("Không có ý kiến đã gửi này. Quay về bàn xử lý để chọn ý kiến khác.")
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
    raise NotFound("Chưa có ý kiến nào đã gửi về chỗ này. Quay về bàn xử lý để chọn chỗ khác.")


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
    return ". ".join(part for part in (f"{WORDS[row.kind]} {row.number}", row.heading) if part)


def _spot(
    session: Session,
    consultation: Consultation,
    item: QueueItem,
    rows: Sequence[Provision],
    comment_id: int | None,
) -> Spot:
    found = session.execute(
        select(Comment, Disposition)
        .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, is_current(Disposition)))
        .join(Comment.agency)
        .options(
            joinedload(Comment.agency),
            joinedload(Comment.topic),
            joinedload(Comment.reply),
            joinedload(Comment.proposal).joinedload(Proposal.target),
            joinedload(Disposition.by),
        )
        .where(
            Comment.consultation_id == consultation.id,
            Comment.state == CommentState.SENT,
            Comment.provision_id == item.provision_id,
            Comment.component_id == (None if item.provision_id else item.component_id),
        )
    ).all()
    found = sorted(found, key=lambda pair: (pair[0].agency.position, pair[0].position, pair[0].id))
    wordings = options([(one.id, proposed(one.proposal)) for one, _ in found if one.proposal])
    letters = {number: option.letter for option in wordings for number in option.comment_ids}
    remarks = tuple(
        Remark(comment, answer, letters.get(comment.id, ""), plain(comment.body or comment.reason))
        for comment, answer in found
    )
    inside = [row for row in rows if item.provision_id and _stands_in(row, item.slug)]
    articles = [row for row in rows if row.kind is Kind.ARTICLE and item.slug.startswith(f"{row.eid}__")]
    return Spot(
        item=item,
        about=articles[0].heading if articles else "",
        provisions=tuple(inside),
        remarks=remarks,
        options=wordings,
        chosen=_chosen(remarks, comment_id),
    )


def _stands_in(row: Provision, eid: str) -> bool:
    return row.eid == eid or row.eid.startswith(f"{eid}__")


def _chosen(remarks: Sequence[Remark], comment_id: int | None) -> Remark:
    """Choose the comment asked for, else the first without an answer, else the first."""
    asked = next((one for one in remarks if one.comment.id == comment_id), None)
    return asked or next((one for one in remarks if one.answer is None), remarks[0])


def proposed(proposal: Proposal) -> Proposed:
    """Give a proposal as the domain tells it; a wording to move says after what."""
    return Proposed(
        operation=proposal.operation,
        heading=proposal.new_heading,
        text=proposal.new_text,
        old_heading=proposal.base_heading,
        old_text=proposal.base_text,
        beside=citation(proposal.target.eid) if proposal.target else "",
        as_first_child=proposal.as_first_child,
    )
