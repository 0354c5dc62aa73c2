"""The home page."""

from flask import Blueprint, render_template

from draftreview.services.home import drafts_in_preparation, home
from draftreview.web.request import actor, clock, db, today

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> str:
    """Show what is under consultation and, once signed in, what there is to do."""
    return render_template(
        "home/index.html",
        home=home(db(), actor(), clock()),
        preparing=drafts_in_preparation(db(), actor()),
        day_now=today(),
    )
