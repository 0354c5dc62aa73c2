"""Which documents meet a question: its words, its place, its audience, its filters; and how many do."""

from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import pairwise
from operator import or_

from draftreview.domain.search import Facet, FacetCount, SearchQuestion
from draftreview.search.citing import Place
from draftreview.search.questions import Asked, Phrase
from draftreview.search.schema import (
    ABOUT,
    AUDIENCE,
    DAY,
    EXACT,
    FOLDED,
    PLACE,
    PLACES,
    ROWS,
    SUBJECT,
    TEXT,
    facet_field,
)
from draftreview.search.segments import gathered, numbers
from draftreview.search.snippets import stands_as_typed
from draftreview.search.view import View


class Scope:
    """What a question may find whatever its words: its audience, its days, its filters.

    ``visible`` is what its reader may see; ``within`` are the filters that took effect.
    """

    def __init__(self, view: View, question: SearchQuestion) -> None:
        self._view = view
        changed = view.any_of(SUBJECT, question.without)
        self.visible = view.any_of(AUDIENCE, question.audience) & ~changed
        self._chosen: dict[Facet, int] = {}
        self.within: dict[Facet, str] = {}
        for facet, value in question.within.items():
            documents = reduce(or_, view.values(facet_field(facet)).get(value, {}).values(), 0)
            if documents & self.visible:
                self.within[facet], self._chosen[facet] = value, documents
        self._days = self.visible & _on_days(view, question)

    def narrow(self, documents: int, but: Facet | None = None) -> int:
        """Leave what the filters let through, all of them or all but one."""
        documents &= self._days
        for facet, chosen in self._chosen.items():
            if facet is not but:
                documents &= chosen
        return documents

    def count(self, documents: int) -> Mapping[Facet, tuple[FacetCount, ...]]:
        """Count documents by every value of every facet, the facet's own filter left aside."""
        return {facet: tuple(self._counts(facet, self.narrow(documents, facet))) for facet in Facet}

    def _counts(self, facet: Facet, documents: int) -> Iterable[FacetCount]:
        for value, labels in self._view.values(facet_field(facet)).items():
            count = sum((documents & holding).bit_count() for holding in labels.values())
            if count or value == self.within.get(facet):
                yield FacetCount(value, self._label(labels), count)

    def _label(self, labels: Mapping[str, int]) -> str:
        """Give the same label every time, of those in documents that the reader may see."""
        return max(label for label, holding in labels.items() if holding & self.visible)


def _on_days(view: View, question: SearchQuestion) -> int:
    if question.since is None and question.until is None:
        return view.live
    first = question.since.isoformat() if question.since else ""
    last = question.until.isoformat() if question.until else "9999"
    return view.any_of(DAY, [day for day in view.values(DAY) if first <= day <= last])


def matching(view: View, asked: Asked) -> int:
    """Give the documents that the words of a question find."""
    if not asked.groups:
        return 0
    found = view.live
    for group in asked.groups:
        alternatives = 0
        for phrase in group:
            alternatives |= in_a_row(view, phrase)
        found &= alternatives
    if asked.place and asked.only_place:
        if asked.whole:
            found = in_a_row(view, asked.whole)
        for places in cited(view, asked.place):
            found |= places
    for phrase in asked.excluded:
        found &= ~_excluded(view, phrase)
    return found


def in_a_row(view: View, phrase: Phrase) -> int:
    """Give the documents where syllables follow each other, whatever their marks; one stands anywhere."""
    if len(phrase) == 1:
        return view.documents(FOLDED, phrase[0].folded)
    found = view.live
    for pair in pairs(phrase):
        found &= view.documents(ROWS, pair)
    if len(phrase) == 2 or not found:
        return found
    # That each two follow each other somewhere does not yet make them one row.
    row = f" {' '.join(one.folded for one in phrase)} ".encode()
    return gathered((one for one in numbers(found) if row in view.kept(TEXT, one)), view.size)


def pairs(phrase: Phrase) -> list[str]:
    """List each two syllables that follow each other."""
    return [f"{one.folded} {other.folded}" for one, other in pairwise(phrase)]


def _excluded(view: View, phrase: Phrase) -> int:
    """Leave out marked words only where they stand with their marks."""
    found = in_a_row(view, phrase)
    for one in phrase:
        if one.accented:
            found &= view.documents(EXACT, one.exact)
    if len(phrase) == 1 or not any(one.accented for one in phrase):
        return found
    return gathered((one for one in numbers(found) if _stands(view, one, phrase)), view.size)


def _stands(view: View, number: int, phrase: Phrase) -> bool:
    stored = view.stored(number)
    return any(stands_as_typed(stored[part], phrase) for part in ("citation", "title", "body"))


def cited(view: View, place: Place) -> list[int]:
    """Give the documents at a place, in the component that was named before others, then what is about it."""
    tails = place.tails
    named = [f"{PLACE}:{tail}@{place.component}" for tail in tails] if place.component else []
    return [
        view.any_of(PLACES, named),
        view.any_of(PLACES, [f"{PLACE}:{tail}" for tail in tails]),
        view.any_of(PLACES, [f"{ABOUT}:{tail}" for tail in tails]),
    ]


def at_place(view: View, asked: Asked) -> int:
    """Give the very provisions that a question cites."""
    if asked.place is None:
        return 0
    named, all_of_them, _ = cited(view, asked.place)
    return named or all_of_them
