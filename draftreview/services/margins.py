"""What stands in the margin of a text: comments of the reader's agency, of this round and earlier ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from draftreview.domain.component_names import counterpart
from draftreview.domain.following_words import State
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Anchor, Comment
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Component, Provision, Version
from draftreview.services.following import Following
from draftreview.services.following_query import STEPS
from draftreview.services.others import OTHERS, Counted, by_place, round_to_count
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.services.texts import GENERAL, Text
from draftreview.services.together import Together
from draftreview.services.topics import TOPICS, Topic, gathered, topics_of


@dataclass(frozen=True, slots=True)
class Own:
    """A comment of the reader's agency: on which version and place, in which round and state.

    ``eid`` is its provision's; without one ``part`` is its component, and without that it is on everything.
    ``passage`` are the ends of the words it is about, in the words of its provision.
    """

    comment_id: int
    round_id: int
    number: int
    eid: str | None
    part: tuple[ComponentKind, str] | None
    part_id: int | None
    topic_id: int | None
    state: CommentState
    citation: str
    passage: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A comment of an earlier round without a place in this version; with no state its component is gone."""

    comment_id: int
    citation: str
    number: int
    state: State | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether a person still has to confirm where its provision stands."""
        return self.state is not None and not self.state.gone


@dataclass(frozen=True, slots=True)
class Margin:
    """The comments of the reader's agency beside one version of a text.

    ``places``: by anchor on the page, the numbers of the versions that the comments there were made on.
    ``topics``, ``states``, ``general`` count those of the round that asks; the withdrawn ones do not count.
    ``others`` counts by anchor what other agencies sent, where the reader may read that.
    """

    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unplaced: tuple[Unplaced, ...] = ()
    topics: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[CommentState, int] = field(default_factory=dict)
    general: int = 0
    others: Mapping[str, int] = field(default_factory=dict)

    @property
    def of_others(self) -> int:
        """Give the number of the comments of other agencies that may be read."""
        return sum(self.others.values())

    @property
    def total(self) -> int:
        """Give the number of all comments of the round."""
        return sum(self.states.values())


_OWN = (
    select(
        Comment.id,
        Comment.consultation_id,
        Version.number,
        Provision.eid,
        Component.kind,
        Component.title,
        Component.id,
        Comment.topic_id,
        Comment.state,
        Comment.citation,
        Anchor.start,
        Anchor.end,
        func.coalesce(Provision.position, -1).label("place"),
        Comment.position.label("turn"),
    )
    .select_from(Comment)
    .join(Comment.consultation)
    .join(Consultation.version)
    .outerjoin(Comment.provision)
    .outerjoin(Comment.anchor)
    .outerjoin(Component, Component.id == Comment.component_id)
    .where(
        Comment.agency_id == bindparam("agency_id"),
        Consultation.draft_id == bindparam("draft_id"),
        Version.number <= bindparam("number"),
        Comment.state != CommentState.WITHDRAWN,
    )
)
_OWN_AND_OTHERS = Together(_OWN, OTHERS)
_TOPICS_AND_STEPS = Together(TOPICS, STEPS)


def topics_and_following(
    session: Session, visit: Visit, onward: bool = False
) -> tuple[tuple[Topic, ...], Following]:
    """Read the focus topics, and what became of the provisions that earlier rounds asked about: one query.

    :param onward: also what became of them, and of this version's, in the versions after this one
    """
    here = visit.version.number
    oldest = min((number for number in visit.rounds if number <= here), default=here)
    newest = visit.numbers[-1] if onward else here
    if oldest >= newest:
        return topics_of(session, visit.consultation, visit.invitation), Following()
    topics, steps = _TOPICS_AND_STEPS.read(
        session,
        {
            "consultation_id": visit.consultation.id if visit.consultation else 0,
            "draft_id": visit.draft.id,
            "oldest": oldest,
            "newest": newest,
            "agency_id": visit.invitation.agency_id if visit.invitation else 0,
        },
    )
    return gathered(topics), Following(steps)


def own_comments(session: Session, actor: User | None, visit: Visit) -> list[Own]:
    """List the comments of the actor's agency on this version and earlier ones: one query."""
    if actor is None or not speaks_for_agency(actor) or not visit.rounds:
        return []
    return _gathered(session.execute(_OWN, _facts(actor, visit)))


