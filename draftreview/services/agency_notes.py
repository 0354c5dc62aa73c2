"""Internal notes of an agency beside its comments: never sent, and nobody else reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.writing import AgencyNote
from draftreview.services.comment_finding import find
from draftreview.services.permissions import require, speaks_for_agency
from draftreview.services.wordings import tidy

LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Note:
    """What a colleague noted beside a comment."""

    author: str
    body: str
    at: datetime


NOTES = (
    select(AgencyNote.id, AgencyNote.comment_id, User.display_name, AgencyNote.body, AgencyNote.at)
    .select_from(AgencyNote)
    .join(AgencyNote.comment)
    .join(AgencyNote.author)
    .join(Comment.consultation)
    .where(Comment.agency_id == bindparam("agency_id"), Consultation.draft_id == bindparam("draft_id"))
)
"""The notes of an agency beside its comments on a draft, in any order."""


def note(session: Session, actor: User, clock: Clock, comment_id: int, body: str) -> AgencyNote:
    """Leave a note beside a comment of one's agency, sent or not; flushes.

    :raises NotFound: where the actor may not know of the comment
    :raises NotPermitted: where the actor does not speak for an agency
    :raises Invalid: where the note says nothing or too much
    """
    comment = find(session, actor, clock, comment_id)
    require(speaks_for_agency(actor))
    said = tidy(body)
    if not said:
        raise Invalid(sentence("Ghi chú đang trống. Ghi điều muốn nhắn đồng nghiệp."), "note")
    if len(said) > LONGEST:
        raise Invalid(sentence("Ghi chú tối đa 4.000 ký tự. Viết gọn lại."), "note")
    row = AgencyNote(comment=comment, author=actor, body=said, at=clock.now())
    session.add(row)
    session.flush()
    return row


def notes_on(session: Session, actor: User, comment: Comment) -> tuple[Note, ...]:
    """List the notes beside a comment for its own agency, for anybody else none: one query."""
    if not speaks_for_agency(actor) or actor.agency_id != comment.agency_id:
        return ()
    rows = session.execute(
        NOTES.where(AgencyNote.comment_id == comment.id),
        {"agency_id": actor.agency_id, "draft_id": comment.consultation.draft_id},
    ).all()
    return by_comment([tuple(row) for row in rows]).get(comment.id, ())


def by_comment(rows: Sequence[tuple[Any, ...]]) -> Mapping[int, tuple[Note, ...]]:
    """Make notes of the rows of ``NOTES``, the oldest first, by the number of their comment."""
    found: dict[int, tuple[Note, ...]] = {}
    for _, comment_id, author, body, at in sorted(rows):
        found[comment_id] = (*found.get(comment_id, ()), Note(author, body, at))
    return found
