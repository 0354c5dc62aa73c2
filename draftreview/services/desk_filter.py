"""What the desk is narrowed to: an agency, an article, a focus topic, a category, a state, a drafter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, true

from draftreview.domain.vocabulary import Category, Stage
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment
from draftreview.models.consultations import FocusTopic
from draftreview.models.desk import Assignment
from draftreview.models.dispositions import Disposition
from draftreview.services.dispositions import is_current

OPEN = "open"
"""The state of a comment without an answer; the others are the stages of an answer."""
MINE = "me"
NOBODY = "none"
STATES = (OPEN, *Stage)


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """The words of the address that narrow the desk; an empty one narrows nothing.

    ``agency`` and ``topic`` are codes, ``article`` an eid with all inside it; ``drafter`` is "me", "none" for
    what nobody was given, or a user's number.
    """

    agency: str = ""
    article: str = ""
    topic: str = ""
    category: str = ""
    state: str = ""
    drafter: str = ""

    @classmethod
    def read(cls, words: Mapping[str, str]) -> "DeskFilter":
        """Read a filter from an address; what no page offers is left out."""
        found = {one.name: words.get(one.name, "").strip()[:200] for one in fields(cls)}
        return cls(**{name: word if _FITS.get(name, _any)(word) else "" for name, word in found.items()})

    @property
    def arguments(self) -> dict[str, str]:
        """Give the words that narrow, by their names in the address."""
        named = ((one.name, str(getattr(self, one.name))) for one in fields(self))
        return {name: word for name, word in named if word}

    @property
    def asked(self) -> frozenset[str]:
        """Name the conditions that SQL must judge; articles are judged by the places themselves."""
        names = set(self.arguments) - {"article", "drafter", "state"}
        if self.state:
            names.add(OPEN if self.state == OPEN else "stage")
        if self.drafter:
            names.add(NOBODY if self.drafter == NOBODY else "drafter")
        return frozenset(names)

    @property
    def reviews(self) -> bool:
        """Tell whether what is looked for has an answer already."""
        return self.state not in ("", OPEN)

    def holds(self, slug: str) -> bool:
        """Tell whether a place stands in the article asked for."""
        return not self.article or slug == self.article or slug.startswith(f"{self.article}__")

    def parameters(self, actor: User | None) -> dict[str, Any]:
        """Give what the conditions are to be judged by."""
        number = self.drafter if self.drafter.isdecimal() else ""
        values = {
            "agency": self.agency,
            "topic": self.topic,
            "category": Category(self.category) if self.category else None,
            "stage": Stage(self.state) if self.reviews else None,
            "drafter": int(number) if number else (actor.id if actor else 0),
        }
        return {f"wanted_{name}": values[name] for name in self.asked if name in values}


def matches(names: frozenset[str]) -> ColumnElement[bool]:
    """Say in SQL that a comment is one of those asked for; see ``DeskFilter.asked``."""
    return and_(true(), *(_CONDITIONS[name]() for name in sorted(names)))


def answered() -> ColumnElement[bool]:
    """Say in SQL that a comment has an answer."""
    return exists(select(Disposition.id).where(Disposition.comment_id == Comment.id).correlate(Comment))


def _of_agency() -> ColumnElement[bool]:
    return Comment.agency_id.in_(select(Agency.id).where(Agency.code == bindparam("wanted_agency")))


def _on_topic() -> ColumnElement[bool]:
    """Hold the topic itself and the steps that belong to it."""
    named = select(FocusTopic.id).where(FocusTopic.code == bindparam("wanted_topic"))
    steps = or_(FocusTopic.id.in_(named), FocusTopic.parent_id.in_(named))
    return Comment.topic_id.in_(select(FocusTopic.id).where(steps))


def _at_stage() -> ColumnElement[bool]:
    of_comment = Disposition.comment_id == Comment.id
    at_stage = Disposition.stage == bindparam("wanted_stage")
    found = select(Disposition.id).where(of_comment, at_stage, is_current(Disposition))
    return exists(found.correlate(Comment))


def _given() -> ColumnElement[bool]:
    return exists(
        select(Assignment.comment_id)
        .where(Assignment.comment_id == Comment.id, Assignment.drafter_id == bindparam("wanted_drafter"))
        .correlate(Comment)
    )


def _given_to_nobody() -> ColumnElement[bool]:
    return ~exists(
        select(Assignment.comment_id).where(Assignment.comment_id == Comment.id).correlate(Comment)
    )


_CONDITIONS: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "agency": _of_agency,
    "topic": _on_topic,
    "category": lambda: Comment.category == bindparam("wanted_category"),
    OPEN: lambda: ~answered(),
    "stage": _at_stage,
    "drafter": _given,
    NOBODY: _given_to_nobody,
}


def _any(_word: str) -> bool:
    return True


_FITS: Mapping[str, Callable[[str], bool]] = {
    "category": lambda word: word in tuple(Category),
    "state": lambda word: word in STATES,
    "drafter": lambda word: word in (MINE, NOBODY) or (word.isdecimal() and len(word) < 10),
}
