"""One place of the desk: its words, all that was said about it and the wordings proposed for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from draftreview.domain.anchoring import Anchor
from draftreview.domain.following_words import State
from draftreview.domain.options import Option, options
from draftreview.domain.provisions import Kind, citation
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import Category
from draftreview.services.anchors import Passage, passage_at
from draftreview.services.desk_beside import Beside, Given, Noted, PastWording
from draftreview.services.desk_queue import DeskPlace, DeskPlaces, since
from draftreview.services.following import Following
from draftreview.services.looking_again import Again, again_in
from draftreview.services.texts import TextProvision

_FRESH = Again("")


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment on the desk with its current answer and the letter of the wording it proposes.

    ``matches`` tells whether the filter lets it through; ``alike`` how many others are in its group.
    """

    id: int
    agency: str
    agency_short: str
    category: Category
    body: str
    reason: str
    late: bool
    topic: str
    proposed: Proposed | None
    answer: Given | None
    letter: str = ""
    passage: Passage | None = None
    drafter_id: int | None = None
    drafter: str = ""
    group_id: int | None = None
    alike: int = 0
    matches: bool = True
    notes: tuple[Noted, ...] = ()
    saves: int = 0
    """How often its agency has saved it."""
    again: Again = _FRESH
    """Whether what its answer was given to has changed since, and what one would be given to now."""

    @property
    def revision(self) -> int:
        """Give the revision that a new decision follows."""
        return self.answer.revision if self.answer else 0


@dataclass(frozen=True, slots=True)
class Quoted:
    """Some words of the place at hand: a heading, or what a provision says, with its number as printed."""

    words: str
    number: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """The place at hand: its words with what stands inside it, and all that was said about it."""

    at: DeskPlace
    provision: TextProvision | None
    about: str
    quoted: tuple[Quoted, ...]
    remarks: tuple[Remark, ...]
    options: tuple[Option, ...]
    chosen: Remark
    since: State | None = None
    past: tuple[PastWording, ...] = ()

    @property
    def around(self) -> tuple[Remark | None, Remark | None]:
        """Give the comments before and after the chosen one, of those that the filter lets through."""
        shown = [one for one in self.remarks if one.matches or one is self.chosen]
        at = shown.index(self.chosen)
        return (shown[at - 1] if at else None), (shown[at + 1] if at + 1 < len(shown) else None)

    @property
    def topics(self) -> tuple[str, ...]:
        """Name the focus topics that its comments are on."""
        return tuple(dict.fromkeys(one.topic for one in self.remarks if one.topic))

    def behind(self, *options: Option) -> tuple[Remark, ...]:
        """List the comments that propose a wording, or one of some."""
        letters = {option.letter for option in options}
        return tuple(one for one in self.remarks if one.letter in letters)


def spot(
    rows: Sequence[Any],
    places: DeskPlaces,
    at: DeskPlace,
    number: int,
    more: Beside,
    *,
    comment_id: int | None = None,
    after: int | None = None,
) -> Spot:
    """Put a place together from the rows of ``desk_said``; without a comment the first open one is chosen.

    :param number: the number of the version consulted
    :param after: the comment that was just answered; the next one after it is chosen
    """
    provision = places.text.provisions[at.provision_id] if at.provision_id else None
    told = sorted(rows, key=lambda row: (row.turn, row.position, row.id))
    proposals = {row.id: _proposed(row) for row in told if row.operation is not None}
    wordings = options(list(proposals.items()))
    letters = {one: option.letter for option in wordings for one in option.comment_ids}
    passages = _passages(rows, provision, number, more.following)
    remarks = tuple(
        _remark(
            row,
            proposals.get(row.id),
            letters.get(row.id, ""),
            passages.get(row.id),
            more.notes.get(row.id, ()),
            again_in(row, number, more.following),
        )
        for row in told
    )
    return Spot(
        at,
        provision,
        _about(places, provision),
        _quoted(places, at, provision),
        remarks,
        wordings,
        _chosen(remarks, comment_id, after),
        since(at, number, more.following),
        more.past,
    )


