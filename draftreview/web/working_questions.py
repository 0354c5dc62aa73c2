"""Questions about the next version made ready to show: what may be chosen, each against the present words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from flask_babel import gettext as _

from draftreview.domain.citations import citations
from draftreview.domain.comparing_words import Run, compared_words
from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference
from draftreview.domain.merging_changes import Change
from draftreview.domain.questions import QUESTION_LABELS, Question, QuestionKind
from draftreview.domain.vocabulary import Operation
from draftreview.models.working import Settlement
from draftreview.services.accepted import Acceptance
from draftreview.services.working_text import Working
from draftreview.services.working_text_settling import standing

NONE, WRITE, TURNS = "none", "write", "turns"
"""Choices beside those worked out: nothing is followed, other words are written, an order is numbered."""

_MOST_ORDERS = 3  # of four there are twenty-four; from then on places are numbered
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to settle a question; ``words`` against the present ones, ``deeds`` where it is no wording."""

    value: str
    letter: str
    title: str
    words: tuple[Run, ...] = ()
    deeds: tuple[str, ...] = ()
    behind: tuple[Acceptance, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person sent that was not kept, and why; ``now`` is what stands there instead."""

    subject: str
    choice: str
    new_text: str
    error: str
    now: str = ""
    stale: bool = False

    @property
    def against(self) -> tuple[Run, ...]:
        """Compare what stands with what was typed."""
        return runs(self.now, self.new_text) if self.new_text else ()


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as the page shows it.

    ``chosen`` is the choice that is ticked, ``start`` what the field for other words begins with. ``turns``
    are the things that are put in order by number.
    """

    question: Question
    label: str
    choices: tuple[Choice, ...]
    chosen: str
    start: str
    none: str
    settled: Settlement | None = None
    settled_as: str = ""
    earlier: str = ""
    turns: tuple[tuple[str, str], ...] = ()
    typed: Typed | None = None
    behind: tuple[Acceptance, ...] = field(default=())

    @property
    def anchor(self) -> str:
        """Give its address on the page."""
        return f"q-{self.question.subject}"

    @property
    def is_shown_whole(self) -> bool:
        """Tell whether it stands open on the page: nobody has settled it, or what was typed was not kept."""
        return self.question.is_open or self.typed is not None

    @property
    def worded(self) -> bool:
        """Tell whether words of one's own may be written."""
        return bool(self.question.part)


def shown_questions(made: Working, typed: Typed | None = None) -> tuple[ShownQuestion, ...]:
    """Make every question ready that is about changes; references are shown by themselves."""
    maker = _Maker(made)
    return tuple(
        maker.shown(one, typed if typed and typed.subject == one.subject else None)
        for one in made.text.questions
        if one.kind is not QuestionKind.REFERENCE
    )


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Compare two wordings, tables cell by cell; what cannot be compared is shown whole."""
    try:
        return compared_words(old, new, difference)
    except NotRebuilt:
        return tuple(hunk for hunk in (Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)) if hunk.text)


class _Maker:
    """What all questions of one page share."""

    def __init__(self, made: Working) -> None:
        self.made = made
        self.behind = made.behind
        self.cited = citations(made.base)
        self.changes = made.changes

    def shown(self, question: Question, typed: Typed | None) -> ShownQuestion:
        """Make one ready."""
        counts = self.made.settlement(question.subject)
        choices = tuple(self._choices(question))
        last = question.settlement or question.earlier
        lapsed = question.earlier is not None and counts is not None and not counts.withdrawn
        turns = self._turns(question)
        chosen = typed.choice if typed else _ticked(question, choices, turns)
        written = last.new_text if last and last.new_text is not None else None
        return ShownQuestion(
            question=question,
            label=_(QUESTION_LABELS[question.kind]),
            choices=choices,
            chosen=chosen,
            start=typed.new_text if typed and typed.new_text else written or question.now,
            none=self._none(question),
            settled=counts if question.settlement else None,
            settled_as=standing(question, counts) if question.settlement else "",
            earlier=standing(question, counts) if lapsed else "",
            turns=turns,
            typed=typed,
            behind=self._acceptances(question.keys),
        )

    def _choices(self, question: Question) -> Iterator[Choice]:
        ways = _ways(question, self.changes)
        for place, (followed, text) in enumerate(ways):
            yield Choice(
                value=",".join(followed),
                letter=_LETTERS[place % len(_LETTERS)],
                title=self._title(question, followed),
                words=() if text is None else runs(question.base, text),
                deeds=() if text is not None else tuple(self._deed(key) for key in followed),
                behind=self._acceptances(followed),
            )

    def _title(self, question: Question, followed: Sequence[str]) -> str:
        labels = dict(zip(question.keys, question.labels, strict=True))
        names = list(dict.fromkeys(labels[key] for key in followed))
        ordered = question.kind is QuestionKind.ORDER and len(names) > 1
        return _(", rồi ").join(names) if ordered else ", ".join(names)

    def _none(self, question: Question) -> str:
        if question.kind is QuestionKind.NEAR:
            return str(_("Không đưa các sửa đổi này vào"))
        if question.part:
            return str(_("Giữ nguyên câu chữ hiện nay"))
        return str(_("Không thực hiện đề xuất nào ở đây"))

    def _turns(self, question: Question) -> tuple[tuple[str, str], ...]:
        if question.part or question.kind is not QuestionKind.ORDER or len(question.keys) <= _MOST_ORDERS:
            return ()
        labels = zip(question.keys, question.labels, strict=True)
        return tuple((key, f"{label}: {self._deed(key)}") for key, label in labels)

    def _acceptances(self, keys: Sequence[str]) -> tuple[Acceptance, ...]:
        return tuple(self.behind[key] for key in keys if key in self.behind)

    def _deed(self, key: str) -> str:
        """Say what a change of the structure does."""
        change = self.changes[key]
        place = self.cited.get(change.eid, "")
        beside = self.cited.get(change.after or change.under or "", "")
        if change.operation is Operation.DELETE:
            return str(_("Bỏ %(place)s", place=place))
        if change.operation is Operation.MOVE:
            return str(_("Chuyển %(place)s đến ngay sau %(beside)s", place=place, beside=beside))
        if change.operation is Operation.REPLACE:
            return str(_("Sửa %(place)s: “%(words)s”", place=place, words=change.said))
        if change.after is None:
            return str(_("Thêm vào đầu %(beside)s: “%(words)s”", beside=beside, words=change.said))
        return str(_("Thêm sau %(beside)s: “%(words)s”", beside=beside, words=change.said))


def _ways(question: Question, changes: Mapping[str, Change]) -> list[tuple[tuple[str, ...], str | None]]:
    """List what may be followed, with the words that this makes where the question is about words."""
    if question.part:
        return [(one.followed, one.text) for one in question.options]
    keys = question.keys
    if question.kind is QuestionKind.DELETED:
        deleting = tuple(key for key in keys if changes[key].operation is Operation.DELETE)
        return [(deleting, None), (tuple(key for key in keys if key not in deleting), None)]
    singles: list[tuple[str, ...]] = [(key,) for key in keys]
    if question.kind is QuestionKind.ORDER:
        orders = list(permutations(keys)) if len(keys) <= _MOST_ORDERS else []
        return [(way, None) for way in (*orders, *singles)]
    alone = len(keys) == 1  # a single change that cannot be made can only be left out
    return [] if alone else [(way, None) for way in singles]


def _ticked(question: Question, choices: Sequence[Choice], turns: Sequence[tuple[str, str]]) -> str:
    """Tell which choice stands, or stood before the question changed."""
    last = question.settlement or question.earlier
    if last is None or (last.withdrawn and not last.followed and last.new_text is None):
        return ""
    if last.new_text is not None:
        return WRITE
    if not last.followed:
        return NONE
    same = next((one.value for one in choices if one.value.split(",") == list(last.followed)), "")
    alike = next((one.value for one in choices if set(one.value.split(",")) == set(last.followed)), "")
    return same or (TURNS if turns else alike)
