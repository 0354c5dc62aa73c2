"""“Vẫn giữ nguyên”: a drafter says that an answer still holds although what it was given to has changed."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.services.desk import answerable
from draftreview.services.dispositions import keep
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("keeping", __name__)


@blueprint.post("/comments/<int:comment_id>/dispositions/keep")
def keep_answer(comment_id: int) -> ResponseReturnValue:
    """Propose the answer anew in the same words, and show it where it stands."""
    key, place = answerable(db(), actor(), comment_id)
    revision = request.form.get("seen_revision", 0, type=int)
    keep(db(), actor(), clock(), comment_id, revision, request.form.get("seen_ground", ""))
    db().commit()
    flash(_("Đã giữ nguyên nội dung giải trình, chờ trưởng ban duyệt."), "status")
    where = url_for(
        "dispositions.place", key=key, place=place, comment=comment_id, _anchor=f"comment-{comment_id}"
    )
    return redirect(where, 303)
