"""Accepted changes of a text, as the next version is made from them, and what came of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from draftreview.domain.merging_wordings import ClashKind, Result, Variant
from draftreview.domain.provisions import Component, Provision
from draftreview.domain.vocabulary import N_, Operation

CLASH_LABELS: Mapping[ClashKind, str] = {
    ClashKind.OVERLAP: N_("Các phương án sửa cùng một chỗ"),
    ClashKind.ORDER: N_("Thêm vào cùng một chỗ, cần chọn thứ tự"),
    ClashKind.CHANGED: N_("Câu chữ ở đây đã đổi sau khi có đề xuất"),
    ClashKind.DELETED: N_("Vừa có đề xuất bỏ, vừa có đề xuất sửa"),
    ClashKind.MOVED_TWICE: N_("Được chuyển đến nhiều nơi khác nhau"),
    ClashKind.IMPOSSIBLE: N_("Không đặt được ở nơi đề xuất"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What can be edited of one provision."""

    heading: str = ""
    text: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One accepted wording; ``key`` is the comment it came from.

    Convention for editing: ``new_text`` takes the place of the words that stand *before* the children
    (``Provision.text``) and nothing else; the words after the children are ``new_tail``; the title of an Điều
    or chapter is ``new_heading``. ``None`` leaves that part as it is. ``base`` holds the three parts as they
    read when the wording was written; ``None`` means as they read now.

    An insertion stands ``after`` a sibling or first ``under`` a parent (a provision's or a component's eid);
    a move names its target in the same way.
    """

    key: str
    operation: Operation
    eid: str = ""
    new_heading: str | None = None
    new_text: str | None = None
    new_tail: str | None = None
    base: Words | None = None
    after: str | None = None
    under: str | None = None
    label: str = ""

    @property
    def subject(self) -> str:
        """Give the eid that is changed; "" for an insertion, which changes nothing that is there."""
        return "" if self.operation is Operation.INSERT else self.eid

    @property
    def slot(self) -> tuple[str | None, str | None]:
        """Say where an insertion or a move goes."""
        return (self.after, self.under if self.after is None else None)

    @property
    def content(self) -> tuple[object, ...]:
        """Say what an insertion or a move puts there; equal ones are made once."""
        return (self.operation, self.subject, self.new_heading, self.new_text, self.new_tail)


@dataclass(frozen=True, slots=True)
class Clash:
    """Accepted changes that cannot all stand, with the place and every variant against its base."""

    kind: ClashKind
    eid: str
    citation: str
    keys: tuple[str, ...]
    part: str = ""
    base: str = ""
    variants: tuple[Variant, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextText:
    """The text with every change that can be made, the fate of each change, and what has to be settled.

    ``origins`` gives for every eid of the new text the eid that it had, ``None`` for what was inserted.
    """

    components: tuple[Component, ...]
    origins: Mapping[str, str | None]
    results: tuple[Result, ...]
    clashes: tuple[Clash, ...] = ()


def words_of(provision: Provision) -> Words:
    """Give what can be edited of a provision."""
    return Words(provision.heading, provision.text, provision.tail)
