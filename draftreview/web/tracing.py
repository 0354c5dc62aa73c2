"""The trace: from a comment to the words it changed, and from a provision to all that changed it."""

from flask import Blueprint

blueprint = Blueprint("tracing", __name__)


@blueprint.get("/comments/<int:comment_id>/trace")
def comment(comment_id: int) -> str:
    """Show what became of a comment."""
    return ""


@blueprint.get("/drafts/<key>/versions/<int:number>/trace/<eid>")
def provision(key: str, number: int, eid: str) -> str:
    """Show a provision through all versions, and what stands behind each change of it."""
    return ""
