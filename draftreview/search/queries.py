"""The question of a person as the query that Whoosh runs."""

from collections.abc import Iterable
from typing import Any

from whoosh.matching import WrappingMatcher
from whoosh.query import And, AndMaybe, AndNot, Or, Phrase, Query, Term

from draftreview.domain.search import SearchQuestion
from draftreview.search import questions
from draftreview.search.citing import Place
from draftreview.search.questions import Asked
from draftreview.search.schema import ABOUT, NEWNESS, PLACE

AT_THE_PLACE = 100_000.0
ABOUT_THE_PLACE = 50_000.0
EXACT_WORD = 1_000.0
EXACT_PHRASE = 500.0
FOLDED_PHRASE = 300.0
LATER_VERSION = 0.01
"""What a hit gains. Each lift is larger than all that the rarity of the words can add up to, and an exact
word larger than the rows; the last one only decides between hits that are otherwise alike."""


class _Row(Phrase):  # type: ignore[misc]
    """Words that follow each other, weighed alike whatever the words are."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Give the matcher that Whoosh asks for."""
        return _Even(super().matcher(searcher, context), boost=self.boost)


class _Even(WrappingMatcher):  # type: ignore[misc]
    def score(self) -> float:
        return float(self.boost)

    def max_quality(self) -> float:
        return self.score()


def build(asked: Asked, question: SearchQuestion) -> Query | None:
    """Give the query, its audience and filters inside it, or nothing where nothing can match."""
    wanted = _wanted(asked)
    if wanted is None or not question.audience:
        return None
    query: Query = And([wanted, *_filters(question)])
    excluded = [_excluded(phrase) for phrase in asked.excluded]
    if excluded:
        query = AndNot(query, _any(excluded))
    for lift in _lifts(asked):
        query = AndMaybe(query, lift)
    return query


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Or(queries)


def _row(field: str, words: Iterable[str], boost: float = 1.0) -> Query:
    """Match words that follow each other; one alone is a term."""
    listed = list(words)
    return Term(field, listed[0], boost) if len(listed) == 1 else _Row(field, listed, boost=boost)


def _folded(phrase: questions.Phrase) -> Query:
    return _row("folded", (one.folded for one in phrase))


def _excluded(phrase: questions.Phrase) -> Query:
    """Leave out a marked word only where it stands with its marks."""
    if any(one.accented for one in phrase):
        return _row("exact", (one.exact for one in phrase))
    return _folded(phrase)


def _wanted(asked: Asked) -> Query | None:
    groups = [_any([_folded(phrase) for phrase in group]) for group in asked.groups]
    if not groups:
        return None
    words = groups[0] if len(groups) == 1 else And(groups)
    if asked.place is None or not asked.only_place:
        return words
    return Or([*_places(asked.place), _folded(asked.whole) if asked.whole else words])


def _filters(question: SearchQuestion) -> list[Query]:
    chosen = {
        "audience": question.audience,
        "kind": {kind.value for kind in question.kinds},
        "draft": {question.draft_key} - {""},
        "version": {str(question.version_number)} - {"0"},
        "agency": {str(question.agency_id)} - {"0"},
        "outcome": {question.outcome} - {""},
        "topic": {question.topic} - {""},
    }
    return [
        _any([Term(field, value) for value in sorted(values)]) for field, values in chosen.items() if values
    ]


def _lifts(asked: Asked) -> list[Query]:
    """Prefer the place that is cited, then the words as they were marked, then the words in a row."""
    lifts: list[Query] = [Term("newness", NEWNESS, LATER_VERSION)]
    lifts += _places(asked.place) if asked.place and not asked.only_place else []
    for phrase in asked.phrases:
        lifts += [Term("exact", one.exact, EXACT_WORD) for one in phrase if one.accented]
    rows = [asked.whole, *(phrase for phrase in asked.phrases if phrase != asked.whole)]
    for row in (row for row in rows if len(row) > 1):
        # Looking for rows is what costs most, so only the one that can decide is looked for.
        if any(one.accented for one in row):
            lifts.append(_row("exact", (one.exact for one in row), EXACT_PHRASE))
        else:
            lifts.append(_row("folded", (one.folded for one in row), FOLDED_PHRASE))
    return lifts


def _places(place: Place) -> list[Query]:
    """Match the place itself and what was said about it; a named component comes before the others."""
    found: list[Query] = []
    for tail in place.tails:
        if place.component:
            found.append(Term("places", f"{PLACE}:{tail}@{place.component}", AT_THE_PLACE))
        found.append(Term("places", f"{PLACE}:{tail}", AT_THE_PLACE))
        found.append(Term("places", f"{ABOUT}:{tail}", ABOUT_THE_PLACE))
    return found
