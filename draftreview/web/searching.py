"""The page of search results."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SearchField, SelectField

from draftreview.domain.search import DocumentKind, SearchHit, SearchQuestion
from draftreview.services import audiences, searching
from draftreview.web import draining
from draftreview.web.forms import options, said
from draftreview.web.request import actor, clock, db, parts

blueprint = Blueprint("searching", __name__)

PAGE = 20
LAST_PAGE = 50
"""Nobody reads further; the address may say what it likes."""

KINDS = {
    DocumentKind.PROVISION: _l("Nội dung dự thảo"),
    DocumentKind.COMMENT: _l("Ý kiến góp ý"),
    DocumentKind.PROPOSAL: _l("Câu chữ đề xuất"),
    DocumentKind.DISPOSITION: _l("Tiếp thu, giải trình"),
    DocumentKind.REPLY: _l("Văn bản góp ý"),
}


class SearchForm(Form):
    """What is looked for and within what; all of it stands in the address."""

    q = SearchField(_l("Từ cần tìm"))
    kind = SelectField(_l("Tìm trong"), choices=options([("", _l("Tất cả")), *KINDS.items()]))
    version = SelectField(_l("Bản dự thảo"))


@blueprint.get("/search")
def results() -> str:
    """Show what was found, as far as the reader may see it."""
    draining.heal()
    draining.drain()
    audience = audiences.held_by(db(), actor(), clock())
    form = _form(searching.versions_within(db(), audience))
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    words = said(form.q)
    question = SearchQuestion(
        words,
        audience,
        kinds=frozenset({DocumentKind(form.kind.data)}) if form.kind.data else frozenset(),
        version_number=int(form.version.data or 0),
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    result = searching.find_within(db(), parts().search, question)
    return render_template(
        "searching/results.html",
        form=form,
        result=result,
        kinds=KINDS,
        address=address,
        pieces=pieces,
        page=page,
        pages=min(-(-result.total // PAGE), LAST_PAGE),
        page_url=lambda number: url_for("searching.results", **_asked(form), page=number),
        page_query=words,
    )


def _form(versions: list[int]) -> SearchForm:
    """Read the form from the address; a choice that does not exist is no choice."""
    form = SearchForm(request.args)
    numbered = {str(number): _("Lần %(number)s", number=number) for number in versions}
    form.version.choices = options([("", _("Mọi bản")), *numbered.items()])
    if form.version.data not in numbered:
        form.version.data = ""
    if form.kind.data not in set(DocumentKind):
        form.kind.data = ""
    return form


def _asked(form: SearchForm) -> dict[str, Any]:
    return {field.name: field.data for field in form if field.data}


def address(hit: SearchHit) -> str:
    """Give the address of the very clause that a hit stands on, in its version."""
    place = f"#{quote(hit.eid)}" if hit.eid else ""
    return f"{request.script_root}/drafts/{quote(hit.draft_key)}/versions/{hit.version_number}{place}"


def pieces(hit: SearchHit) -> Iterator[tuple[str, bool]]:
    """Cut a snippet into pieces that are marked and pieces that are not."""
    place = 0
    for start, end in hit.marks:
        yield hit.snippet[place:start], False
        yield hit.snippet[start:end], True
        place = end
    yield hit.snippet[place:], False
