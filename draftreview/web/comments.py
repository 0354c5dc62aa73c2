"""Comments: the composer beside the text, a comment on its own, finishing and withdrawing it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, Invalid, NotPermitted, StaleText
from draftreview.domain.provisions import opening_capital
from draftreview.domain.vocabulary import CommentState, Operation
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.services import comments
from draftreview.services.comment_finding import find, in_order
from draftreview.services.dispositions import released
from draftreview.services.permissions import may_change_comment
from draftreview.services.reading import Topic, Visit, open_version, topic_at, topics_of
from draftreview.services.texts import Place, Text
from draftreview.web.comment_cards import Change, cards_of, change
from draftreview.web.comment_forms import CommentForm, composer
from draftreview.web.forms import said
from draftreview.web.reading_page import counts_of, page_url, show_page
from draftreview.web.request import actor, clock, db
from draftreview.web.shelf import text_of

blueprint = Blueprint("comments", __name__)


@dataclass(frozen=True, slots=True)
class Composing:
    """A place before an officer: its text, the agency's comments, the topics and the form."""

    visit: Visit
    text: Text
    place: Place
    topics: tuple[Topic, ...]
    own: tuple[Comment, ...]
    form: CommentForm
    comment: Comment | None = None


@blueprint.route("/drafts/<key>/versions/<int:number>/comments/new", methods=["GET", "POST"])
def new(key: str, number: int) -> ResponseReturnValue:
    """Show what the agency says at a place, and write one more comment there."""
    visit = open_version(db(), actor(), clock(), key, number)
    composing = _compose(visit, request.args.get("eid", ""))
    form = composing.form
    if request.method == "GET" or "difference" in request.form:
        return _page(composing)
    user = signed_in()
    if not form.validate():
        return _page(composing), 422
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
        return _refused(composing, error)
    return _kept(comment, visit)


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
    composing = _compose(visit, cards_of([comment])[0].eid, comment)
    form = composing.form
    if request.method == "GET" or "difference" in request.form:
        return _page(composing)
    if not form.validate():
        return _page(composing), 422
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
        return _refused(composing, error)
    return _kept(comment, visit)


@blueprint.get("/comments/<int:comment_id>")
def show(comment_id: int) -> str:
    """Show one comment with the words it is about and, once released, the answer."""
    comment = find(db(), actor(), clock(), comment_id)
    card = cards_of([comment], released(db(), [comment.id]))[0]
    back = page_url(comment.consultation.draft.key, comment.consultation.version.number, card.eid)
    return render_template(
        "comments/show.html", card=card, back=back, own=may_change_comment(actor(), comment)
    )


@blueprint.post("/comments/<int:comment_id>/ready")
def ready(comment_id: int) -> ResponseReturnValue:
    """Mark a comment as finished, or open it again."""
    done = request.form.get("ready") == "1"
    comment = comments.mark(db(), signed_in(), clock(), comment_id, ready=done)
    db().commit()
    flash(_("Đã đánh dấu xong.") if done else _("Đã chuyển ý kiến về nháp."), "status")
    return redirect(_after(comment), 303)


@blueprint.route("/comments/<int:comment_id>/withdraw", methods=["GET", "POST"])
def withdraw(comment_id: int) -> ResponseReturnValue:
    """Ask once, then withdraw a comment that was not sent."""
    if request.method == "GET":
        comment = comments.changeable(db(), signed_in(), clock(), comment_id)
        return render_template("comments/withdraw.html", card=cards_of([comment])[0])
    comment = comments.withdraw(db(), signed_in(), clock(), comment_id)
    db().commit()
    flash(_("Đã rút ý kiến. Ý kiến vẫn được lưu nhưng không gửi đi."), "status")
    return redirect(_after(comment), 303)


@blueprint.post("/drafts/<key>/versions/<int:number>/difference")
def difference(key: str, number: int) -> str:
    """Compare the wording in the composer with the text; nothing is kept."""
    visit = open_version(db(), actor(), clock(), key, number)
    composing = _compose(visit, request.args.get("eid", ""), brief=True)
    return render_template("comments/_difference.html", change=_change(composing))


