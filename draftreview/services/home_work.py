"""What an agency has done in each of its rounds, as the home page tells it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.following_words import State
from draftreview.domain.vocabulary import CommentState, TopicAction
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, FocusTopic
from draftreview.models.writing import TopicAnswer
from draftreview.services.following import Following, sorted_out
from draftreview.services.following_query import STEPS_OF_DRAFTS
from draftreview.services.outcomes import Released, released_to
from draftreview.services.together import Rows, Together
from draftreview.services.topic_answers import Standing, standing_of
from draftreview.services.topics import Topic
from draftreview.services.unfinished import BEGUN, Begun, begun


@dataclass(frozen=True, slots=True)
class Work:
    """What an agency has done in one round: its comments, whose they are, and the topics it answered.

    ``begun`` is what was typed and never saved as a comment. ``since`` says by comment what became of the
    places of unfinished ones in the draft's newest version.
    """

    comments: tuple[Comment, ...] = ()
    begun: tuple[Begun, ...] = ()
    standing: Standing = field(default_factory=lambda: Standing((), {}))
    counts: Mapping[int, int] = field(default_factory=dict)
    released: Released = field(default_factory=Released)
    since: Mapping[int, State] = field(default_factory=dict)

    @property
    def unfinished(self) -> tuple[Comment, ...]:
        """Give the comments that are still being written, the one written last first."""
        return tuple(one for one in self.comments if one.state is CommentState.WRITING)

    @property
    def ready(self) -> int:
        """Count the comments that are finished and not sent."""
        return sum(one.state is CommentState.READY for one in self.comments)

    @property
    def sent(self) -> int:
        """Count the comments that went out."""
        return sum(one.state is CommentState.SENT for one in self.comments)

    @property
    def people(self) -> tuple[tuple[User, int, int], ...]:
        """List who wrote: how many comments, and how many of those are unfinished."""
        authors = {one.author_id: one.author for one in self.comments}
        every = Counter(one.author_id for one in self.comments)
        left = Counter(one.author_id for one in self.unfinished)
        return tuple((authors[number], count, left[number]) for number, count in every.most_common())


_ASKED = (
    select(
        FocusTopic.position,
        FocusTopic.consultation_id,
        TopicAnswer.id,
        FocusTopic.id,
        FocusTopic.parent_id,
        FocusTopic.code,
        FocusTopic.title,
        FocusTopic.short_title,
        FocusTopic.question,
        FocusTopic.change,
        FocusTopic.changed_at,
    )
    .select_from(FocusTopic)
    .outerjoin(
        TopicAnswer,
        (TopicAnswer.topic_id == FocusTopic.id)
        & (TopicAnswer.agency_id == bindparam("agency_id"))
        & TopicAnswer.withdrawn_at.is_(None),
    )
    .where(FocusTopic.consultation_id.in_(bindparam("rounds", expanding=True)))
    .where(FocusTopic.change.is_distinct_from(TopicAction.WITHDRAWN))
)
"""The topics that rounds ask, each with the agency's "không có ý kiến" where it stands, in any order."""
_BESIDE = Together(_ASKED, BEGUN, STEPS_OF_DRAFTS)


def works_of(session: Session, actor: User, rounds: Sequence[tuple[Consultation, bool]]) -> dict[int, Work]:
    """Gather by round what the actor's agency has done: three queries.

    :param rounds: each with whether the agency was invited
    """
    numbers = [round_.id for round_, _invited in rounds]
    own: Sequence[Comment] = session.scalars(
        select(Comment)
        .options(joinedload(Comment.author), joinedload(Comment.provision), joinedload(Comment.component))
        .where(
            Comment.agency_id == actor.agency_id,
            Comment.consultation_id.in_(numbers),
            Comment.state != CommentState.WITHDRAWN,
        )
        .order_by(Comment.updated_at.desc())
    ).all()
    versions = [round_.version_id for round_, invited in rounds if invited]
    keys = [round_.draft.key for round_, _invited in rounds]
    asked, typed, steps = _BESIDE.read(
        session,
        {"agency_id": actor.agency_id, "rounds": numbers, "version_ids": versions, "draft_keys": keys},
    )
    left, drafts = begun(typed, actor.id), sorted_out(steps)
    released = released_to(session, actor.agency_id)
    return {
        round_.id: Work(
            tuple(one for one in own if one.consultation_id == round_.id),
            tuple(one for one in left if one.version_id == round_.version_id),
            *_topics(round_, asked if invited else [], own),
            released.get(round_.draft_id, Released()),
            _since(round_, own, drafts.get(round_.draft.key, Following())),
        )
        for round_, invited in rounds
    }


def _since(round_: Consultation, own: Sequence[Comment], following: Following) -> Mapping[int, State]:
    """Say of unfinished comments what became of their places."""
    unfinished = (
        one for one in own if one.consultation_id == round_.id and one.state is CommentState.WRITING
    )
    states = ((one.id, following.of(one)) for one in unfinished)
    return {number: state for number, state in states if state is not None}


def _topics(round_: Consultation, asked: Rows, own: Sequence[Comment]) -> tuple[Standing, Mapping[int, int]]:
    """Judge which topics of a round are answered, and count the comments on each."""
    counts = Counter(one.topic_id for one in own if one.topic_id and one.consultation_id == round_.id)
    rows = sorted((row[0], *row[2:]) for row in asked if row[1] == round_.id)
    silent = {topic_id for _at, nothing, topic_id, *_facts in rows if nothing is not None}
    return standing_of([_topic(*facts) for _at, _nothing, *facts in rows], counts, silent), counts


def _topic(*facts: Any) -> Topic:
    number, parent_id, code, title, short_title, question, *since = facts
    return Topic(number, parent_id, code, title, short_title, question, frozenset(), None, None, *since)
