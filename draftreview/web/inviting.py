"""More agencies invited into a round that goes on."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid
from draftreview.domain.regimes import statutory_day
from draftreview.services.inviting import invite, not_invited
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_pages import RoundPage, open_round_page
from draftreview.web.presentation import day, translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.round_forms import InvitingForm

blueprint = Blueprint("inviting", __name__)


@blueprint.get("/drafts/<key>/rounds/<int:number>/agencies/new")
def new(key: str, number: int) -> str:
    """Offer the agencies that were not invited yet, and the round's own day where it is still to come."""
    require(may_run_rounds(signed_in()))
    page = open_round_page(db(), signed_in(), clock(), key, number)
    due = None if page.days.is_over(page.today) else page.days.closes_before
    return _page(page, InvitingForm(formdata=None, data={"due_before": due}))


def _page(page: RoundPage, form: InvitingForm, error: str = "") -> str:
    agencies = not_invited(db(), signed_in(), page.consultation)
    every = {one.id for one in agencies} if request.args.get("ticked") == "all" else ()
    return render_template(
        "inviting/new.html",
        page=page,
        agencies=agencies,
        ticked=request.form.getlist("agencies", type=int) or every,
        by_law=statutory_day(page.today, page.consultation.regime.reply_days),
        form=form,
        error=error,
    )


@blueprint.post("/drafts/<key>/rounds/<int:number>/agencies/new")
def invite_more(key: str, number: int) -> ResponseReturnValue:
    """Invite the agencies ticked."""
    user, form = signed_in(), InvitingForm()
    require(may_run_rounds(user))
    page = open_round_page(db(), user, clock(), key, number)
    if not form.validate():
        return _page(page, form), 422
    chosen = request.form.getlist("agencies", type=int)
    try:
        made = invite(db(), user, clock(), page.consultation, chosen, form.due_before.data)
    except Invalid as error:
        words = translated(error.message)
        if error.field in form:
            form[error.field].errors = [words]
            return _page(page, form), 422
        return _page(page, form, words), 422
    db().commit()
    flash(_said(len(made), form), "status")
    return redirect(url_for("invitations.listing", key=key, number=number), 303)


def _said(count: int, form: InvitingForm) -> str:
    if not count:
        return str(_("Các cơ quan đã chọn được mời từ trước, không có gì thay đổi."))
    until = day(form.due_before.data)
    return str(_("Đã mời thêm %(count)s cơ quan, trả lời trước ngày %(day)s.", count=count, day=until))
