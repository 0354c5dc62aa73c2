"""The next version issued from everything accepted, settled and edited: once, with its reasons."""

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict, Invalid, OverlappingWordings, StaleText
from draftreview.domain.provisions import opening_capital
from draftreview.domain.questions import QUESTION_LABELS, Question
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.drafts import Version
from draftreview.services import audit, lineage
from draftreview.services.drafts import find_draft, lock_draft
from draftreview.services.permissions import may_issue, require
from draftreview.services.working_text import Working, working_on
from draftreview.services.working_text_adoptions import write_adoptions


class IssuedMeanwhile(Conflict):
    """The next version was issued since the page was shown; ``version`` is the newest one."""

    def __init__(self, version: Version) -> None:
        super().__init__(
            sentence(
                "Bản dự thảo lần %(number)s đã được phát hành trong lúc trang này mở.", number=version.number
            )
        )
        self.version = version


def issue(session: Session, actor: User | None, clock: Clock, draft_key: str, seen: str) -> Version:
    """Issue the next version; ``seen`` is the seal of what the actor looked at (``Working.seal``).

    Without an actor it is the command line.

    :raises IssuedMeanwhile: where the version was issued since
    :raises StaleText: where something else is accepted, settled or edited now
    :raises OverlappingWordings: naming every place where a person still has to choose
    :raises Invalid: where nothing changes the text
    """
    if actor is not None:
        require(may_issue(actor))
    lock_draft(session, find_draft(session, draft_key))
    working = working_on(session, draft_key)
    _refuse_stale(working, seen)
    refuse_unready(working)
    version = lineage.write_successor(
        session, actor, clock, working.accepted.version, working.components, working.pairs
    )
    write_adoptions(session, working, version)
    audit.record(
        session,
        actor,
        clock,
        "version.merged",
        f"version:{version.id}",
        comments=[one.comment.id for one in working.taken],
        edits=[one.id for one in working.standing_edits if working.edit_result(one).stands],
    )
    return version


def _refuse_stale(working: Working, seen: str) -> None:
    if working.seal == seen:
        return
    number = seen.partition(":")[0]
    version = working.accepted.version
    if number.isdecimal() and int(number) < version.number:
        raise IssuedMeanwhile(version)
    raise StaleText(
        sentence("Bản tiếp theo đã thay đổi từ khi mở trang. Xem lại bản tiếp theo rồi phát hành.")
    )


def refuse_unready(working: Working) -> None:
    """Refuse to issue what is not settled, or says what the present version says.

    :raises OverlappingWordings: naming every place where a person still has to choose
    :raises Invalid: where nothing changes the text, or no provision is left of it
    """
    if working.text.blocking:
        raise OverlappingWordings(
            sentence("Chưa phát hành được: còn chỗ cần người chọn ở trang Bản tiếp theo."),
            [place_of(question) for question in working.text.blocking],
        )
    if not any(component.children for component in working.components):
        raise Invalid(
            sentence("Không còn quy định nào trong bản tiếp theo. Xem lại các quy định bị bỏ rồi phát hành.")
        )
    if not working.differs:
        raise Invalid(
            sentence(
                "Chưa có câu chữ nào được tiếp thu làm thay đổi dự thảo. Duyệt kết quả xử lý ý kiến "
                "trước khi phát hành bản tiếp theo."
            )
        )


def place_of(question: Question) -> str:
    """Name the place of a question, why it is asked and who is behind it."""
    who = ", ".join(dict.fromkeys(label for label in question.labels if label))
    said = f"{opening_capital(question.citation)}: {QUESTION_LABELS[question.kind].lower()}"
    return f"{said} ({who})" if who else said
