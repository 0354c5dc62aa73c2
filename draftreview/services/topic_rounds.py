"""The topics of an open round before the lead drafter, and which changes of them are refused."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Conflict, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import TopicAction
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic
from draftreview.models.drafts import Provision
from draftreview.models.writing import TopicAnswer
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.round_changes import refuse_older
from draftreview.services.round_topics import refuse_missing, refuse_unfit_topic


@dataclass(frozen=True, slots=True)
class TopicRound:
    """The topics of a round before the lead drafter; ``eids`` by lineage in the version consulted."""

    consultation: Consultation
    topics: Mapping[str, FocusTopic]
    eids: Mapping[int, str]

    def topic(self, code: str) -> FocusTopic:
        """Give the topic of that code.

        :raises NotFound: where the round has none
        """
        if code not in self.topics:
            raise NotFound(sentence("Đợt lấy ý kiến không có nội dung này. Chọn nội dung khác."))
        return self.topics[code]

    def facts(self, topic: FocusTopic) -> TopicFacts:
        """Give a topic as it stands, its provisions in document order."""
        named = {one.lineage_id for one in topic.provisions}
        parent = next((one.code for one in self.topics.values() if one.id == topic.parent_id), "")
        places = tuple(eid for lineage, eid in self.eids.items() if lineage in named)
        return TopicFacts(topic.code, topic.title, topic.short_title, topic.question, parent, places)


def topic_round(session: Session, actor: User | None, consultation: Consultation) -> TopicRound:
    """Let the lead drafter change the topics of a round: four queries.

    :raises NotPermitted: unless the actor is the lead drafter
    :raises Conflict: where the round is closed or not the draft's newest
    """
    require(may_run_rounds(actor), sentence("Chỉ trưởng ban soạn thảo sửa nội dung trọng tâm của đợt."))
    if consultation.closed_at is not None:
        raise Conflict(
            sentence("Đợt lấy ý kiến đã đóng nên nội dung trọng tâm giữ nguyên. Mở lại đợt trước.")
        )
    refuse_older(session, consultation)
    rows = session.execute(
        select(Provision.lineage_id, Provision.eid)
        .where(Provision.version_id == consultation.version_id)
        .order_by(Provision.component_id, Provision.position)
    )
    topics = session.scalars(
        select(FocusTopic)
        .options(selectinload(FocusTopic.provisions))
        .where(FocusTopic.consultation_id == consultation.id)
        .order_by(FocusTopic.position, FocusTopic.id)
    )
    return TopicRound(consultation, {one.code: one for one in topics}, dict(rows.all()))


def same_words(one: TopicFacts, other: TopicFacts) -> bool:
    """Tell whether two topics ask the same about the same provisions."""
    words = ((two.title, two.short_title, two.question, set(two.provisions)) for two in (one, other))
    return next(words) == next(words)


def refuse_answered(session: Session, page: TopicRound, parent: FocusTopic) -> None:
    """Refuse steps where the whole was answered: what an agency said on it would count no more.

    :raises Conflict: where an agency answered it, or it was withdrawn
    """
    if parent.change is TopicAction.WITHDRAWN:
        raise Conflict(sentence("Nội dung %(code)s đã được rút. Đưa lại trước.", code=parent.code))
    if any(one.parent_id == parent.id for one in page.topics.values()):
        return
    said = select(TopicAnswer.id).where(TopicAnswer.topic_id == parent.id)
    commented = select(Comment.id).where(Comment.topic_id == parent.id)
    if session.scalar(said.union_all(commented).limit(1)) is not None:
        raise Conflict(
            sentence(
                "Đã có cơ quan trả lời nội dung %(code)s nên không chia thành bước được. "
                "Thêm một nội dung không thuộc nội dung khác.",
                code=parent.code,
            )
        )


def refuse_steps(page: TopicRound, topic: FocusTopic) -> None:
    """Refuse to withdraw what has steps that are asked, or was withdrawn.

    :raises Conflict: where it is so
    """
    if topic.change is TopicAction.WITHDRAWN:
        raise Conflict(sentence("Nội dung %(code)s đã được rút.", code=topic.code))
    steps = [one for one in page.topics.values() if one.parent_id == topic.id]
    if any(one.change is not TopicAction.WITHDRAWN for one in steps):
        raise Conflict(sentence("Rút từng bước của nội dung %(code)s trước.", code=topic.code))


def refuse_without_parent(page: TopicRound, topic: FocusTopic) -> None:
    """Refuse to restore what is asked, or is a step of what was withdrawn.

    :raises Conflict: where it is so
    """
    if topic.change is not TopicAction.WITHDRAWN:
        raise Conflict(sentence("Nội dung %(code)s không bị rút.", code=topic.code))
    parent = next((one for one in page.topics.values() if one.id == topic.parent_id), None)
    if parent is not None and parent.change is TopicAction.WITHDRAWN:
        raise Conflict(sentence("Nội dung %(code)s đã được rút. Đưa lại trước.", code=parent.code))


def refuse_unfit(page: TopicRound, facts: TopicFacts, others: Collection[str]) -> None:
    """Refuse what a new round would refuse beside its other topics.

    :raises Invalid: with the field
    """
    refuse_unfit_topic(facts, {code: page.facts(page.topics[code]) for code in others})
    refuse_missing(facts, page.eids.values())
