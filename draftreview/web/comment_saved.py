"""What follows when a comment was saved: what is said, where one is led, and what the browser may forget."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.provisions import opening_capital
from draftreview.domain.vocabulary import CommentState
from draftreview.models.comments import Comment
from draftreview.services import typing
from draftreview.web.comment_cards import cards_of
from draftreview.web.composing import Composing
from draftreview.web.forms import said
from draftreview.web.reading_page import page_url
from draftreview.web.request import db, parts, signed_in

SAVED = "saved_form"
"""The cookie that names the form whose words were saved as a comment."""


def saved(comment: Comment, composing: Composing) -> ResponseReturnValue:
    """Commit a comment, let go of what was typed for it, and lead on with a message."""
    visit, form_key = composing.visit, said(composing.form.form_key)
    typing.forget(db(), signed_in(), form_key)
    db().commit()
    place = opening_capital(comment.citation) or _("Toàn dự thảo")
    if comment.state is CommentState.READY:
        flash(_("%(place)s: ý kiến đã xong, chờ gửi cùng văn bản góp ý.", place=place), "status")
    else:
        flash(_("%(place)s: đã lưu nháp. Ý kiến nháp không được gửi.", place=place), "status")
    if visit.numbers[-1] > visit.version.number:
        flash(_superseded(composing), "warning")
    answer = redirect(after(comment), 303)
    # Read and cleared by the browser, which keeps its own copy of what was typed until it is told.
    answer.set_cookie(SAVED, form_key, max_age=600, secure=parts().https, samesite="Lax")
    return answer


def _superseded(composing: Composing) -> str:
    """Say that a newer version came out and where the comment stands there."""
    visit, state = composing.visit, composing.state
    words: str = _(
        "Bản lần %(newer)s đã phát hành. Ý kiến được giữ ở bản lần %(number)s và theo quy định này "
        "sang bản mới.",
        newer=visit.numbers[-1],
        number=visit.version.number,
    )
    if state is not None and state.gone:
        return f"{words} {_('Quy định này không còn trong bản mới.')}"
    if state is not None and state.elsewhere:
        return f"{words} {_('Quy định này nay là %(now)s.', now=state.now)}"
    return words


def after(comment: Comment) -> str:
    """Lead back to the reply or to the focus topic where one came from there, else to the clause."""
    round_ = comment.consultation
    where, _colon, code = request.form.get("back", "").partition(":")
    if where == "reply":
        return url_for("replies.show", key=round_.draft.key)
    if where == "topic" and code:
        return url_for("topics.show", key=round_.draft.key, code=code)
    return page_url(round_.draft.key, round_.version.number, cards_of([comment])[0].eid)
