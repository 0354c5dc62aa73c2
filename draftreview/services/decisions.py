"""What a drafter answers to a comment, checked before it is kept."""

from dataclasses import dataclass, replace

from draftreview.domain.diffing import same_wording
from draftreview.domain.errors import Invalid, MissingExplanation, UnchangedWording
from draftreview.domain.sentences import Sentence, sentence
from draftreview.domain.vocabulary import NEEDS_EXPLANATION, OUTCOME_LABELS, Operation, Outcome
from draftreview.models.comments import Proposal
from draftreview.models.dispositions import Disposition
from draftreview.services.wordings import tidy


@dataclass(frozen=True, slots=True)
class Decision:
    """What a drafter answers; the wording is what enters the next version where a proposal is partly taken.

    ``new_tail`` are the words after the points of a khoản; ``None`` leaves those as they are.
    ``seen_revision`` is the revision the drafter had before the eyes, 0 where there was none;
    ``seen_ground`` what the answer was given to, as the page knew it (``grounds.ground_of``), "" where the
    page did not say.
    """

    outcome: Outcome
    explanation: str = ""
    new_heading: str = ""
    new_text: str = ""
    new_tail: str | None = None
    seen_revision: int = 0
    seen_ground: str = ""


def checked(decision: Decision, proposal: Proposal | None) -> Decision:
    """Give the decision as it will be kept: trimmed, with a wording only where one belongs.

    :raises MissingExplanation: for every outcome but accepted (Law 80/2015, articles 120 and 129)
    :raises Invalid: where a partly accepted proposal has no wording of the drafter's own
    """
    explanation = tidy(decision.explanation)
    if decision.outcome in NEEDS_EXPLANATION and not explanation:
        label = OUTCOME_LABELS[decision.outcome].lower()
        raise MissingExplanation(
            sentence("Cần ghi nội dung giải trình khi %(label)s.", label=label), "explanation"
        )
    heading = text = tail = ""
    if decision.outcome is Outcome.PARTLY_ACCEPTED and proposal is not None:
        heading, text = tidy(decision.new_heading), tidy(decision.new_text)
        tail = proposal.base_tail if decision.new_tail is None else tidy(decision.new_tail)
        _check_own_wording(heading, text, tail, proposal)
    return replace(decision, explanation=explanation, new_heading=heading, new_text=text, new_tail=tail)


def _check_own_wording(heading: str, text: str, tail: str, proposal: Proposal) -> None:
    if not (heading or text):
        raise Invalid(
            sentence("Cần ghi câu chữ đưa vào bản tiếp theo khi tiếp thu một phần đề xuất."), "new_text"
        )
    if proposal.operation is Operation.INSERT:
        return
    base = (proposal.base_heading, proposal.base_text, proposal.base_tail)
    if same_wording("\n".join((heading, text, tail)), "\n".join(base)):
        raise UnchangedWording(
            sentence("Câu chữ chưa khác dự thảo. Sửa câu chữ, hoặc chọn kết quả khác."), "new_text"
        )


def says_the_same(row: Disposition, decision: Decision) -> bool:
    """Tell whether a checked decision says what a revision says."""
    return (row.outcome, row.explanation, row.new_heading, row.new_text, row.new_tail) == (
        decision.outcome,
        decision.explanation,
        decision.new_heading,
        decision.new_text,
        decision.new_tail,
    )


def faster(row: Disposition | None) -> Sentence:
    """Tell the second of two drafters what the first decided."""
    if row is None:
        return sentence("Trang đã cũ: ý kiến này chưa có kết quả nào. Tải lại trang rồi chọn lại.")
    who = row.by.display_name if row.by else "Hệ thống"
    said = f"{OUTCOME_LABELS[row.outcome]}. {row.explanation}".strip()
    return sentence(
        "%(who)s vừa trả lời ý kiến này: “%(said)s”. Xem lại rồi lưu nếu vẫn muốn thay đổi.",
        who=who,
        said=said,
    )
