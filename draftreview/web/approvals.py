"""Sign-off: the lead drafter approves proposed answers and releases approved ones to the agencies."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from draftreview.domain.vocabulary import Stage
from draftreview.models.consultations import Consultation
from draftreview.services.approvals import LeftAlone, approve, release, waiting
from draftreview.services.consultations import require_round
from draftreview.services.following import follow
from draftreview.services.permissions import may_approve, require
from draftreview.web.request import actor, clock, db
from draftreview.web.whereabouts import shown

blueprint = Blueprint("approvals", __name__)


class SignOffForm(FlaskForm):  # type: ignore[misc]
    """The token alone: what is chosen are tick boxes, a row each."""


@blueprint.get("/drafts/<key>/approvals")
def show(key: str) -> ResponseReturnValue:
    """List what waits: proposed answers to approve, approved ones to release."""
    require(may_approve(actor()))
    return page(require_round(db(), key))


def page(round_: Consultation, left: Sequence[LeftAlone] = ()) -> str:
    """Render what waits, and name what was left alone."""
    rows = waiting(db(), actor(), round_)
    number = round_.version.number
    following = follow(db(), round_.draft_id, number)
    places = {row.comment_id: row.comment.provision for row in rows}
    return render_template(
        "approvals/show.html",
        consultation=round_,
        form=SignOffForm(),
        left=left,
        proposed=[row for row in rows if row.stage is Stage.PROPOSED],
        approved=[row for row in rows if row.stage is Stage.APPROVED],
        since={
            comment_id: shown(following.state(number, place.eid), round_.draft.key)
            for comment_id, place in places.items()
            if place
        },
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
        return redirect(url_for("approvals.show", key=key), 303)
    step = release if verb == "release" else approve
    result = step(db(), actor(), clock(), round_, seen)
    db().commit()
    flash(said(verb, len(result.done)), "status" if result.done else "warning")
    if result.left:
        # Named on the answer itself: a cookie could not carry a thousand names over a redirect.
        return page(round_, result.left), 409
    return redirect(url_for("approvals.show", key=key), 303)


def said(verb: str, number: int) -> str:
    """Say how many answers were reached."""
    if verb == "release":
        return str(_("Đã công bố %(count)s nội dung giải trình.", count=number))
    return str(_("Đã duyệt %(count)s nội dung giải trình.", count=number))


def revisions(field: str) -> Mapping[int, int]:
    """Read "17:2" as revision 2 of the answer to comment 17; anything else was not made by the page."""
    found = {}
    for value in request.form.getlist(field):
        comment_id, _sep, revision = value.partition(":")
        if comment_id.isdecimal() and revision.isdecimal():
            found[int(comment_id)] = int(revision)
    return found
