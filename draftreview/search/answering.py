"""A question answered from the index: what is found, in its order, with snippets, counts and a suggestion."""

from typing import Any

from draftreview.domain.search import DocumentKind, Order, SearchHit, SearchQuestion, SearchResult
from draftreview.search.matching import Scope, at_place, matching
from draftreview.search.questions import Asked, read_question
from draftreview.search.ranking import Ranked, best, by_date, by_place
from draftreview.search.snippets import snippet, title_marks
from draftreview.search.suggesting import suggest
from draftreview.search.view import View


def answer(view: View, question: SearchQuestion) -> SearchResult:
    """Answer a question; its reader learns nothing of what lies outside the question's audience."""
    asked, scope = read_question(question.words), Scope(view, question)
    seen = matching(view, asked) & scope.visible
    found = scope.narrow(seen)
    first = max(question.offset, 0)
    ranked = _ranked(view, asked, question.order, found, scope, first + max(question.limit, 1))[first:]
    place = at_place(view, asked)
    return SearchResult(
        tuple(_hit(view.stored(number), score, asked, bool(place >> number & 1)) for number, score in ranked),
        found.bit_count(),
        scope.count(seen) if question.counted else {},
        scope.within,
        "" if found else suggest(view, scope, question.words, asked),
    )


def _ranked(view: View, asked: Asked, order: Order, found: int, scope: Scope, wanted: int) -> Ranked:
    if order is Order.PLACE:
        return by_place(view, found, wanted)
    if order is Order.DATE:
        return by_date(view, found, wanted)
    return best(view, asked, found, scope.visible, wanted)


def _hit(stored: dict[str, Any], score: float, asked: Asked, at_place: bool) -> SearchHit:
    shown, marks = snippet(stored["body"], asked)
    return SearchHit(
        key=stored["key"],
        kind=DocumentKind(stored["kind"]),
        eid=stored["eid"],
        citation=stored["citation"],
        title=stored["title"],
        snippet=shown,
        marks=marks,
        score=score,
        title_marks=title_marks(stored["title"], asked, shown, marks),
        draft_key=stored["draft_key"],
        version_number=stored["version_number"],
        outcome=stored["outcome"],
        day=stored["day"],
        at_place=at_place,
    )
