"""How a file that was split is put right in the browser."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.repair_operations import RepairOperation
from draftreview.services import intakes, repairs
from draftreview.services.repairs import Mended
from draftreview.web.draft_forms import RepairForm
from draftreview.web.forms import said
from draftreview.web.intake_page import offset_of, shown
from draftreview.web.presentation import translated
from draftreview.web.request import clock, db, signed_in

blueprint = Blueprint("repairs", __name__)


@blueprint.post("/intakes/<int:intake_id>/repairs")
def repair(intake_id: int) -> ResponseReturnValue:
    """Repair one place of a file and come back to it."""
    user, form, row = signed_in(), RepairForm(), request.form.get("row", "")
    found = intakes.find_intake(db(), user, intake_id)
    if not form.validate_on_submit():
        return _refused(intake_id, row, _("Chọn một thao tác trong danh sách."), 422)
    operation = RepairOperation(said(form.operation))
    try:
        mended = repairs.repair(
            db(),
            user,
            clock(),
            intake_id,
            eid=row,
            operation=operation,
            seen_revision=form.seen.data or 0,
            argument=form.argument_of(operation),
            offset=offset_of(found, row, form) if operation is RepairOperation.SPLIT else 0,
        )
    except Conflict as error:
        return _refused(intake_id, row, translated(error.message), 409)
    except Invalid as error:
        return _refused(intake_id, row, translated(error.message), 422)
    return _done(mended, _("Đã sửa."))


@blueprint.post("/intakes/<int:intake_id>/repairs/undo")
def undo(intake_id: int) -> ResponseReturnValue:
    """Take the last repair of a file back."""
    user, row = signed_in(), request.form.get("row", "")
    try:
        seen = request.form.get("seen", 0, type=int)
        mended = repairs.undo(db(), user, clock(), intake_id, seen)
    except Conflict as error:
        return _refused(intake_id, row, translated(error.message), 409)
    except Invalid as error:
        return _refused(intake_id, row, translated(error.message), 422)
    return _done(mended, _("Đã hoàn tác."))


def _done(mended: Mended, message: str) -> ResponseReturnValue:
    db().commit()
    address = url_for("drafts.intake", intake_id=mended.intake.id, row=mended.eid)
    if request.headers.get("HX-Request"):
        return shown(mended.intake, mended.eid, done=message), 200, {"HX-Replace-Url": address}
    flash(message, "status")
    return redirect(f"{address}#r-{mended.eid or 'text'}", 303)


def _refused(intake_id: int, row: str, problem: str, status: int) -> ResponseReturnValue:
    """Show the file as it stands now, with the reason on top; nothing was changed."""
    found = intakes.find_intake(db(), signed_in(), intake_id)
    return shown(found, row, problem=problem), status
