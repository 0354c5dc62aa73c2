"""The focus topics of a round: what they name, which place belongs to which, and what was said on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.vocabulary import TopicAction
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, TopicProvision
from draftreview.models.drafts import Lineage
from draftreview.models.writing import TopicAnswer
from draftreview.services.identities import is_same
from draftreview.services.texts import Text, TextProvision


@dataclass(frozen=True, slots=True)
class Topic:
    """A focus topic of a round with the lineages it names; with a parent it is a step of that topic.

    A lineage that was confirmed to be another's is named with it. ``silent_at`` and ``silent_by`` tell
    when and who of the reader's agency said that it has no comment on it. ``change`` is what was done to it
    last since the round was opened.
    """

    id: int
    parent_id: int | None
    code: str
    title: str
    short_title: str
    question: str
    lineages: frozenset[int]
    silent_at: datetime | None = None
    silent_by: str | None = None
    change: TopicAction | None = None
    changed_at: datetime | None = None
    reason: str = ""

    @property
    def silent(self) -> bool:
        """Tell whether the reader's agency said that it has no comment on it."""
        return self.silent_at is not None

    @property
    def silent_before(self) -> bool:
        """Tell whether that was said before the topic was changed."""
        return bool(self.silent_at and self.changed_at and self.silent_at < self.changed_at)

    @property
    def withdrawn(self) -> bool:
        """Tell whether the round does not ask it any more."""
        return self.change is TopicAction.WITHDRAWN


_named, _same = aliased(Lineage), aliased(Lineage)

TOPICS = (
    select(
        FocusTopic.position,
        FocusTopic.id,
        FocusTopic.parent_id,
        FocusTopic.code,
        FocusTopic.title,
        FocusTopic.short_title,
        FocusTopic.question,
        TopicAnswer.at,
        User.display_name,
        FocusTopic.change,
        FocusTopic.changed_at,
        FocusTopic.change_reason,
        _same.id,
    )
    .select_from(FocusTopic)
    .outerjoin(
        TopicAnswer,
        (TopicAnswer.topic_id == FocusTopic.id)
        & (TopicAnswer.agency_id == bindparam("agency_id"))
        & TopicAnswer.withdrawn_at.is_(None),
    )
    .outerjoin(User, User.id == TopicAnswer.by_id)
    .outerjoin(TopicProvision, TopicProvision.topic_id == FocusTopic.id)
    .outerjoin(_named, _named.id == TopicProvision.lineage_id)
    .outerjoin(_same, is_same(_same, _named))
    .where(FocusTopic.consultation_id == bindparam("consultation_id"))
)
"""The topics of a round, once for every lineage they name, in any order, as an agency has answered them.

Those withdrawn are among them.
"""


_POSITION = itemgetter(0, 1)


def topics_of(
    session: Session, consultation: Consultation | None, invitation: Invitation | None = None
) -> tuple[Topic, ...]:
    """List the focus topics of a round in their order, as the agency invited has answered them: one query."""
    if consultation is None:
        return ()
    agency_id = invitation.agency_id if invitation else 0
    return gathered(session.execute(TOPICS, {"consultation_id": consultation.id, "agency_id": agency_id}))


def gathered(rows: Iterable[Any]) -> tuple[Topic, ...]:
    """Make topics of the rows of ``TOPICS``."""
    facts: dict[int, tuple[Any, ...]] = {}
    named: dict[int, set[int]] = {}
    for row in sorted(rows, key=_POSITION):
        facts.setdefault(row[1], tuple(row[1:-1]))
        lineages = named.setdefault(row[1], set())
        if row[-1] is not None:
            lineages.add(row[-1])
    return tuple(_topic(said, named[number]) for number, said in facts.items())


def _topic(facts: tuple[Any, ...], lineages: Iterable[int]) -> Topic:
    number, parent_id, code, title, short_title, question, *since = facts
    return Topic(number, parent_id, code, title, short_title, question, frozenset(lineages), *since)


def still_asked(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Leave out what was withdrawn."""
    return tuple(one for one in topics if not one.withdrawn)


def topic_at(text: Text, topics: Iterable[Topic], provision: TextProvision | None) -> Topic | None:
    """Guess the focus topic of a place: the one asked that names it, or else the nearest thing around it.

    Where several name the same thing, a step goes before the topic it belongs to.
    """
    if provision is None:
        return None
    naming: dict[int, Topic] = {}
    for topic in sorted(still_asked(topics), key=lambda one: one.parent_id is not None):
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
