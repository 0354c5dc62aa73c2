"""Accepted changes of a text, as the next version is made from them, and what came of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from draftreview.domain.provisions import Component, Provision
from draftreview.domain.questions import How, Question, QuestionKind
from draftreview.domain.vocabulary import Operation


class Fate(StrEnum):
    """What became of an accepted wording; every one ends in exactly one of these."""

    CLEAN = "clean"
    ADOPTED = "adopted"
    CONFLICT = "conflict"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Result:
    """The fate of one change, and what a person's choices came to where it was in conflict.

    ``how`` is ``None`` for what was not in conflict, and for a conflict that is still open. ``near`` asks for
    a look although it merges. ``subjects`` name the questions that it is part of.
    """

    key: str
    fate: Fate
    near: bool = False
    how: How | None = None
    subjects: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Tell whether it is a reason why the text reads as it does."""
        return self.fate is Fate.CLEAN or self.how in (How.FOLLOWED, How.WRITTEN)


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

    @property
    def deed(self) -> tuple[object, ...]:
        """Say what it does and where; of equal ones among insertions, moves and deletions one is enough."""
        return (self.slot, self.content)

    @property
    def said(self) -> str:
        """Give all its words."""
        return "\n".join(one for one in (self.new_heading, self.new_text, self.new_tail) if one)


@dataclass(frozen=True, slots=True)
class NextText:
    """The text with every change that can be made, the fate of each change, and what was asked about them.

    ``origins`` gives for every eid of the new text the eid that it had, ``None`` for what was inserted;
    ``inserted`` gives for those the keys of the changes that they are from.
    """

    components: tuple[Component, ...]
    origins: Mapping[str, str | None]
    inserted: Mapping[str, tuple[str, ...]]
    results: tuple[Result, ...]
    questions: tuple[Question, ...] = ()

    @property
    def clashes(self) -> tuple[Question, ...]:
        """List what cannot be made before a person has chosen."""
        return tuple(one for one in self.questions if one.blocks and one.kind is not QuestionKind.NEAR)


def words_of(provision: Provision) -> Words:
    """Give what can be edited of a provision."""
    return Words(provision.heading, provision.text, provision.tail)


def reworded(provision: Provision, parts: Mapping[str, str]) -> Provision:
    """Give a provision with other words in the parts named."""
    return replace(
        provision,
        heading=parts.get("heading", provision.heading),
        text=parts.get("text", provision.text),
        tail=parts.get("tail", provision.tail),
    )
