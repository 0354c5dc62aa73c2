"""Reading a draft: the newest version, and any version clause by clause."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue

from draftreview.services.reading import Visit, open_version
from draftreview.web.first_opening import note_first_opening
from draftreview.web.kept_pages import Pieces, own_page, public_page, standing
from draftreview.web.print_page import show_print
from draftreview.web.reading_page import page_url, show_page
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("reading", __name__)


@blueprint.get("/drafts/<key>")
def latest(key: str) -> ResponseReturnValue:
    """Lead to the version asked for, by default the newest."""
    asked = request.args.get("version", type=int)
    visit = open_version(db(), actor(), clock(), key, asked)
    return redirect(page_url(key, visit.version.number))


@blueprint.get("/drafts/<key>/versions/<int:number>")
def version(key: str, number: int) -> ResponseReturnValue:
    """Show one version with what the reader's agency has said."""
    if "_flashes" in session:
        return show_page(_opened(key, number))
    return standing(lambda: _version(key, number))


def _version(key: str, number: int) -> Pieces:
    visit = _opened(key, number)
    user = actor()
    return public_page(visit) if user is None else own_page(visit, user)


def _opened(key: str, number: int) -> Visit:
    visit = open_version(db(), actor(), clock(), key, number)
    note_first_opening(visit)
    return visit


@blueprint.get("/drafts/<key>/versions/<int:number>/print")
def printed(key: str, number: int) -> str:
    """Show one version as it prints, with comments of the own agency or of every one where asked for."""
    return show_print(_opened(key, number), request.args.get("with", ""))
