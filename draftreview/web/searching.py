"""The page of search results."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, render_template, request, url_for

from draftreview.domain.search import SearchHit
from draftreview.services import searching
from draftreview.web import draining
from draftreview.web.request import actor, clock, db, parts
from draftreview.web.search_form import KINDS, ORDERS, SearchForm
from draftreview.web.whereabouts import shown

blueprint = Blueprint("searching", __name__)

PAGE = 20
LAST_PAGE = 50
"""Nobody reads further; the address may say what it likes."""


@blueprint.get("/search")
def results() -> str:
    """Show what was found, as far as the reader may see it."""
    state = draining.before_search()
    form = SearchForm(request.args)
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    question = replace(form.question(), limit=PAGE, offset=(page - 1) * PAGE)
    found = searching.find_with_following(
        db(), actor(), clock(), parts().search, question, draining.waiting_now
    )
    result = found.result
    form.show(result, question.order)
    return render_template(
        "searching/results.html",
        form=form,
        result=result,
        chosen=form.chosen(result),
        state=state.value,
        kinds=KINDS,
        orders=[
            (label, again(form, order=order.value), order is question.order)
            for order, label in ORDERS.items()
        ],
        address=address,
        since=lambda hit: shown(found.since(hit), hit.draft_key),
        pieces=pieces,
        again=lambda **instead: again(form, **instead),
        page=page,
        pages=min(-(-result.total // PAGE), LAST_PAGE),
        page_query=question.words,
    )


def again(form: SearchForm, **instead: object) -> str:
    """Give the address of this search with something else in it."""
    return url_for("searching.results", **form.address(**instead))


def address(hit: SearchHit) -> str:
    """Give the address of the very clause that a hit stands on, in its version."""
    place = f"#{quote(hit.eid)}" if hit.eid else ""
    return f"{request.script_root}/drafts/{quote(hit.draft_key)}/versions/{hit.version_number}{place}"


def pieces(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Cut a text into pieces that are marked and pieces that are not."""
    place = 0
    for start, end in marks:
        yield text[place:start], False
        yield text[start:end], True
        place = end
    yield text[place:], False
