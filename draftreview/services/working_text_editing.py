"""Provisions of the next version edited by the drafting side itself, each with its reason, none unseen."""

from dataclasses import replace

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.diffing import same_wording
from draftreview.domain.errors import Invalid, NotFound, StaleText, UnchangedWording
from draftreview.domain.merging_changes import Words
from draftreview.domain.provisions import Kind, Provision, walk
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working_edits import INSERTED
from draftreview.models.accounts import User
from draftreview.models.working import DirectEdit
from draftreview.services.drafts import find_draft, lock_draft
from draftreview.services.permissions import is_drafting, require
from draftreview.services.wordings import has_heading, tidy
from draftreview.services.working_text import Working, working_on
from draftreview.services.working_text_edit_rows import (
    Grounds,
    drawn,
    faster,
    joined,
    says_the_same,
    words_of,
    write_edit,
)

__all__ = ["Grounds", "delete_directly", "edit_directly", "insert_directly", "withdraw_edit"]

_LONGEST_KEY = 40


def edit_directly(
    session: Session,
    actor: User | None,
    clock: Clock,
    draft_key: str,
    subject: str,
    new: Words,
    grounds: Grounds,
    *,
    seen: str,
    revision: int,
) -> DirectEdit:
    """Reword a provision, an inserted one, or what a component says around its provisions.

    The words are kept with those they were laid over. The same edit again writes nothing.

    :param subject: as in ``DirectEdit.subject``; of a component, heading is the title, text the preamble and
        tail the closing
    :param seen: what ``Working.seen`` gave for the subject when the editor was opened
    :param revision: the revision of the newest edit of the subject that the actor saw, 0 where there was none
    :raises NotFound: where there is nothing of that subject in the next version
    :raises StaleText: where something else stands there now, ``current``, or somebody edited it meanwhile
    :raises MissingExplanation: without a reason
    :raises UnchangedWording: where the words are those that stand there, or would without any edit
    :raises Invalid: where no words are left, or a comment cannot be carried out by an edit
    """
    working = _working(session, actor, draft_key)
    last = working.edit(subject)
    inserts = last is not None and last.operation is Operation.INSERT
    now = words_of(last) if last is not None and inserts else working.text.words_at(subject)
    if now is None:
        raise NotFound(sentence("Không còn quy định này trong bản tiếp theo. Tải lại trang."))
    words = _fitting(working, subject, _tidied(new))
    if last is not None and inserts:
        at, beneath = (last.place, last.as_first_child), now
        wanted = drawn(subject, revision + 1, last.operation, grounds, words, at=at)
    else:
        beneath = working.text.words_beneath(subject) or now
        wanted = drawn(subject, revision + 1, Operation.REPLACE, grounds, words, beneath)
    if last is not None and says_the_same(last, wanted, grounds):
        return last
    _refuse_stale(working, subject, last, now, seen, revision)
    _refuse_unfit(words, now, beneath)
    return write_edit(session, actor, clock, working, wanted, grounds, "edit.made")


def insert_directly(
    session: Session,
    actor: User | None,
    clock: Clock,
    draft_key: str,
    form_key: str,
    new: Words,
    grounds: Grounds,
    *,
    place: str,
    as_first_child: bool = False,
) -> DirectEdit:
    """Insert a provision after a provision of the base version, or as the first in it or in a component.

    Its subject is "insert:" and ``form_key``: pressing twice inserts once.

    :param place: the eid in the base version
    :raises NotFound: where the base version has no such place
    :raises MissingExplanation: without a reason
    :raises Invalid: where there are no words or nothing can stand there
    :raises StaleText: where the form was used before for something else
    """
    working = _working(session, actor, draft_key)
    if not 0 < len(form_key) <= _LONGEST_KEY:
        raise Invalid(sentence("Biểu mẫu này đã cũ. Tải lại trang rồi nhập lại."))
    _refuse_no_place(working, place, as_first_child)
    subject = f"{INSERTED}{form_key}"
    wanted = drawn(subject, 1, Operation.INSERT, grounds, _tidied(new), at=(place, as_first_child))
    last = working.edit(subject)
    if last is not None:
        if says_the_same(last, wanted, grounds):
            return last
        raise faster(last)
    if not (wanted.new_heading or wanted.new_text):
        raise Invalid(sentence("Cần ghi câu chữ của quy định mới."), "new_text")
    return write_edit(session, actor, clock, working, wanted, grounds, "edit.made")