def signed_in() -> User:
    """Give the signed-in user.

    :raises NotPermitted: where nobody is signed in
    """
    user = actor()
    if user is None:
        raise NotPermitted(_("Phiên đã hết. Đăng nhập lại, bài viết còn nguyên."))
    return user


def _compose(visit: Visit, eid: str, comment: Comment | None = None, brief: bool = False) -> Composing:
    text = text_of(visit.version)
    place = text.place(eid)
    topics = () if brief else topics_of(db(), visit.consultation)
    own: tuple[Comment, ...] = ()
    if visit.consultation and visit.invitation and not brief:
        own = tuple(in_order(db(), visit.consultation.id, visit.invitation.agency_id))
    guess = topic_at(text, topics, place.provision)
    return Composing(visit, text, place, topics, own, composer(text, place, topics, guess, comment), comment)


def _page(composing: Composing, error: str = "", **more: Any) -> str:
    visit, place = composing.visit, composing.place
    here = [one for one in composing.own if _stands(one, place) and one is not composing.comment]
    facts: dict[str, Any] = {
        "place": place,
        "form": composing.form,
        "cards": cards_of(here),
        "comment": composing.comment,
        "change": _change(composing),
        "guess": topic_at(composing.text, composing.topics, place.provision),
        "error": error,
        "current": None,
        "may_write": visit.takes_comments(actor()),
        "close_url": page_url(visit.draft.key, visit.version.number, place.eid),
    } | more
    if request.headers.get("HX-Request"):
        return render_template("comments/_talk.html", visit=visit, writing=place.eid, **facts)
    return show_page(
        visit, topics=composing.topics, counts=counts_of(composing.own), writing=place.eid, **facts
    )


def _refused(composing: Composing, error: Invalid | Conflict | NotPermitted) -> ResponseReturnValue:
    """Show the page again with everything that was typed and why it was not kept."""
    form = composing.form
    if isinstance(error, Invalid):
        if error.field in form:
            form[error.field].errors = [error.message]
            return _page(composing), 422
        return _page(composing, error.message), 422
    if isinstance(error, StaleText):
        comment = composing.comment or _written_as(composing)
        assert comment is not None, "only what was written before can be stale"
        form.revision.data = str(comment.revision)
        return _page(composing, error.message, current=cards_of([comment])[0], comment=comment), 409
    return _page(composing, error.message), 403 if isinstance(error, NotPermitted) else 409


def _written_as(composing: Composing) -> Comment | None:
    """Find the comment that the form wrote when it was sent before."""
    key = said(composing.form.form_key)
    return next((one for one in composing.own if one.form_key == key), None)


def _kept(comment: Comment, visit: Visit) -> ResponseReturnValue:
    db().commit()
    place = opening_capital(comment.citation) or _("Toàn dự thảo")
    if comment.state is CommentState.READY:
        flash(_("%(place)s: ý kiến đã xong, chờ gửi cùng văn bản góp ý.", place=place), "status")
    else:
        flash(_("%(place)s: đã lưu nháp. Ý kiến nháp không được gửi.", place=place), "status")
    eid = cards_of([comment])[0].eid
    return redirect(page_url(visit.draft.key, visit.version.number, eid), 303)


def _change(composing: Composing) -> Change | None:
    """Compare the wording typed so far with the words of the place."""
    provision, wording = composing.place.provision, composing.form.wording()
    if provision is None or wording is None or wording.operation is Operation.MOVE:
        return None
    tidied = wording.tidied()
    return change(wording.operation, (provision.heading, provision.text), (tidied.heading, tidied.text))


def _stands(comment: Comment, place: Place) -> bool:
    if place.provision is not None:
        return comment.provision is not None and comment.provision.lineage_id == place.provision.lineage_id
    component_id = place.component.id if place.component else None
    return comment.provision_id is None and comment.component_id == component_id


def _after(comment: Comment) -> str:
    """Lead back to the reply page where one came from there, else to the clause."""
    round_ = comment.consultation
    if request.form.get("back") == "reply":
        return url_for("replies.show", key=round_.draft.key)
    return page_url(round_.draft.key, round_.version.number, cards_of([comment])[0].eid)
