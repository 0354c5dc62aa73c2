"""Sign-off: the lead drafter approves proposed answers and releases approved ones to the agencies."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from draftreview.domain.vocabulary import Stage
from draftreview.services.approvals import SignOff, approve, release, waiting
from draftreview.services.consultations import require_round
from draftreview.services.permissions import may_approve, require
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("approvals", __name__)


class SignOffForm(FlaskForm):  # type: ignore[misc]
    """The token alone: what is chosen are tick boxes, a row each."""


@blueprint.get("/drafts/<key>/approvals")
def show(key: str) -> ResponseReturnValue:
    """List what waits: proposed answers to approve, approved ones to release."""
    require(may_approve(actor()))
    round_ = require_round(db(), key)
    rows = waiting(db(), actor(), round_)
    return render_template(
        "approvals/show.html",
        consultation=round_,
        form=SignOffForm(),
        proposed=[row for row in rows if row.stage is Stage.PROPOSED],
        approved=[row for row in rows if row.stage is Stage.APPROVED],
    )


@blueprint.post("/drafts/<key>/approvals", endpoint="sign_off")
def sign_off(key: str) -> ResponseReturnValue:
    """Approve or release what was ticked, or everything that the page showed."""
    require(may_approve(actor()))
    round_ = require_round(db(), key)
    verb, _sep, reach = request.form.get("action", "").partition(":")
    seen = revisions("shown" if reach == "all" else "chosen")
    if not seen:
        flash(_("Chưa chọn nội dung giải trình nào."), "warning")
    elif verb == "release":
        result = release(db(), actor(), clock(), round_, seen)
        flash(_("Đã công bố %(count)s nội dung giải trình.", count=len(result.done)), "status")
        name_left_alone(result)
    else:
        result = approve(db(), actor(), clock(), round_, seen)
        flash(_("Đã duyệt %(count)s nội dung giải trình.", count=len(result.done)), "status")
        name_left_alone(result)
    db().commit()
    return redirect(url_for("approvals.show", key=key), 303)


def revisions(field: str) -> Mapping[int, int]:
    """Read "17:2" as revision 2 of the answer to comment 17; anything else was not made by the page."""
    found = {}
    for value in request.form.getlist(field):
        comment_id, _sep, revision = value.partition(":")
        if comment_id.isdecimal() and revision.isdecimal():
            found[int(comment_id)] = int(revision)
    return found


def name_left_alone(result: SignOff) -> None:
    """Name what had changed meanwhile."""
    for one in result.left:
        flash(
            _(
                "Để nguyên %(place)s (%(agency)s): %(reason)s.",
                place=one.place,
                agency=one.agency,
                reason=one.reason,
            ),
            "warning",
        )
