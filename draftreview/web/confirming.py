"""A person confirms which provisions of two versions are the same: pair by pair, or a selection at once."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.provisions import citation
from draftreview.domain.vocabulary import Verdict
from draftreview.services import confirming, relinking
from draftreview.services.confirming import LeftAlone
from draftreview.services.uncertain import Found, UncertainPairs, find_pair, uncertain_pairs
from draftreview.web.confirming_page import READABLE, likeness_words, shown, shown_pair
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("confirming", __name__)

PAGE = 50
"""Pairs of the list on one page."""


class VerdictForm(FlaskForm):  # type: ignore[misc]
    """The token alone: what is said are buttons, what was seen a hidden field of each pair."""


@blueprint.get("/drafts/<key>/versions/<int:number>/identities")
def show(key: str, number: int) -> str:
    """Show the pair asked for, else the first that waits, behind the one just decided if there is one."""
    found = uncertain_pairs(db(), actor(), clock(), key, number)
    return _pair_page(found, request.args.get("pair", 0, type=int), request.args.get("after", 0, type=int))


def _pair_page(found: UncertainPairs, pair_id: int, after: int = 0, problem: str = "") -> str:
    chosen = found.chosen(pair_id) or found.next_waiting(after)
    return render_template(
        "confirming/show.html",
        found=found,
        chosen=chosen,
        shown=shown_pair(chosen) if chosen else None,
        alike=likeness_words,
        form=VerdictForm(),
        problem=problem,
    )


@blueprint.get("/drafts/<key>/versions/<int:number>/identities/list")
def listing(key: str, number: int) -> str:
    """List the pairs that wait, a page at a time, to be judged together."""
    return _list_page(uncertain_pairs(db(), actor(), clock(), key, number))


def _list_page(found: UncertainPairs, left: Sequence[LeftAlone] = ()) -> str:
    waiting = [pair for pair in found.pairs if pair.alignment.verdict is None]
    pages = max(1, -(-len(waiting) // PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "confirming/list.html",
        found=found,
        rows=[(pair, shown_pair(pair)) for pair in waiting[(page - 1) * PAGE : page * PAGE]],
        page=page,
        pages=pages,
        alike=likeness_words,
        form=VerdictForm(),
        left=left,
    )


@blueprint.post("/drafts/<key>/versions/<int:number>/identities/list")
def judge_all(key: str, number: int) -> ResponseReturnValue:
    """Say of every pair ticked that it is the same; those decided meanwhile are named."""
    found = uncertain_pairs(db(), actor(), clock(), key, number)
    back = redirect(url_for("confirming.listing", key=key, number=number), 303)
    seen = _chosen()
    if not seen:
        flash(_("Chưa chọn cặp quy định nào."), "warning")
        return back
    result = confirming.judge_all(db(), actor(), clock(), found.new, seen, Verdict.SAME)
    db().commit()
    flash(_("Đã xác nhận %(count)s cặp là cùng một quy định.", count=len(result.done)), "status")
    if result.left:
        return _list_page(uncertain_pairs(db(), actor(), clock(), key, number), result.left), 409
    return back


def _chosen() -> Mapping[int, Verdict | None]:
    return {int(one): None for one in request.form.getlist("chosen") if one.isdecimal()}


@blueprint.post("/alignments/<int:alignment_id>/verdict")
def judge(alignment_id: int) -> ResponseReturnValue:
    """Say that a pair is the same or different, or take back what was said, and go on to the next."""
    verdict = _verdict("verdict")
    try:
        found = confirming.judge(db(), actor(), clock(), alignment_id, verdict, _verdict("seen"))
    except Conflict as error:
        db().rollback()
        return _refused(alignment_id, error)
    db().commit()
    flash(_said(found, verdict), "status")
    return redirect(_next(found), 303)


def _refused(alignment_id: int, error: Conflict) -> ResponseReturnValue:
    """Show the pair as it stands now, with what happened."""
    kept = find_pair(db(), actor(), alignment_id)
    found = uncertain_pairs(db(), actor(), clock(), kept.draft.key, kept.new.number)
    return _pair_page(found, alignment_id, problem=translated(error.message)), 409


def _next(found: Found) -> str:
    return url_for("confirming.show", key=found.draft.key, number=found.new.number, after=found.alignment.id)


def _said(found: Found, verdict: Verdict | None) -> str:
    places = {
        "new": citation(found.new_eid),
        "old": citation(found.old_eid),
        "number": found.old.number,
    }
    if verdict is Verdict.SAME:
        return str(_("Đã ghi: %(new)s là cùng một quy định với %(old)s của lần %(number)s.", **places))
    if verdict is Verdict.DIFFERENT:
        return str(_("Đã ghi: %(new)s và %(old)s của lần %(number)s là hai quy định khác nhau.", **places))
    return str(_("Đã bỏ xác nhận giữa %(new)s và %(old)s của lần %(number)s.", **places))


def _verdict(field: str) -> Verdict | None:
    """Read a verdict; nothing is none.

    :raises Invalid: where it is no verdict, which no page of ours sends
    """
    word = request.form.get(field, "")
    if word not in ("", *Verdict):
        raise Invalid(_("Kết quả xác nhận không đọc được. Tải lại trang rồi chọn lại."), field)
    return Verdict(word) if word else None


@blueprint.get("/alignments/<int:alignment_id>/others")
def others(alignment_id: int) -> str:
    """Offer other provisions that the older side of a pair may have become."""
    return _others_page(alignment_id)


def _others_page(alignment_id: int, problem: str = "") -> str:
    offered = relinking.others(db(), actor(), alignment_id)
    return render_template(
        "confirming/others.html",
        offered=offered,
        candidates=[(one, shown(offered.old, one.side)) for one in offered.candidates],
        readable=READABLE,
        alike=likeness_words,
        form=VerdictForm(),
        problem=problem,
    )


@blueprint.post("/alignments/<int:alignment_id>/others")
def relink(alignment_id: int) -> ResponseReturnValue:
    """Confirm that the older side of a pair became the provision chosen."""
    eid = request.form.get("eid", "")
    if not eid:
        return _others_page(alignment_id, _("Chọn quy định mà quy định cũ đã trở thành.")), 422
    try:
        found = find_pair(db(), actor(), alignment_id)
        relinking.relink(db(), actor(), clock(), alignment_id, eid, _verdict("seen"))
    except Conflict as error:
        db().rollback()
        return _others_page(alignment_id, translated(error.message)), 409
    db().commit()
    flash(
        _(
            "Đã ghi: %(old)s của lần %(number)s nay là %(new)s.",
            old=citation(found.old_eid),
            number=found.old.number,
            new=citation(eid),
        ),
        "status",
    )
    return redirect(_next(found), 303)
