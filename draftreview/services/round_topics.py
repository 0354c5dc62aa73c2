"""The focus topics of a new round: checked, kept by permanent identity, begun from the last round's."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Invalid
from draftreview.domain.provisions import citation
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import TopicAction
from draftreview.models.consultations import Consultation, FocusTopic, TopicProvision
from draftreview.models.drafts import Draft, Lineage, Provision
from draftreview.services.identities import is_same
from draftreview.services.texts import Text

LONGEST_CODE, LONGEST_TITLE, LONGEST_SHORT_TITLE = 8, 200, 80


@dataclass(frozen=True, slots=True)
class EarlierTopic:
    """A topic of the draft's last round as it would be asked of a newer text.

    ``gone`` counts the provisions it named that this text no longer has.
    """

    facts: TopicFacts
    gone: int = 0


def refuse_unfit(topics: Sequence[TopicFacts]) -> None:
    """Refuse topics without code or title, a code used twice, a parent that does not stand before.

    :raises Invalid: with the field "topics-3-code" and so on, counted from 0
    """
    known: dict[str, TopicFacts] = {}
    for at, facts in enumerate(topics):
        refuse_unfit_topic(facts, known, f"topics-{at}-")
        known[facts.code] = facts


def refuse_unfit_topic(facts: TopicFacts, known: Mapping[str, TopicFacts], prefix: str = "") -> None:
    """Refuse one topic without code or title, with a code of the topics known or a parent not among them.

    :raises Invalid: with the field after the prefix
    """
    for field, fits, words in _checks(facts, known):
        if not fits:
            raise Invalid(words, f"{prefix}{field}")


def _checks(facts: TopicFacts, known: Mapping[str, TopicFacts]) -> Iterator[tuple[str, bool, str]]:
    """Yield of each field whether it fits, and what to say where it does not."""
    parent = known.get(facts.parent)
    yield (
        "code",
        0 < len(facts.code) <= LONGEST_CODE,
        sentence("Cần ghi mã nội dung, dài nhất 8 ký tự, ví dụ 2a."),
    )
    yield (
        "code",
        facts.code not in known,
        sentence("Mã %(code)s đã dùng cho nội dung khác.", code=facts.code),
    )
    yield (
        "title",
        0 < len(facts.title) <= LONGEST_TITLE,
        sentence("Cần ghi tên nội dung, dài nhất 200 ký tự."),
    )
    yield (
        "short_title",
        0 < len(facts.short_title) <= LONGEST_SHORT_TITLE,
        sentence("Cần ghi tên ngắn, dài nhất 80 ký tự."),
    )
    yield (
        "parent",
        not facts.parent or (parent is not None and not parent.parent),
        sentence(
            "Không có nội dung chính mã %(code)s đứng trước. Ghi mã của một nội dung không thuộc "
            "nội dung khác, hoặc để trống.",
            code=facts.parent,
        ),
    )


def add_topics(session: Session, consultation: Consultation, topics: Sequence[TopicFacts]) -> None:
    """Write the topics of a round, their provisions by permanent identity; flushes.

    :raises Invalid: where one names what the version does not have
    """
    rows = session.execute(
        select(Provision.eid, Provision.lineage_id).where(Provision.version_id == consultation.version_id)
    )
    lineages = dict(rows.all())
    added: dict[str, FocusTopic] = {}
    for position, facts in enumerate(topics):
        refuse_missing(facts, lineages, f"topics-{position}-")
        topic = FocusTopic(
            consultation=consultation,
            parent_id=added[facts.parent].id if facts.parent else None,
            code=facts.code,
            position=position,
            title=facts.title,
            short_title=facts.short_title,
            question=facts.question,
        )
        session.add(topic)
        session.flush()
        session.add_all(TopicProvision(topic=topic, lineage_id=lineages[eid]) for eid in facts.provisions)
        added[facts.code] = topic
    session.flush()


def refuse_missing(facts: TopicFacts, known: Container[str], prefix: str = "") -> None:
    """Refuse a topic that names what the text does not have.

    :raises Invalid: with the field after the prefix
    """
    missing = [eid for eid in facts.provisions if eid not in known]
    if missing:
        raise Invalid(
            sentence(
                "Nội dung trọng tâm %(code)s nêu phần không có trong dự thảo: %(places)s.",
                code=facts.code,
                places=", ".join(citation(eid) or eid for eid in missing),
            ),
            f"{prefix}places",
        )


def earlier_topics(session: Session, draft: Draft, text: Text) -> tuple[EarlierTopic, ...]:
    """Give the topics of the draft's last round with their provisions where they stand in a text: one query.

    What was confirmed to be the same provision counts as it; what was withdrawn is not asked again.
    """
    named, same = aliased(Lineage), aliased(Lineage)
    last = (
        select(Consultation.id)
        .where(Consultation.draft_id == draft.id)
        .order_by(Consultation.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(FocusTopic, named.id, same.id)
        .outerjoin(TopicProvision, TopicProvision.topic_id == FocusTopic.id)
        .outerjoin(named, named.id == TopicProvision.lineage_id)
        .outerjoin(same, is_same(same, named))
        .where(FocusTopic.consultation_id == last, FocusTopic.change.is_distinct_from(TopicAction.WITHDRAWN))
        .order_by(FocusTopic.position)
    ).all()
    topics = {row.FocusTopic.id: row.FocusTopic for row in rows}
    identities: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for topic, one, other in rows:
        if one is not None:
            identities[topic.id][one].add(other)
    return tuple(_earlier(topic, topics, identities[number], text) for number, topic in topics.items())


def _earlier(
    topic: FocusTopic, topics: dict[int, FocusTopic], named: dict[int, set[int]], text: Text
) -> EarlierTopic:
    here = {one.lineage_id for one in text.provisions.values()}
    wanted = set[int]().union(*named.values())
    facts = TopicFacts(
        code=topic.code,
        title=topic.title,
        short_title=topic.short_title,
        question=topic.question,
        parent=topics[topic.parent_id].code if topic.parent_id else "",
        provisions=tuple(one.eid for one in text.provisions.values() if one.lineage_id in wanted),
    )
    return EarlierTopic(facts, sum(not (same & here) for same in named.values()))
