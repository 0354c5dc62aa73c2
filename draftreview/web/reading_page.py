"""The reading page, with or without a composer beside the text: shared by reading and commenting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from draftreview.domain.choosing import counted
from draftreview.services.following import Following
from draftreview.services.margins import Margin, Own, margin_of, own_and_others, topics_and_following
from draftreview.services.others import Counted, when_readable
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.services.texts import Text
from draftreview.services.topics import Topic, answered, still_asked
from draftreview.web.prepared import Prepared, prepared
from draftreview.web.request import actor, db
from draftreview.web.whereabouts import shown


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One line of the box of focus topics: how much the own agency has said on it."""

    label: str
    url: str
    note: str


def show_page(
    visit: Visit,
    *,
    topics: Sequence[Topic] | None = None,
    following: Following | None = None,
    own: Sequence[Own] | None = None,
    others_sent: Counted = (),
    writing: str = "",
    **talk: Any,
) -> str:
    """Render the reading page; ``writing`` is the eid of the place whose composer ``talk`` describes."""
    ready = prepared(visit.draft.key, visit.version)
    if topics is None or following is None:
        topics, following = topics_and_following(db(), visit)
    if own is None:
        own, others_sent = own_and_others(db(), actor(), visit)
    margin = margin_of(own, visit, ready.text, following, others_sent)
    topics = still_asked(topics)
    named = frozenset[int]().union(*(topic.lineages for topic in topics))
    may_comment = visit.takes_comments(actor())
    return render_template(
        "reading/version.html",
        visit=visit,
        words=ready.words(margin, visit.version.number, may_comment, writing if may_comment else ""),
        entries=ready.entries(margin, named),
        topic_lines=_topic_lines(ready, topics, margin),
        margin=margin,
        chosen=_chosen(own, ready.text, visit.version.number),
        shown=shown,
        may_comment=may_comment,
        reads_others=visit.reads_others(actor()),
        when_readable=when_readable,
        is_invited=speaks_for_agency(actor()) and visit.invitation is not None,
        writing=writing,
        **talk,
    )


def page_url(key: str, number: int, eid: str = "") -> str:
    """Give the address of a version, scrolled to a place."""
    anchor = eid if eid != "general" else ""
    return url_for("reading.version", key=key, number=number, _anchor=anchor or None)


def _chosen(own: Sequence[Own], text: Text, number: int) -> list[tuple[str, int, int]]:
    """List the words that comments on this version are about, counted as the page's script counts them."""
    found = []
    for one in own:
        if one.passage is None or one.number != number:
            continue
        place = text.find(one.eid) if one.eid else None
        part = next((component for component in text.components if component.id == one.part_id), None)
        if place is not None:
            found.append((place.eid, *counted(place.words, *one.passage)))
        elif part is not None:
            found.append((part.anchor, *counted(part.words, *one.passage)))
    return found


def _topic_lines(ready: Prepared, topics: Sequence[Topic], margin: Margin) -> list[TopicLine]:
    totals = answered(topics, margin.topics)
    lines = []
    for topic in topics:
        if topic.parent_id is not None:
            continue
        steps = [one for one in topics if one.parent_id == topic.id]
        named = topic.lineages.union(*(one.lineages for one in steps))
        if steps:
            done = sum(totals[one.id] > 0 or one.silent for one in steps)
            note = _("%(done)s/%(all)s bước", done=done, all=len(steps))
        elif topic.silent and not totals[topic.id]:
            note = _("không có ý kiến")
        else:
            note = _("%(count)s ý kiến", count=totals[topic.id])
        eid = ready.first_of(named)
        lines.append(TopicLine(f"{topic.code}. {topic.short_title}", f"#{eid}" if eid else "", note))
    return lines
