"""What a person has to settle before a text can be made from accepted changes, and how it was settled."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from draftreview.domain.stale_references import StaleReference
from draftreview.domain.vocabulary import N_


class QuestionKind(StrEnum):
    """Why a person is asked."""

    OVERLAP = "overlap"
    ORDER = "order"
    CHANGED = "changed"
    DELETED = "deleted"
    MOVED_TWICE = "moved_twice"
    IMPOSSIBLE = "impossible"
    NEAR = "near"
    OVERTAKEN = "overtaken"
    REFERENCE = "reference"


QUESTION_LABELS: Mapping[QuestionKind, str] = {
    QuestionKind.OVERLAP: N_("Các phương án sửa cùng một chỗ"),
    QuestionKind.ORDER: N_("Thêm vào cùng một chỗ, cần chọn thứ tự"),
    QuestionKind.CHANGED: N_("Câu chữ ở đây đã đổi sau khi có đề xuất"),
    QuestionKind.DELETED: N_("Vừa có đề xuất bỏ, vừa có đề xuất sửa"),
    QuestionKind.MOVED_TWICE: N_("Được chuyển đến nhiều nơi khác nhau"),
    QuestionKind.IMPOSSIBLE: N_("Không đặt được ở nơi đề xuất"),
    QuestionKind.NEAR: N_("Các sửa đổi nằm sát nhau, cần đọc lại câu văn sau khi ghép"),
    QuestionKind.OVERTAKEN: N_("Câu chữ ở đây đã đổi sau khi sửa trực tiếp"),
    QuestionKind.REFERENCE: N_("Dẫn chiếu cần kiểm tra"),
}


class How(StrEnum):
    """What a person's choice made of one of the changes that a question was about."""

    FOLLOWED = "followed"
    NOT_FOLLOWED = "not_followed"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a person settled a question: the keys that stand, in their order, or other words instead.

    It counts only while ``seal`` is the question's own: what looks different now is asked again.
    """

    subject: str
    seal: str
    followed: tuple[str, ...] = ()
    new_text: str | None = None
    revision: int = 1
    withdrawn: bool = False

    def how(self, key: str) -> How:
        """Tell what became of one of the changes."""
        if self.new_text is not None:
            return How.WRITTEN
        return How.FOLLOWED if key in self.followed else How.NOT_FOLLOWED


@dataclass(frozen=True, slots=True)
class Variant:
    """What the whole part was to be by one of the changes alone, to be read against the base."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One way to settle a question about words, worked out: what is followed, and what the part then says.

    Here the part has in it what is merged or settled beside the question.
    """

    followed: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a person has to settle, with everything there is to see.

    ``eid`` is the place in the base version, of a provision or a component ("" for what is new), ``new_eid``
    that in the new text ("" for what is gone); ``part`` is the field that the words are from, "" for the
    structure. ``base`` are the words that everybody started from, ``now`` those that stand as long as none of
    ``keys`` is followed. ``labels`` name who is behind each key, in the same order; ``excerpt`` are the
    sentences concerned. Numbers inside the words of accepted changes are those of the base version: they are
    put right afterwards. Direct edits are laid over the text with its new numbers.

    ``settlement`` is the one that counts, ``earlier`` one that does so no more: withdrawn, made when the
    question looked different, or not possible at all.
    """

    kind: QuestionKind
    subject: str
    eid: str
    citation: str
    keys: tuple[str, ...]
    labels: tuple[str, ...] = ()
    part: str = ""
    base: str = ""
    now: str = ""
    variants: tuple[Variant, ...] = ()
    options: tuple[Option, ...] = ()
    excerpt: str = ""
    reference: StaleReference | None = None
    new_eid: str = ""
    seal: str = ""
    settlement: Settlement | None = None
    earlier: Settlement | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether a person still has to settle it."""
        return self.settlement is None

    @property
    def blocks(self) -> bool:
        """Tell whether the version cannot be issued before it is settled; references only want a look."""
        return self.is_open and self.kind is not QuestionKind.REFERENCE

    @property
    def revision(self) -> int:
        """Give the revision that a new settlement follows; 0 where there was none."""
        last = self.settlement or self.earlier
        return last.revision if last else 0


def subject_of(family: str, *about: object) -> str:
    """Name a question in at most 64 characters: the same as long as it is about the same."""
    return f"{family}:{_digest(about)[:40]}"


def sealed(question: Question) -> Question:
    """Put the fingerprint of everything that a person would see of a question into it."""
    seen = [
        question.kind,
        question.eid,
        question.part,
        question.base,
        question.now,
        sorted((one.key, one.text) for one in question.variants),
        sorted((one.followed, one.text) for one in question.options),
        question.excerpt,
        sorted(question.keys),
        astuple(question.reference) if question.reference else None,
    ]
    return replace(question, seal=_digest(seen))


def _digest(what: object) -> str:
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()
