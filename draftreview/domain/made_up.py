"""Made-up comments that look like those of real agencies, for trials and benchmarks; the same for a seed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from draftreview.domain.vocabulary import Category, Operation, Outcome

Edit = Callable[[Random, str], str]
"""Changes a wording as an agency might; gives it back unchanged where the idea does not apply."""


@dataclass(frozen=True, slots=True)
class MadeUpComment:
    """What one made-up comment says; without ``operation`` it proposes no wording."""

    category: Category
    body: str
    reason: str
    operation: Operation | None = None
    new_text: str = ""


@dataclass(frozen=True, slots=True)
class MadeUpAnswer:
    """What the drafter answers to it."""

    outcome: Outcome
    explanation: str = ""
    new_text: str = ""


_TERM = re.compile(r"(?<!ngày )(?<!tháng )\b(\d{2}) (ngày làm việc|giờ làm việc|ngày|phút)\b")


def other_term(random: Random, text: str) -> str:
    """Give another length of time: competing agencies name a few different ones."""
    found = _TERM.search(text)
    if not found:
        return text
    number = random.choice([n for n in ("01", "02", "03", "05", "07", "10", "15") if n != found[1]][:5])
    return text[: found.start(1)] + number + text[found.end(1) :]


def on_the_software(random: Random, text: str) -> str:
    """Ask for the software instead of paper."""
    return text.replace("bằng văn bản", random.choice(["trên phần mềm", "trên phần mềm, có ký số"]), 1)


def name_the_person(_random: Random, text: str) -> str:
    """Ask for a person who answers for it."""
    return text.replace("Công chức", "Công chức được phân công", 1)


def add_a_limit(random: Random, text: str) -> str:
    """Add an exception or a condition at the end."""
    ending = random.choice(
        [
            ", trừ trường hợp bất khả kháng",
            " và thông báo cho người nộp hồ sơ biết",
            " theo phân công của người đứng đầu cơ quan",
            ", bảo đảm cập nhật ngay trên phần mềm",
        ]
    )
    end = text[-1:] if text[-1:] in ".;:" else ""
    return text[: len(text) - len(end)] + ending + end


def silence_is_not_consent(_random: Random, text: str) -> str:
    """Ask that silence be explained instead of counted as consent."""
    return text.replace("xem như thống nhất", "phải nêu rõ lý do", 1)


EDITS: tuple[tuple[Edit, str, str], ...] = (
    (
        other_term,
        "Đề nghị điều chỉnh thời gian quy định tại {place}.",
        "Thời gian như dự thảo chưa sát khối lượng hồ sơ thực tế của {agency}.",
    ),
    (
        on_the_software,
        "Đề nghị thực hiện trên phần mềm thay cho văn bản giấy tại {place}.",
        "Trả lời trên phần mềm thì theo dõi được thời hạn và không phải lưu hai nơi.",
    ),
    (
        name_the_person,
        "Đề nghị nêu rõ người thực hiện tại {place}.",
        "Không phân công rõ thì khó xem xét trách nhiệm khi trễ hạn.",
    ),
    (
        silence_is_not_consent,
        "Đề nghị bỏ quy định coi việc không trả lời là thống nhất tại {place}.",
        "Im lặng không phải là đồng ý; chưa có văn bản cấp trên quy định như vậy.",
    ),
    (
        add_a_limit,
        "Đề nghị bổ sung để {place} đầy đủ hơn.",
        "Thực tế tại {agency} đã phát sinh trường hợp dự thảo chưa tính đến.",
    ),
)

REMARKS: tuple[tuple[Category, str, str], ...] = (
    (Category.QUESTION, "{place} áp dụng cho cả hồ sơ nộp trực tuyến hay chỉ hồ sơ giấy?", ""),
    (
        Category.SUBSTANCE,
        "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp tại {place}.",
        "Tránh đùn đẩy giữa các cơ quan.",
    ),
    (
        Category.LEGAL_BASIS,
        "Đề nghị rà soát {place} với quy định về kiểm soát thủ tục hành chính.",
        "Bảo đảm thống nhất với văn bản của cấp trên.",
    ),
    (
        Category.WORDING,
        "Đề nghị thống nhất cách dùng từ “Bộ phận một cửa” tại {place}.",
        "Dự thảo đã định nghĩa tại phần giải thích từ ngữ.",
    ),
    (Category.SUBSTANCE, "Cơ bản thống nhất với {place}; đề nghị có mẫu phiếu kèm theo để dễ thực hiện.", ""),
)

NEW_CLAUSES = (
    "Định kỳ 06 tháng, cơ quan chủ trì đánh giá việc thực hiện Điều này và công khai trên phần mềm.",
    "Trường hợp đường truyền gián đoạn, Bộ phận một cửa lập phiếu giấy và cập nhật lại trong ngày làm việc.",
    "Người nộp hồ sơ được theo dõi tình trạng hồ sơ bằng mã số in trên phiếu.",
)

ANSWERS: dict[Outcome, tuple[str, ...]] = {
    Outcome.ACCEPTED: ("Đã chỉnh lý như ý kiến góp ý.", "", "Tiếp thu, thể hiện tại dự thảo."),
    Outcome.PARTLY_ACCEPTED: (
        "Tiếp thu nội dung, chỉnh lại câu chữ cho thống nhất với các khoản khác.",
        "Tiếp thu một phần; giữ phần còn lại để bảo đảm tổng thời hạn giải quyết.",
    ),
    Outcome.DECLINED: (
        "Giữ như dự thảo vì tổng thời hạn giải quyết đã được công bố.",
        "Nội dung này thuộc thẩm quyền quy định của cơ quan cấp trên.",
        "Dự thảo đã quy định nội dung này ở điều khác.",
    ),
    Outcome.NOTED: ("Ghi nhận để hướng dẫn khi triển khai.", "Nội dung đã có trong dự thảo, xin ghi nhận."),
}


def comment_on(random: Random, place: str, text: str, agency: str, may_insert: bool) -> MadeUpComment:
    """Make up a comment on a provision: most propose a wording, some only remark."""
    kind = random.random()
    if may_insert and kind < 0.06:
        return MadeUpComment(
            Category.SUBSTANCE,
            f"Đề nghị bổ sung một khoản sau {place}.",
            "Quy định còn thiếu, khi thực hiện phải hỏi lại.",
            Operation.INSERT,
            random.choice(NEW_CLAUSES),
        )
    if may_insert and kind < 0.09:
        return MadeUpComment(
            Category.SUBSTANCE, f"Đề nghị bỏ {place}.", "Trùng với quy định đã có.", Operation.DELETE
        )
    if text and kind < 0.68:
        return _with_wording(random, place, text, agency)
    category, body, reason = random.choice(REMARKS)
    return MadeUpComment(category, _filled(body, place, agency), _filled(reason, place, agency))


def _with_wording(random: Random, place: str, text: str, agency: str) -> MadeUpComment:
    trial = Random(0)  # noqa: S311 - only to see which ideas fit
    fitting = [(edit, body, reason) for edit, body, reason in EDITS if edit(trial, text) != text]
    # The idea that fits only this text is likelier than the one that fits every text.
    edit, body, reason = fitting[0] if random.random() < 0.6 else random.choice(fitting)
    category = Category.SUBSTANCE if random.random() < 0.8 else Category.WORDING
    return MadeUpComment(
        category,
        _filled(body, place, agency),
        _filled(reason, place, agency),
        Operation.REPLACE,
        edit(random, text),
    )


def _filled(words: str, place: str, agency: str) -> str:
    said = words.format(place=place, agency=agency)
    return said[:1].upper() + said[1:]


def answer_to(random: Random, comment: MadeUpComment, taken: str | None) -> MadeUpAnswer:
    """Make up the drafter's answer; ``taken`` is the wording accepted at this place before, if any."""
    if comment.operation is Operation.REPLACE:
        return _answer_to_wording(random, comment.new_text, taken)
    if comment.operation is None:
        outcome = random.choices((Outcome.ACCEPTED, Outcome.DECLINED, Outcome.NOTED), weights=(3, 2, 4))[0]
    else:
        outcome = random.choices((Outcome.ACCEPTED, Outcome.DECLINED), weights=(1, 3))[0]
    return MadeUpAnswer(outcome, random.choice(ANSWERS[outcome]))


def _answer_to_wording(random: Random, wording: str, taken: str | None) -> MadeUpAnswer:
    if taken is None or taken == wording:
        choices: Sequence[Outcome] = (Outcome.ACCEPTED, Outcome.DECLINED)
        outcome = random.choices(choices, weights=(3, 1))[0]
        return MadeUpAnswer(outcome, random.choice(ANSWERS[outcome]))
    outcome = random.choices((Outcome.PARTLY_ACCEPTED, Outcome.DECLINED), weights=(1, 1))[0]
    own = taken if outcome is Outcome.PARTLY_ACCEPTED else ""
    return MadeUpAnswer(outcome, random.choice(ANSWERS[outcome]), own)
