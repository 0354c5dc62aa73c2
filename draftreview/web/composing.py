"""The composer at one place of a text: what the agency says there, the form, and saves that are refused."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from draftreview.domain.errors import Conflict, Invalid, NotPermitted, StaleText
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment
from draftreview.services.comment_finding import up_to_version
from draftreview.services.following import Following
from draftreview.services.margins import as_own, places_of, topics_and_following
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.services.texts import Place, Text
from draftreview.services.topics import Topic, topic_at
from draftreview.web.comment_cards import Change, cards_of, change
from draftreview.web.comment_forms import CommentForm, composer
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.reading_page import page_url, show_page
from draftreview.web.request import actor, db
from draftreview.web.shelf import text_of


@dataclass(frozen=True, slots=True)
class Composing:
    """A place before an officer: its text, the agency's comments, the topics and the form."""

    visit: Visit
    text: Text
    place: Place
    topics: tuple[Topic, ...]
    following: Following
    own: tuple[Comment, ...]
    form: CommentForm
    comment: Comment | None = None


def compose(visit: Visit, eid: str, comment: Comment | None = None, brief: bool = False) -> Composing:
    """Put a place before the officer, the form filled from a comment if given; ``brief`` reads no others."""
    text = text_of(visit.version)
    place = text.place(eid)
    topics: tuple[Topic, ...] = ()
    following = Following()
    own: tuple[Comment, ...] = ()
    if not brief:
        topics, following = topics_and_following(db(), visit, onward=True)
        user = actor()
        if user is not None and speaks_for_agency(user) and visit.rounds:
            own = tuple(up_to_version(db(), visit.version, user.agency_id))
    guess = topic_at(text, topics, place.provision)
    form = composer(text, place, topics, guess, comment)
    return Composing(visit, text, place, topics, following, own, form, comment)


def show_composer(composing: Composing, error: str = "", **more: Any) -> str:
    """Render the composer: beside the whole text, or alone where a script asked for it."""
    visit, place = composing.visit, composing.place
    number = visit.version.number
    here = [one for one in composing.own if _stands(composing, one) and one is not composing.comment]
    facts: dict[str, Any] = {
        "place": place,
        "form": composing.form,
        "cards": cards_of(here, following=composing.following, beside=number),
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
        visit,
        topics=composing.topics,
        following=composing.following,
        own=[as_own(one) for one in composing.own],
        writing=place.eid,
        **facts,
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


def _stands(composing: Composing, comment: Comment) -> bool:
    number = composing.visit.version.number
    return composing.place.eid in places_of(as_own(comment), composing.text, number, composing.following)
