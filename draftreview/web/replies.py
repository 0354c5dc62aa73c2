"""The agency's official reply: everything it says on one page, the sending, and the receipt."""

from collections import Counter

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.db import begin_writing
from draftreview.domain.errors import AlreadySent, Conflict, Invalid, NotPermitted
from draftreview.models.drafts import Version
from draftreview.services import reordering, replies, scans
from draftreview.services.dispositions import released
from draftreview.services.permissions import may_comment, may_send_reply
from draftreview.services.replies import WITH_COMMENTS
from draftreview.services.reply_notes import notes_of
from draftreview.services.reply_pages import ReplyPage, open_reply
from draftreview.services.sendings import sendings_of
from draftreview.services.topic_answers import standing_of
from draftreview.services.unfinished import read_before_sending
from draftreview.web.comment_cards import cards_of
from draftreview.web.presentation import translated
from draftreview.web.reply_forms import LetterForm, ReplyForm, ScanForm, letter_form, reply_form
from draftreview.web.request import actor, clock, db, signed_in
from draftreview.web.scan_uploads import checked_scan
from draftreview.web.unfinished_lines import left_in

blueprint = Blueprint("replies", __name__)


@blueprint.route("/drafts/<key>/reply", methods=["GET", "POST"])
def show(key: str) -> ResponseReturnValue:
    """Show all that the agency says; keep the letter's facts, or send everything."""
    page = open_reply(db(), actor(), clock(), key)
    if page.is_sent:
        if request.method == "POST":
            flash(_("Văn bản góp ý đã gửi trước đó. Nội dung không thay đổi."), "warning")
            return redirect(url_for("replies.receipt", key=key), 303)
        return _page(page)
    form = reply_form(page.reply, page.seen)
    if request.method == "GET":
        return _page(page, form)
    if not form.validate():
        return _page(page, form), 422
    try:
        if scan := checked_scan(form.scan):
            scans.attach(db(), signed_in(), clock(), key, scan)
            # Kept whatever becomes of the sending, so that nobody has to choose the file again.
            db().commit()
            begin_writing(db())
        return _send(key, form) if "send" in request.form else _prepare(key, form)
    except AlreadySent as error:
        return _sent_before(key, error)
    except Invalid as error:
        form[error.field or "scan"].errors = [translated(error.message)]
        return _page(open_reply(db(), actor(), clock(), key), form), 422
    except (Conflict, NotPermitted) as error:
        page = open_reply(db(), actor(), clock(), key)
        # What was seen is what is shown now.
        form.seen.data = page.seen
        return _page(page, form, translated(error.message)), 403 if isinstance(error, NotPermitted) else 409


@blueprint.post("/drafts/<key>/reply/agree")
def agree(key: str) -> ResponseReturnValue:
    """Send in one step that the agency agrees with everything."""
    try:
        replies.agree_entirely(db(), signed_in(), clock(), key)
    except AlreadySent as error:
        return _sent_before(key, error)
    return _sent(key)


@blueprint.post("/drafts/<key>/reply/order")
def order(key: str) -> ResponseReturnValue:
    """Move a comment up or down among those of its place, or to where it was dragged."""
    chosen = request.form.get("comment", 0, type=int)
    to = request.form.get("to", type=int)
    if to is None:
        reordering.move(db(), signed_in(), clock(), key, chosen, up="up" in request.form)
    else:
        reordering.move_to(db(), signed_in(), clock(), key, chosen, to)
    db().commit()
    return redirect(url_for("replies.show", key=key, _anchor=f"comment-{chosen}"), 303)


@blueprint.get("/drafts/<key>/reply/receipt")
def receipt(key: str) -> ResponseReturnValue:
    """Show when what was sent, with the fingerprint computed again."""
    page = open_reply(db(), actor(), clock(), key)
    if not page.is_sent or page.reply is None:
        return redirect(url_for("replies.show", key=key))
    kept = sendings_of(db(), page.reply)
    return render_template(
        "replies/receipt.html",
        page=page,
        first=kept[0] if len(kept) > 1 else None,
        holds=replies.verify(db(), page, kept),
        form=_letter(page),
        scan=_scan(page),
    )


@blueprint.post("/drafts/<key>/reply/letter")
def letter(key: str) -> ResponseReturnValue:
    """Add the number, date or signer that came after the sending."""
    form = LetterForm()
    if form.validate():
        replies.add_letter(db(), signed_in(), clock(), key, form.letter())
        db().commit()
        flash(_("Đã bổ sung thông tin công văn."), "status")
    else:
        flash(" ".join(words for errors in form.errors.values() for words in errors), "error")
    return redirect(url_for("replies.receipt", key=key), 303)


def _send(key: str, form: ReplyForm) -> ResponseReturnValue:
    stance = form.chosen()
    if stance is None:
        raise Invalid(_("Cần chọn quan điểm của cơ quan."), "stance")
    replies.send(db(), signed_in(), clock(), key, stance, form.letter(), form.seen.data)
    return _sent(key)


def _sent(key: str) -> ResponseReturnValue:
    db().commit()
    flash(_("Đã gửi văn bản góp ý. Biên nhận ở bên dưới."), "status")
    return redirect(url_for("replies.receipt", key=key), 303)


def _sent_before(key: str, error: AlreadySent) -> ResponseReturnValue:
    """Lead who presses twice, or after a colleague, to the receipt of the first time."""
    flash(translated(error.message), "warning")
    return redirect(url_for("replies.receipt", key=key), 303)


def _prepare(key: str, form: ReplyForm) -> ResponseReturnValue:
    replies.prepare(db(), signed_in(), clock(), key, form.chosen(), form.letter())
    db().commit()
    flash(_("Đã lưu quan điểm và thông tin công văn. Chưa gửi."), "status")
    return redirect(url_for("replies.show", key=key), 303)


def _page(page: ReplyPage, form: ReplyForm | None = None, error: str = "") -> str:
    topics, following, begun = read_before_sending(db(), signed_in(), page.visit)
    counts = Counter(one.topic_id for one in page.comments if one.topic_id is not None)
    notes = None if page.is_sent else notes_of(db(), page)
    silent = notes.silent if notes else frozenset()
    answers = released(db(), [one.id for one in page.sent]) if page.is_sent else {}
    key = page.visit.draft.key
    return render_template(
        "replies/show.html",
        page=page,
        form=form,
        error=error,
        cards=cards_of(page.comments, answers, following),
        places=[reordering.place_of(one) for one in page.comments],
        missing=standing_of(topics, counts, silent).open,
        silent=[one for one in topics if one.id in silent],
        notes=notes,
        left=[] if page.is_sent else left_in(_consulted(page), key, begun, back="reply"),
        with_comments=WITH_COMMENTS,
        may_send=may_send_reply(actor(), page.invitation) and page.consultation.closed_at is None,
        may_write=may_comment(actor(), page.consultation, page.invitation, page.visit.today),
    )


def _consulted(page: ReplyPage) -> Version:
    """Give the version that the round asks about, which the visit mostly has at hand."""
    return page.visit.version if page.visit.consulted else page.consultation.version


def _scan(page: ReplyPage) -> ScanForm | None:
    """Make the form for a scan that has not come yet, or none."""
    return ScanForm() if page.reply is not None and page.reply.scan_id is None else None


def _letter(page: ReplyPage) -> LetterForm | None:
    """Make the form for what is still missing of the letter, or none."""
    reply = page.reply
    if reply is None or all((reply.letter_number, reply.letter_date, reply.signer)):
        return None
    return letter_form(reply)
