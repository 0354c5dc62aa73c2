"""One place of the desk: its words, all that was said about it and the wordings proposed for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.options import Option, options
from draftreview.domain.provisions import Kind, citation
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import CommentState
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Provision
from draftreview.services.anchors import Passage, passage_of
from draftreview.services.desk_queue import QueueItem
from draftreview.services.dispositions import is_current
from draftreview.services.following import Following
from draftreview.services.plain_text import plain


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment on the desk with its current answer and the letter of the wording it proposes."""

    comment: Comment
    answer: Disposition | None
    letter: str
    said: str
    """What it says, without markup."""
    passage: Passage | None = None
    """The words it is about, where it is about some words only."""

    @property
    def revision(self) -> int:
        """Give the revision that a new decision follows."""
        return self.answer.revision if self.answer else 0


@dataclass(frozen=True, slots=True)
class Quoted:
    """Some words of the place at hand: a heading, or what a provision says, with its number as printed."""

    words: str
    number: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """The place at hand: its words with what stands inside it, and all that was said about it."""

    item: QueueItem
    about: str
    quoted: tuple[Quoted, ...]
    remarks: tuple[Remark, ...]
    options: tuple[Option, ...]
    chosen: Remark


def spot(
    session: Session,
    consultation: Consultation,
    item: QueueItem,
    rows: Sequence[Provision],
    comment_id: int | None,
    following: Following,
) -> Spot:
    """Gather a place: one query; ``rows`` are the provisions around and inside it."""
    found = _said(session, consultation, item)
    wordings = options([(one.id, proposed(one.proposal)) for one, _ in found if one.proposal])
    letters = {number: option.letter for option in wordings for number in option.comment_ids}
    remarks = tuple(
        Remark(
            comment,
            answer,
            letters.get(comment.id, ""),
            plain(comment.body or comment.reason),
            passage_of(comment, following),
        )
        for comment, answer in found
    )
    inside = [row for row in rows if item.provision_id and _stands_in(row, item.slug)]
    articles = [row for row in rows if row.kind is Kind.ARTICLE and item.slug.startswith(f"{row.eid}__")]
    return Spot(
        item=item,
        about=articles[0].heading if articles else "",
        quoted=tuple(_quoted(inside) or _quoted_whole(remarks[0].comment.component)),
        remarks=remarks,
        options=wordings,
        chosen=_chosen(remarks, comment_id),
    )


def _said(
    session: Session, consultation: Consultation, item: QueueItem
) -> list[tuple[Comment, Disposition | None]]:
    """Read the comments sent about a place with their current answers, by the register of agencies."""
    found = session.execute(
        select(Comment, Disposition)
        .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, is_current(Disposition)))
        .options(
            joinedload(Comment.agency),
            joinedload(Comment.anchor),
            joinedload(Comment.component),
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
    )
    pairs = [(comment, answer) for comment, answer in found]
    return sorted(pairs, key=lambda pair: (pair[0].agency.position, pair[0].position, pair[0].id))


def _stands_in(row: Provision, eid: str) -> bool:
    return row.eid == eid or row.eid.startswith(f"{eid}__")


def _quoted(rows: Sequence[Provision]) -> list[Quoted]:
    """Quote provisions in document order; what follows the children of one stands after them."""
    found: list[Quoted] = []
    opened: list[Provision] = []

    def close(until: int | None) -> None:
        while opened and opened[-1].id != until:
            found.append(Quoted(opened.pop().tail))

    for row in rows:
        close(row.parent_id)
        mark = {Kind.CLAUSE: f"{row.number}. ", Kind.POINT: f"{row.number}) "}.get(row.kind, "")
        found += [Quoted(row.heading, heading=True), Quoted(row.text, mark if opened else "")]
        opened.append(row)
    close(None)
    return [one for one in found if one.words]


def _quoted_whole(component: Component | None) -> list[Quoted]:
    """Quote what a component says outside its provisions, the whole of an appendix for one."""
    if component is None:
        return []
    found = [Quoted(component.title, heading=True), Quoted(component.preamble), Quoted(component.closing)]
    return [one for one in found if one.words]


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
