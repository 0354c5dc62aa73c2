"""What the lead drafter chooses from: the answers of a round by list and filter, a hundred on a page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.sentences import sentence
from draftreview.domain.sign_off import Standing
from draftreview.domain.synthesis_filter import article_of
from draftreview.domain.vocabulary import N_, Outcome
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.services.approvals import Chosen, LeftAlone
from draftreview.services.permissions import may_approve, require
from draftreview.services.standings import Answer, Standings, standings

_JUST_NOW = sentence("vừa được trả lời lại sau khi mở trang")
PAGE = 100
"""Answers on one page."""


class Shelf(StrEnum):
    """The lists of the page."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    AGAIN = "again"
    SENT_BACK = "sent_back"
    RELEASED = "released"


SHELF_LABELS: Mapping[Shelf, str] = {
    Shelf.PROPOSED: N_("Chờ duyệt"),
    Shelf.APPROVED: N_("Đã duyệt, chưa công bố"),
    Shelf.AGAIN: N_("Cần xem lại"),
    Shelf.SENT_BACK: N_("Đã trả lại"),
    Shelf.RELEASED: N_("Đã công bố"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which answers to list; what is empty keeps all. ``article`` is the eid of a Điều or of a place."""

    agency: str = ""
    article: str = ""
    topic: str = ""
    outcome: str = ""

    def keeps(self, one: Answer) -> bool:
        """Tell whether an answer is wanted."""
        return (
            self.agency in ("", one.agency_code)
            and self.article in ("", article_of(one.slug))
            and (not self.topic or any(topic.code == self.topic for topic in one.topics))
            and self.outcome in ("", one.outcome)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by: its code, its name, how many answers it keeps."""

    code: str
    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class ApprovalsPage:
    """One page of one list, the sums of all lists, and what they can be filtered by.

    ``found`` are all answers of the list that the filter keeps; ``rows`` those on this page, loaded whole.
    ``until`` is the newest answer there was when the page was made: what comes later was not read.
    """

    consultation: Consultation
    standings: Standings
    shelf: Shelf
    sums: Mapping[Shelf, int]
    found: tuple[Answer, ...]
    rows: tuple[tuple[Answer, Disposition], ...]
    page: int

    @property
    def pages(self) -> int:
        """Count the pages of the list."""
        return max(1, -(-len(self.found) // PAGE))

    @property
    def until(self) -> int:
        """Give the newest answer read."""
        return max((one.answer_id for one in self.standings.sent), default=0)

    @property
    def answered(self) -> tuple[Answer, ...]:
        """List the comments that have an answer, whichever list it is on."""
        return tuple(one for one in self.standings.sent if one.answer_id)


def approvals_page(
    session: Session,
    actor: User | None,
    consultation: Consultation,
    shelf: Shelf | None,
    wanted: Wanted,
    page: int = 1,
) -> ApprovalsPage:
    """Read one page of a list: two queries; without a list the first that has something to do.

    :raises NotPermitted: unless the actor is the lead drafter
    """
    require(may_approve(actor))
    whole = standings(session, consultation)
    kept = [one for one in whole.sent if one.answer_id and wanted.keeps(one)]
    sums = {one: len(on_shelf(kept, one)) for one in Shelf}
    shelf = shelf or next((one for one in Shelf if sums[one]), Shelf.PROPOSED)
    found = on_shelf(kept, shelf)
    page = min(max(page, 1), max(1, -(-len(found) // PAGE)))
    shown = found[(page - 1) * PAGE : page * PAGE]
    rows = _rows(session, [one.answer_id for one in shown])
    pairs = tuple((one, rows[one.answer_id]) for one in shown)
    return ApprovalsPage(consultation, whole, shelf, sums, found, pairs, page)


def on_shelf(answers: Iterable[Answer], shelf: Shelf) -> tuple[Answer, ...]:
    """Take the answers of one list. What asks to be looked at again stands there and in its own list."""
    if shelf is Shelf.AGAIN:
        return tuple(one for one in answers if one.again)
    return tuple(one for one in answers if one.standing is Standing(shelf.value))


def reached(
    session: Session, consultation: Consultation, shelf: Shelf, wanted: Wanted, until: int
) -> tuple[Chosen, tuple[LeftAlone, ...]]:
    """Choose a whole list as its filter keeps it, and name what was decided after it was read: one query.

    What asks to be looked at again is never reached this way: it wants a word of its own.
    """
    listed = on_shelf((one for one in standings(session, consultation).sent if wanted.keeps(one)), shelf)
    known = [one for one in listed if one.answer_id <= until and not one.again]
    left = tuple(
        LeftAlone(one.comment_id, one.place, one.agency, _JUST_NOW) for one in listed if one.answer_id > until
    )
    return Chosen({one.comment_id: one.revision for one in known}), left


def agencies(answers: Sequence[Answer]) -> list[Choice]:
    """List the agencies that answers were given to, in the order of the first of each."""
    return _choices((one.agency_code, one.agency) for one in answers)


def articles(answers: Sequence[Answer]) -> list[Choice]:
    """List the Điều and other places that answers are about, in document order."""
    return _choices((article_of(one.slug), one.article) for one in answers)


def topics(answers: Sequence[Answer]) -> list[Choice]:
    """List the focus topics of answers by their codes, so that steps follow their topic."""
    found = _choices((topic.code, topic.name) for one in answers for topic in one.topics)
    return sorted(found, key=lambda choice: choice.code)


def outcomes(answers: Sequence[Answer]) -> Mapping[Outcome, int]:
    """Count answers by outcome."""
    counted = Counter(one.outcome for one in answers)
    return {outcome: counted[outcome] for outcome in Outcome}


def _choices(named: Iterable[tuple[str, str]]) -> list[Choice]:
    counted = Counter(named)
    return [Choice(code, name, number) for (code, name), number in counted.items()]


def _rows(session: Session, answer_ids: Sequence[int]) -> dict[int, Disposition]:
    query = (
        select(Disposition)
        .join(Disposition.comment)
        .where(Disposition.id.in_(answer_ids))
        .options(
            contains_eager(Disposition.comment).options(
                joinedload(Comment.agency),
                joinedload(Comment.provision),
                joinedload(Comment.proposal),
                joinedload(Comment.component),
            ),
            joinedload(Disposition.by),
        )
    )
    return {row.id: row for row in session.scalars(query)}
