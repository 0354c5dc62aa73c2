"""Rows of direct edits: drawn up, told from what is there already, written with what they carry out."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, MissingExplanation, StaleText
from draftreview.domain.merging_changes import Words
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working_edits import NOTHING
from draftreview.models.accounts import User
from draftreview.models.working import DirectEdit, DirectEditComment
from draftreview.services import audit
from draftreview.services.wordings import tidy
from draftreview.services.working_text import Working, working_on


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something is edited, and which comments it carries out: accepted ones without a wording."""

    reason: str
    comment_ids: tuple[int, ...] = ()


def drawn(
    subject: str,
    revision: int,
    operation: Operation,
    grounds: Grounds,
    new: Words = NOTHING,
    base: Words = NOTHING,
    at: tuple[str, bool] = ("", False),
) -> DirectEdit:
    """Draw up a row that is not written yet; ``at`` is the place of an insertion and whether it is inside."""
    return DirectEdit(
        subject=subject,
        revision=revision,
        operation=operation,
        place=at[0],
        as_first_child=at[1],
        new_heading=new.heading,
        new_text=new.text,
        new_tail=new.tail,
        base_heading=base.heading,
        base_text=base.text,
        base_tail=base.tail,
        reason=_reason(grounds),
        withdrawn=False,
    )


def _reason(grounds: Grounds) -> str:
    reason = tidy(grounds.reason)
    if not reason:
        raise MissingExplanation(sentence("Cần ghi lý do sửa trực tiếp."), "reason")
    return reason


def words_of(row: DirectEdit) -> Words:
    """Give the words that an edit puts there."""
    return Words(row.new_heading, row.new_text, row.new_tail)


def says_the_same(row: DirectEdit, wanted: DirectEdit, grounds: Grounds) -> bool:
    """Tell whether the newest edit is what is to be written: the same form sent twice."""
    same = all(
        getattr(row, name) == getattr(wanted, name)
        for name in ("revision", "operation", "place", "as_first_child", "reason")
    )
    carried = {one.comment_id for one in row.carries_out}
    worded = words_of(row) == words_of(wanted) and carried == set(grounds.comment_ids)
    return same and worded and not row.withdrawn


def faster(last: DirectEdit) -> StaleText:
    """Say that somebody edited the place meanwhile, and what it says now."""
    return StaleText(
        sentence(
            "%(who)s vừa sửa chỗ này. Xem lại rồi lưu nếu vẫn muốn thay đổi.",
            who=last.by.display_name if last.by else "Người khác",
        ),
        "" if last.withdrawn else joined(words_of(last)),
    )


def joined(words: Words) -> str:
    """Give all words of a place, a line for each part."""
    return "\n".join(one for one in (words.heading, words.text, words.tail) if one)


def write_edit(
    session: Session,
    actor: User | None,
    clock: Clock,
    working: Working,
    row: DirectEdit,
    grounds: Grounds,
    action: str,
) -> DirectEdit:
    """Write a row with the comments it carries out, and note it down under ``action``.

    :raises Invalid: where a comment is none that an edit can carry out
    :raises StaleText: where somebody wrote the same revision at this moment
    """
    carried = _carried(working, row, grounds)
    row.version_id, row.by, row.at = working.accepted.version.id, actor, clock.now()
    row.carries_out = [DirectEditComment(comment_id=one) for one in carried]
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        last = working_on(session, working.accepted.version.draft.key).edit(row.subject)
        raise (faster(last) if last else StaleText(str(error))) from error
    audit.record(
        session,
        actor,
        clock,
        action,
        f"version:{row.version_id}",
        edit=row.subject,
        revision=row.revision,
        comments=carried,
    )
    return row


def _carried(working: Working, row: DirectEdit, grounds: Grounds) -> list[int]:
    """Give the comments that an edit carries out: accepted, approved, and without a wording of their own."""
    wordless = {one.comment.id for one in working.accepted.wordless}
    if not wordless.issuperset(grounds.comment_ids):
        raise Invalid(
            sentence(
                "Chỉ ghi được ý kiến đã tiếp thu, đã duyệt và không kèm câu chữ. Chọn lại ý kiến được thực "
                "hiện bằng lần sửa này."
            ),
            "comment_ids",
        )
    return sorted(set(grounds.comment_ids))
