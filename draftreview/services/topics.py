"""The focus topics of a round: what they name, which place belongs to which, and what was said on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from draftreview.models.consultations import Consultation, FocusTopic, TopicProvision
from draftreview.services.texts import Text, TextProvision


@dataclass(frozen=True, slots=True)
class Topic:
    """A focus topic of a round with the lineages it names; with a parent it is a step of that topic."""

    id: int
    parent_id: int | None
    code: str
    title: str
    short_title: str
    question: str
    lineages: frozenset[int]


_TOPICS = (
    select(
        FocusTopic.id,
        FocusTopic.parent_id,
        FocusTopic.code,
        FocusTopic.title,
        FocusTopic.short_title,
        FocusTopic.question,
        TopicProvision.lineage_id,
    )
    .outerjoin(TopicProvision, TopicProvision.topic_id == FocusTopic.id)
    .where(FocusTopic.consultation_id == bindparam("consultation_id"))
    .order_by(FocusTopic.position, FocusTopic.id)
)


def topics_of(session: Session, consultation: Consultation | None) -> tuple[Topic, ...]:
    """List the focus topics of a round in their order: one query."""
    if consultation is None:
        return ()
    rows = session.execute(_TOPICS, {"consultation_id": consultation.id})
    topics: dict[int, Topic] = {}
    for row in rows:
        topic = topics.get(row.id) or Topic(
            row.id, row.parent_id, row.code, row.title, row.short_title, row.question, frozenset()
        )
        named = topic.lineages if row.lineage_id is None else topic.lineages | {row.lineage_id}
        topics[topic.id] = replace(topic, lineages=named)
    return tuple(topics.values())


def topic_at(text: Text, topics: Iterable[Topic], provision: TextProvision | None) -> Topic | None:
    """Guess the focus topic of a place: the one that names it, or else the nearest thing around it.

    Where several name the same thing, a step goes before the topic it belongs to.
    """
    if provision is None:
        return None
    naming: dict[int, Topic] = {}
    for topic in sorted(topics, key=lambda one: one.parent_id is not None):
        naming.update(dict.fromkeys(topic.lineages, topic))
    for one in (provision, *text.above(provision)):
        if one.lineage_id in naming:
            return naming[one.lineage_id]
    return None


def answered(topics: Iterable[Topic], counts: Mapping[int, int]) -> dict[int, int]:
    """Count the comments on each topic, those on its steps included."""
    found = {topic.id: counts.get(topic.id, 0) for topic in topics}
    for topic in topics:
        if topic.parent_id in found:
            found[topic.parent_id] += counts.get(topic.id, 0)
    return found
