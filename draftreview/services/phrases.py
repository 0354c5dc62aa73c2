"""Reusable sentences for explanations: a drafter's own and shared ones; retired, never deleted."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.desk import Phrase
from draftreview.services import audit
from draftreview.services.permissions import may_decide, may_share_phrases, require
from draftreview.services.wordings import tidy

LONGEST = 2_000


def phrases(session: Session, actor: User | None) -> list[Phrase]:
    """List the phrases that the actor may use, own ones first, the oldest first: one query."""
    require(may_decide(actor))
    assert actor is not None
    query = select(Phrase).where(
        or_(Phrase.owner_id.is_(None), Phrase.owner_id == actor.id), Phrase.retired_at.is_(None)
    )
    return list(session.scalars(query.order_by(Phrase.owner_id.is_(None), Phrase.id)))


def keep_phrase(
    session: Session, actor: User | None, clock: Clock, body: str, shared: bool = False
) -> Phrase:
    """Keep a sentence for reuse; one that the actor has already is not written twice. Flushes.

    :raises NotPermitted: where a drafter who is not the lead would share it
    :raises Invalid: where it says nothing or too much
    """
    require(may_decide(actor))
    require(not shared or may_share_phrases(actor))
    said = _checked(body)
    for one in phrases(session, actor):
        if one.body == said and (one.owner_id is None or not shared):
            return one
    assert actor is not None
    owner = None if shared else actor.id
    row = Phrase(owner_id=owner, body=said, created_by_id=actor.id, created_at=clock.now())
    session.add(row)
    session.flush()
    _note(session, actor, clock, "phrase.kept", row)
    return row


def retire_phrase(session: Session, actor: User | None, clock: Clock, phrase_id: int) -> Phrase:
    """Take a phrase out of use; the row stays. Retiring twice changes nothing.

    :raises NotFound: where it is not the actor's own and not shared
    :raises NotPermitted: where it is shared and the actor is not the lead
    """
    require(may_decide(actor))
    row = session.get(Phrase, phrase_id)
    assert actor is not None
    if row is None or row.owner_id not in (None, actor.id):
        raise NotFound(sentence("Không có câu dùng lại này. Quay về danh sách câu dùng lại."))
    require(row.owner_id is not None or may_share_phrases(actor))
    if row.retired_at is None:
        row.retired_at = clock.now()
        _note(session, actor, clock, "phrase.retired", row)
    return row


def add_shared(session: Session, clock: Clock, bodies: Iterable[str]) -> None:
    """Write shared phrases that come with a database; nobody wrote them."""
    session.add_all(Phrase(body=tidy(body), created_at=clock.now()) for body in bodies)


def with_phrase(explanation: str, phrase: str) -> str:
    """Put a phrase behind what an explanation says already.

    >>> with_phrase("Giữ như dự thảo.", "Luật đã quy định.")
    'Giữ như dự thảo. Luật đã quy định.'
    """
    return f"{explanation.rstrip()} {phrase}".strip()


def _checked(body: str) -> str:
    said = tidy(body)
    if not said:
        raise Invalid(sentence("Câu dùng lại đang trống. Ghi câu muốn lưu."), "body")
    if len(said) > LONGEST:
        raise Invalid(sentence("Câu dùng lại tối đa 2.000 ký tự. Viết gọn lại."), "body")
    return said


def _note(session: Session, actor: User, clock: Clock, action: str, row: Phrase) -> None:
    audit.record(session, actor, clock, action, f"phrase:{row.id}", shared=row.owner_id is None)
