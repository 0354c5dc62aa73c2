"""Rounds as the drafting side runs them: opened with their topics, changed with a reason, followed up."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.vocabulary import InvitationState, RoundAction
from draftreview.services import consultations, invitations, round_opening
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_changes import Wish, change_round, changes_of
from draftreview.services.round_pages import RoundPage, open_round_page
from draftreview.services.topics import topics_of
from draftreview.web.forms import said
from draftreview.web.presentation import day, translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.round_forms import ChangeForm, ReceivedForm
from draftreview.web.round_page import opening_form, opening_page, topics_in, topics_shown

blueprint = Blueprint("rounds", __name__)


@blueprint.get("/drafts/<key>/rounds/new")
def new(key: str) -> ResponseReturnValue:
    """Show the form of a new round, begun from the topics of the round before."""
    version, made = round_opening.version_to_consult(db(), signed_in(), key)
    if made is not None:
        return redirect(url_for("rounds.show", key=key, number=made.number))
    return opening_page(version, opening_form(version))


@blueprint.post("/drafts/<key>/rounds/new")
def open_round(key: str) -> ResponseReturnValue:
    """Open a round on the newest version; the other buttons change the rows of topics and keep nothing."""
    user = signed_in()
    version, _made = round_opening.version_to_consult(db(), user, key)
    wish = request.form.get("rows", "")
    form = opening_form(version, wish)
    if wish:
        return opening_page(version, form, at=wish)
    if not form.validate_on_submit():
        return opening_page(version, form), 422
    chosen = round_opening.agencies_to_invite(db(), form.ticked)
    try:
        facts = form.facts(topics_in(form, version))
        opened = consultations.open_round(db(), user, clock(), version, facts, chosen, user.agency)
    except Invalid as error:
        form.refuse(error.field, translated(error.message))
        return opening_page(version, form), 422
    db().commit()
    flash(
        _(
            "Đã mở đợt lấy ý kiến về bản lần %(number)s, mời %(count)s cơ quan.",
            number=version.number,
            count=len(chosen),
        ),
        "status",
    )
    return redirect(url_for("rounds.show", key=key, number=opened.number), 303)


@blueprint.get("/drafts/<key>/rounds/<int:number>")
def show(key: str, number: int) -> str:
    """Show a round: its letter, days and topics, what was done to it, and what may be done now."""
    return _round_page(open_round_page(db(), signed_in(), clock(), key, number), ChangeForm(formdata=None))


def _round_page(page: RoundPage, form: ChangeForm, asked: str = "", error: str = "") -> str:
    changes = changes_of(db(), page.consultation)
    form.seen.data = str(changes[0].id if changes else 0)
    return render_template(
        "rounds/show.html",
        page=page,
        topics=topics_shown(page.consultation.version, topics_of(db(), page.consultation)),
        changes=changes,
        form=form,
        asked=asked,
        error=error,
        runs=may_run_rounds(signed_in()) and page.newest,
    )


@blueprint.post("/drafts/<key>/rounds/<int:number>")
def change(key: str, number: int) -> ResponseReturnValue:
    """Close a round, open it again or give all agencies more time."""
    user = signed_in()
    require(may_run_rounds(user))
    page = open_round_page(db(), user, clock(), key, number)
    asked, form = request.form.get("action", ""), ChangeForm()
    if asked not in set(RoundAction):
        raise NotFound(_("Không có việc này. Mở lại trang và chọn lại."))
    if not form.validate():
        return _round_page(page, form, asked), 422
    wish = Wish(RoundAction(asked), said(form.reason), form.closes_before.data)
    try:
        change_round(db(), user, clock(), page.consultation, wish, form.seen_change)
    except Invalid as error:
        form[error.field].errors = [translated(error.message)]
        return _round_page(page, form, asked), 422
    except Conflict as error:
        return _round_page(page, form, asked, translated(error.message)), 409
    db().commit()
    flash(_said(wish), "status")
    return redirect(url_for("rounds.show", key=key, number=number), 303)


def _said(wish: Wish) -> str:
    if wish.action is RoundAction.CLOSED:
        return str(_("Đã đóng đợt lấy ý kiến. Các cơ quan đọc được lý do."))
    if wish.action is RoundAction.REOPENED:
        return str(_("Đã mở lại đợt lấy ý kiến. Trả lời sau hạn được ghi là gửi muộn."))
    return str(_("Đã gia hạn: trả lời trước ngày %(day)s.", day=day(wish.closes_before)))


@blueprint.get("/drafts/<key>/rounds/<int:number>/agencies")
def agencies(key: str, number: int) -> str:
    """List the agencies of a round with what each has done, of one state where one was chosen."""
    page = open_round_page(db(), signed_in(), clock(), key, number)
    return _register_page(page, ReceivedForm(formdata=None))


def _register_page(page: RoundPage, form: ReceivedForm, error: str = "") -> str:
    chosen = request.args.get("state", "")
    state = InvitationState(chosen) if chosen in set(InvitationState) else None
    overdue = chosen == "overdue"
    found = invitations.register(db(), signed_in(), clock(), page.consultation, state=state, overdue=overdue)
    every = {line.invitation.agency_id for line in found.lines} if request.args.get("ticked") == "all" else ()
    return render_template(
        "rounds/agencies.html",
        page=page,
        register=found,
        states=tuple(InvitationState),
        state=state,
        overdue=overdue,
        ticked=request.form.getlist("agencies", type=int) or every,
        form=form,
        error=error,
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
        news = invitations.note_receiving(
            db(), user, clock(), page.consultation, chosen, form.received_on.data
        )
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
        url_for("rounds.agencies", key=key, number=number, state=request.args.get("state") or None), 303
    )


@blueprint.get("/drafts/<key>/rounds/<int:number>/agencies/<int:agency_id>")
def agency(key: str, number: int, agency_id: int) -> str:
    """Show one agency in a round: its days, what it did, and the form that gives it more time."""
    page = open_round_page(db(), signed_in(), clock(), key, number)
    return _agency_page(page, agency_id, ChangeForm(formdata=None))


def _agency_page(page: RoundPage, agency_id: int, form: ChangeForm, error: str = "") -> str:
    changes = changes_of(db(), page.consultation)
    form.seen.data = str(changes[0].id if changes else 0)
    line = invitations.line_of(db(), signed_in(), clock(), page.consultation, agency_id)
    may_extend = may_run_rounds(signed_in()) and page.newest and not page.days.closed
    return render_template(
        "rounds/agency.html",
        page=page,
        line=line,
        changes=[one for one in changes if one.agency_id in (None, agency_id)],
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
    flash(_said(wish), "status")
    return redirect(url_for("rounds.agency", key=key, number=number, agency_id=agency_id), 303)