def delete_directly(
    session: Session,
    actor: User | None,
    clock: Clock,
    draft_key: str,
    eid: str,
    grounds: Grounds,
    *,
    seen: str,
    revision: int,
) -> DirectEdit:
    """Delete a provision of the base version with everything inside it from the next version.

    :raises NotFound: where it is not there (any more)
    :raises StaleText: where something else stands there now, or somebody edited it meanwhile
    :raises MissingExplanation: without a reason
    """
    working = _working(session, actor, draft_key)
    last = working.edit(eid)
    wanted = drawn(eid, revision + 1, Operation.DELETE, grounds)
    if last is not None and says_the_same(last, wanted, grounds):
        return last
    now = working.text.words_at(eid)
    if now is None or eid not in _provisions(working):
        raise NotFound(
            sentence(
                "Chỉ bỏ được quy định có trong bản lần %(number)s. Quy định mới thêm thì bỏ bằng cách đổi "
                "kết quả xử lý ý kiến, hoặc bỏ lần sửa trực tiếp đã thêm nó.",
                number=working.accepted.version.number,
            )
        )
    _refuse_stale(working, eid, last, now, seen, revision)
    return write_edit(session, actor, clock, working, wanted, grounds, "edit.made")


def withdraw_edit(
    session: Session, actor: User | None, clock: Clock, draft_key: str, subject: str, *, revision: int
) -> DirectEdit:
    """Take a direct edit back; it stays in the records.

    :raises NotFound: where there is none
    :raises StaleText: where somebody edited it meanwhile
    """
    working = _working(session, actor, draft_key)
    last = working.edit(subject)
    if last is None:
        raise NotFound(sentence("Không có lần sửa trực tiếp này. Tải lại trang."))
    if last.withdrawn:
        return last
    if last.revision != revision:
        raise faster(last)
    grounds, at = Grounds(last.reason), (last.place, last.as_first_child)
    base = Words(last.base_heading, last.base_text, last.base_tail)
    wanted = drawn(subject, revision + 1, last.operation, grounds, words_of(last), base, at)
    wanted.withdrawn = True
    return write_edit(session, actor, clock, working, wanted, grounds, "edit.withdrawn")


def _working(session: Session, actor: User | None, draft_key: str) -> Working:
    require(is_drafting(actor))
    lock_draft(session, find_draft(session, draft_key))
    return working_on(session, draft_key)


def _tidied(words: Words) -> Words:
    return Words(tidy(words.heading), tidy(words.text), tidy(words.tail))


def _provisions(working: Working) -> dict[str, Provision]:
    return {one.eid: one for component in working.base for one, _ in walk(component.children)}


def _fitting(working: Working, subject: str, new: Words) -> Words:
    """Leave the heading out where a khoản or điểm has none."""
    place = working.text.places.get(subject, "")
    found = (one for component in working.components for one, _ in walk(component.children))
    kind = next((one.kind for one in found if one.eid == place), None)
    return replace(new, heading="") if kind is not None and not has_heading(kind) else new


def _refuse_no_place(working: Working, place: str, as_first_child: bool) -> None:
    standing = _provisions(working).get(place)
    component = any(one.eid == place for one in working.base)
    if standing is None and not (component and as_first_child):
        raise NotFound(
            sentence(
                "Bản lần %(number)s không có chỗ này để thêm vào. Chọn một quy định khác.",
                number=working.accepted.version.number,
            )
        )
    if as_first_child and standing is not None and standing.kind is Kind.POINT:
        raise Invalid(
            sentence("Trong điểm không có cấp nhỏ hơn. Chọn thêm vào sau điểm này."), "as_first_child"
        )


def _refuse_stale(
    working: Working, subject: str, last: DirectEdit | None, now: Words, seen: str, revision: int
) -> None:
    if last is not None and last.revision != revision:
        raise faster(last)
    if working.seen(subject) != seen or revision != (last.revision if last else 0):
        raise StaleText(
            sentence("Câu chữ ở chỗ này đã đổi từ khi mở trang. Xem lại rồi lưu nếu vẫn muốn sửa như vậy."),
            joined(now),
        )


def _refuse_unfit(new: Words, now: Words, beneath: Words) -> None:
    if not joined(new):
        raise Invalid(sentence("Câu chữ đang trống. Muốn bỏ hẳn quy định này thì chọn “Bỏ”."), "new_text")
    if any(_say_the_same(new, other) for other in (now, beneath)):
        raise UnchangedWording(
            sentence("Câu chữ chưa khác bản đang soạn. Sửa câu chữ, hoặc bỏ lần sửa trực tiếp."), "new_text"
        )


def _say_the_same(one: Words, other: Words) -> bool:
    pairs = ((one.heading, other.heading), (one.text, other.text), (one.tail, other.tail))
    return all(same_wording(mine, theirs) for mine, theirs in pairs)
