"""Internal notes of the drafting side on a comment: append-only, and they never leave it."""

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.desk import DeskNote
from draftreview.services import audit
from draftreview.services.desk import answerable
from draftreview.services.permissions import may_decide, require
from draftreview.services.wordings import tidy

LONGEST = 4_000


def note(session: Session, actor: User | None, clock: Clock, comment_id: int, body: str) -> DeskNote:
    """Leave a note on a sent comment; flushes. What it says is not audited and not indexed.

    :raises NotFound: for what was never sent
    :raises Invalid: where the note says nothing or too much
    """
    require(may_decide(actor))
    answerable(session, actor, comment_id)
    said = tidy(body)
    if not said:
        raise Invalid(sentence("Ghi chú đang trống. Ghi điều muốn nhắn trong tổ biên tập."), "note")
    if len(said) > LONGEST:
        raise Invalid(sentence("Ghi chú tối đa 4.000 ký tự. Viết gọn lại."), "note")
    row = DeskNote(comment_id=comment_id, author=actor, body=said, at=clock.now())
    session.add(row)
    session.flush()
    audit.record(session, actor, clock, "desk_note.left", f"comment:{comment_id}")
    return row
