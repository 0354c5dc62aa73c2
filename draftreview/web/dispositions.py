"""The drafter's desk: the queue by clause, one place at hand, an answer, and on to the next."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.errors import Conflict, DraftReviewError, Invalid, NotFound
from draftreview.services.answering_together import Others, answer_together
from draftreview.services.bulk import LeftAlone
from draftreview.services.desk import Desk, answerable
from draftreview.services.desk_answers import as_answered, starts
from draftreview.services.desk_place import Spot
from draftreview.services.desk_queue import following, queue
from draftreview.services.phrases import keep_phrase, with_phrase
from draftreview.web.asked_round import keeps_round
from draftreview.web.decision_form import DecisionForm, decision_form, difference_of
from draftreview.web.desk_addresses import back_to
from draftreview.web.desk_group import others
from draftreview.web.desk_page import find_desk, page, places_of
from draftreview.web.errors import status_of
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db

blueprint = keeps_round(Blueprint("dispositions", __name__))


@blueprint.get("/drafts/<key>/desk", endpoint="desk")
def first_place(key: str) -> ResponseReturnValue:
    """Show the desk at the first place with open comments."""
    return show(find_desk(key))


@blueprint.get("/drafts/<key>/desk/<place>", endpoint="place")
def one_place(key: str, place: str) -> ResponseReturnValue:
    """Show the desk at a place, with the comment asked for at hand."""
    return show(find_desk(key, place, request.args.get("comment", type=int)))


def show(found: Desk) -> str:
    """Show the desk with a form that starts from the current answer."""
    return page(found, decision_form(found.spot) if found.spot else None)


def open_at(comment_id: int) -> tuple[Desk, Spot, DecisionForm]:
    """Open the desk at a sent comment, with the form as it was posted."""
    found = find_desk(*answerable(db(), actor(), comment_id), comment_id)
    assert found.spot is not None, "a sent comment stands at a place"
    return found, found.spot, decision_form(found.spot, typed=True)


@blueprint.post("/comments/<int:comment_id>/dispositions", endpoint="decide")
def answer_comment(comment_id: int) -> ResponseReturnValue:
    """Keep an answer and go on to the next open comment."""
    found, spot, form = open_at(comment_id)
    if not form.validate_on_submit() or not form.keeps_tail(spot):
        return page(found, form), 422
    also = others()
    try:
        left = answer_together(
            db(), actor(), clock(), found.consultation, comment_id, form.decision(spot), also
        )
    except (Invalid, Conflict, NotFound) as error:
        db().rollback()
        return refuse(comment_id, error)
    db().commit()
    if left:
        return name_left(comment_id, left, len(also.seen) + 1 - len(left))
    return go_on(found, spot, also)


@blueprint.post("/comments/<int:comment_id>/dispositions/prepare", endpoint="prepare")
def prepare(comment_id: int) -> ResponseReturnValue:
    """Put a wording, a phrase or the answer of another comment into the form; nothing is kept."""
    found, spot, form = open_at(comment_id)
    fill(found, spot, form)
    return page(found, form)


def fill(found: Desk, spot: Spot, form: DecisionForm) -> None:
    """Fill in what the pressed button offers."""
    asked = request.form
    start = next((one for one in starts(spot) if one.key == asked.get("start")), None)
    if start is not None:
        form.take_words(start.words)
    like = next((one for one in spot.remarks if one.id == asked.get("like", type=int)), None)
    if like is not None and like.answer is not None:
        form.take(as_answered(spot.chosen, like, like.answer))
    phrase = next((one for one in found.phrases if one.id == asked.get("phrase", type=int)), None)
    if phrase is not None:
        form.explanation.data = with_phrase(said(form.explanation), phrase.body)


@blueprint.post("/comments/<int:comment_id>/dispositions/phrase", endpoint="keep_phrase")
def keep_explanation(comment_id: int) -> ResponseReturnValue:
    """Keep the explanation that was typed for reuse; the answer itself waits."""
    found, _spot, form = open_at(comment_id)
    shared = request.form.get("keep") == "shared"
    try:
        keep_phrase(db(), actor(), clock(), said(form.explanation), shared)
    except Invalid as error:
        form.explanation.errors = [translated(error.message)]
        return page(found, form), 422
    db().commit()
    flash(_("Đã lưu câu dùng lại. Trả lời này chưa lưu."), "status")
    found, _spot, form = open_at(comment_id)
    return page(found, form)


@blueprint.post("/comments/<int:comment_id>/dispositions/difference", endpoint="difference")
def difference(comment_id: int) -> str:
    """Compare the wording in the dock with the text; nothing is kept."""
    _found, spot, form = open_at(comment_id)
    return render_template("comments/_difference.html", change=difference_of(form, spot))


def name_left(comment_id: int, left: Sequence[LeftAlone], done: int) -> ResponseReturnValue:
    """Name those of the group that were decided meanwhile, with what was typed beside them."""
    flash(_("Đã lưu trả lời cho %(count)s ý kiến, chờ duyệt.", count=done), "status")
    found, spot, form = open_at(comment_id)
    form.see(spot)
    return page(found, form, left), 409


def go_on(found: Desk, spot: Spot, also: Others) -> ResponseReturnValue:
    """Lead to the next open comment, or say that none is left."""
    items = queue(db(), actor(), found.consultation, places_of(found.consultation), found.wanted)
    after = following(items, spot.at.slug)
    if after is None:
        flash(nothing_left(found), "status")
    else:
        flash(onward(after.at.place.label, len(also.seen) + 1), "status")
    place = after.slug if after else spot.at.slug
    answered = spot.chosen.id if place == spot.at.slug else None
    return redirect(back_to(found.consultation.draft.key, place, after=answered), 303)


def onward(place: str, count: int) -> str:
    """Say what was kept and where the next open comment is."""
    if count > 1:
        said = _(
            "Đã lưu đề xuất cho %(count)s ý kiến của nhóm. Còn ý kiến ở: %(place)s.",
            count=count,
            place=place,
        )
        return str(said)
    return str(_("Đã lưu đề xuất. Còn ý kiến ở: %(place)s.", place=place))


def nothing_left(found: Desk) -> str:
    """Say that every comment that was looked for has an answer."""
    if found.wanted.arguments:
        return str(_("Đã lưu đề xuất. Mọi ý kiến trong bộ lọc đã có kết quả."))
    return str(_("Đã lưu đề xuất. Mọi ý kiến đã có kết quả."))


def refuse(comment_id: int, error: DraftReviewError) -> ResponseReturnValue:
    """Show the form again with what was typed and why it was not kept."""
    found, spot, form = open_at(comment_id)
    field = form[error.field] if isinstance(error, Invalid) and error.field in form else form.outcome
    field.errors = [translated(error.message)]
    if isinstance(error, Conflict):
        # What is faster is on the page now: saving once more is a decision after it.
        form.see(spot)
    return page(found, form), status_of(error)
