"""Questions about the next version settled by the drafting side; nobody chooses over another unseen."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from draftreview.domain import questions
from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, StaleText
from draftreview.domain.questions import Question
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.working import Settlement
from draftreview.services import audit
from draftreview.services.drafts import find_draft, lock_draft
from draftreview.services.permissions import is_drafting, require
from draftreview.services.wordings import tidy
from draftreview.services.working_text import Working, working_on


def settle(
    session: Session,
    actor: User | None,
    clock: Clock,
    draft_key: str,
    subject: str,
    *,
    seal: str,
    revision: int,
    followed: Sequence[str] = (),
    new_text: str | None = None,
) -> Settlement:
    """Settle a question by the keys that stand, in their order, or by words of one's own.

    The same choice again writes nothing.

    :param seal: the question's seal as the actor saw it
    :param revision: the question's ``revision`` as the actor saw it, 0 where nobody had settled it
    :param new_text: the whole part as it shall read; ``None`` where no words were written
    :raises StaleText: where the question looks different now or somebody settled it meanwhile; ``current``
        is what stands there now
    :raises Invalid: where what was chosen cannot stand together, or no words were written
    """
    require(is_drafting(actor))
    lock_draft(session, find_draft(session, draft_key))
    working = working_on(session, draft_key)
    question = _asked(working, subject)
    written = None if new_text is None else tidy(new_text)
    wanted = questions.Settlement(
        subject, seal, () if written is not None else tuple(followed), written, revision + 1
    )
    last = working.settlement(subject)
    if last is not None and _says_the_same(last, wanted):
        return last
    _refuse_stale(question, last, seal, revision)
    _refuse_impossible(working, wanted)
    row = _write(session, actor, clock, working, wanted, question)
    _note(session, actor, clock, "question.settled", row)
    return row


def withdraw(
    session: Session, actor: User | None, clock: Clock, draft_key: str, subject: str, *, revision: int
) -> Settlement:
    """Take back what was settled: the question is open again; the choice stays in the records.

    :raises StaleText: where there is nothing to take back, or somebody else changed it meanwhile
    """
    require(is_drafting(actor))
    lock_draft(session, find_draft(session, draft_key))
    working = working_on(session, draft_key)
    question = _asked(working, subject)
    last = working.settlement(subject)
    if last is not None and last.withdrawn and last.revision == revision + 1:
        return last
    _refuse_stale(question, last, question.seal, revision)
    if last is None or last.withdrawn:
        raise StaleText(sentence("Chỗ này chưa có lựa chọn nào để bỏ. Tải lại trang."), question.now)
    taken_back = questions.Settlement(
        subject, last.seal, tuple(last.followed), last.new_text, last.revision + 1, withdrawn=True
    )
    row = _write(session, actor, clock, working, taken_back, question)
    _note(session, actor, clock, "question.reopened", row)
    return row


def standing(question: Question, settlement: Settlement | None) -> str:
    """Say what a settlement makes of a question's words, or who stands where it is no matter of words."""
    if settlement is None or settlement.withdrawn:
        return question.now
    if settlement.new_text is not None:
        return settlement.new_text
    followed = list(settlement.followed)
    worded = (one.text for one in question.options if list(one.followed) == followed)
    labels = dict(zip(question.keys, question.labels, strict=True))
    return next(worded, ", ".join(labels[key] for key in followed if key in labels) or question.now)


def _asked(working: Working, subject: str) -> Question:
    question = working.text.question(subject)
    if question is None:
        raise StaleText(
            sentence("Chỗ này không còn gì phải chọn: ý kiến được tiếp thu đã thay đổi. Tải lại trang.")
        )
    return question


def _says_the_same(row: Settlement, wanted: questions.Settlement) -> bool:
    said = (row.revision, row.seal, tuple(row.followed), row.new_text, row.withdrawn)
    return said == (wanted.revision, wanted.seal, wanted.followed, wanted.new_text, wanted.withdrawn)


def _refuse_stale(question: Question, last: Settlement | None, seal: str, revision: int) -> None:
    if (last.revision if last else 0) != revision:
        raise _faster(question, last)
    if question.seal != seal:
        raise StaleText(
            sentence("Câu chữ ở chỗ này đã đổi từ khi mở trang. Xem lại rồi lưu nếu vẫn muốn chọn như vậy."),
            standing(question, last),
        )


def _faster(question: Question, last: Settlement | None) -> StaleText:
    if last is None:
        return StaleText(
            sentence("Trang đã cũ: chỗ này chưa có lựa chọn nào. Tải lại trang rồi chọn lại."), question.now
        )
    return StaleText(
        sentence(
            "%(who)s vừa chọn ở chỗ này. Xem lại rồi lưu nếu vẫn muốn thay đổi.",
            who=last.by.display_name if last.by else "Người khác",
        ),
        standing(question, last),
    )


def _refuse_impossible(working: Working, wanted: questions.Settlement) -> None:
    if wanted.new_text == "":
        raise Invalid(sentence("Câu chữ viết lại đang trống. Ghi câu chữ, hoặc chọn giữ nguyên."), "new_text")
    made = working.settled_by(wanted)
    if made is None or made.settlement is None:
        raise Invalid(
            sentence("Các phương án đã chọn không cùng đưa vào được ở chỗ này. Chọn lại."), "followed"
        )


def _write(
    session: Session,
    actor: User | None,
    clock: Clock,
    working: Working,
    wanted: questions.Settlement,
    question: Question,
) -> Settlement:
    row = Settlement(
        version_id=working.accepted.version.id,
        subject=wanted.subject,
        revision=wanted.revision,
        seal=wanted.seal,
        followed=list(wanted.followed),
        new_text=wanted.new_text,
        withdrawn=wanted.withdrawn,
        by=actor,
        at=clock.now(),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        last = working_on(session, working.accepted.version.draft.key).settlement(wanted.subject)
        raise _faster(question, last) from error
    return row


def _note(session: Session, actor: User | None, clock: Clock, action: str, row: Settlement) -> None:
    audit.record(
        session,
        actor,
        clock,
        action,
        f"version:{row.version_id}",
        question=row.subject,
        revision=row.revision,
        followed=row.followed,
    )
