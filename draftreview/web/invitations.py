"""The register of a round: the agencies invited, when they received the letter, more time for one of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.vocabulary import InvitationState, RoundAction
from draftreview.services.invitation_history import happenings_of
from draftreview.services.invitations import line_of, note_receiving, register
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_changes import Wish, change_round, changes_of
from draftreview.services.round_pages import RoundPage, open_round_page
from draftreview.web.forms import said
from draftreview.web.presentation import day, translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.round_forms import ChangeForm, ReceivedForm
from draftreview.web.round_page import said_of

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/drafts/<key>/rounds/<int:number>/agencies")
def listing(key: str, number: int) -> str:
    """List the agencies of a round with what each has done, of one state where one was chosen."""
    page = open_round_page(db(), signed_in(), clock(), key, number)
    return _register_page(page, ReceivedForm(formdata=None))


def _register_page(page: RoundPage, form: ReceivedForm, error: str = "") -> str:
    chosen = request.args.get("state", "")
    state = InvitationState(chosen) if chosen in set(InvitationState) else None
    overdue = chosen == "overdue"
    found = register(db(), signed_in(), clock(), page.consultation, state=state, overdue=overdue)
    every = {line.invitation.agency_id for line in found.lines} if request.args.get("ticked") == "all" else ()
    return render_template(
        "invitations/list.html",
        page=page,
        register=found,
        states=tuple(InvitationState),
        state=state,
        overdue=overdue,
        ticked=request.form.getlist("agencies", type=int) or every,
        form=form,
        error=error,
        may_invite=may_run_rounds(signed_in()) and page.newest and not page.days.closed,
    )


@blueprint.post("/drafts/<key>/rounds/<int:number>/agencies")
def received(key: str, number: int) -> ResponseReturnValue:
    """Note on which day the agencies ticked received the letter."""
    user, form = signed_in(), ReceivedForm()
    page = open_round_page(db(), user, clock(), key, number)
    if not form.validate():
        return _register_page(page, form), 422
    chosen = request.form.getlist("agencies", type=int)
    try:
        news = note_receiving(db(), user, clock(), page.consultation, chosen, form.received_on.data)
    except Invalid as error:
        words = translated(error.message)
        if error.field in form:
            form[error.field].errors = [words]
        return _register_page(page, form, words), 422
    db().commit()
    flash(
        _("Đã ghi ngày nhận %(day)s cho %(count)s cơ quan.", day=day(form.received_on.data), count=news),
        "status",
    )
    return redirect(
        url_for("invitations.listing", key=key, number=number, state=request.args.get("state") or None), 303
    )


@blueprint.get("/drafts/<key>/rounds/<int:number>/agencies/<int:agency_id>")
def show(key: str, number: int, agency_id: int) -> str:
    """Show one agency in a round: its days, what it did, and the form that gives it more time."""
    page = open_round_page(db(), signed_in(), clock(), key, number)
    return _agency_page(page, agency_id, ChangeForm(formdata=None))


def _agency_page(page: RoundPage, agency_id: int, form: ChangeForm, error: str = "") -> str:
    changes = changes_of(db(), page.consultation)
    form.seen.data = str(changes[0].id if changes else 0)
    line = line_of(db(), signed_in(), clock(), page.consultation, agency_id)
    may_extend = may_run_rounds(signed_in()) and page.newest and not page.days.closed
    return render_template(
        "invitations/show.html",
        page=page,
        line=line,
        happened=happenings_of(db(), signed_in(), page, line, changes),
        form=form,
        error=error,
        may_extend=may_extend and line.state not in (InvitationState.SENT, InvitationState.LATE),
    )


@blueprint.post("/drafts/<key>/rounds/<int:number>/agencies/<int:agency_id>")
def extend(key: str, number: int, agency_id: int) -> ResponseReturnValue:
    """Give one agency more time."""
    user, form = signed_in(), ChangeForm()
    require(may_run_rounds(user))
    page = open_round_page(db(), user, clock(), key, number)
    if not form.validate():
        return _agency_page(page, agency_id, form), 422
    wish = Wish(RoundAction.EXTENDED, said(form.reason), form.closes_before.data, agency_id)
    try:
        change_round(db(), user, clock(), page.consultation, wish, form.seen_change)
    except Invalid as error:
        form[error.field].errors = [translated(error.message)]
        return _agency_page(page, agency_id, form), 422
    except Conflict as error:
        return _agency_page(page, agency_id, form, translated(error.message)), 409
    db().commit()
    flash(said_of(wish), "status")
    return redirect(url_for("invitations.show", key=key, number=number, agency_id=agency_id), 303)
