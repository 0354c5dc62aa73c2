"""Words typed and never saved as a comment, of a whole agency: so that none is forgotten before sending."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from draftreview.domain.diffing import same_wording
from draftreview.domain.vocabulary import CommentState, Operation
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.drafts import Version
from draftreview.models.writing import Typing
from draftreview.services.following import Following
from draftreview.services.following_query import STEPS
from draftreview.services.reading import Visit
from draftreview.services.texts import TextProvision
from draftreview.services.together import Together
from draftreview.services.topics import TOPICS, Topic, gathered


@dataclass(frozen=True, slots=True)
class Begun:
    """One form that was typed into and left; ``place`` is an eid of the version, a component or "general".

    ``mine`` tells whether the reader typed it or a colleague; ``citation`` is that of the comment being
    edited, if it is one.
    """

    form_key: str
    version_id: int
    number: int
    place: str
    comment_id: int | None
    citation: str
    fields: Mapping[str, str]
    typed_at: datetime
    author: str
    mine: bool

    @property
    def words(self) -> str:
        """Give what was typed that is not in the text already, or nothing."""
        proposed = self.fields.get("operation") in (Operation.REPLACE, Operation.INSERT)
        return self._said or (self.fields.get("new_text", "") if proposed else "")

    def repeats(self, place: TextProvision) -> bool:
        """Tell whether the form says no more than the words of its place do: typed, and taken back again."""
        if self._said or self.fields.get("operation") in (Operation.DELETE, Operation.MOVE):
            return False
        words = {"new_heading": place.heading, "new_text": place.text, "new_tail": place.tail}
        return all(same_wording(self.fields.get(name, now), now) for name, now in words.items())

    @property
    def _said(self) -> str:
        said = (self.fields.get(name, "").strip() for name in ("body", "reason"))
        return next(filter(None, said), "")


BEGUN = (
    select(
        Typing.form_key,
        Version.id,
        Version.number,
        Typing.place,
        Typing.comment_id,
        Comment.citation,
        Typing.fields,
        Typing.typed_at,
        User.display_name,
        User.id,
    )
    .select_from(Typing)
    .join(Typing.author)
    .join(Typing.version)
    .outerjoin(Typing.comment)
    .where(
        User.agency_id == bindparam("agency_id"),
        Version.id.in_(bindparam("version_ids", expanding=True)),
        or_(Comment.id.is_(None), Comment.state.in_((CommentState.WRITING, CommentState.READY))),
    )
)
"""What is typed and not saved by an agency on versions, in any order."""
_BEFORE_SENDING = Together(TOPICS, STEPS, BEGUN)


def begun(rows: Iterable[Sequence[Any]], reader_id: int) -> tuple[Begun, ...]:
    """Make what was begun of the rows of ``BEGUN``, the newest first."""
    found = [
        Begun(
            key, version_id, number, place, comment_id, cited or "", fields, typed_at, author, by == reader_id
        )
        for key, version_id, number, place, comment_id, cited, fields, typed_at, author, by in rows
    ]
    return tuple(sorted(found, key=lambda one: one.typed_at, reverse=True))


def read_before_sending(
    session: Session, actor: User, visit: Visit
) -> tuple[tuple[Topic, ...], Following, tuple[Begun, ...]]:
    """Read what a reply page tells beside its comments: one query.

    These are the focus topics, what became of the provisions asked about, and what was typed and not saved.
    """
    asked = visit.asked
    topics, steps, typed = _BEFORE_SENDING.read(
        session,
        {
            "consultation_id": visit.consultation.id if visit.consultation else 0,
            "draft_id": visit.draft.id,
            "oldest": min(visit.rounds, default=asked),
            "newest": visit.numbers[-1],
            "agency_id": actor.agency_id,
            "version_ids": [visit.consultation.version_id] if visit.consultation else [],
        },
    )
    return gathered(topics), Following(steps), begun(typed, actor.id)
