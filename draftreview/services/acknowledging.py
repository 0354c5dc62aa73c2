""" "Đã xem": an agency notes that it has read released answers, which says nothing of agreement."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Draft
from draftreview.models.writing import Acknowledgement
from draftreview.services import audit
from draftreview.services.dispositions import is_released
from draftreview.services.permissions import require, speaks_for_agency


def acknowledge(
    session: Session, actor: User, clock: Clock, key: str, disposition_ids: Collection[int]
) -> int:
    """Note that the agency has seen answers of a draft; tell how many it had not seen before.

    An answer that was replaced by a newer one since the page was shown is left out: nobody has seen that.

    :raises NotPermitted: unless the actor speaks for an agency
    :raises NotFound: where none of them is an answer that the agency can read now
    """
    require(speaks_for_agency(actor))
    rows = _readable(session, actor, key)
    chosen = [(answer, seen) for answer, seen in rows if answer.id in disposition_ids]
    if not chosen:
        raise NotFound(sentence("Câu trả lời này vừa được thay đổi hoặc không có. Mở lại trang để xem."))
    fresh = [answer for answer, seen in chosen if seen is None]
    for answer in fresh:
        session.add(Acknowledgement(disposition=answer, agency_id=actor.agency_id, by=actor, at=clock.now()))
        audit.record(session, actor, clock, "answer.seen", f"disposition:{answer.id}")
    return len(fresh)


def _readable(session: Session, actor: User, key: str) -> list[tuple[Disposition, Acknowledgement | None]]:
    # Chosen from the agency's own rows, not by a list of ids in SQL, which databases bound.
    rows = session.execute(
        select(Disposition, Acknowledgement)
        .join(Disposition.comment)
        .join(Comment.consultation)
        .join(Consultation.draft)
        .outerjoin(
            Acknowledgement,
            (Acknowledgement.disposition_id == Disposition.id)
            & (Acknowledgement.agency_id == actor.agency_id),
        )
        .where(Draft.key == key, Comment.agency_id == actor.agency_id, is_released(Disposition))
    )
    return [(answer, seen) for answer, seen in rows]
