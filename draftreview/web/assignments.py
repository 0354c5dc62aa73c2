"""Comments given to a drafter, one by one or a whole place at once, from the desk."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid
from draftreview.services.assignments import assign
from draftreview.services.desk import answerable
from draftreview.web.desk_addresses import back_to
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("assignments", __name__)


@blueprint.post("/comments/<int:comment_id>/assignment", endpoint="give")
def give(comment_id: int) -> ResponseReturnValue:
    """Give the comment, or all on its place, to whom was chosen; nobody takes it back."""
    key, place = answerable(db(), actor(), comment_id)
    whole = request.form.get("reach") == "place"
    try:
        drafter, count = assign(
            db(), actor(), clock(), comment_id, request.form.get("drafter", type=int), whole
        )
    except Invalid as error:
        flash(translated(error.message), "error")
    else:
        db().commit()
        flash(said(drafter.display_name if drafter else "", count), "status")
    return redirect(back_to(key, place, comment=comment_id), 303)


def said(name: str, count: int) -> str:
    """Say what was given to whom."""
    if not name:
        return str(_("Đã bỏ giao việc %(count)s ý kiến.", count=count))
    return str(_("Đã giao %(count)s ý kiến cho %(name)s.", count=count, name=name))