def _remark(
    row: Any,
    proposed: Proposed | None,
    letter: str,
    passage: Passage | None,
    notes: tuple[Noted, ...],
    again: Again,
) -> Remark:
    return Remark(
        row.id,
        row.agency,
        row.agency_short,
        row.category,
        row.body,
        row.reason,
        bool(row.late),
        row.topic or "",
        proposed,
        _answer(row) if row.answer_id is not None else None,
        letter,
        passage,
        row.drafter_id,
        row.drafter or "",
        row.group_id,
        (row.members or 1) - 1,
        bool(row.matches),
        notes,
        row.saves,
        again,
    )


def _answer(row: Any) -> Given:
    return Given(
        row.outcome,
        row.stage,
        row.explanation,
        (row.own_heading, row.own_text, row.own_tail),
        row.answered_by or "",
        row.answered_at,
        row.revision,
        row.remark,
    )


def _proposed(row: Any) -> Proposed:
    """Give a proposal as the domain tells it; a wording to move says after what."""
    return Proposed(
        operation=row.operation,
        heading=row.new_heading,
        text=row.new_text,
        old_heading=row.base_heading,
        old_text=row.base_text,
        beside=citation(row.target) if row.target else "",
        as_first_child=row.as_first_child,
        tail=row.new_tail,
        old_tail=row.base_tail,
    )


def _passages(
    rows: Sequence[Any], provision: TextProvision | None, number: int, following: Following
) -> dict[int, Passage]:
    if provision is None:
        return {}
    return {
        row.id: passage_at(
            Anchor(row.start, row.end, row.quote, row.before, row.after),
            provision.eid,
            provision.words,
            number,
            following,
        )
        for row in rows
        if row.quote is not None
    }


def _about(places: DeskPlaces, provision: TextProvision | None) -> str:
    """Give the heading of the article that a place stands in."""
    if provision is None:
        return ""
    articles = (one for one in places.text.above(provision) if one.kind is Kind.ARTICLE)
    return next((one.heading for one in articles), "")


def _quoted(places: DeskPlaces, at: DeskPlace, provision: TextProvision | None) -> tuple[Quoted, ...]:
    if provision is not None:
        every = places.text.component_of(provision).provisions
        return _quoted_inside([one for one in every if f"{one.eid}__".startswith(f"{at.slug}__")])
    component = next((one for one in places.text.components if one.id == at.component_id), None)
    if component is None:
        return ()
    # What a component says outside its provisions, the whole of an appendix for one.
    found = [Quoted(component.title, heading=True), Quoted(component.preamble), Quoted(component.closing)]
    return tuple(one for one in found if one.words)


def _quoted_inside(rows: Sequence[TextProvision]) -> tuple[Quoted, ...]:
    """Quote provisions in document order; what follows the children of one stands after them."""
    found: list[Quoted] = []
    opened: list[TextProvision] = []

    def close(until: int | None) -> None:
        while opened and opened[-1].id != until:
            found.append(Quoted(opened.pop().tail))

    for row in rows:
        close(row.parent_id)
        mark = {Kind.CLAUSE: f"{row.number}. ", Kind.POINT: f"{row.number}) "}.get(row.kind, "")
        found += [Quoted(row.heading, heading=True), Quoted(row.text, mark if opened else "")]
        opened.append(row)
    close(None)
    return tuple(one for one in found if one.words)


def _chosen(remarks: Sequence[Remark], comment_id: int | None, after: int | None) -> Remark:
    """Choose the comment asked for, else the first that waits for an answer, else the first."""
    asked = next((one for one in remarks if one.id == comment_id), None)
    if asked is not None:
        return asked
    shown = [one for one in remarks if one.matches] or list(remarks)
    before = next((at for at, one in enumerate(shown, 1) if one.id == after), 0)
    later = [*shown[before:], *shown[:before]]
    return next((one for one in later if one.answer is None), later[0])
