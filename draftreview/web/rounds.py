"""Rounds as the drafting side runs them: opened with their topics, changed with a reason."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.vocabulary import RoundAction
from draftreview.services import consultations, round_opening
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_changes import Wish, change_round, changes_of
from draftreview.services.round_pages import RoundPage, open_round_page
from draftreview.services.topics import topics_of
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.round_forms import ChangeForm
from draftreview.web.round_page import opening_form, opening_page, said_of, topics_in, topics_shown

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
    flash(said_of(wish), "status")
    return redirect(url_for("rounds.show", key=key, number=number), 303)
