"""How versions come to be: files taken in, looked over and published."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.db import begin_writing
from draftreview.domain.errors import AlreadySent, FileTooLarge, Invalid
from draftreview.domain.provisions import Tree
from draftreview.formats.reading import split_file
from draftreview.services import draft_texts, drafts, intakes
from draftreview.services.permissions import may_issue, require
from draftreview.services.uncertain import count_unconfirmed
from draftreview.web.draft_forms import DraftForm, UploadForm
from draftreview.web.forms import said
from draftreview.web.intake_page import shown
from draftreview.web.presentation import linked, translated
from draftreview.web.request import clock, db, parts, signed_in

blueprint = Blueprint("drafts", __name__)


@blueprint.route("/drafts/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Begin a draft of one's own."""
    user = signed_in()
    require(may_issue(user))
    form = DraftForm()
    if form.validate_on_submit():
        try:
            draft = drafts.create_draft(
                db(),
                user,
                clock(),
                key=said(form.key),
                title=said(form.title),
                short_title=said(form.short_title),
            )
        except Invalid as error:
            form[error.field].errors = [translated(error.message)]
        else:
            db().commit()
            flash(_("Đã lập dự thảo. Tải tệp dự thảo lên để có bản lần 1."), "status")
            return redirect(url_for("drafts.versions", key=draft.key), 303)
    return render_template("drafts/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/drafts/<key>/texts")
def versions(key: str) -> ResponseReturnValue:
    """List the versions of a draft and the files that wait, with the forms that bring more."""
    return _texts_page(key)


def _texts_page(key: str, upload: UploadForm | None = None) -> ResponseReturnValue:
    page = render_template(
        "drafts/texts.html",
        texts=draft_texts.texts_of(db(), signed_in(), key),
        upload=upload or UploadForm(formdata=None),
        limit=parts().upload_limit // (1024 * 1024),
    )
    return page, 422 if request.method == "POST" else 200


@blueprint.post("/drafts/<key>/texts")
def upload(key: str) -> ResponseReturnValue:
    """Take a file in, to be looked over."""
    user = signed_in()
    require(may_issue(user))
    form = UploadForm()
    if form.validate_on_submit():
        name = str(form.file.data.filename).replace("\\", "/").rpartition("/")[2]
        data = form.file.data.read()
        try:
            tree = _split(name, data)
            draft = drafts.find_draft(db(), key)
            intake = intakes.take_in(db(), user, clock(), draft, name, data, tree)
        except Invalid as error:
            form.file.errors = [translated(error.message)]
        else:
            db().commit()
            return redirect(url_for("drafts.intake", intake_id=intake.id), 303)
    return _texts_page(key, upload=form)


def _split(name: str, data: bytes) -> Tree:
    """Split a file while nobody waits for the database: the transaction is begun anew behind it."""
    if len(data) > parts().upload_limit:
        limit = parts().upload_limit // (1024 * 1024)
        raise FileTooLarge(_("Tệp lớn hơn %(limit)s MB. Bỏ bớt hình ảnh rồi tải lại.", limit=limit))
    db().rollback()
    try:
        return split_file(name, data)
    finally:
        begin_writing(db())


@blueprint.get("/intakes/<int:intake_id>")
def intake(intake_id: int) -> str:
    """Look a file over before it is published: its outline beside its lines, and what may be done there."""
    found = intakes.find_intake(db(), signed_in(), intake_id)
    return shown(found, request.args.get("row"))


@blueprint.post("/intakes/<int:intake_id>/publish")
def publish(intake_id: int) -> ResponseReturnValue:
    """Publish a file as the next version; a second press shows what the first one published."""
    user = signed_in()
    try:
        version = intakes.publish(db(), user, clock(), intake_id, request.form.get("seen", 0, type=int))
    except AlreadySent:
        published = intakes.find_intake(db(), user, intake_id).version
        if published is None:
            raise
        version = published
    db().commit()
    flash(_("Đã công bố bản dự thảo lần %(number)s.", number=version.number), "status")
    if waiting := count_unconfirmed(db(), version):
        address = url_for("confirming.show", key=version.draft.key, number=version.number)
        words = _("Còn %(count)s quy định cần xác nhận.", count=waiting)
        flash(linked(words, address, _("Xác nhận quy định")), "warning")
    return redirect(url_for("drafts.versions", key=version.draft.key), 303)


@blueprint.post("/intakes/<int:intake_id>/drop")
def drop(intake_id: int) -> ResponseReturnValue:
    """Set a file aside; it stays in the records."""
    dropped = intakes.drop(db(), signed_in(), clock(), intake_id)
    db().commit()
    flash(_("Đã bỏ tệp %(name)s. Tệp vẫn được lưu trong hồ sơ.", name=dropped.file.name), "status")
    return redirect(url_for("drafts.versions", key=dropped.draft.key), 303)
