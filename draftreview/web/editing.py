"""Provisions of the next version edited by the drafting side itself, chosen from the whole text."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.citations import citations
from draftreview.domain.errors import Invalid, NotFound, StaleText
from draftreview.domain.merging_changes import Words
from draftreview.models.accounts import User
from draftreview.services import working_text_editing as editing
from draftreview.services.working_text import Working, working_text
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.working_editing_page import Site, difference_of, may_carry_out, outline, site
from draftreview.web.working_forms import EditForm, edit_form
from draftreview.web.working_questions import runs

blueprint = Blueprint("editing", __name__)

_ALL = ("heading", "text", "tail")


@blueprint.get("/drafts/<key>/next-version/text")
def text(key: str) -> str:
    """Show the whole text as it would be issued, every place with a link to its editor."""
    made = working_text(db(), signed_in(), key)
    return render_template("working/text.html", key=key, made=made, lines=outline(made))


@blueprint.route("/drafts/<key>/next-version/edit/<subject>", methods=["GET", "POST"])
def edit(key: str, subject: str) -> ResponseReturnValue:
    """Edit one place, or delete it."""
    user = signed_in()
    made = working_text(db(), user, key)
    before = site(made, subject)
    form = _form(made, before)
    if request.method == "GET" or "difference" in request.form:
        return _page(key, made, before, form)
    if not form.validate():
        return _page(key, made, before, form), 422
    try:
        _save(key, user, before, form)
    except StaleText as error:
        db().rollback()
        made = working_text(db(), user, key)
        return _stale(key, made, subject, form, error), 409
    except Invalid as error:
        db().rollback()
        return _refused(key, working_text(db(), user, key), before, form, error)
    db().commit()
    flash(_("%(place)s: đã lưu sửa trực tiếp.", place=before.citation), "status")
    return redirect(url_for("working.show", key=key, _anchor="edits"), 303)


def _save(key: str, user: User, before: Site, form: EditForm) -> None:
    seen, revision, grounds = said(form.seen), form.seen_revision, form.grounds
    if "delete" in request.form:
        editing.delete_directly(
            db(), user, clock(), key, before.subject, grounds, seen=seen, revision=revision
        )
        return
    words = _kept_where_not_shown(form, before)
    editing.edit_directly(
        db(), user, clock(), key, before.subject, words, grounds, seen=seen, revision=revision
    )


@blueprint.route("/drafts/<key>/next-version/insert/<place>", methods=["GET", "POST"])
def insert(key: str, place: str) -> ResponseReturnValue:
    """Insert a provision after another one, or as the first inside it."""
    user = signed_in()
    made = working_text(db(), user, key)
    inside = request.args.get("inside") == "1"
    cited = citations(made.base).get(place)
    if cited is None:
        raise NotFound(_("Bản dự thảo này không có chỗ đó. Quay về trang Bản tiếp theo."))
    form = edit_form(Words(), ("heading", "text"), may_carry_out(made), {})
    facts = {"key": key, "form": form, "place": cited, "inside": inside, "error": ""}
    if request.method == "GET":
        return render_template("working/insert.html", **facts)
    try:
        editing.insert_directly(
            db(),
            user,
            clock(),
            key,
            said(form.form_key),
            form.words,
            form.grounds,
            place=place,
            as_first_child=inside,
        )
    except (Invalid, StaleText) as error:
        db().rollback()
        facts["error"] = _said_above(form, error)
        return render_template("working/insert.html", **facts), 422 if isinstance(error, Invalid) else 409
    db().commit()
    flash(_("Đã thêm quy định mới vào bản tiếp theo."), "status")
    return redirect(url_for("working.show", key=key, _anchor="edits"), 303)


@blueprint.post("/drafts/<key>/next-version/edit/<subject>/withdraw")
def withdraw(key: str, subject: str) -> ResponseReturnValue:
    """Take a direct edit back."""
    revision = request.form.get("revision", 0, type=int)
    editing.withdraw_edit(db(), signed_in(), clock(), key, subject, revision=revision)
    db().commit()
    flash(_("Đã bỏ lần sửa trực tiếp. Lần sửa vẫn được lưu trong hồ sơ."), "status")
    return redirect(url_for("working.show", key=key, _anchor="edits"), 303)


@blueprint.post("/drafts/<key>/next-version/difference/<subject>")
def difference(key: str, subject: str) -> str:
    """Compare what is in the editor with what stands there; nothing is kept."""
    made = working_text(db(), signed_in(), key)
    before = site(made, subject)
    form = _form(made, before)
    changes = difference_of(before.beneath, _kept_where_not_shown(form, before), before.parts)
    return render_template("working/_difference.html", changes=changes)


def _form(made: Working, before: Site) -> EditForm:
    last = before.last if before.last and not before.last.withdrawn else None
    return edit_form(
        before.now,
        before.parts,
        may_carry_out(made, before.last),
        before.names,
        seen=made.seen(before.subject),
        revision=str(before.last.revision if before.last else 0),
        reason=last.reason if last else "",
        comment_ids=[str(one.comment_id) for one in last.carries_out] if last else [],
    )


def _kept_where_not_shown(form: EditForm, before: Site) -> Words:
    typed = form.words
    return Words(*(getattr(typed if part in before.parts else before.now, part) for part in _ALL))


def _page(key: str, made: Working, before: Site, form: EditForm, error: str = "", now: str = "") -> str:
    typed = _kept_where_not_shown(form, before)
    said_so = "\n".join(one for one in (typed.heading, typed.text, typed.tail) if one)
    return render_template(
        "working/edit.html",
        key=key,
        made=made,
        site=before,
        form=form,
        error=error,
        now=now,
        against=runs(now, said_so) if now else (),
        changes=difference_of(before.beneath, typed, before.parts),
    )


def _stale(key: str, made: Working, subject: str, form: EditForm, error: StaleText) -> str:
    """Show what stands there now beside what was typed; saving once more is meant."""
    now = made.edit(subject)
    form.seen.data = made.seen(subject)
    form.revision.data = str(now.revision if now else 0)
    return _page(key, made, site(made, subject), form, translated(error.message), error.current)


def _refused(key: str, made: Working, before: Site, form: EditForm, error: Invalid) -> ResponseReturnValue:
    return _page(key, made, before, form, _said_above(form, error)), 422


def _said_above(form: EditForm, error: Invalid | StaleText) -> str:
    """Say at its field why something was refused; give what is to be said above the form instead."""
    why = translated(error.message)
    name = error.field if isinstance(error, Invalid) else ""
    if name not in form:
        return why
    form[name].errors = [why]
    return ""
