"""The reading page, with or without a composer beside the text: shared by reading and commenting."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from draftreview.models.comments import Comment
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Counts, Visit, count_comments
from draftreview.services.topics import Topic, answered, topics_of
from draftreview.web.prepared import Prepared, prepared
from draftreview.web.request import actor, db


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
    counts: Counts | None = None,
    writing: str = "",
    **talk: Any,
) -> str:
    """Render the reading page; ``writing`` is the eid of the place whose composer ``talk`` describes."""
    ready = prepared(visit.draft.key, visit.version)
    topics = topics_of(db(), visit.consultation) if topics is None else topics
    counts = count_comments(db(), actor(), visit) if counts is None else counts
    named = frozenset[int]().union(*(topic.lineages for topic in topics))
    may_comment = visit.takes_comments(actor())
    return render_template(
        "reading/version.html",
        visit=visit,
        words=ready.words(counts, may_comment, writing if may_comment else ""),
        entries=ready.entries(counts, named),
        topic_lines=_topic_lines(ready, topics, counts),
        counts=counts,
        may_comment=may_comment,
        is_invited=speaks_for_agency(actor()) and visit.invitation is not None,
        writing=writing,
        **talk,
    )


def counts_of(comments: Sequence[Comment]) -> Counts:
    """Count comments that are at hand, as the database would."""
    places = [one.provision.lineage_id for one in comments if one.provision]
    return Counts(
        lineages=Counter(places),
        components=Counter(one.component_id for one in comments if one.component_id is not None),
        topics=Counter(one.topic_id for one in comments if one.topic_id is not None),
        states=Counter(one.state for one in comments),
    )


def page_url(key: str, number: int, eid: str = "") -> str:
    """Give the address of a version, scrolled to a place."""
    anchor = eid if eid != "general" else ""
    return url_for("reading.version", key=key, number=number, _anchor=anchor or None)


def _topic_lines(ready: Prepared, topics: Sequence[Topic], counts: Counts) -> list[TopicLine]:
    totals = answered(topics, counts.topics)
    lines = []
    for topic in topics:
        if topic.parent_id is not None:
            continue
        steps = [one for one in topics if one.parent_id == topic.id]
        named = topic.lineages.union(*(one.lineages for one in steps))
        if steps:
            done = sum(totals[one.id] > 0 for one in steps)
            note = _("%(done)s/%(all)s bước", done=done, all=len(steps))
        else:
            note = _("%(count)s ý kiến", count=totals[topic.id])
        eid = ready.first_of(named)
        lines.append(TopicLine(f"{topic.code}. {topic.short_title}", f"#{eid}" if eid else "", note))
    return lines
