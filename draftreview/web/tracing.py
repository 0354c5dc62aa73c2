"""The trace: from a comment to the words it changed, and from a provision to all that changed it."""

from flask import Blueprint, render_template

from draftreview.services.permissions import is_drafting
from draftreview.services.provision_trace import provision_trace
from draftreview.services.trace import comment_trace
from draftreview.web.comment_cards import cards_of
from draftreview.web.request import actor, clock, db, signed_in
from draftreview.web.tracing_steps import became_of, followed_of, steps_of

blueprint = Blueprint("tracing", __name__)


@blueprint.get("/comments/<int:comment_id>/trace")
def comment(comment_id: int) -> str:
    """Show what became of a comment: answers, how it was followed, the words that changed."""
    found = comment_trace(db(), signed_in(), clock(), comment_id)
    return render_template(
        "trace/comment.html",
        found=found,
        card=cards_of([found.comment])[0],
        followed=followed_of(found),
        became=became_of(found),
    )


@blueprint.get("/drafts/<key>/versions/<int:number>/trace/<eid>")
def provision(key: str, number: int, eid: str) -> str:
    """Show a provision through all versions, and what stands behind each change of it."""
    found = provision_trace(db(), actor(), clock(), key, number, eid)
    return render_template(
        "trace/provision.html", key=key, found=found, steps=steps_of(found), drafting=is_drafting(actor())
    )