def own_and_others(session: Session, actor: User | None, visit: Visit) -> tuple[list[Own], Counted]:
    """List what ``own_comments`` does and count by place what others sent, if the actor may: one query."""
    others_round = round_to_count(actor, visit)
    if actor is None or not others_round:
        return own_comments(session, actor, visit), ()
    own, others = _OWN_AND_OTHERS.read(session, _facts(actor, visit) | {"others_round": others_round})
    return _gathered(own), tuple(others)


def _facts(actor: User, visit: Visit) -> dict[str, int]:
    return {"agency_id": actor.agency_id, "draft_id": visit.draft.id, "number": visit.version.number}


def _gathered(rows: Iterable[Any]) -> list[Own]:
    """Make comments of the rows of ``_OWN``: of the oldest version first, each in document order."""
    ordered = sorted(rows, key=lambda row: (row[2], row[-2], row[-1], row[0]))
    return [_own(*row[:-2]) for row in ordered]


def _own(
    number: int,
    round_id: int,
    version: int,
    eid: str | None,
    kind: ComponentKind | None,
    title: str,
    part_id: int | None,
    topic_id: int | None,
    state: CommentState,
    cited: str,
    start: int | None,
    end: int,
) -> Own:
    part = (kind, title) if kind else None
    passage = None if start is None else (start, end)
    return Own(number, round_id, version, eid, part, part_id, topic_id, state, cited, passage)


def as_own(comment: Comment) -> Own:
    """Give a comment that is at hand as the database would."""
    part = comment.component
    return Own(
        comment.id,
        comment.consultation_id,
        comment.consultation.version.number,
        comment.provision.eid if comment.provision else None,
        (part.kind, part.title) if part else None,
        comment.component_id,
        comment.topic_id,
        comment.state,
        comment.citation,
        (comment.anchor.start, comment.anchor.end) if comment.anchor else None,
    )


def places_of(own: Own, text: Text, number: int, following: Following) -> tuple[str, ...]:
    """Give the anchors at which a comment stands beside a text, the version of that number; none if gone."""
    if own.eid is not None:
        if own.number == number:
            return (own.eid,)
        state = following.state(own.number, own.eid, number)
        return state.whereabouts.places if state else ()
    if own.part is None:
        return (GENERAL,)
    parts = {component.anchor: (component.kind, component.title) for component in text.components}
    if own.number == number:
        return tuple(component.anchor for component in text.components if component.id == own.part_id)
    found = counterpart(*own.part, parts)
    return () if found is None else (found,)


def margin_of(
    comments: Iterable[Own], visit: Visit, text: Text, following: Following, others: Counted = ()
) -> Margin:
    """Put comments where they belong beside the text of the version visited.

    :param others: what other agencies sent about this version, counted
    """
    here = visit.version.number
    places: dict[str, tuple[int, ...]] = defaultdict(tuple)
    unplaced = []
    asked = []
    for own in comments:
        found = places_of(own, text, here, following)
        for anchor in found:
            places[anchor] += (own.number,)
        if not found:
            state = following.state(own.number, own.eid, here) if own.eid else None
            unplaced.append(Unplaced(own.comment_id, own.citation, own.number, state))
        if visit.consultation and own.round_id == visit.consultation.id:
            asked.append(own)
    return Margin(
        places,
        tuple(unplaced),
        Counter(own.topic_id for own in asked if own.topic_id is not None),
        Counter(own.state for own in asked),
        sum(own.eid is None and own.part is None for own in asked),
        by_place(others, text),
    )
