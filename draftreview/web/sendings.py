"""Replies as they were sent: every sending with what happened since, and the list of all."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.reply_steps import TABLE, Move
from draftreview.domain.sending_differences import differences, said_in
from draftreview.formats.writing import receipt_pdf
from draftreview.models.sendings import ReplyEvent, Sending
from draftreview.services import sendings
from draftreview.services.permissions import may_return_reply, may_send_reply
from draftreview.services.sendings import History
from draftreview.web.forms import said
from draftreview.web.presentation import day, label, moment, translated
from draftreview.web.reply_forms import StepForm
from draftreview.web.request import clock, db, signed_in

blueprint = Blueprint("sendings", __name__)

_VERBS: Mapping[Move, Callable[..., ReplyEvent]] = {
    Move.ASK: sendings.ask_back,
    Move.REFUSE: sendings.refuse,
    Move.RETURN: sendings.give_back,
}


@blueprint.get("/drafts/<key>/replies")
def received(key: str) -> str:
    """List what the invited agencies sent."""
    visit, invitations = sendings.received(db(), signed_in(), clock(), key)
    return render_template("replies/received.html", visit=visit, invitations=invitations)


@blueprint.route("/replies/<int:reply_id>", methods=["GET", "POST"])
def show(reply_id: int) -> ResponseReturnValue:
    """Show every sending of a reply; ask it back, refuse that, or return it for correction."""
    form = StepForm()
    if request.method == "GET":
        return _page(sendings.history_of(db(), signed_in(), clock(), reply_id), form)
    chosen = request.form.get("move", "")
    verb = _VERBS.get(Move(chosen)) if chosen in set(Move) else None
    if verb is None:
        raise NotFound(_("Không có việc này. Mở lại trang và chọn lại."))
    if not form.validate():
        return _page(sendings.history_of(db(), signed_in(), clock(), reply_id), form), 422
    try:
        verb(db(), signed_in(), clock(), reply_id, said(form.reason))
    except Invalid as error:
        form.reason.errors = [translated(error.message)]
        return _page(sendings.history_of(db(), signed_in(), clock(), reply_id), form), 422
    db().commit()
    flash(_("Đã ghi và báo cho bên kia trên trang này."), "status")
    return redirect(url_for("sendings.show", reply_id=reply_id), 303)


@blueprint.get("/replies/<int:reply_id>/sendings/<int:number>.json")
def canonical(reply_id: int, number: int) -> ResponseReturnValue:
    """Give the canonical form of a sending byte for byte, so that its fingerprint can be computed again."""
    history = sendings.history_of(db(), signed_in(), clock(), reply_id)
    found = _numbered(history, number)
    name = f"{history.invitation.agency.code}-{number}.json"
    return Response(
        found.canonical,
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.get("/replies/<int:reply_id>/sendings/<int:number>.pdf")
def receipt(reply_id: int, number: int) -> ResponseReturnValue:
    """Give the receipt of a sending as PDF."""
    history = sendings.history_of(db(), signed_in(), clock(), reply_id)
    found = _numbered(history, number)
    draft = history.invitation.consultation.draft
    rows = (
        (_("Cơ quan"), history.invitation.agency.name),
        (_("Dự thảo"), draft.title),
        (_("Lần gửi"), str(number)),
        (_("Quan điểm"), label(found.stance)),
        (_("Số ý kiến gửi kèm"), str(found.comments)),
        (_("Thời điểm gửi"), moment(found.sent_at)),
        *([(_("Lần gửi đầu"), moment(history.sendings[0].sent_at))] if number > 1 else []),
        (_("Tính hạn theo ngày"), f"{day(found.sent_on)}, {_('quá hạn') if found.late else _('đúng hạn')}"),
        (_("Người gửi"), found.sent_by.display_name if found.sent_by else ""),
    )
    code = (_("Mã kiểm tra (SHA-256)"), found.fingerprint)
    note = _("Mã kiểm tra tính lại được từ nội dung chuẩn bằng lệnh: draftreview verify TỆP")
    data = receipt_pdf.write(_("Biên nhận văn bản góp ý"), rows, code, note)
    name = f"{history.invitation.agency.code}-{number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype="application/pdf", headers=headers)


@blueprint.get("/fingerprint")
def form() -> str:
    """Document the canonical form and how a fingerprint is computed again."""
    return render_template("replies/fingerprint.html")


def _numbered(history: History, number: int) -> Sending:
    found = next((one for one in history.sendings if one.number == number), None)
    if found is None:
        raise NotFound(_("Không có lần gửi này. Quay lại trang các lần gửi."))
    return found


def _page(history: History, step: StepForm) -> str:
    told = {
        later.number: differences(before.canonical, later.canonical)
        for before, later in pairwise(history.sendings)
    }
    user = signed_in()
    able = {
        Move.ASK: may_send_reply(user, history.invitation),
        Move.REFUSE: may_return_reply(user),
        Move.RETURN: may_return_reply(user),
    }
    moves = [move.value for move in able if able[move] and (history.standing, move) in TABLE]
    return render_template(
        "replies/sendings.html",
        history=history,
        form=step,
        moves=moves,
        differences=told,
        said_in=said_in,
    )
