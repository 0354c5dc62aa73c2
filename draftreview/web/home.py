"""The home page."""

from flask import Blueprint, render_template

from draftreview.services.home import drafts_in_preparation, home
from draftreview.web.request import actor, clock, db, today
from draftreview.web.unfinished_lines import left_in
from draftreview.web.whereabouts import shown

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> str:
    """Show what is under consultation and, once signed in, what there is to do."""
    found = home(db(), actor(), clock())
    left = {
        task.consultation.id: left_in(task.consultation.version, task.consultation.draft.key, task.work.begun)
        for task in found.tasks
        if task.work.begun and not task.is_sent
    }
    return render_template(
        "home/index.html",
        home=found,
        left_by_round=left,
        since={
            number: shown(state, task.consultation.draft.key)
            for task in found.tasks
            for number, state in task.work.since.items()
        },
        preparing=drafts_in_preparation(db(), actor()),
        day_now=today(),
    )
