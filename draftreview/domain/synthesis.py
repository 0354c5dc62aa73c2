"""The synthesis table that the law requires: its rows, their order, the totals and the agencies' lists.

Law 80/2015, articles 120, 121(2)(c), 129 and 130. One list of rows serves the page and every file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from draftreview.domain.places import Place
from draftreview.domain.vocabulary import Category, Operation, Outcome, Stage, Stance


@dataclass(frozen=True, slots=True)
class Letter:
    """The official letter of an agency; number and date may still be missing."""

    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed wording as the table tells it; ``beside`` is the place it comes after, or in.

    ``tail`` are the words after the points of a khoản.
    """

    operation: Operation
    heading: str = ""
    text: str = ""
    old_heading: str = ""
    old_text: str = ""
    beside: str = ""
    as_first_child: bool = False
    tail: str = ""
    old_tail: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The drafter's answer to one comment; the wording is the drafter's own."""

    outcome: Outcome
    stage: Stage
    explanation: str = ""
    heading: str = ""
    text: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A focus topic that a comment is on, or that its step belongs to."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One comment that was sent, with its answer if there is one; ``body`` and ``reason`` are plain text.

    ``eid`` is where it stands in the version consulted: a provision's, a component's anchor, or the words
    for the whole draft and for the rest; ``owner`` names the component where citing needs it. ``words`` are
    the words of the place as the writer saw them. ``topics``: its own first, then the one around that.
    """

    comment_id: int
    place: Place
    agency: str
    letter: Letter
    body: str
    reason: str = ""
    proposed: Proposed | None = None
    answer: Answer | None = None
    turn: tuple[int, ...] = ()
    """Its place among the comments on the same provision: the agency's in the register, then its own."""
    agency_code: str = ""
    late: bool = False
    eid: str = ""
    owner: str = ""
    words: str = ""
    category: Category = Category.SUBSTANCE
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Invited:
    """An agency that was asked, and what came of it."""

    name: str
    letter: Letter = Letter()
    stance: Stance | None = None
    """What its sent reply says of the draft as a whole; none where no reply was sent."""
    comments: int = 0
    code: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """The agencies asked, by what they answered; each stands in exactly one list.

    Silence is not consent: no provision says so.
    """

    agreed: tuple[Invited, ...] = ()
    commented: tuple[Invited, ...] = ()
    no_opinion: tuple[Invited, ...] = ()
    without_items: tuple[Invited, ...] = ()
    silent: tuple[Invited, ...] = ()

    @property
    def all(self) -> tuple[Invited, ...]:
        """List the agencies asked, list after list."""
        return (*self.agreed, *self.commented, *self.no_opinion, *self.without_items, *self.silent)

    @property
    def count(self) -> int:
        """Count the agencies asked."""
        return len(self.all)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many comments came to which outcome, counted from the outcome itself, never from words."""

    outcomes: Mapping[Outcome, int]
    pending: int

    @property
    def comments(self) -> int:
        """Count the comments."""
        return sum(self.outcomes.values()) + self.pending


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table."""

    title: str
    subject: str
    basis: str
    agency: str
    letter: Letter
    authority: str = "UBND tỉnh Đồng Nai"
    town: str = "Đồng Nai"
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract was chosen by, and how many rows the whole table has."""

    chosen_by: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The table: heading, lists of agencies, totals and rows in the order of the law; whole or an extract."""

    heading: Heading
    parties: Parties
    rows: tuple[Row, ...]
    extract: Extract | None = None

    @property
    def totals(self) -> Totals:
        """Count the rows by outcome."""
        return count(self.rows)


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Put rows in the order of the table.

    General comments; the components in document order, each provision before what is inside it;
    appendices; the rest.
    """
    return tuple(sorted(rows, key=lambda row: (row.place, row.turn, row.comment_id)))


def by_place(rows: Sequence[Row]) -> Iterator[tuple[Place, list[Row]]]:
    """Yield the rows of each place, for the first column that is merged over them."""
    for place, found in groupby(rows, key=lambda row: row.place):
        yield place, list(found)


def count(rows: Iterable[Row]) -> Totals:
    """Count rows by outcome."""
    found = Counter(row.answer.outcome if row.answer else None for row in rows)
    return Totals({outcome: found[outcome] for outcome in Outcome}, found[None])


def sorted_out(invited: Iterable[Invited]) -> Parties:
    """Sort the agencies into the lists of the table's head, keeping their order."""
    lists: dict[str, list[Invited]] = {}
    for one in invited:
        lists.setdefault(_list_of(one), []).append(one)
    return Parties(**{name: tuple(found) for name, found in lists.items()})


def _list_of(one: Invited) -> str:
    if one.comments:
        return "commented"
    if one.stance is None:
        return "silent"
    if one.stance is Stance.AGREE:
        return "agreed"
    return "no_opinion" if one.stance is Stance.NO_OPINION else "without_items"
