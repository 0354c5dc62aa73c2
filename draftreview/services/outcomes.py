"""What became of what an agency sent: released answers, the words changed since, and what it has seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.diffing import Hunk, difference
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Provision
from draftreview.models.writing import Acknowledgement
from draftreview.services.anchors import words_of
from draftreview.services.comment_finding import up_to_version
from draftreview.services.dispositions import is_released
from draftreview.services.following import Following, follow
from draftreview.services.permissions import require, speaks_for_agency
from draftreview.services.reading import Visit, open_version


@dataclass(frozen=True, slots=True)
class Released:
    """How many answers an agency can read in one draft, and how many of them it has seen."""

    answers: int = 0
    seen: int = 0

    @property
    def unseen(self) -> int:
        """Count the answers nobody of the agency has marked as seen."""
        return self.answers - self.seen


@dataclass(frozen=True, slots=True)
class Changed:
    """The words of a comment's provision as they read in the newest version, against those commented on."""

    eid: str
    number: int
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comment that was sent, its released answer, what changed by now, and whether it was seen."""

    comment: Comment
    answer: Disposition | None
    seen: Acknowledgement | None
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """Everything an agency sent on a draft, the newest round first, each in document order."""

    visit: Visit
    following: Following
    outcomes: tuple[Outcome, ...]

    @property
    def answered(self) -> int:
        """Count the comments whose answer is released."""
        return sum(one.answer is not None for one in self.outcomes)

    @property
    def unseen(self) -> tuple[Outcome, ...]:
        """Give the released answers that nobody of the agency has marked as seen."""
        return tuple(one for one in self.outcomes if one.answer is not None and one.seen is None)


def released_to(session: Session, agency_id: int) -> dict[int, Released]:
    """Count by draft the answers released to an agency, and those it has seen: one query."""
    rows = session.execute(
        select(Consultation.draft_id, func.count(Disposition.id), func.count(Acknowledgement.id))
        .join(Disposition.comment)
        .join(Comment.consultation)
        .outerjoin(
            Acknowledgement,
            (Acknowledgement.disposition_id == Disposition.id) & (Acknowledgement.agency_id == agency_id),
        )
        .where(Comment.agency_id == agency_id, Comment.state == CommentState.SENT, is_released(Disposition))
        .group_by(Consultation.draft_id)
    )
    return {draft_id: Released(answers, seen) for draft_id, answers, seen in rows}


def open_outcomes(session: Session, actor: User | None, clock: Clock, key: str) -> OutcomesPage:
    """Gather what became of everything the actor's agency sent on a draft: four queries.

    :raises NotPermitted: unless the actor speaks for an agency that may read the draft
    """
    visit = open_version(session, actor, clock, key)
    require(
        speaks_for_agency(actor),
        sentence("Trang này dành cho cơ quan được mời góp ý."),
    )
    assert actor is not None
    own = up_to_version(session, visit.version, actor.agency_id)
    sent = [one for one in own if one.state is CommentState.SENT]
    answers = _answers(session, actor.agency_id, (one.id for one in sent))
    following = follow(session, visit.draft.id, min(visit.rounds, default=visit.version.number))
    outcomes = []
    for comment in sent:
        answer, seen = answers.get(comment.id, (None, None))
        outcomes.append(Outcome(comment, answer, seen, _changed(comment, following)))
    return OutcomesPage(visit, following, tuple(outcomes))


def _answers(
    session: Session, agency_id: int, comment_ids: Iterable[int]
) -> dict[int, tuple[Disposition, Acknowledgement | None]]:
    rows = session.execute(
        select(Disposition, Acknowledgement)
        .join(Disposition.comment)
        .outerjoin(
            Acknowledgement,
            (Acknowledgement.disposition_id == Disposition.id) & (Acknowledgement.agency_id == agency_id),
        )
        .options(joinedload(Acknowledgement.by))
        .where(Comment.agency_id == agency_id, is_released(Disposition))
    )
    wanted = set(comment_ids)
    return {answer.comment_id: (answer, seen) for answer, seen in rows if answer.comment_id in wanted}


def _changed(comment: Comment, following: Following) -> tuple[Changed, ...]:
    """Compare the words commented on with those of every place where they stand now, if they differ."""
    place: Provision | None = comment.provision
    if place is None:
        return ()
    state = following.state(comment.consultation.version.number, place.eid)
    if state is None:
        return ()
    found = []
    for eid in state.whereabouts.places:
        words = following.words(eid)
        if words is not None and words != words_of(place):
            found.append(Changed(eid, state.number, difference(words_of(place), words)))
    return tuple(found)
