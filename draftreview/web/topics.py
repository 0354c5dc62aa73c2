"""Answering by focus topic: each question of the round beside its provisions, one after the other."""

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.services.permissions import may_change_comment
from draftreview.services.texts import Text, TextProvision
from draftreview.services.topic_answers import open_topics, say_nothing, take_back
from draftreview.services.topics import Topic, still_asked
from draftreview.web.comment_cards import cards_of
from draftreview.web.first_opening import note_first_opening
from draftreview.web.law_rows import Row, rows_of
from draftreview.web.request import actor, clock, db, signed_in
from draftreview.web.shelf import text_of

blueprint = Blueprint("topics", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """One Điều with the headings before it, or a khoản or điểm that is named alone."""

    citation: str
    rows: tuple[Row, ...]


@blueprint.get("/drafts/<key>/topics", defaults={"code": ""})
@blueprint.get("/drafts/<key>/topics/<code>")
def show(key: str, code: str) -> str:
    """Show one topic with its provisions; without a code the first that is not answered."""
    page = open_topics(db(), actor(), clock(), key)
    note_first_opening(page.visit)
    topic = page.topic(code) if code else page.first()
    text = text_of(page.visit.version)
    own = [one for one in page.comments if topic is not None and one.topic_id == topic.id]
    return render_template(
        "topics/show.html",
        page=page,
        topic=topic,
        parent=next((one for one in page.topics if topic and one.id == topic.parent_id), None),
        steps=[one for one in still_asked(page.topics) if topic and one.parent_id == topic.id],
        parts=_parts(text, topic) if topic else [],
        citations={one.id: text.citation(one) for one in text.provisions.values()},
        cards=cards_of(own, following=page.following),
        changeable={one.id for one in own if may_change_comment(actor(), one)},
        may_write=page.visit.takes_comments(actor()),
        counts=Counter(one.provision.eid for one in page.comments if one.provision),
        following=page.next_open(topic) if topic else None,
    )


@blueprint.post("/drafts/<key>/topics/<code>")
def answer(key: str, code: str) -> ResponseReturnValue:
    """Say that there is nothing to say on a topic, or take that back."""
    if request.form.get("answer") == "back":
        take_back(db(), signed_in(), clock(), key, code)
        db().commit()
        flash(_("Đã bỏ câu trả lời. Nội dung %(code)s chưa được trả lời.", code=code), "status")
        return redirect(url_for("topics.show", key=key, code=code), 303)
    page = say_nothing(db(), signed_in(), clock(), key, code)
    db().commit()
    flash(_("Nội dung %(code)s: cơ quan không có ý kiến.", code=code), "status")
    following = page.next_open(page.topic(code))
    return redirect(url_for("topics.show", key=key, code=following.code if following else code), 303)


def _parts(text: Text, topic: Topic) -> list[Part]:
    """Cut what a topic names into its Điều, in document order."""
    parts: list[list[Row]] = []
    for component in text.components:
        for row in rows_of(component):
            if row.shape in ("open", "close") or not _named(text, topic, row.provision):
                continue
            if _begins(text, topic, row, parts[-1][-1] if parts else None):
                parts.append([])
            parts[-1].append(row)
    return [Part(text.citation(rows[0].provision), tuple(rows)) for rows in parts]


def _named(text: Text, topic: Topic, provision: TextProvision) -> bool:
    return any(one.lineage_id in topic.lineages for one in (provision, *text.above(provision)))


def _begins(text: Text, topic: Topic, row: Row, before: Row | None) -> bool:
    """Tell whether a row opens a part; what follows a heading stays with it."""
    if row.shape in ("heading", "article"):
        return before is None or before.shape != "heading"
    above = text.above(row.provision)
    return row.shape in ("clause", "point") and not any(_named(text, topic, one) for one in above)
