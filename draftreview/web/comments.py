"""Comments: the composer beside the text, a comment on its own, finishing and withdrawing it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, Invalid, NotPermitted
from draftreview.services import agency_notes, comments
from draftreview.services.comment_finding import find
from draftreview.services.dispositions import released
from draftreview.services.following import follow
from draftreview.services.permissions import may_change_comment, speaks_for_agency
from draftreview.services.reading import open_version
from draftreview.web.comment_cards import cards_of
from draftreview.web.comment_forms import LONGEST
from draftreview.web.comment_saved import after, saved
from draftreview.web.composing import change_in, compose, refuse, show_composer
from draftreview.web.first_opening import note_first_opening
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.reading_page import page_url
from draftreview.web.request import actor, clock, db, signed_in

LOOKING = {"difference", "preview", "restore"}
"""The buttons that show what the form says and save nothing."""

blueprint = Blueprint("comments", __name__)


@blueprint.route("/drafts/<key>/versions/<int:number>/comments/new", methods=["GET", "POST"])
def new(key: str, number: int) -> ResponseReturnValue:
    """Show what the agency says at a place, and write one more comment there."""
    visit = open_version(db(), actor(), clock(), key, number)
    composing = compose(visit, request.args.get("eid", ""))
    form = composing.form
    if request.method == "GET":
        note_first_opening(visit)
    if request.method == "GET" or LOOKING & request.form.keys():
        return show_composer(composing)
    user = signed_in()
    if not form.validate():
        return show_composer(composing), 422
    try:
        comment = comments.write(
            db(),
            user,
            clock(),
            key=key,
            number=number,
            eid=composing.place.eid,
            contents=form.contents(),
            ready="ready" in request.form,
            form_key=said(form.form_key),
        )
    except (Invalid, Conflict, NotPermitted) as error:
        return refuse(composing, error)
    return saved(comment, composing)


@blueprint.route("/comments/<int:comment_id>/edit", methods=["GET", "POST"])
def edit(comment_id: int) -> ResponseReturnValue:
    """Go on with a comment; a colleague's newer words are shown beside one's own."""
    user = signed_in()
    comment = find(db(), user, clock(), comment_id)
    round_ = comment.consultation
    visit = open_version(db(), user, clock(), round_.draft.key, round_.version.number)
    if request.method == "GET" and not (may_change_comment(user, comment) and visit.takes_comments(user)):
        flash(_("Ý kiến này không sửa được nữa."), "warning")
        return redirect(url_for("comments.show", comment_id=comment_id))
    composing = compose(visit, cards_of([comment])[0].eid, comment)
    form = composing.form
    if request.method == "GET" or LOOKING & request.form.keys():
        return show_composer(composing)
    if not form.validate():
        return show_composer(composing), 422
    try:
        comments.revise(
            db(),
            user,
            clock(),
            comment_id,
            int(said(form.revision) or 0),
            form.contents(),
            ready="ready" in request.form,
        )
    except (Invalid, Conflict, NotPermitted) as error:
        return refuse(composing, error)
    return saved(comment, composing)


@blueprint.get("/comments/<int:comment_id>")
def show(comment_id: int) -> str:
    """Show one comment with the words it is about and, once released, the answer."""
    user = signed_in()
    comment = find(db(), user, clock(), comment_id)
    round_ = comment.consultation
    following = follow(db(), round_.draft_id, round_.version.number)
    card = cards_of([comment], released(db(), [comment.id]), following)[0]
    back = page_url(round_.draft.key, round_.version.number, card.eid)
    return render_template(
        "comments/show.html",
        card=card,
        back=back,
        own=may_change_comment(user, comment),
        notes=agency_notes.notes_on(db(), user, comment),
        may_note=speaks_for_agency(user),
    )


@blueprint.post("/comments/<int:comment_id>/ready")
def ready(comment_id: int) -> ResponseReturnValue:
    """Mark a comment as finished, or open it again."""
    done = request.form.get("ready") == "1"
    comment = comments.mark(db(), signed_in(), clock(), comment_id, ready=done)
    db().commit()
    flash(_("Đã đánh dấu xong.") if done else _("Đã chuyển ý kiến về nháp."), "status")
    return redirect(after(comment), 303)


@blueprint.route("/comments/<int:comment_id>/withdraw", methods=["GET", "POST"])
def withdraw(comment_id: int) -> ResponseReturnValue:
    """Ask once, then withdraw a comment that was not sent."""
    if request.method == "GET":
        comment = comments.changeable(db(), signed_in(), clock(), comment_id)
        return render_template("comments/withdraw.html", card=cards_of([comment])[0])
    comment = comments.withdraw(db(), signed_in(), clock(), comment_id)
    db().commit()
    flash(_("Đã rút ý kiến. Ý kiến vẫn được lưu nhưng không gửi đi."), "status")
    return redirect(after(comment), 303)


@blueprint.post("/drafts/<key>/versions/<int:number>/difference")
def difference(key: str, number: int) -> str:
    """Compare the wording in the composer with the text; nothing is kept."""
    visit = open_version(db(), actor(), clock(), key, number)
    composing = compose(visit, request.args.get("eid", ""), brief=True)
    return render_template("comments/_difference.html", change=change_in(composing))


@blueprint.post("/comments/preview")
def preview() -> str:
    """Show the Markdown of a comment as it will be read; nothing is kept."""
    signed_in()
    body, reason = (request.form.get(name, "")[:LONGEST] for name in ("body", "reason"))
    return render_template("comments/_preview.html", body=body, reason=reason)


@blueprint.post("/comments/<int:comment_id>/notes")
def note(comment_id: int) -> ResponseReturnValue:
    """Leave an internal note beside a comment of one's own agency."""
    try:
        agency_notes.note(db(), signed_in(), clock(), comment_id, request.form.get("note", ""))
    except Invalid as error:
        flash(translated(error.message), "error")
    else:
        db().commit()
        flash(_("Đã ghi chú nội bộ. Ghi chú không gửi đi."), "status")
    return redirect(url_for("comments.show", comment_id=comment_id, _anchor="notes"), 303)
