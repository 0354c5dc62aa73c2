"""The page of reusable sentences: one's own, the shared ones, adding and retiring."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired

from draftreview.domain.errors import Invalid
from draftreview.services import phrases
from draftreview.services.drafts import find_draft
from draftreview.services.permissions import may_decide, may_share_phrases, require
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("phrases", __name__)


class PhraseForm(FlaskForm):  # type: ignore[misc]
    """A sentence to be kept for reuse."""

    body = TextAreaField(_l("Câu dùng lại"), [InputRequired(_l("Ghi câu muốn lưu."))])
    shared = BooleanField(_l("Dùng chung cho cả tổ biên tập"))


@blueprint.route("/drafts/<key>/phrases", methods=["GET", "POST"])
def show(key: str) -> ResponseReturnValue:
    """List the phrases, and keep one more."""
    require(may_decide(actor()))
    find_draft(db(), key)
    form = PhraseForm()
    if not may_share_phrases(actor()):
        del form.shared
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate() and kept(form):
            db().commit()
            flash(_("Đã lưu câu dùng lại."), "status")
            return redirect(url_for("phrases.show", key=key), 303)
    rows = phrases.phrases(db(), actor())
    return render_template("phrases/show.html", key=key, form=form, phrases=rows), status


def kept(form: PhraseForm) -> bool:
    """Keep what was written; say at the field why not."""
    try:
        phrases.keep_phrase(
            db(), actor(), clock(), said(form.body), shared="shared" in form and bool(form.shared.data)
        )
    except Invalid as error:
        form.body.errors = [translated(error.message)]
        return False
    return True


@blueprint.post("/drafts/<key>/phrases/<int:phrase_id>/retire")
def retire(key: str, phrase_id: int) -> ResponseReturnValue:
    """Take a phrase out of use."""
    phrases.retire_phrase(db(), actor(), clock(), phrase_id)
    db().commit()
    flash(_("Đã thôi dùng câu này. Các giải trình đã viết không đổi."), "status")
    return redirect(url_for("phrases.show", key=key), 303)
