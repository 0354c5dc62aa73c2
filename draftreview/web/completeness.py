"""The completeness gate: what has to be done before the table may go out as final."""

from flask import Blueprint

from draftreview.services.completeness import gate
from draftreview.web.asked_round import asked_round, keeps_round
from draftreview.web.gate_page import gate_page
from draftreview.web.request import actor, clock, db

blueprint = keeps_round(Blueprint("completeness", __name__))


@blueprint.get("/drafts/<key>/synthesis/check")
def show(key: str) -> str:
    """List what is missing, kind by kind, and offer the final files once nothing is."""
    return gate_page(gate(db(), actor(), clock(), key, asked_round()), key)
