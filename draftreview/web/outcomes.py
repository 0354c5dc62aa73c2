"""What became of an agency's comments, answer by answer, and "Đã xem"."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.services.acknowledging import acknowledge
from draftreview.services.outcomes import Changed, Outcome, OutcomesPage, open_outcomes
from draftreview.web.comment_cards import Card, cards_of
from draftreview.web.request import actor, clock, db, signed_in

blueprint = Blueprint("outcomes", __name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One comment with its answer as it is shown; each change with the way to it in the comparison."""

    outcome: Outcome
    card: Card
    changed: Sequence[tuple[Changed, str]]


@blueprint.get("/drafts/<key>/outcomes")
def show(key: str) -> str:
    """Show every comment that the agency sent with its outcome and explanation."""
    page = open_outcomes(db(), actor(), clock(), key)
    unseen_first = request.args.get("show") == "unseen"
    return render_template(
        "outcomes/show.html", page=page, lines=_lines(key, page, unseen_first), only_unseen=unseen_first
    )


@blueprint.post("/drafts/<key>/outcomes")
def seen(key: str) -> ResponseReturnValue:
    """Note that the agency has seen one answer, or all that were shown."""
    chosen = {int(one) for one in request.form.getlist("answer") if one.isdecimal()}
    number = acknowledge(db(), signed_in(), clock(), key, chosen)
    db().commit()
    if number:
        flash(_("Đã ghi nhận cơ quan đã xem %(count)s câu trả lời.", count=number), "status")
    else:
        flash(_("Cơ quan đã xem các câu trả lời này từ trước."), "status")
    return redirect(url_for("outcomes.show", key=key), 303)


def _lines(key: str, page: OutcomesPage, only_unseen: bool) -> list[Line]:
    chosen = page.unseen if only_unseen else page.outcomes
    answers = {one.comment.id: one.answer for one in chosen if one.answer is not None}
    cards = cards_of([one.comment for one in chosen], answers, page.following)
    return [
        Line(outcome, card, [(one, _compared(key, outcome, one)) for one in outcome.changed])
        for outcome, card in zip(chosen, cards, strict=True)
    ]


def _compared(key: str, outcome: Outcome, changed: Changed) -> str:
    old = outcome.comment.consultation.version.number
    return url_for("comparing.show", key=key, old=old, new=changed.number, _anchor=changed.eid)
