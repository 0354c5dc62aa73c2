"""The page that compares two versions of a draft."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from draftreview.domain.comparing import ChangeKind
from draftreview.services.comparing import compare_versions
from draftreview.services.findings import behind
from draftreview.web.comparing_page import page_of
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("comparing", __name__)

VIEWS = ("side", "inline")


@blueprint.get("/drafts/<key>/compare")
def choose(key: str) -> ResponseReturnValue:
    """Go to the comparison of the versions chosen, the older one first."""
    numbers = [request.args.get(name, 1, type=int) for name in ("old", "new")]
    old, new = sorted(numbers)
    return redirect(url_for("comparing.show", key=key, old=old, new=new, view=_view()), 303)


@blueprint.get("/drafts/<key>/compare/<int:old>/<int:new>")
def show(key: str, old: int, new: int) -> str:
    """Compare two versions, side by side or in one column."""
    found = compare_versions(db(), actor(), clock(), key, old, new)
    kind = _kind(request.args.get("kind", ""))
    page = page_of(found.compared, behind(db(), actor(), clock(), found), kind)
    return render_template(
        "comparing/show.html",
        found=found,
        page=page,
        kind=kind,
        view=_view() or VIEWS[0],
    )


def _view() -> str | None:
    view = request.args.get("view")
    return view if view in VIEWS else None


def _kind(word: str) -> ChangeKind | None:
    return ChangeKind(word) if word in list(ChangeKind) else None
