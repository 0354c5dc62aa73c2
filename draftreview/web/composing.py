"""The composer at one place of a text: what the agency says there, the form, and saves that are refused."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from draftreview.domain.errors import Conflict, Invalid, NotPermitted, StaleText
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment
from draftreview.services.comment_finding import in_order
from draftreview.services.reading import Visit
from draftreview.services.texts import Place, Text
from draftreview.services.topics import Topic, topic_at, topics_of
from draftreview.web.comment_cards import Change, cards_of, change
from draftreview.web.comment_forms import CommentForm, composer
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.reading_page import counts_of, page_url, show_page
from draftreview.web.request import actor, db
from draftreview.web.shelf import text_of


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


def compose(visit: Visit, eid: str, comment: Comment | None = None, brief: bool = False) -> Composing:
    """Put a place before the officer, the form filled from a comment if given; ``brief`` reads no others."""
    text = text_of(visit.version)
    place = text.place(eid)
    topics = () if brief else topics_of(db(), visit.consultation)
    own: tuple[Comment, ...] = ()
    if visit.consultation and visit.invitation and not brief:
        own = tuple(in_order(db(), visit.consultation.id, visit.invitation.agency_id))
    guess = topic_at(text, topics, place.provision)
    return Composing(visit, text, place, topics, own, composer(text, place, topics, guess, comment), comment)


def show_composer(composing: Composing, error: str = "", **more: Any) -> str:
    """Render the composer: beside the whole text, or alone where a script asked for it."""
    visit, place = composing.visit, composing.place
    here = [one for one in composing.own if _stands(one, place) and one is not composing.comment]
    facts: dict[str, Any] = {
        "place": place,
        "form": composing.form,
        "cards": cards_of(here),
        "comment": composing.comment,
        "change": change_in(composing),
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


def refuse(composing: Composing, error: Invalid | Conflict | NotPermitted) -> ResponseReturnValue:
    """Show the page again with everything that was typed and why it was not kept."""
    form, why = composing.form, translated(error.message)
    if isinstance(error, Invalid):
        if error.field in form:
            form[error.field].errors = [why]
            return show_composer(composing), 422
        return show_composer(composing, why), 422
    if isinstance(error, StaleText):
        comment = composing.comment or _written_as(composing)
        assert comment is not None, "only what was written before can be stale"
        form.revision.data = str(comment.revision)
        return show_composer(composing, why, current=cards_of([comment])[0], comment=comment), 409
    return show_composer(composing, why), 403 if isinstance(error, NotPermitted) else 409


def _written_as(composing: Composing) -> Comment | None:
    """Find the comment that the form wrote when it was sent before."""
    key = said(composing.form.form_key)
    return next((one for one in composing.own if one.form_key == key), None)


def change_in(composing: Composing) -> Change | None:
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
