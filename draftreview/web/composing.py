"""The composer at one place of a text: what the agency says there, the form, and saves that are refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from draftreview.domain.errors import Conflict, Invalid, NotPermitted, StaleText
from draftreview.domain.following_words import State
from draftreview.domain.tables import has_table
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment
from draftreview.services.comment_finding import up_to_version
from draftreview.services.composing import Beside, read_beside
from draftreview.services.margins import as_own, places_of
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.services.texts import Place, Text
from draftreview.services.topics import topic_at
from draftreview.services.typing import Unfinished
from draftreview.web.comment_cards import Change, cards_of, change
from draftreview.web.comment_filling import composer, put_back, says_as_much
from draftreview.web.comment_forms import CommentForm
from draftreview.web.forms import said
from draftreview.web.presentation import translated
from draftreview.web.reading_page import page_url, show_page
from draftreview.web.request import actor, db
from draftreview.web.shelf import text_of
from draftreview.web.whereabouts import shown


@dataclass(frozen=True, slots=True)
class Composing:
    """A place before an officer: its text, the agency's comments, the topics and the form."""

    visit: Visit
    text: Text
    place: Place
    beside: Beside
    own: tuple[Comment, ...]
    form: CommentForm
    comment: Comment | None = None
    typed: Unfinished | None = None

    @property
    def state(self) -> State | None:
        """Tell what became of the place in a version that came out after this one."""
        eid = self.place.provision.eid if self.place.provision else ""
        return self.beside.following.state(self.visit.version.number, eid) if eid else None

    @property
    def others(self) -> tuple[Unfinished, ...]:
        """Give the other unfinished words at this place; none that say only what the form says."""
        key = said(self.form.form_key)
        return tuple(
            one
            for one in self.beside.unfinished
            if one.form_key != key
            and one is not self.typed
            and not (one.mine and says_as_much(self.form, one))
        )


def compose(visit: Visit, eid: str, comment: Comment | None = None, brief: bool = False) -> Composing:
    """Put a place before the officer; ``brief`` reads nothing but the place.

    The form is filled from a comment if given, and from what was typed there and not saved.
    """
    text = text_of(visit.version)
    place = text.place(eid)
    beside = Beside()
    own: tuple[Comment, ...] = ()
    if not brief:
        user = actor()
        begun = request.args.get("typing", "")
        beside = read_beside(db(), user, visit, place.eid, comment.id if comment else None, begun)
        if user is not None and speaks_for_agency(user) and visit.rounds:
            own = tuple(up_to_version(db(), visit.version, user.agency_id))
    guess = topic_at(text, beside.topics, place.provision)
    form = composer(text, place, beside.topics, guess, comment)
    if "restore" in request.form and place.provision is not None:
        put_back(form, place.provision)
    typed = _given_back(form, beside.unfinished) if request.method == "GET" else None
    if typed is not None:
        form = composer(text, place, beside.topics, guess, comment, typed)
    return Composing(visit, text, place, beside, own, form, comment, typed)


def _given_back(form: CommentForm, unfinished: Sequence[Unfinished]) -> Unfinished | None:
    """Choose what to go on with: the words asked for, else the newest, unless one wants to begin anew."""
    asked = request.args.get("typing", "")
    if "fresh" in request.args:
        return None
    found = [one for one in unfinished if not says_as_much(form, one)]
    mine = [one for one in found if one.mine]
    return next((one for one in found if one.form_key == asked), mine[0] if mine else None)


def show_composer(composing: Composing, error: str = "", **more: Any) -> str:
    """Render the composer: beside the whole text, or alone where a script asked for it."""
    visit, place = composing.visit, composing.place
    number = visit.version.number
    here = [one for one in composing.own if _stands(composing, one) and one is not composing.comment]
    facts: dict[str, Any] = {
        "place": place,
        "form": composing.form,
        "cards": cards_of(here, following=composing.beside.following, beside=number),
        "comment": composing.comment,
        "change": change_in(composing),
        "typed": composing.typed,
        "has_table": place.provision is not None and has_table(place.provision.text),
        "since": shown(composing.state, visit.draft.key),
        "others": composing.others,
        "notes": composing.beside.notes,
        "guess": topic_at(composing.text, composing.beside.topics, place.provision),
        "error": error,
        "current": None,
        "may_write": visit.takes_comments(actor()),
        "close_url": page_url(visit.draft.key, visit.version.number, place.eid),
    } | more
    if request.headers.get("HX-Request"):
        return render_template("comments/_talk.html", visit=visit, writing=place.eid, **facts)
    return show_page(
        visit,
        topics=composing.beside.topics,
        following=composing.beside.following,
        own=[as_own(one) for one in composing.own],
        others_sent=composing.beside.others,
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
    tail = provision.tail if tidied.tail is None or not provision.tail else tidied.tail
    return change(
        wording.operation,
        (provision.heading, provision.text, provision.tail),
        (tidied.heading, tidied.text, tail),
    )


def _stands(composing: Composing, comment: Comment) -> bool:
    number = composing.visit.version.number
    return composing.place.eid in places_of(
        as_own(comment), composing.text, number, composing.beside.following
    )
