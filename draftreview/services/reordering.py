"""The order of an agency's comments on one place; between places the order of the draft decides."""

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import AlreadySent, NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.services import audit
from draftreview.services.permissions import may_comment, require
from draftreview.services.reply_pages import open_reply

_LOCKED = sentence("Văn bản góp ý đã gửi nên không đổi thứ tự được nữa.")
_UNKNOWN = sentence("Không có ý kiến này trong văn bản góp ý. Mở lại trang rồi chọn lại.")


def move(session: Session, actor: User, clock: Clock, key: str, comment_id: int, up: bool) -> None:
    """Move a comment before or behind its neighbour on the same place; at the end nothing changes.

    :raises AlreadySent: where the reply is out
    :raises NotFound: where the reply has no such comment
    :raises NotPermitted: outside the round's days
    """
    beside, at = _beside(session, actor, clock, key, comment_id)
    _put(session, actor, clock, beside, at, at + (-1 if up else 1))


def move_to(session: Session, actor: User, clock: Clock, key: str, comment_id: int, to: int) -> None:
    """Move a comment to a position among those of its place, counted from 0; errors as ``move``."""
    beside, at = _beside(session, actor, clock, key, comment_id)
    _put(session, actor, clock, beside, at, to)


def _beside(
    session: Session, actor: User, clock: Clock, key: str, comment_id: int
) -> tuple[list[Comment], int]:
    """Give the comments of a comment's place in their order, and its own position."""
    page = open_reply(session, actor, clock, key)
    if page.is_sent:
        raise AlreadySent(_LOCKED)
    require(may_comment(actor, page.consultation, page.invitation, page.visit.today))
    chosen = next((one for one in page.comments if one.id == comment_id), None)
    if chosen is None:
        raise NotFound(_UNKNOWN)
    beside = [one for one in page.comments if place_of(one) == place_of(chosen)]
    return beside, beside.index(chosen)


def _put(session: Session, actor: User, clock: Clock, beside: list[Comment], at: int, to: int) -> None:
    to = min(max(to, 0), len(beside) - 1)
    chosen = beside.pop(at)
    beside.insert(to, chosen)
    for number, one in enumerate(beside):
        one.position = number
    session.flush()
    audit.record(session, actor, clock, "comment.moved", f"comment:{chosen.id}", to=to)


def place_of(comment: Comment) -> tuple[int | None, int | None]:
    """Tell comments of one place from those of another."""
    return comment.provision_id, comment.component_id
