"""Reading what the other agencies of a round sent, where the round allows it."""

from flask import Blueprint, render_template, request

from draftreview.services.others import open_others, others_at
from draftreview.web.comment_cards import cards_of
from draftreview.web.reading_page import page_url
from draftreview.web.request import clock, db, signed_in
from draftreview.web.shelf import text_of

blueprint = Blueprint("others", __name__)


@blueprint.get("/drafts/<key>/versions/<int:number>/others")
def show(key: str, number: int) -> str:
    """List what other agencies sent about one place, or about everything, in document order."""
    user = signed_in()
    visit = open_others(db(), user, clock(), key, number)
    eid = request.args.get("eid", "")
    place = text_of(visit.version).place(eid) if eid else None
    found = others_at(db(), user, visit, place, request.args.get("page", 1, type=int))
    return render_template(
        "others/show.html",
        found=found,
        visit=visit,
        place=place,
        cards=cards_of(found.comments),
        back=page_url(key, number, eid),
    )
