"""The desk's queue: every place with comments in document order, how many there are and are answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, String, and_, bindparam, case, cast, func, null, select
from sqlalchemy.orm import Session

from draftreview.domain.casing import sentence_case
from draftreview.domain.component_names import component_name
from draftreview.domain.following_words import State
from draftreview.domain.places import GENERAL, Place, component_place, place_of
from draftreview.domain.provisions import WORDS, Kind
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic
from draftreview.services.desk_filter import DeskFilter, answered, matches
from draftreview.services.following import Following
from draftreview.services.texts import Text, TextComponent, TextProvision
from draftreview.services.together import Together

GENERAL_SLUG = "general"
MAIN_SLUG = "main"
_ABOUT = 90
"""Characters of a clause that its line in the queue is read from."""


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """One place that can be spoken of; ``slug`` is its part of the address.

    ``label`` leaves the component out; ``chapter`` is the heading that the queue puts it under.
    """

    slug: str
    place: Place
    label: str
    about: str
    chapter: str
    component_id: int | None = None
    provision_id: int | None = None
    turn: int = 0
    """Its number in the order that places are read in."""


class QueueItem(NamedTuple):
    """A place in the queue: of all its comments, those that the filter lets through."""

    at: DeskPlace
    comments: int
    answered: int
    all: int

    @property
    def slug(self) -> str:
        """Give its part of the address."""
        return self.at.slug

    @property
    def left(self) -> int:
        """Count the comments without an answer."""
        return self.comments - self.answered

    @property
    def state(self) -> str:
        """Tell how far the place has come: untouched, begun or done."""
        if self.answered == 0:
            return "untouched"
        return "done" if self.answered == self.comments else "begun"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the queue can be narrowed to: agencies and topics as (code, name), articles as (eid, name)."""

    agencies: tuple[tuple[str, str], ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    articles: tuple[tuple[str, str], ...] = ()


class DeskPlaces:
    """All places of one version as the desk names them; the version never changes, so this may be kept."""

    def __init__(self, text: Text) -> None:
        self.text = text
        about = "Bố cục, tên gọi, hiệu lực và các vấn đề khác"
        general = DeskPlace(GENERAL_SLUG, GENERAL, GENERAL.label, about, "Chung cho cả dự thảo")
        found = [general]
        for number, component in enumerate(text.components):
            found += _places_in(component, number)
        found.sort(key=lambda one: one.place)
        self._places = {
            (one.provision_id, None if one.provision_id else one.component_id): replace(one, turn=turn)
            for turn, one in enumerate(found)
        }

    @cached_property
    def _by_slug(self) -> dict[str, DeskPlace]:
        return {one.slug: one for one in self._places.values()}

    def find(self, slug: str) -> DeskPlace | None:
        """Find a place by its part of the address."""
        return self._by_slug.get(slug)

    def at(self, provision_id: int | None, component_id: int | None) -> DeskPlace:
        """Give the place that comments stand on."""
        return self._places[provision_id, component_id]

    def articles(self, slugs: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """List the articles in which some places stand, in document order."""
        steps = {part for slug in slugs for part in _openings(slug)}
        return tuple(
            (place.slug, place.place.label)
            for place in self._places.values()
            if place.slug in steps and place.slug.rpartition("__")[2].startswith("art_")
        )


def _openings(slug: str) -> Iterator[str]:
    parts = slug.split("__")
    yield from ("__".join(parts[:number]) for number in range(1, len(parts) + 1))


def _places_in(component: TextComponent, number: int) -> Iterator[DeskPlace]:
    name = component_name(component.kind, component.title)
    whole = component_place(component.kind, number, name)
    slug, about = component.eid or MAIN_SLUG, " ".join(component.title.split())
    yield DeskPlace(slug, whole, name, about, name, component.id)
    chapter = name
    for at, one in enumerate(component.provisions):
        chapter = _titled(one) if one.kind is Kind.CHAPTER else chapter
        place = place_of(one.eid, component.kind, number, at, name)
        label = place_of(one.eid, component.kind, 0, 0).label
        about = one.heading or " ".join(one.text[:_ABOUT].split())
        yield DeskPlace(one.eid, place, label, about, chapter, component.id, one.id)


def _titled(row: TextProvision) -> str:
    return ". ".join(part for part in (f"{WORDS[row.kind]} {row.number}", sentence_case(row.heading)) if part)


def queue(
    session: Session, actor: User | None, round_: Consultation, places: DeskPlaces, wanted: DeskFilter
) -> tuple[QueueItem, ...]:
    """List the places that have comments, in the order of the table: one query."""
    parameters = {"consultation_id": round_.id} | wanted.parameters(actor)
    return _items(session.execute(_counts(wanted.asked), parameters), places, wanted)


def queue_with_choices(
    session: Session, actor: User | None, round_: Consultation, places: DeskPlaces, wanted: DeskFilter
) -> tuple[tuple[QueueItem, ...], Choices]:
    """List the places as ``queue`` does, with what can be asked for: one query."""
    parameters = {"consultation_id": round_.id} | wanted.parameters(actor)
    rows, agencies, topics = _counts_and_choices(wanted.asked).read(session, parameters)
    items = _items(rows, places, wanted)
    return items, Choices(_named(agencies), _named(topics), places.articles([item.slug for item in items]))


def _items(rows: Any, places: DeskPlaces, wanted: DeskFilter) -> tuple[QueueItem, ...]:
    found = []
    for provision_id, component_id, every, done, chosen, chosen_done in rows:
        at = places.at(provision_id, component_id)
        if chosen is None:
            chosen, chosen_done = every, done
        if wanted.article and not wanted.holds(at.slug):
            chosen = chosen_done = 0
        found.append(QueueItem(at, chosen, chosen_done, every))
    return tuple(sorted(found, key=_turn))


def _turn(item: QueueItem) -> int:
    return item.at.turn


def _named(rows: Sequence[tuple[Any, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, name) for _, code, name in sorted(rows))


@lru_cache(maxsize=256)
def _counts(names: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """Count the comments of every place, and those that the conditions of these names let through."""
    chosen = matches(names)
    narrowed = (_number(chosen), _number(and_(chosen, answered())))
    none = cast(null(), Integer)
    return (
        select(
            Comment.provision_id,
            Comment.component_id,
            func.count().label("every"),
            _number(answered()).label("done"),
            *(narrowed if names else (none, none)),
        )
        .where(Comment.consultation_id == bindparam("consultation_id"), Comment.state == CommentState.SENT)
        .group_by(Comment.provision_id, Comment.component_id)
    )


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


@lru_cache(maxsize=256)
def _counts_and_choices(names: frozenset[str]) -> Together:
    return Together(_counts(names), _AGENCIES, _TOPICS)


_AGENCIES: Select[*tuple[Any, ...]] = (
    select(Agency.position, Agency.code, Agency.short_name)
    .where(
        Agency.id.in_(
            select(Comment.agency_id).where(
                Comment.consultation_id == bindparam("consultation_id"), Comment.state == CommentState.SENT
            )
        )
    )
    .group_by(Agency.position, Agency.code, Agency.short_name)
)
_TOPICS: Select[*tuple[Any, ...]] = select(
    FocusTopic.position,
    FocusTopic.code,
    func.coalesce(func.nullif(FocusTopic.short_title, ""), FocusTopic.title, type_=String),
).where(FocusTopic.consultation_id == bindparam("consultation_id"))


def following(items: Sequence[QueueItem], slug: str) -> QueueItem | None:
    """Give the place to go to after an answer: this one while it has open comments, then the next that has.

    After the last it begins again from the top; nothing is left when nothing is open.
    """
    here = next((number for number, item in enumerate(items) if item.slug == slug), 0)
    return next((item for item in (*items[here:], *items[:here]) if item.left), None)


def since(at: DeskPlace, number: int, following: Following) -> State | None:
    """Say what became of a provision or a component of the version of that number; the whole draft stays."""
    if at.provision_id is not None:
        return following.state(number, at.slug)
    part = "" if at.slug == MAIN_SLUG else at.slug
    return following.part_state(number, part) if at.component_id is not None else None


def neighbours(items: Sequence[QueueItem], slug: str) -> tuple[QueueItem | None, QueueItem | None]:
    """Give the places before and after one, of those that the filter lets through."""
    shown = [item for item in items if item.comments or item.slug == slug]
    before = next((one for one, other in pairwise(shown) if other.slug == slug), None)
    after = next((other for one, other in pairwise(shown) if one.slug == slug), None)
    return before, after


def grouped(items: Sequence[QueueItem]) -> tuple[tuple[str, tuple[QueueItem, ...]], ...]:
    """Gather the places that the filter lets through under the headings of their chapters."""
    shown = [item for item in items if item.comments]
    return tuple((words, tuple(found)) for words, found in groupby(shown, key=lambda item: item.at.chapter))
