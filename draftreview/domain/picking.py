"""Which comments an answer for many is meant for: by agency, Điều, focus topic, category, state or group."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from draftreview.domain.provisions import citation, opening_capital
from draftreview.domain.synthesis import Row
from draftreview.domain.synthesis_filter import OTHER_EID, Choice, article_of
from draftreview.domain.vocabulary import CATEGORY_LABELS


class AnswerState(StrEnum):
    """What states comments are picked by: whatever they have, no outcome yet, or one at some stage."""

    ANY = "any"
    OPEN = "open"
    PROPOSED = "proposed"
    APPROVED = "approved"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Pick:
    """A comment that may be picked; ``revision`` is that of its current answer, 0 where there is none.

    ``saves`` counts how often its agency saved it, so that other words than those seen are noticed.
    """

    row: Row
    revision: int = 0
    saves: int = 0
    group: int | None = None

    @property
    def answer_state(self) -> AnswerState:
        """Tell how far its answer has come."""
        return AnswerState(self.row.answer.stage.value) if self.row.answer else AnswerState.OPEN


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to pick; what is empty asks for nothing. ``article`` is the eid of a Điều or of another place."""

    agency: str = ""
    article: str = ""
    topic: str = ""
    category: str = ""
    state: str = AnswerState.OPEN
    group: int | None = None

    def takes(self, pick: Pick) -> bool:
        """Tell whether a comment is wanted."""
        row = pick.row
        return (
            self.agency in ("", row.agency_code)
            and self.article in ("", row.eid, article_of(row.eid))
            and (not self.topic or any(topic.code == self.topic for topic in row.topics))
            and self.category in ("", row.category.value)
            and self.state in (AnswerState.ANY, pick.answer_state)
            and self.group in (None, pick.group)
        )


@dataclass(frozen=True, slots=True)
class Offered:
    """What comments can be picked by, each with how many there are, in the order of the table."""

    agencies: tuple[Choice, ...]
    articles: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    states: tuple[Choice, ...]
    groups: tuple[Choice, ...]


def picked(picks: Iterable[Pick], wanted: Wanted) -> tuple[Pick, ...]:
    """Keep what is wanted, in order."""
    return tuple(pick for pick in picks if wanted.takes(pick))


def offered(picks: Sequence[Pick]) -> Offered:
    """List what there is to pick by."""
    topics = sorted({topic.code: topic.name for pick in picks for topic in pick.row.topics}.items())
    of_topics = Counter(topic.code for pick in picks for topic in pick.row.topics)
    standing = Counter(pick.answer_state for pick in picks)
    categories = Counter(pick.row.category for pick in picks)
    return Offered(
        agencies=_counted((pick.row.agency_code, pick.row.agency) for pick in _by_turn(picks)),
        articles=_counted((article_of(pick.row.eid), _named(pick.row)) for pick in picks),
        topics=tuple(Choice(code, name, of_topics[code]) for code, name in topics),
        categories=tuple(
            Choice(one.value, words, categories[one])
            for one, words in CATEGORY_LABELS.items()
            if one in categories
        ),
        states=tuple(Choice(one.value, one.value, standing[one]) for one in AnswerState if one in standing),
        groups=_counted((str(pick.group), str(pick.group)) for pick in picks if pick.group),
    )


def _by_turn(picks: Sequence[Pick]) -> list[Pick]:
    return sorted(picks, key=lambda pick: (pick.row.turn, pick.row.comment_id))


def _named(row: Row) -> str:
    if row.eid == OTHER_EID:
        return "Vấn đề khác"
    article = article_of(row.eid)
    return row.place.label if article == row.eid else opening_capital(citation(article, row.owner))


def _counted(named: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Count by code, in the order of first appearance."""
    found: dict[str, list[str]] = {}
    for code, name in named:
        found.setdefault(code, []).append(name)
    return tuple(Choice(code, names[0], len(names)) for code, names in found.items())
