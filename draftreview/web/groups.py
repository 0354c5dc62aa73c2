"""Near-identical comments as groups: proposed, put together or parted by a person, answered once."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from draftreview.domain.errors import Conflict, DraftReviewError, Invalid, NotFound
from draftreview.models.consultations import Consultation
from draftreview.services import groups, parting
from draftreview.services.bulk import LeftAlone, answer_many, slug_of
from draftreview.services.consultations import require_round
from draftreview.services.group_offers import GroupPage, group_page, grouped
from draftreview.services.permissions import may_decide, require
from draftreview.web import groups_page
from draftreview.web.answer_form import WordedForm, revisions, saves
from draftreview.web.asked_round import asked_round, keeps_round
from draftreview.web.errors import status_of
from draftreview.web.presentation import linked, translated
from draftreview.web.request import actor, clock, db

blueprint = keeps_round(Blueprint("groups", __name__))

PAGE = 10
"""Groups on one page of the list."""

STANDING = "standing"


class TokenForm(FlaskForm):  # type: ignore[misc]
    """The token alone: what is chosen are tick boxes, what is done are buttons."""


def _round(key: str) -> Consultation:
    require(may_decide(actor()))
    return require_round(db(), key, asked_round())


@blueprint.get("/drafts/<key>/groups")
def listing(key: str) -> str:
    """List the groups proposed, or those that stand, a page at a time."""
    return _listed(_round(key))


def _listed(round_: Consultation, problem: str = "") -> str:
    found = grouped(db(), actor(), round_)
    key, view = round_.draft.key, request.args.get("view", "")
    every: Sequence[Any] = found.standing if view == STANDING else found.offers
    pages = max(1, -(-len(every) // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)

    def address(wanted: str, number: int = 1) -> str:
        return url_for("groups.listing", key=key, view=wanted or None, page=number if number > 1 else None)

    return render_template(
        "groups/list.html",
        consultation=round_,
        rows=every[(page - 1) * PAGE : page * PAGE],
        view=view,
        tabs=[
            (_("Được đề xuất (%(count)s)", count=len(found.offers)), address(""), view != STANDING),
            (_("Đã gộp (%(count)s)", count=len(found.standing)), address(STANDING), view == STANDING),
        ],
        shown_all=groups_page.shown_all,
        entries_of=groups_page.entries_of,
        agencies_of=groups_page.agencies_of,
        slug_of=slug_of,
        form=TokenForm(),
        problem=problem,
        page=page,
        pages=pages,
        page_url=lambda number: address(view, number),
        here=address(view, page),
    )


@blueprint.post("/drafts/<key>/groups")
def gather(key: str) -> ResponseReturnValue:
    """Put what was ticked together, by hand or as proposed, or say that a proposal is not one matter."""
    round_, action = _round(key), request.form.get("action", "")
    work = {"part": _part, "by_hand": _gather_by_hand}.get(action, _gather_proposed)
    try:
        address = work(round_)
    except (Conflict, Invalid, NotFound) as error:
        db().rollback()
        return _listed(_round(key), translated(error.message)), status_of(error)
    db().commit()
    return redirect(address, 303)


def _gather_proposed(round_: Consultation) -> str:
    """Go on with the list; the group is answered when its drafter wishes."""
    chosen, into = revisions("chosen"), request.form.get("into", type=int)
    group = groups.gather(db(), actor(), clock(), round_, chosen, proposed=True, group_id=into)
    address = url_for("groups.show", key=round_.draft.key, group_id=group.id)
    flash(linked(_gathered(group.id, len(chosen)), address, _("Trả lời nhóm này")), "status")
    return _same_list(round_)


def _gather_by_hand(round_: Consultation) -> str:
    """Show the group: whoever put it together wants to see it."""
    chosen = revisions("chosen")
    group = groups.gather(db(), actor(), clock(), round_, chosen)
    flash(_gathered(group.id, len(chosen)), "status")
    return url_for("groups.show", key=round_.draft.key, group_id=group.id)


def _gathered(number: int, count: int) -> str:
    return str(_("Đã gộp %(count)s ý kiến vào nhóm số %(number)s.", count=count, number=number))


def _part(round_: Consultation) -> str:
    shown, into = revisions("shown"), request.form.get("into", type=int)
    if into is None:
        parting.part(db(), actor(), clock(), round_, shown)
    else:
        parting.keep_out(db(), actor(), clock(), round_, into, shown)
    flash(_("Đã ghi: các ý kiến này không phải một nhóm. Phần mềm không đề xuất lại."), "status")
    return _same_list(round_)


def _same_list(round_: Consultation) -> str:
    page = request.args.get("page", type=int)
    return url_for("groups.listing", key=round_.draft.key, page=page)


@blueprint.get("/drafts/<key>/groups/<int:group_id>")
def show(key: str, group_id: int) -> str:
    """Show a group with its answers and the form that answers all of it."""
    round_ = _round(key)
    found = group_page(db(), actor(), round_, group_id)
    form = WordedForm(formdata=None)
    form.start_from([one.entry.row for one in found.standing.members])
    return _shown(round_, found, form)


def _shown(
    round_: Consultation,
    found: GroupPage,
    form: WordedForm,
    *,
    left: Sequence[LeftAlone] = (),
    ticked: frozenset[int] | None = None,
    problem: str = "",
) -> str:
    group = found.standing
    rows = [one.entry.row for one in group.members]
    return render_template(
        "groups/show.html",
        consultation=round_,
        found=found,
        group=group,
        members=[groups_page.shown(group.first, one) for one in group.members],
        candidates=groups_page.shown_all(group.first, found.candidates),
        agencies=groups_page.agencies_of([one.entry for one in group.members]),
        ticked=group.together if ticked is None else ticked,
        worded=WordedForm.serves(rows),
        form=form,
        token=TokenForm(formdata=None),
        left=left,
        translated=translated,
        problem=problem,
        slug_of=slug_of,
    )


@blueprint.post("/drafts/<key>/groups/<int:group_id>", endpoint="answer")
def answer_group(key: str, group_id: int) -> ResponseReturnValue:
    """Give one answer to the members ticked; those decided meanwhile are named."""
    round_ = _round(key)
    found = group_page(db(), actor(), round_, group_id)
    inside = {one.entry.id for one in found.standing.members}
    seen = {one: revision for one, revision in revisions("chosen").items() if one in inside}
    form, ticked = WordedForm(), frozenset(seen)
    if not form.validate_on_submit():
        return _shown(round_, found, form, ticked=ticked), 422
    try:
        result = answer_many(db(), actor(), clock(), round_, seen, form.decision(), saves("chosen"))
    except Invalid as error:
        form.refuse(error)
        return _shown(round_, found, form, ticked=ticked), 422
    db().commit()
    flash(_("Đã lưu trả lời cho %(count)s ý kiến, chờ duyệt.", count=len(result.done)), "status")
    if result.left:
        again = group_page(db(), actor(), round_, group_id)
        missed = frozenset(one.comment_id for one in result.left)
        return _shown(round_, again, form, left=result.left, ticked=missed), 409
    return redirect(url_for("groups.show", key=key, group_id=group_id), 303)


@blueprint.post("/drafts/<key>/groups/<int:group_id>/join")
def join(key: str, group_id: int) -> ResponseReturnValue:
    """Let the comments ticked join a group."""
    round_, chosen = _round(key), revisions("chosen")
    if not chosen:
        flash(_("Chưa chọn ý kiến nào để thêm vào nhóm."), "warning")
        return _back(key, group_id)
    try:
        groups.gather(db(), actor(), clock(), round_, chosen, group_id=group_id)
    except Conflict as error:
        return _refused(key, group_id, error)
    db().commit()
    flash(_("Đã thêm %(count)s ý kiến vào nhóm.", count=len(chosen)), "status")
    return _back(key, group_id)


@blueprint.post("/drafts/<key>/groups/<int:group_id>/out")
def take_out(key: str, group_id: int) -> ResponseReturnValue:
    """Take one comment out of a group."""
    comment_id = request.form.get("comment", 0, type=int)
    stands = groups.take_out(db(), actor(), clock(), _round(key), group_id, comment_id)
    db().commit()
    flash(_("Đã bỏ ý kiến ra khỏi nhóm; ý kiến và kết quả của nó giữ nguyên."), "status")
    return (
        _back(key, group_id) if stands else redirect(url_for("groups.listing", key=key, view=STANDING), 303)
    )


@blueprint.post("/drafts/<key>/groups/<int:group_id>/split")
def split(key: str, group_id: int) -> ResponseReturnValue:
    """Part a whole group."""
    try:
        groups.split(db(), actor(), clock(), _round(key), group_id, revisions("shown"))
    except Conflict as error:
        return _refused(key, group_id, error)
    db().commit()
    flash(_("Đã tách nhóm; từng ý kiến và kết quả giữ nguyên."), "status")
    return _to_list(key)


def _back(key: str, group_id: int) -> ResponseReturnValue:
    return redirect(url_for("groups.show", key=key, group_id=group_id), 303)


def _to_list(key: str) -> ResponseReturnValue:
    return redirect(url_for("groups.listing", key=key, view=STANDING), 303)


def _refused(key: str, group_id: int, error: DraftReviewError) -> ResponseReturnValue:
    """Show the group as it stands now, with what happened."""
    db().rollback()
    round_ = _round(key)
    found = group_page(db(), actor(), round_, group_id)
    form = WordedForm(formdata=None)
    return _shown(round_, found, form, problem=translated(error.message)), status_of(error)
