"""What a reading page needs beside the text: who reads, in which round, on what focus, with which counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import NotFound
from draftreview.domain.rounds import RoundDays
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, TopicProvision
from draftreview.models.drafts import Draft, Provision, Version
from draftreview.services.permissions import days_of, may_comment, may_read, require
from draftreview.services.texts import Text, TextProvision


@dataclass(frozen=True, slots=True)
class Visit:
    """One actor before one version of a draft, with the round that asks for the actor's opinion.

    ``consultation`` is the newest round on this version or, where it has none, the draft's newest;
    ``consulted`` tells which. ``numbers`` are all versions of the draft.
    """

    draft: Draft
    version: Version
    numbers: tuple[int, ...]
    consultation: Consultation | None
    invitation: Invitation | None
    consulted: bool
    today: date

    @property
    def days(self) -> RoundDays | None:
        """Give the days of the round as they hold for the actor's agency."""
        return days_of(self.consultation, self.invitation) if self.consultation else None

    def takes_comments(self, actor: User | None) -> bool:
        """Tell whether the actor may comment on this version now."""
        if self.consultation is None or not self.consulted:
            return False
        return may_comment(actor, self.consultation, self.invitation, self.today)


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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many comments the reader's own agency has in a round; the withdrawn ones do not count."""

    lineages: Mapping[int, int] = field(default_factory=dict)
    components: Mapping[int, int] = field(default_factory=dict)
    topics: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[CommentState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Give the number of all comments."""
        return sum(self.states.values())

    @property
    def general(self) -> int:
        """Give the number of those on the whole draft."""
        return self.total - sum(self.lineages.values()) - sum(self.components.values())


def _ways() -> Select[Draft, Version, Consultation, Invitation, bool]:
    """Select every version of a draft with its newest round and the invitation of the actor's agency."""
    agency_id: BindParameter[int] = bindparam("agency_id")
    newest = (
        select(func.max(Consultation.id))
        .where(Consultation.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    invited = (
        select(Invitation.id)
        .join(Invitation.consultation)
        .where(Consultation.draft_id == Draft.id, Invitation.agency_id == agency_id)
        .correlate(Draft)
        .exists()
    )
    own = (Invitation.consultation_id == Consultation.id) & (Invitation.agency_id == agency_id)
    return (
        select(Draft, Version, Consultation, Invitation, invited.label("invited"))
        .select_from(Draft)
        .outerjoin(Version, Version.draft_id == Draft.id)
        .outerjoin(Consultation, Consultation.id == newest)
        .outerjoin(Invitation, own)
        .outerjoin(Invitation.reply)
        .options(contains_eager(Invitation.reply))
        .where(Draft.key == bindparam("key"))
        .order_by(Version.number)
    )


# Written once: putting a statement together costs more here than running it.
_WAYS = _ways()
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
_COUNTS = (
    select(Provision.lineage_id, Comment.component_id, Comment.topic_id, Comment.state, func.count())
    .select_from(Comment)
    .outerjoin(Comment.provision)
    .where(
        Comment.consultation_id == bindparam("consultation_id"),
        Comment.agency_id == bindparam("agency_id"),
        Comment.state != CommentState.WITHDRAWN,
    )
    .group_by(Provision.lineage_id, Comment.component_id, Comment.topic_id, Comment.state)
)


def open_version(
    session: Session, actor: User | None, clock: Clock, key: str, number: int | None = None
) -> Visit:
    """Let an actor in to a version of a draft, by default the newest: one query.

    :raises NotFound: where there is no such draft or version
    :raises NotPermitted: where the actor may not read it
    """
    rows = session.execute(_WAYS, {"key": key, "agency_id": actor.agency_id if actor else 0}).all()
    if not rows:
        raise NotFound("Không có dự thảo này. Quay về trang chủ để chọn dự thảo.")
    today = vietnam_day(clock.round_now())
    over = any(row.Consultation and days_of(row.Consultation).is_over(today) for row in rows)
    require(
        may_read(actor, rows[0].Draft, invited=any(row.invited for row in rows), over=over),
        "Cơ quan này chưa được mời góp ý dự thảo. Hỏi cơ quan chủ trì soạn thảo.",
    )
    found = [row for row in rows if row.Version and number in (None, row.Version.number)]
    if not found:
        raise NotFound("Dự thảo không có bản này. Chọn bản khác ở trang đọc dự thảo.")
    chosen = found[-1]
    asked = chosen if chosen.Consultation else next((row for row in rows[::-1] if row.Consultation), chosen)
    return Visit(
        draft=chosen.Draft,
        version=chosen.Version,
        numbers=tuple(row.Version.number for row in rows),
        consultation=asked.Consultation,
        invitation=asked.Invitation,
        consulted=chosen.Consultation is not None,
        today=today,
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


def count_comments(session: Session, actor: User | None, visit: Visit) -> Counts:
    """Count the comments of the actor's agency in the round by place, topic and state: one query."""
    if actor is None or visit.consultation is None or visit.invitation is None:
        return Counts()
    round_ = {"consultation_id": visit.consultation.id, "agency_id": visit.invitation.agency_id}
    found = session.execute(_COUNTS, round_).all()
    return Counts(
        lineages=_sums((row[0], row[4]) for row in found),
        components=_sums((row[1], row[4]) for row in found),
        topics=_sums((row[2], row[4]) for row in found),
        states=_sums((row[3], row[4]) for row in found),
    )


def _sums(pairs: Iterable[tuple[Any, int]]) -> dict[Any, int]:
    """Add numbers up by key, leaving out what has none."""
    sums = Counter[Any]()
    for key, number in pairs:
        if key is not None:
            sums[key] += number
    return dict(sums)


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
