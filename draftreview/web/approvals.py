"""Sign-off: the lead drafter approves, sends back, takes back and releases answers, or all of a filter."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid
from draftreview.domain.sign_off import Step
from draftreview.models.consultations import Consultation
from draftreview.services.approvals import Chosen, LeftAlone, SignOff, sign
from draftreview.services.approvals_list import Shelf, Wanted, approvals_page, reached
from draftreview.services.consultations import require_round
from draftreview.services.permissions import may_approve, require
from draftreview.web.approvals_page import render
from draftreview.web.asked_round import asked_round, keeps_round
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db

blueprint = keeps_round(Blueprint("approvals", __name__))

_STEPS = {
    "approve": Step.APPROVE,
    "send_back": Step.SEND_BACK,
    "take_back": Step.TAKE_BACK,
    "release": Step.RELEASE,
    "confirm": Step.CONFIRM,
}
_ASKED = ("list", *asdict(Wanted()))


@blueprint.get("/drafts/<key>/approvals")
def show(key: str) -> ResponseReturnValue:
    """List the answers of one stage, filtered as the address says, a hundred at a time."""
    require(may_approve(actor()))
    return page(require_round(db(), key, asked_round()))


def page(round_: Consultation, left: Sequence[LeftAlone] = (), problem: str = "") -> str:
    """Render the list, name what was left alone, say what was not understood and keep what was filled in."""
    number = request.args.get("page", 1, type=int)
    found = approvals_page(db(), actor(), round_, _shelf(), _wanted(), number)
    return render(db(), found, _wanted(), left, problem)


@blueprint.post("/drafts/<key>/approvals", endpoint="sign_off")
def sign_off(key: str) -> ResponseReturnValue:
    """Carry on what was ticked, one answer by its button, all on the page, or all that the filter keeps."""
    require(may_approve(actor()))
    round_ = require_round(db(), key, asked_round())
    verb, _sep, reach = request.form.get("action", "").partition(":")
    step = _STEPS.get(verb)
    chosen, later = _chosen(round_, step, reach)
    if step is None or not (chosen.revisions or later):
        flash(_("Chưa chọn nội dung giải trình nào."), "warning")
        return redirect(url_for("approvals.show", key=key, **_address()), 303)
    try:
        result = sign(db(), actor(), clock(), round_, chosen, step, request.form.get("remark", ""))
    except Invalid as error:
        return page(round_, problem=translated(error.message)), 422
    db().commit()
    flash(said(step, result), "status" if result.done else "warning")
    left = (*result.left, *later)
    if left:
        # Named on the answer itself: a cookie could not carry a thousand names over a redirect.
        return page(round_, left), 409
    return redirect(url_for("approvals.show", key=key, **_onward(round_)), 303)


def said(step: Step, result: SignOff) -> str:
    """Say how many answers were reached."""
    number = len(result.done)
    sentences = {
        Step.APPROVE: _("Đã duyệt %(count)s nội dung giải trình.", count=number),
        Step.SEND_BACK: _("Đã trả lại %(count)s nội dung giải trình cho tổ biên tập.", count=number),
        Step.TAKE_BACK: _("Đã rút duyệt %(count)s nội dung giải trình.", count=number),
        Step.RELEASE: _("Đã công bố %(count)s nội dung giải trình.", count=number),
        Step.CONFIRM: _("Đã giữ nguyên %(count)s nội dung giải trình.", count=number),
    }
    return str(sentences[step])


def _chosen(round_: Consultation, step: Step | None, reach: str) -> tuple[Chosen, tuple[LeftAlone, ...]]:
    """Read what was chosen: "" what is ticked, "page", "all" by the filter, or one answer as "17:2"."""
    if reach == "all":
        until = request.form.get("until", 0, type=int)
        return reached(db(), round_, _shelf() or Shelf.PROPOSED, _wanted(), until)
    fields = {"": request.form.getlist("chosen"), "page": request.form.getlist("shown")}
    revisions = dict(filter(None, map(_pair, fields.get(reach, [reach]))))
    looked = dict(filter(None, map(_ground, request.form.getlist("ground"))))
    ticked = {int(one) for one in request.form.getlist("again") if one.isdecimal()}
    wanted = revisions.keys() if step is Step.CONFIRM else ticked & revisions.keys()
    return Chosen(revisions, {one: looked[one] for one in wanted if one in looked}), ()


def _pair(value: str) -> tuple[int, int] | None:
    """Read "17:2" as revision 2 of the answer to comment 17; anything else was not made by the page."""
    comment_id, _sep, revision = value.partition(":")
    return (int(comment_id), int(revision)) if comment_id.isdecimal() and revision.isdecimal() else None


def _ground(value: str) -> tuple[int, str] | None:
    """Read "17:…" as what the page knew of the ground of the answer to comment 17."""
    comment_id, _sep, ground = value.partition(":")
    return (int(comment_id), ground) if comment_id.isdecimal() else None


def _shelf() -> Shelf | None:
    asked = request.args.get("list", "")
    return Shelf(asked) if asked in set(Shelf) else None


def _wanted() -> Wanted:
    return Wanted(*(request.args.get(name, "").strip() for name in asdict(Wanted())))


def _onward(round_: Consultation) -> dict[str, Any]:
    """Give what the address asked for; a list that is done with gives way to the next."""
    address = _address()
    if not approvals_page(db(), actor(), round_, _shelf(), _wanted()).found:
        address.pop("list", None)
    return address


def _address() -> dict[str, Any]:
    return {name: value for name in _ASKED if (value := request.args.get(name, ""))}
