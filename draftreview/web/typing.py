"""Autosave: what is typed into a composer is kept every few seconds, and thrown away only when asked."""

from datetime import timedelta

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from draftreview.domain.errors import Invalid
from draftreview.services import typing
from draftreview.services.typing import TAB, Spot
from draftreview.web.comment_forms import TYPED
from draftreview.web.presentation import time_of_day
from draftreview.web.reading_page import page_url
from draftreview.web.request import clock, db, signed_in

LONG_AGO = 10**8
"""Seconds beyond which nobody counts."""

blueprint = Blueprint("typing", __name__)


@blueprint.post("/drafts/<key>/versions/<int:number>/typing")
def keep(key: str, number: int) -> ResponseReturnValue:
    """Keep what the composer holds; say when, and under which key."""
    user = signed_in()
    form_key = request.form.get("form_key", "")
    if not 0 < len(form_key) <= 40:
        raise Invalid(_("Biểu mẫu không đúng. Tải lại trang rồi viết tiếp."))
    fields = {name: value for name, value in request.form.items() if name in TYPED or name == TAB}
    spot = Spot(key, number, request.args.get("eid", "")[:160], request.args.get("comment", type=int))
    age = timedelta(seconds=min(request.form.get("age", 0, type=int), LONG_AGO))
    typed = typing.keep(
        db(), user, clock(), spot, form_key, fields, seen=request.form.get("seen", ""), age=age
    )
    db().commit()
    return jsonify(
        form_key=typed.form_key,
        seen=typed.typed_at.isoformat(),
        at=time_of_day(typed.typed_at),
        over=typed.over,
    )


@blueprint.get("/typing/token")
def token() -> ResponseReturnValue:
    """Give a page that outlived its session the token of the new one, and tell whose it is."""
    user = signed_in()
    return jsonify(token=generate_csrf(), user=user.id)


@blueprint.post("/drafts/<key>/versions/<int:number>/typing/drop")
def drop(key: str, number: int) -> ResponseReturnValue:
    """Throw typed words away, as their writer asks."""
    typing.forget(db(), signed_in(), request.form.get("form_key", ""))
    db().commit()
    flash(_("Đã bỏ bài viết dở."), "status")
    return redirect(_back(key, number), 303)


def _back(key: str, number: int) -> str:
    """Lead back to the list that one came from, else to the place in the text."""
    if request.form.get("back") == "home":
        return url_for("home.index")
    if request.form.get("back") == "reply":
        return url_for("replies.show", key=key, _anchor="check")
    return page_url(key, number, request.form.get("eid", ""))
