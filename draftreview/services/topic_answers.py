"""What an agency answers on each focus topic: comments, or "không có ý kiến về nội dung này"."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.writing import TopicAnswer
from draftreview.services import audit
from draftreview.services.comment_finding import in_order
from draftreview.services.following import Following
from draftreview.services.margins import topics_and_following
from draftreview.services.permissions import may_see_reply, require
from draftreview.services.reading import Visit, open_version
from draftreview.services.topics import Topic, still_asked


class Answered(StrEnum):
    """How an agency has answered a topic; comments go before an earlier "không có ý kiến"."""

    COMMENTED = "commented"
    NOTHING = "nothing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an agency has answered the topics; one with steps is answered by its steps."""

    asked: tuple[Topic, ...]
    answers: Mapping[int, Answered]

    @property
    def open(self) -> tuple[Topic, ...]:
        """Give the topics without any answer."""
        return tuple(one for one in self.asked if self.answers[one.id] is Answered.OPEN)

    @property
    def done(self) -> int:
        """Count the topics that are answered."""
        return len(self.asked) - len(self.open)


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """The topics of a round before an agency, with what it has said on them."""

    visit: Visit
    topics: tuple[Topic, ...]
    comments: tuple[Comment, ...]
    standing: Standing
    following: Following
    """What became of the provisions in the versions after the one asked about."""

    def topic(self, code: str) -> Topic:
        """Give the topic of that code.

        :raises NotFound: where the round has none
        """
        found = next((one for one in self.topics if one.code == code), None)
        if found is None:
            raise NotFound(sentence("Đợt lấy ý kiến không có nội dung này. Chọn nội dung khác."))
        return found

    def first(self) -> Topic | None:
        """Give the topic to begin with: the first without an answer, else the first of all."""
        return next(iter(self.standing.open or still_asked(self.topics)), None)

    def next_open(self, topic: Topic) -> Topic | None:
        """Give the next topic without an answer, after the last one from the start again."""
        left = [one for one in self.standing.open if one.id != topic.id]
        places = {one.id: at for at, one in enumerate(self.topics)}
        return min(left, key=lambda one: (places[one.id] < places[topic.id], places[one.id]), default=None)


def standing_of(
    topics: Iterable[Topic], comments: Mapping[int, int], said_nothing: Collection[int]
) -> Standing:
    """Judge which topics are answered; those withdrawn are not asked.

    :param comments: the number of the agency's comments by topic
    :param said_nothing: the topics on which it said that it has no comment
    """
    every = still_asked(topics)
    parents = {topic.parent_id for topic in every}
    asked = tuple(topic for topic in every if topic.id not in parents)
    return Standing(asked, {topic.id: _answered(topic, comments, said_nothing) for topic in asked})


def _answered(topic: Topic, comments: Mapping[int, int], said_nothing: Collection[int]) -> Answered:
    if comments.get(topic.id):
        return Answered.COMMENTED
    return Answered.NOTHING if topic.id in said_nothing else Answered.OPEN


def open_topics(session: Session, actor: User | None, clock: Clock, key: str) -> TopicsPage:
    """Gather the topics of the draft's newest round and what the actor's agency said: three queries.

    :raises NotFound: where no round was opened
    :raises NotPermitted: where the actor's agency was not asked
    """
    visit = open_version(session, actor, clock, key, consulted=True)
    if visit.consultation is None:
        raise NotFound(sentence("Dự thảo này chưa mở đợt lấy ý kiến."))
    invitation = visit.invitation
    require(
        invitation is not None and may_see_reply(actor, invitation),
        sentence("Cơ quan này không được mời góp ý."),
    )
    assert invitation is not None
    topics, following = topics_and_following(session, visit, onward=True)
    comments = tuple(in_order(session, visit.consultation.id, invitation.agency_id))
    counts = Counter(one.topic_id for one in comments if one.topic_id is not None)
    standing = standing_of(topics, counts, {one.id for one in topics if one.silent})
    return TopicsPage(visit, topics, comments, standing, following)


def say_nothing(session: Session, actor: User, clock: Clock, key: str, code: str) -> TopicsPage:
    """Answer a topic with "không có ý kiến về nội dung này"; said twice it stays as it was.

    Said again after the topic was changed it is an answer to the changed one.

    :raises NotPermitted: where the round takes nothing from the actor's agency
    :raises Invalid: where the topic is answered by its steps
    :raises Conflict: where the agency has comments on it, or it was withdrawn
    """
    page, topic = _writable(session, actor, clock, key, code)
    answer = page.standing.answers.get(topic.id)
    if topic.withdrawn:
        raise Conflict(sentence("Nội dung này đã được rút, cơ quan không cần trả lời nữa."))
    if answer is None:
        raise Invalid(sentence("Nội dung này được trả lời theo từng bước. Chọn từng bước để trả lời."))
    if answer is Answered.COMMENTED:
        raise Conflict(
            sentence("Cơ quan đang có ý kiến về nội dung này. Rút ý kiến đó trước, hoặc giữ ý kiến.")
        )
    if answer is Answered.OPEN or topic.silent_before:
        _write(session, actor, clock, topic)
        audit.record(session, actor, clock, "topic.nothing_said", f"topic:{topic.id}")
    return page


def take_back(session: Session, actor: User, clock: Clock, key: str, code: str) -> TopicsPage:
    """Take back "không có ý kiến về nội dung này"; the row is kept.

    :raises NotPermitted: where the reply was sent or the round takes nothing
    """
    page, topic = _writable(session, actor, clock, key, code)
    row = _said(session, actor, topic)
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        audit.record(session, actor, clock, "topic.answer_taken_back", f"topic:{topic.id}")
    return page


def _writable(session: Session, actor: User, clock: Clock, key: str, code: str) -> tuple[TopicsPage, Topic]:
    page = open_topics(session, actor, clock, key)
    topic = page.topic(code)
    require(
        page.visit.takes_comments(actor),
        sentence("Cơ quan đã gửi văn bản góp ý, hoặc đợt lấy ý kiến chưa mở hay đã đóng."),
    )
    return page, topic


def _write(session: Session, actor: User, clock: Clock, topic: Topic) -> None:
    row = _said(session, actor, topic)
    if row is None:
        row = TopicAnswer(topic_id=topic.id, agency_id=actor.agency_id)
        session.add(row)
    row.by, row.at, row.withdrawn_at = actor, clock.now(), None


def _said(session: Session, actor: User, topic: Topic) -> TopicAnswer | None:
    return session.scalar(
        select(TopicAnswer).where(TopicAnswer.topic_id == topic.id, TopicAnswer.agency_id == actor.agency_id)
    )
