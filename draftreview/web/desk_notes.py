"""Internal notes of the drafting side, left on a comment from the desk."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid
from draftreview.services import desk_notes
from draftreview.services.desk import answerable
from draftreview.web.desk_addresses import back_to
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("desk_notes", __name__)


@blueprint.post("/comments/<int:comment_id>/desk-notes", endpoint="leave")
def leave(comment_id: int) -> ResponseReturnValue:
    """Leave a note, and go back to the comment."""
    key, place = answerable(db(), actor(), comment_id)
    try:
        desk_notes.note(db(), actor(), clock(), comment_id, request.form.get("note", ""))
    except Invalid as error:
        flash(translated(error.message), "error")
    else:
        db().commit()
        flash(_("Đã ghi chú nội bộ. Ghi chú chỉ tổ biên tập và trưởng ban soạn thảo xem được."), "status")
    return redirect(back_to(key, place, comment=comment_id), 303)
