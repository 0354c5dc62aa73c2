"""The next version in the making: its questions settled, its references checked, issued once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid, StaleText
from draftreview.models.accounts import User
from draftreview.services import working_text_settling as settling
from draftreview.services.next_version import IssuedMeanwhile, issue
from draftreview.services.working_text import Working, working_text
from draftreview.web.comparing_page import shown_rows
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.working_forms import IssueForm, SettleForm, posted_choice
from draftreview.web.working_questions import Typed, shown_questions

blueprint = Blueprint("working", __name__)


@blueprint.route("/drafts/<key>/next-version", methods=["GET", "POST"])
def show(key: str) -> ResponseReturnValue:
    """Show the next version as it would be issued now, and issue it."""
    user = signed_in()
    form = IssueForm()
    if form.validate_on_submit():
        return _issue(key, user, said(form.seen))
    return _page(key, working_text(db(), user, key))


@blueprint.post("/drafts/<key>/next-version/questions/<subject>")
def settle(key: str, subject: str) -> ResponseReturnValue:
    """Settle one question, or take back how it was settled."""
    user = signed_in()
    form = SettleForm()
    if not form.validate():
        raise Invalid(_("Biểu mẫu này đã cũ. Tải lại trang rồi chọn lại."))
    choice, new_text = said(form.choice), said(form.new_text)
    try:
        if "reopen" in request.form:
            settling.withdraw(db(), user, clock(), key, subject, revision=form.seen_revision)
        else:
            followed, written = posted_choice(form, request.form)
            settling.settle(
                db(),
                user,
                clock(),
                key,
                subject,
                seal=said(form.seal),
                revision=form.seen_revision,
                followed=followed,
                new_text=written,
            )
    except (StaleText, Invalid) as error:
        db().rollback()
        stale = isinstance(error, StaleText)
        now = error.current if isinstance(error, StaleText) else ""
        typed = Typed(subject, choice, new_text, translated(error.message), now, stale)
        return _page(key, working_text(db(), user, key), typed), 409 if stale else 422
    db().commit()
    return redirect(_onwards(key, user, subject), 303)


@blueprint.post("/drafts/<key>/next-version/references")
def check(key: str) -> ResponseReturnValue:
    """Check off the references that were ticked, or all of them."""
    user = signed_in()
    made = working_text(db(), user, key)
    wanted = set(request.form.getlist("reference"))
    every = "all" in request.form
    open_ones = [one for one in made.text.unchecked if every or one.subject in wanted]
    for one in open_ones:
        settling.settle(db(), user, clock(), key, one.subject, seal=one.seal, revision=one.revision)
    db().commit()
    flash(_("Đã đánh dấu kiểm tra %(count)s dẫn chiếu.", count=len(open_ones)), "status")
    return redirect(url_for("working.show", key=key, _anchor="references"), 303)


def _onwards(key: str, user: User, subject: str) -> str:
    """Lead to the next question that is open, past the one just settled; to the top where none is."""
    questions = shown_questions(working_text(db(), user, key))
    at = next((place for place, one in enumerate(questions) if one.question.subject == subject), -1)
    following = [*questions[at + 1 :], *questions[: at + 1]]
    waiting = next((one for one in following if one.question.is_open), None)
    here = f"q-{subject}"
    anchor = here if "reopen" in request.form else (waiting.anchor if waiting else "issue")
    return url_for("working.show", key=key, _anchor=anchor)


def _page(key: str, made: Working, typed: Typed | None = None) -> str:
    questions = shown_questions(made, typed)
    return render_template(
        "working/show.html",
        key=key,
        made=made,
        rows=shown_rows(made.compared),
        waiting=[one for one in questions if one.is_shown_whole],
        settled=[one for one in questions if not one.is_shown_whole],
        references=[one for one in made.text.questions if one.reference],
        typed=typed,
        form=IssueForm(formdata=None, seen=made.seal),
    )


def _issue(key: str, user: User, seen: str) -> ResponseReturnValue:
    """Issue, or lead to what was issued by an earlier press of the same button."""
    try:
        version = issue(db(), user, clock(), key, seen)
    except IssuedMeanwhile as error:
        if error.version.issued_by_id != user.id:
            raise
        version = error.version
    db().commit()
    flash(_("Đã phát hành bản dự thảo lần %(number)s.", number=version.number), "status")
    return redirect(url_for("comparing.show", key=key, old=version.number - 1, new=version.number), 303)
