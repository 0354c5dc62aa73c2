"""The scan of a signed letter: taken in beside the reply, given back as it was."""

import io

from flask import Blueprint, flash, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import AlreadySent, Invalid
from draftreview.services import scans
from draftreview.services.reply_pages import open_reply
from draftreview.web.presentation import translated
from draftreview.web.reply_forms import ScanForm
from draftreview.web.request import clock, db, signed_in
from draftreview.web.scan_uploads import checked_scan

blueprint = Blueprint("scans", __name__)


@blueprint.post("/drafts/<key>/reply/scan")
def upload(key: str) -> ResponseReturnValue:
    """Take a scan in; what is wrong with it is told in one sentence where one came from."""
    page = open_reply(db(), signed_in(), clock(), key)
    back = url_for("replies.receipt" if page.is_sent else "replies.show", key=key)
    form = ScanForm()
    try:
        if not form.validate():
            raise Invalid(" ".join(str(words) for errors in form.errors.values() for words in errors))
        scan = checked_scan(form.scan)
        assert scan is not None  # the form asks for one
        scans.attach(db(), signed_in(), clock(), key, scan)
    except (Invalid, AlreadySent) as error:
        flash(translated(error.message), "error")
    else:
        db().commit()
        flash(_("Đã lưu bản chụp công văn."), "status")
    return redirect(f"{back}#scan", 303)


@blueprint.get("/replies/<int:reply_id>/scan")
def download(reply_id: int) -> ResponseReturnValue:
    """Give a scan back byte for byte, never to be shown inside the page."""
    file = scans.find_scan(db(), signed_in(), clock(), reply_id)
    answer = send_file(
        io.BytesIO(file.content), mimetype=file.media_type, as_attachment=True, download_name=file.name
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
