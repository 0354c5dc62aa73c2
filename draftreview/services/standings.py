"""How far the answer to every comment of a round has come, read in one query for lists, sums and the gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from draftreview.domain.completeness import Answered, Lettered
from draftreview.domain.places import GENERAL_LABEL
from draftreview.domain.provisions import opening_capital
from draftreview.domain.sign_off import Standing, standing
from draftreview.domain.vocabulary import CommentState, Outcome, ReplyState
from draftreview.models.consultations import Consultation
from draftreview.services.following import NEWEST, Following
from draftreview.services.looking_again import Again, again_in
from draftreview.services.standings_query import EVERYTHING, NAMES


@dataclass(frozen=True, slots=True)
class Topic:
    """A focus topic that a comment is on, or that its step belongs to."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One comment of a round with how far its answer has come; ``slug`` is its place on the desk.

    ``sent`` is false where the agency took the comment back after it had been answered; ``correcting``:
    because the whole reply was returned and has not been sent again.
    """

    comment_id: int
    place: str
    slug: str
    agency: str
    agency_code: str
    standing: Standing
    again: Again
    answer_id: int = 0
    revision: int = 0
    outcome: Outcome | None = None
    explanation: str = ""
    topics: tuple[Topic, ...] = ()
    sent: bool = True
    correcting: bool = False

    @property
    def article(self) -> str:
        """Name the Điều that it stands in; whatever stands in none is its own.

        The Điều is the largest level that a citation names, and the last before its component.
        """
        return self.place[max(self.place.find("Điều "), 0) :]

    @property
    def fact(self) -> Answered:
        """Give it as the rule of the final table asks for it."""
        return Answered(
            self.comment_id,
            self.place,
            self.slug,
            self.agency,
            self.standing,
            self.outcome,
            self.explanation,
            self.again.changes,
            self.again.version,
        )


@dataclass(frozen=True, slots=True)
class Standings:
    """Every comment of a round in document order, the sent ones apart from those taken back.

    ``letters`` are the sent replies whose letter has no number or no day.
    """

    sent: tuple[Answer, ...]
    taken_back: tuple[Answer, ...]
    letters: tuple[Lettered, ...]
    following: Following


def standings(session: Session, consultation: Consultation) -> Standings:
    """Read how far every answer of a round has come: one query."""
    number = consultation.version.number
    facts = {"consultation_id": consultation.id, "draft_id": consultation.draft_id}
    comments, letters, steps = EVERYTHING.read(session, facts | {"oldest": number, "newest": NEWEST})
    following = Following(steps)
    rows = sorted((_Row(*row) for row in comments), key=_turn)
    found = [_answer(row, number, following) for row in rows]
    return Standings(
        tuple(one for one in found if one.sent),
        tuple(one for one in found if not one.sent),
        tuple(_lettered(letters)),
        following,
    )


_Row = NamedTuple("_Row", [(name, Any) for name in NAMES])  # type: ignore[misc]


def _turn(row: Any) -> tuple[int, ...]:
    """Give the place in document order: the whole draft, then each component before its provisions."""
    part = -1 if row.part_position is None else row.part_position
    position = -1 if row.position is None else row.position
    return part, position, row.agency_turn, row.turn, row.comment_id


def _answer(row: Any, number: int, following: Following) -> Answer:
    named = (row.topic_code, row.topic_name), (row.around_code, row.around_name)
    return Answer(
        comment_id=row.comment_id,
        place=opening_capital(row.citation) or GENERAL_LABEL,
        slug=_slug(row),
        agency=row.agency,
        agency_code=row.agency_code,
        standing=standing(row.stage, row.remark or ""),
        again=again_in(row, number, following),
        answer_id=row.answer_id or 0,
        revision=row.revision or 0,
        outcome=row.outcome,
        explanation=row.explanation or "",
        topics=tuple(Topic(code, name) for code, name in named if code),
        sent=row.state is CommentState.SENT,
        correcting=row.reply_state is ReplyState.RETURNED,
    )


def _slug(row: Any) -> str:
    if row.ground_eid:
        return str(row.ground_eid)
    return (row.ground_part_eid or "main") if row.ground_component_id else "general"


def _lettered(rows: Iterable[tuple[Any, ...]]) -> Iterable[Lettered]:
    for reply_id, agency, number, day, _turn in sorted(rows, key=lambda row: (row[4], row[0])):
        yield Lettered(reply_id, agency, number, day)
