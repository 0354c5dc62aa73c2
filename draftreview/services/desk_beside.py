"""What lies beside the place at hand: notes, earlier wordings, phrases, drafters, what was parted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from draftreview.domain.vocabulary import Outcome, Stage
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.desk import DeskNote, Phrase, Separation
from draftreview.models.dispositions import Disposition
from draftreview.services.desk_queue import DeskPlace
from draftreview.services.desk_said import layer_of, said_there, where
from draftreview.services.following import NEWEST, Following
from draftreview.services.following_query import STEPS
from draftreview.services.permissions import DRAFTING_ROLES
from draftreview.services.together import Together


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the desk shows it; ``own`` are heading, text and tail of the drafter's own wording."""

    outcome: Outcome
    stage: Stage
    explanation: str
    own: tuple[str, str, str]
    by: str
    at: datetime
    revision: int
    remark: str = ""

    @property
    def worded(self) -> bool:
        """Tell whether it has a wording of its own."""
        return any(self.own)


@dataclass(frozen=True, slots=True)
class Noted:
    """An internal note of the drafting side on a comment."""

    author: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PastWording:
    """The drafter's wording of an earlier answer at the same place, to start another one from."""

    id: int
    agency: str
    by: str
    at: datetime
    words: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """A phrase that may be put into an explanation; ``shared`` ones are everybody's on the drafting side."""

    id: int
    body: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read beside a place."""

    notes: Mapping[int, tuple[Noted, ...]]
    past: tuple[PastWording, ...]
    phrases: tuple[Saved, ...]
    drafters: tuple[tuple[int, str], ...]
    following: Following
    apart: frozenset[tuple[int, int]] = frozenset()
    """Pairs of comments of the place that a person said are not the same."""


def beside(session: Session, actor: User, round_: Consultation, at: DeskPlace) -> Beside:
    """Read what lies beside a place for a member of the drafting side: one query."""
    number = round_.version.number
    facts = {"user_id": actor.id, "draft_id": round_.draft_id, "oldest": number, "newest": NEWEST}
    notes, past, phrases, drafters, apart, steps = _beside(layer_of(at)).read(
        session, where(round_, at) | facts
    )
    return Beside(
        _by_comment(notes),
        tuple(
            PastWording(row[0], row[1], row[2] or "", row[3], (row[4], row[5], row[6]))
            for row in sorted(past, reverse=True)
        ),
        tuple(Saved(number, body, owner is None) for number, owner, body in sorted(phrases, key=_own_first)),
        tuple((number, name) for number, name in sorted(drafters)),
        Following(steps),
        frozenset((one, other) for one, other in apart),
    )


def _own_first(row: tuple[Any, ...]) -> tuple[bool, int]:
    return row[1] is None, row[0]


def _by_comment(rows: list[tuple[Any, ...]]) -> dict[int, tuple[Noted, ...]]:
    found: dict[int, tuple[Noted, ...]] = {}
    for _, comment_id, author, body, at in sorted(rows):
        found[comment_id] = (*found.get(comment_id, ()), Noted(author, body, at))
    return found


@lru_cache(maxsize=8)
def _beside(layer: str) -> Together:
    notes: Select[*tuple[Any, ...]] = (
        select(DeskNote.id, DeskNote.comment_id, User.display_name, DeskNote.body, DeskNote.at)
        .join(DeskNote.comment)
        .join(DeskNote.author)
        .where(said_there(layer))
    )
    past: Select[*tuple[Any, ...]] = (
        select(
            Disposition.id,
            Agency.short_name,
            User.display_name,
            Disposition.at,
            Disposition.new_heading,
            Disposition.new_text,
            Disposition.new_tail,
        )
        .join(Disposition.comment)
        .join(Comment.agency)
        .outerjoin(Disposition.by)
        .where(said_there(layer), or_(Disposition.new_text != "", Disposition.new_heading != ""))
    )
    apart: Select[*tuple[Any, ...]] = (
        select(Separation.one_id, Separation.other_id)
        .join(Comment, Comment.id == Separation.one_id)
        .where(said_there(layer))
    )
    return Together(notes, past, PHRASES, _DRAFTERS, apart, STEPS)


PHRASES: Select[*tuple[Any, ...]] = select(Phrase.id, Phrase.owner_id, Phrase.body).where(
    or_(Phrase.owner_id.is_(None), Phrase.owner_id == bindparam("user_id")), Phrase.retired_at.is_(None)
)
"""The phrases that a user may put into an explanation, in any order."""

_DRAFTERS: Select[*tuple[Any, ...]] = select(User.id, User.display_name).where(
    User.role.in_(DRAFTING_ROLES), User.disabled_at.is_(None)
)
