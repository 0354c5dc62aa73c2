"""What stands in the way of a final table: a rule over plain facts, for the page, the files and the command.

Law 80/2015, articles 120 and 121(2)(c): every comment is answered, every answer but taking it over is
explained, and each agency's letter stands behind what is put down to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from draftreview.domain.sentences import sentence
from draftreview.domain.sign_off import Standing
from draftreview.domain.staleness import Change
from draftreview.domain.vocabulary import N_, NEEDS_EXPLANATION, Outcome


class Lack(StrEnum):
    """One kind of thing that a final table may not lack."""

    OUTCOME = "outcome"
    APPROVAL = "approval"
    EXPLANATION = "explanation"
    FRESHNESS = "freshness"
    LETTER = "letter"
    AGREEMENT = "agreement"


LACK_LABELS: Mapping[Lack, str] = {
    Lack.OUTCOME: N_("Ý kiến chưa có kết quả xử lý"),
    Lack.APPROVAL: N_("Nội dung giải trình chưa được duyệt"),
    Lack.EXPLANATION: N_("Kết quả chưa có nội dung giải trình"),
    Lack.FRESHNESS: N_("Nội dung giải trình cần xem lại"),
    Lack.LETTER: N_("Văn bản góp ý chưa ghi số hoặc ngày"),
    Lack.AGREEMENT: N_("Ý kiến trả lời khác nhóm mà chưa nêu lý do"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """One comment that was sent, with how far its answer has come; ``slug`` is its place on the desk."""

    comment_id: int
    place: str
    slug: str
    agency: str
    standing: Standing = Standing.UNANSWERED
    outcome: Outcome | None = None
    explanation: str = ""
    changes: frozenset[Change] = frozenset()
    version: int = 0
    """The newest version, where the words of the place may have changed."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """One reply that was sent, with what the clerk wrote on the agency's letter."""

    reply_id: int
    agency: str
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands in the way: of a comment with its place, or of a reply."""

    lack: Lack
    agency: str
    place: str = ""
    slug: str = ""
    comment_id: int = 0
    reply_id: int = 0
    group_id: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of looking whether a table may be final, kind by kind."""

    missing: tuple[Missing, ...] = ()

    @property
    def passes(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.missing

    @property
    def kinds(self) -> Mapping[Lack, tuple[Missing, ...]]:
        """Give what is missing by kind, in the order of the work; every kind stands there."""
        return {lack: tuple(one for one in self.missing if one.lack is lack) for lack in Lack}


def check(
    answers: Iterable[Answered], letters: Iterable[Lettered] = (), differing: Mapping[int, int] | None = None
) -> Check:
    """Look for what stands in the way of a final table.

    :param differing: the group of each comment that differs from its group without saying why, by comment
    """
    answers, groups = tuple(answers), differing or {}
    found: Sequence[Missing] = (
        *(one for answer in answers for one in _of_answer(answer, groups.get(answer.comment_id, 0))),
        *(one for letter in letters for one in _of_letter(letter)),
    )
    return Check(tuple(found))


def _of_answer(answer: Answered, group_id: int) -> Iterator[Missing]:
    about = (answer.agency, answer.place, answer.slug, answer.comment_id)
    if answer.outcome is None:
        yield Missing(Lack.OUTCOME, *about)
        return
    if answer.standing not in (Standing.APPROVED, Standing.RELEASED):
        back = sentence("đã trả lại để sửa") if answer.standing is Standing.SENT_BACK else ""
        yield Missing(Lack.APPROVAL, *about, note=back)
    if answer.outcome in NEEDS_EXPLANATION and not answer.explanation.strip():
        yield Missing(Lack.EXPLANATION, *about)
    if answer.changes:
        yield Missing(Lack.FRESHNESS, *about, note=why_again(answer.changes, answer.version))
    if group_id:
        yield Missing(Lack.AGREEMENT, *about, group_id=group_id)


def _of_letter(letter: Lettered) -> Iterator[Missing]:
    if letter.number and letter.day:
        return
    if not letter.number and not letter.day:
        note = sentence("thiếu số và ngày")
    else:
        note = sentence("thiếu ngày") if letter.number else sentence("thiếu số")
    yield Missing(Lack.LETTER, letter.agency, reply_id=letter.reply_id, note=note)


def why_again(changes: frozenset[Change], version: int) -> str:
    """Say why an answer asks to be looked at again; "" where it does not."""
    if Change.COMMENT in changes and Change.PLACE in changes:
        return sentence(
            "ý kiến đã sửa sau khi trả lời, điều khoản đã thay đổi, xem bản lần %(version)s", version=version
        )
    if Change.COMMENT in changes:
        return sentence("ý kiến đã sửa sau khi trả lời")
    if Change.PLACE in changes:
        return sentence("điều khoản đã thay đổi, xem bản lần %(version)s", version=version)
    return ""
