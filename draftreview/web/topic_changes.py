"""The focus topics of an open round as the lead drafter changes them: one at a time, with a reason."""

from dataclasses import dataclass, replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import TopicAction
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_pages import RoundPage, open_round_page
from draftreview.services.topic_changes import TopicWish, change_topic
from draftreview.services.topics import Topic, topics_of
from draftreview.web.forms import options, said
from draftreview.web.presentation import translated
from draftreview.web.request import clock, db, signed_in
from draftreview.web.round_page import places_of
from draftreview.web.shelf import text_of
from draftreview.web.topic_forms import TopicChangeForm, row_of

blueprint = Blueprint("topic_changes", __name__)


@dataclass(frozen=True, slots=True)
class _Before:
    """One round before the lead drafter, with the topic that is at hand; none where one is added."""

    page: RoundPage
    topic: Topic | None = None
    facts: TopicFacts | None = None


@blueprint.get("/drafts/<key>/rounds/<int:number>/new-topic")
def new(key: str, number: int) -> ResponseReturnValue:
    """Show the form of one more topic."""
    return _shown(key, number)


@blueprint.post("/drafts/<key>/rounds/<int:number>/new-topic")
def add(key: str, number: int) -> ResponseReturnValue:
    """Ask one more topic."""
    return _changed(_opened(key, number), TopicAction.ADDED)


@blueprint.get("/drafts/<key>/rounds/<int:number>/topics/<code>")
def edit(key: str, number: int, code: str) -> ResponseReturnValue:
    """Show a topic as it is asked, to be changed or withdrawn."""
    return _shown(key, number, code)


@blueprint.post("/drafts/<key>/rounds/<int:number>/topics/<code>")
def change(key: str, number: int, code: str) -> ResponseReturnValue:
    """Ask a topic in other words, ask it no more, or ask it again."""
    before = _opened(key, number, code)
    asked = request.form.get("action", "")
    if asked not in set(TopicAction) - {TopicAction.ADDED}:
        raise NotFound(_("Không có việc này. Mở lại trang và chọn lại."))
    return _changed(before, TopicAction(asked))


def _shown(key: str, number: int, code: str = "") -> ResponseReturnValue:
    before = _opened(key, number, code)
    if before.page.days.closed or not before.page.newest:
        return redirect(url_for("rounds.show", key=key, number=number))
    return _page(before, _form(before))


def _opened(key: str, number: int, code: str = "") -> _Before:
    require(may_run_rounds(signed_in()))
    page = open_round_page(db(), signed_in(), clock(), key, number)
    if not code:
        return _Before(page)
    topics = topics_of(db(), page.consultation)
    topic = next((one for one in topics if one.code == code), None)
    if topic is None:
        raise NotFound(sentence("Đợt lấy ý kiến không có nội dung này. Chọn nội dung khác."))
    parent = next((one.code for one in topics if one.id == topic.parent_id), "")
    provisions = text_of(page.consultation.version).provisions.values()
    named = tuple(one.eid for one in provisions if one.lineage_id in topic.lineages)
    facts = TopicFacts(topic.code, topic.title, topic.short_title, topic.question, parent, named)
    return _Before(page, topic, facts)


def _form(before: _Before) -> TopicChangeForm:
    """Make the form: as it was sent, or begun from the topic as it stands."""
    places = places_of(before.page.consultation.version)
    begun = row_of(before.facts, places) if before.facts else {}
    begun["seen"] = str(before.page.consultation.topics_revision)
    form = TopicChangeForm(data=begun)
    form.places.choices = options((one.eid, one.label) for one in places.offered)
    return form


def _page(before: _Before, form: TopicChangeForm, error: str = "") -> str:
    return render_template(
        "rounds/topic.html",
        page=before.page,
        topic=before.topic,
        form=form,
        offered=places_of(before.page.consultation.version).offered,
        error=error,
    )


def _changed(before: _Before, action: TopicAction) -> ResponseReturnValue:
    round_, form = before.page.consultation, _form(before)
    if not form.validate():
        return _page(before, form), 422
    try:
        facts = _facts(before, form, action)
        wish = TopicWish(action, facts, said(form.reason), form.seen_revision)
        changed = change_topic(db(), signed_in(), clock(), round_, wish)
    except Invalid as error:
        form[error.field].errors = [translated(error.message)]
        return _page(before, form), 422
    except Conflict as error:
        return _page(before, form, translated(error.message)), 409
    db().commit()
    flash(_said_of(action, changed.code), "status")
    return redirect(url_for("rounds.show", key=round_.draft.key, number=round_.number, _anchor="topics"), 303)


def _facts(before: _Before, form: TopicChangeForm, action: TopicAction) -> TopicFacts:
    if before.facts is None:
        return form.facts(places_of(before.page.consultation.version))
    if action is not TopicAction.REWORDED:
        return before.facts
    typed = form.facts(places_of(before.page.consultation.version))
    return replace(typed, code=before.facts.code, parent=before.facts.parent)


def _said_of(action: TopicAction, code: str) -> str:
    words = {
        TopicAction.ADDED: _("Đã thêm nội dung trọng tâm %(code)s.", code=code),
        TopicAction.REWORDED: _("Đã sửa nội dung trọng tâm %(code)s.", code=code),
        TopicAction.WITHDRAWN: _("Đã rút nội dung trọng tâm %(code)s.", code=code),
        TopicAction.RESTORED: _("Đã đưa lại nội dung trọng tâm %(code)s.", code=code),
    }
    return f"{words[action]} {_('Các cơ quan đọc được thay đổi và lý do.')}"
