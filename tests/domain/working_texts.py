"""A small text with references in it, and anything that may be accepted, settled and edited about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from draftreview.domain.merging_changes import Change, Words
from draftreview.domain.provisions import Component, walk
from draftreview.domain.questions import Question, QuestionKind, Settlement
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working import WorkingText, composed
from draftreview.domain.working_edits import DirectEdit
from tests.domain.texts import article, chapter, clause, decision, found, regulation, text

TEXT = text(
    decision(article(1, "", text="Ban hành Quy định kèm theo Quyết định này.")),
    regulation(
        chapter(
            "I",
            "Chung",
            article(1, "Phạm vi", "Quy định việc nộp theo Điều 2.", "Không gồm hồ sơ mật."),
            article(
                2,
                "Tiếp nhận",
                "Hồ sơ nộp tại quầy trong giờ hành chính. Công chức kiểm tra theo khoản 2 Điều này.",
                clause(2, "Giấy tờ gồm:", "đơn;", "bản sao.", tail="Nộp đủ một bộ."),
            ),
        ),
        chapter(
            "II",
            "Trả",
            article(3, "Trả kết quả", "Trả tại quầy trong 05 ngày.", "Trả theo các khoản 1, 2 Điều 2."),
            article(4, "Phí", text="Thu phí tại quầy theo điểm a khoản 2 Điều 2 và khoản 1 Điều 3."),
        ),
    ),
)
EIDS = [one.eid for component in TEXT for one, _ in walk(component.children)]
PLACES = [*EIDS, "", "att_1", "att_1__art_9"]
WORDINGS = [
    "", "Nộp tại quầy.", "Trả tại nhà trong 05 ngày.", "Trả tại quầy trong 03 ngày.", "Giấy tờ gồm có:",
    "Hồ sơ nộp qua mạng trong giờ hành chính. Công chức kiểm tra theo khoản 2 Điều này.",
    "Hồ sơ nộp tại quầy trong giờ hành chính. Công chức kiểm tra ngay theo khoản 2 Điều này.",
    "Hồ sơ nộp tại quầy ngoài giờ hành chính. Công chức kiểm tra theo khoản 1 Điều 3.",
]  # fmt: skip
_ANY = st.sampled_from(WORDINGS)
_OFTEN = ["att_1__art_2__para_1", "att_1__art_2__para_2", "att_1__art_4"] * 8


def _rewordings() -> st.SearchStrategy[Change]:
    """Draw rewordings that share most words with what they reword, so that they meet in many ways."""

    def reworded(eid: str, place: int, word: str, heading: str | None, tail: str | None) -> Change:
        words = found(TEXT, eid).text.split()
        if words:
            words[place % len(words)] = word
        return Change("", Operation.REPLACE, eid, heading, " ".join(words), tail)

    return st.builds(
        reworded,
        st.sampled_from([*EIDS, *_OFTEN]),
        st.integers(0, 9),
        st.sampled_from(["", "ngay", "tại nhà", "10", "Điều 3"]),
        st.sampled_from([None, None, "Tên khác", "Tên mới"]),
        st.sampled_from([None, None, "Nộp đủ hai bộ.", "Nộp thiếu một bộ."]),
    )


CHANGES = st.lists(
    _rewordings()
    | st.builds(
        Change,
        key=st.just(""),
        operation=st.sampled_from(Operation),
        eid=st.sampled_from(PLACES),
        new_heading=st.sampled_from([None, "Tên khác"]),
        new_text=st.none() | _ANY,
        after=st.none() | st.sampled_from(PLACES),
        under=st.none() | st.sampled_from(PLACES),
    ),
    max_size=8,
).map(lambda drawn: [replace(one, key=str(at), label=f"Sở {at}") for at, one in enumerate(drawn, 1)])

SUBJECTS = [
    *EIDS,
    "component:",
    "component:att_1",
    "component:att_7",
    "new:1",
    "new:2",
    "insert:a",
    "att_1__art_9",
]


def _edited(
    subject: str, operation: Operation, place: str, inside: bool, new: Words, base: Words
) -> DirectEdit:
    if subject.startswith("insert:"):
        return DirectEdit(subject, Operation.INSERT, new, place=place, as_first_child=inside)
    deletes = operation is Operation.DELETE and subject in EIDS
    if deletes:
        return DirectEdit(subject, Operation.DELETE)
    return DirectEdit(subject, Operation.REPLACE, new, base)


_WORDS = st.builds(Words, st.sampled_from(["", "Tên của tổ"]), _ANY, st.sampled_from(["", "Hết."]))
EDITS = st.lists(
    st.builds(
        _edited, st.sampled_from(SUBJECTS), st.sampled_from(Operation), st.sampled_from(PLACES),
        st.booleans(), _WORDS, _WORDS,
    ),
    max_size=3,
    unique_by=lambda one: one.subject,
)  # fmt: skip

Chooser = Callable[[Question], Settlement]


def choosing(seed: int) -> Chooser:
    """Give somebody who settles questions in ways that are possible, now this way, now another."""

    def choose(question: Question) -> Settlement:
        turn = (seed + int(question.seal[:6], 16)) % 4
        if question.kind is QuestionKind.REFERENCE:
            return Settlement(question.subject, question.seal)
        if turn == 0 and question.part:
            return Settlement(question.subject, question.seal, new_text=f"Viết lại {seed}.")
        if turn == 1 and question.kind is QuestionKind.ORDER:
            return Settlement(question.subject, question.seal, question.keys[::-1])
        if turn == 2 and question.kind is not QuestionKind.IMPOSSIBLE:
            return Settlement(question.subject, question.seal, question.keys[:1])
        return Settlement(question.subject, question.seal)

    return choose


def all_settled(
    components: Sequence[Component],
    changes: Sequence[Change],
    edits: Sequence[DirectEdit],
    choose: Chooser,
    settlements: Sequence[Settlement] = (),
) -> tuple[WorkingText, list[Settlement]]:
    """Settle all that is open until nothing is; give the text and what was settled."""
    made = {one.subject: one for one in settlements}
    for _ in range(20):
        working = composed(components, changes, list(made.values()), edits)
        left = [one for one in working.questions if one.is_open]
        if not left:
            return working, list(made.values())
        made |= {one.subject: choose(one) for one in left}
    raise AssertionError("questions are asked for ever")
