"""What is typed into a composer and not yet saved as a comment: kept as it stands, valid or not."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.diffing import same_wording
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Operation
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft, Version
from draftreview.models.writing import Typing
from draftreview.services.permissions import require, speaks_for_agency
from draftreview.services.wordings import tidy

MOST = 200_000
"""Characters of one form that are kept; ten times what may be said."""
OLDEST = timedelta(days=90)
"""How long ago a browser may say that something was typed."""
TAB = "tab"
"""The field that names the page it was typed on: two pages never write over each other's words."""


@dataclass(frozen=True, slots=True)
class Typed:
    """How something typed was kept; ``over`` where it had been saved as a comment meanwhile.

    ``form_key`` is another than before where another page had gone on under the old one.
    """

    form_key: str
    typed_at: datetime
    over: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Words typed and not saved; ``mine`` tells whether the reader typed them or a colleague."""

    form_key: str
    fields: Mapping[str, str]
    typed_at: datetime
    author: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is typed: the place of a version, and the comment that is edited there."""

    key: str
    number: int
    place: str
    comment_id: int | None = None


_AGENCY: BindParameter[int] = bindparam("agency_id")
_STANDING = (
    select(
        Version.id.label("version_id"),
        Typing.id.label("typing_id"),
        Typing.typed_at,
        Typing.fields[TAB].as_string().label("tab"),
        select(Comment.id)
        .where(Comment.agency_id == _AGENCY, Comment.form_key == bindparam("form_key"))
        .exists()
        .label("over"),
    )
    .select_from(Version)
    .join(Version.draft)
    .outerjoin(
        Typing, (Typing.author_id == bindparam("author_id")) & (Typing.form_key == bindparam("form_key"))
    )
    .where(
        Draft.key == bindparam("key"),
        Version.number == bindparam("number"),
        select(Invitation.id)
        .join(Invitation.consultation)
        .where(Consultation.draft_id == Draft.id, Invitation.agency_id == _AGENCY)
        .exists(),
    )
)
_OWN = select(Comment.id).where(Comment.id == bindparam("comment_id"), Comment.agency_id == _AGENCY).exists()
# Written once: putting statements together costs more than running them, every few seconds for everybody.
_STANDING_ON_COMMENT = _STANDING.where(_OWN)


def keep(
    session: Session,
    actor: User,
    clock: Clock,
    spot: Spot,
    form_key: str,
    fields: Mapping[str, str],
    *,
    seen: str = "",
    age: timedelta = timedelta(),
) -> Typed:
    """Keep what a form holds: two statements, some more where another page went on under the same key.

    Whether the round takes comments is not asked: what was typed is kept all the same.

    :param seen: the moment (ISO) of the kept words that the page began from or wrote last
    :param age: how long ago it was typed
    :raises Invalid: where it is too long to be kept
    :raises NotFound: where the agency was not asked about such a version, or has no such comment
    """
    require(speaks_for_agency(actor))
    if sum(map(len, fields.values())) > MOST:
        raise Invalid(sentence("Bài viết quá dài nên chưa lưu được. Chia thành nhiều ý kiến."))
    standing = _standing(session, actor, spot, form_key)
    typed_at = clock.now() - min(max(age, timedelta()), OLDEST)
    if standing.over and _became_comment(session, actor, form_key, fields):
        return Typed(form_key, typed_at, over=True)
    if standing.typing_id is not None:
        same_page = standing.tab == fields.get(TAB)
        if same_page and standing.typed_at > typed_at:
            return Typed(form_key, standing.typed_at)
        if same_page or standing.typed_at.isoformat() == seen:
            _write_over(session, standing.typing_id, fields, typed_at)
            return Typed(form_key, typed_at)
    elif not standing.over:
        _write(session, actor, spot, standing.version_id, form_key, fields, typed_at)
        return Typed(form_key, typed_at)
    return keep(session, actor, clock, spot, _own_key(form_key, fields), fields, age=age)


def _standing(session: Session, actor: User, spot: Spot, form_key: str) -> Row[Any]:
    """Tell what is kept under a key already."""
    found = session.execute(
        _STANDING if spot.comment_id is None else _STANDING_ON_COMMENT,
        {
            "key": spot.key,
            "number": spot.number,
            "form_key": form_key,
            "comment_id": spot.comment_id,
            "author_id": actor.id,
            "agency_id": actor.agency_id,
        },
    ).one_or_none()
    if found is None:
        raise NotFound(sentence("Không có chỗ để lưu bài viết này. Mở lại trang đọc dự thảo."))
    return found


def _own_key(form_key: str, fields: Mapping[str, str]) -> str:
    """Give the key under which a page goes on where another one has taken its own: always the same one."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{form_key} {fields.get(TAB, '')}").hex


def _became_comment(session: Session, actor: User, form_key: str, fields: Mapping[str, str]) -> bool:
    """Tell whether the comment saved under a key says what was typed, or another page's words."""
    comment = session.scalars(
        select(Comment).where(Comment.agency_id == actor.agency_id, Comment.form_key == form_key)
    ).one()
    if any(tidy(fields.get(part, "")) != getattr(comment, part) for part in ("body", "reason")):
        return False
    if fields.get("operation") not in (Operation.REPLACE, Operation.INSERT):
        return True
    kept = comment.proposal.new_text if comment.proposal else comment.words
    return same_wording(fields.get("new_text", kept), kept)


def _write(
    session: Session,
    actor: User,
    spot: Spot,
    version_id: int,
    form_key: str,
    fields: Mapping[str, str],
    typed_at: datetime,
) -> None:
    session.execute(
        insert(Typing).values(
            author_id=actor.id,
            version_id=version_id,
            comment_id=spot.comment_id,
            place=spot.place,
            form_key=form_key,
            fields=dict(fields),
            typed_at=typed_at,
        )
    )


def _write_over(session: Session, typing_id: int, fields: Mapping[str, str], typed_at: datetime) -> None:
    session.execute(
        update(Typing)
        .where(Typing.id == typing_id)
        .values(fields=dict(fields), typed_at=typed_at)
        .execution_options(synchronize_session=False),
    )


def forget(session: Session, actor: User, form_key: str) -> None:
    """Let go of one's own typed words: they were saved, or thrown away by whoever typed them."""
    session.execute(delete(Typing).where(Typing.author_id == actor.id, Typing.form_key == form_key))


UNFINISHED = (
    select(
        Typing.form_key,
        Typing.fields,
        Typing.typed_at,
        User.display_name,
        Typing.author_id,
    )
    .select_from(Typing)
    .join(Typing.author)
    .where(
        Typing.version_id == bindparam("version_id"),
        User.agency_id == _AGENCY,
        (
            Typing.comment_id.is_(None)
            & (Typing.place == bindparam("place"))
            & (bindparam("comment_id") == 0)
            & ((Typing.author_id == bindparam("author_id")) | (Typing.form_key == bindparam("asked")))
        )
        | (Typing.comment_id == bindparam("comment_id")),
    )
)
"""What is typed at a place, or on a comment (then by colleagues too), in any order.

A colleague's words at a place are theirs until saved, given only to who names their form's key.
"""


def gathered(rows: Iterable[tuple[Any, ...]], author_id: int) -> tuple[Unfinished, ...]:
    """Make what is unfinished of the rows of ``UNFINISHED``, the newest first."""
    found = [
        Unfinished(form_key, fields, typed_at, author, by == author_id)
        for form_key, fields, typed_at, author, by in rows
    ]
    return tuple(sorted(found, key=lambda one: one.typed_at, reverse=True))
