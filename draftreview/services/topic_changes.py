"""Topics of an open round added, reworded, withdrawn or restored: by the lead drafter, with a reason."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.provisions import citation
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import TopicAction
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, FocusTopic, TopicProvision
from draftreview.services import audit
from draftreview.services.drafts import lock_draft
from draftreview.services.round_changes import reason_said
from draftreview.services.round_pages import TOPIC_CHANGED
from draftreview.services.topic_rounds import (
    TopicRound,
    refuse_answered,
    refuse_steps,
    refuse_unfit,
    refuse_without_parent,
    same_words,
    topic_round,
)


@dataclass(frozen=True, slots=True)
class TopicWish:
    """What the lead drafter asks for; of the facts only the code counts where nothing is reworded.

    ``seen`` is how often the topics had been changed on the page that was looked at.
    """

    action: TopicAction
    facts: TopicFacts
    reason: str
    seen: int


def change_topic(
    session: Session, actor: User, clock: Clock, consultation: Consultation, wish: TopicWish
) -> FocusTopic:
    """Change one topic and keep why; the same wish sent twice is carried out once.

    What agencies said on it stays as they said it, with the moment of the change beside it.

    :raises NotPermitted: unless the actor is the lead drafter
    :raises NotFound: where the round has no topic of that code
    :raises Conflict: where the topics changed since, or the topic or the round does not take such a change
    :raises Invalid: with the field, where the topic is unfit or unchanged, or there is no reason
    """
    lock_draft(session, consultation.draft)
    session.refresh(consultation, ["closed_at", "topics_revision"])
    page = topic_round(session, actor, consultation)
    wish = replace(wish, reason=reason_said(wish.reason))
    done = _done_before(page, wish)
    if done is not None:
        return done
    if consultation.topics_revision != wish.seen:
        raise Conflict(
            sentence("Nội dung trọng tâm đã thay đổi từ khi mở trang này. Mở lại trang, rồi làm lại nếu cần.")
        )
    if wish.action is TopicAction.ADDED:
        return _recorded(session, actor, clock, page, wish, _added(session, page, wish.facts))
    topic = page.topic(wish.facts.code)
    before = page.facts(topic)
    if wish.action is TopicAction.REWORDED:
        _reword(session, page, topic, replace(wish.facts, parent=before.parent))
    elif wish.action is TopicAction.WITHDRAWN:
        refuse_steps(page, topic)
    else:
        refuse_without_parent(page, topic)
    return _recorded(session, actor, clock, page, wish, topic, before)


def _done_before(page: TopicRound, wish: TopicWish) -> FocusTopic | None:
    """Give the topic if it was the last thing done to it."""
    topic = page.topics.get(wish.facts.code)
    if topic is None or (topic.change, topic.change_reason) != (wish.action, wish.reason):
        return None
    if wish.action in (TopicAction.ADDED, TopicAction.REWORDED):
        return topic if same_words(page.facts(topic), wish.facts) else None
    return topic


def _added(session: Session, page: TopicRound, facts: TopicFacts) -> FocusTopic:
    """Write one more topic, after the last step of its parent or at the end."""
    refuse_unfit(page, facts, page.topics)
    parent = page.topics.get(facts.parent)
    if parent is not None:
        refuse_answered(session, page, parent)
    order = list(page.topics.values())
    family = [at for at, one in enumerate(order) if parent and parent.id in (one.id, one.parent_id)]
    topic = FocusTopic(
        consultation=page.consultation, code=facts.code, parent_id=parent.id if parent else None, position=0
    )
    _write(session, page, topic, facts)
    order.insert(max(family, default=len(order) - 1) + 1, topic)
    for position, one in enumerate(order):
        one.position = position
    return topic


def _reword(session: Session, page: TopicRound, topic: FocusTopic, facts: TopicFacts) -> None:
    if topic.change is TopicAction.WITHDRAWN:
        raise Conflict(sentence("Nội dung %(code)s đã được rút. Đưa lại trước.", code=topic.code))
    if same_words(page.facts(topic), facts):
        raise Invalid(sentence("Nội dung này chưa khác trước."), "title")
    refuse_unfit(page, facts, page.topics.keys() - {topic.code})
    _write(session, page, topic, facts)


def _write(session: Session, page: TopicRound, topic: FocusTopic, facts: TopicFacts) -> None:
    topic.title, topic.short_title, topic.question = facts.title, facts.short_title, facts.question
    session.add(topic)
    session.flush()
    wanted = {lineage for lineage, eid in page.eids.items() if eid in facts.provisions}
    kept = {one.lineage_id: one for one in topic.provisions}
    for lineage in kept.keys() - wanted:
        session.delete(kept[lineage])
    session.add_all(TopicProvision(topic_id=topic.id, lineage_id=one) for one in wanted - kept.keys())
    session.flush()
    session.expire(topic, ["provisions"])


def _recorded(
    session: Session,
    actor: User,
    clock: Clock,
    page: TopicRound,
    wish: TopicWish,
    topic: FocusTopic,
    before: TopicFacts | None = None,
) -> FocusTopic:
    """Keep what was done and why, with the words and places that a topic had before it was reworded."""
    topic.change, topic.changed_at, topic.change_reason = wish.action, clock.now(), wish.reason
    page.consultation.topics_revision += 1
    details = {"code": topic.code, "title": topic.title, "reason": wish.reason}
    if before is not None and wish.action is TopicAction.REWORDED:
        places = "; ".join(citation(eid) for eid in before.provisions)
        details |= {"title_before": before.title, "question_before": before.question, "places_before": places}
    name, subject = f"{TOPIC_CHANGED}{wish.action.value}", f"consultation:{page.consultation.id}"
    audit.record(session, actor, clock, name, subject, **details)
    return topic
