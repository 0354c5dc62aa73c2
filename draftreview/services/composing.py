"""What stands beside a composer: topics, what became of provisions, unfinished words, notes of colleagues."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from draftreview.models.accounts import User
from draftreview.services import topics, typing
from draftreview.services.agency_notes import NOTES, Note, by_comment
from draftreview.services.following import Following
from draftreview.services.following_query import STEPS
from draftreview.services.others import OTHERS, Counted, round_to_count
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.services.together import Together
from draftreview.services.topics import TOPICS, Topic
from draftreview.services.typing import UNFINISHED, Unfinished


@dataclass(frozen=True, slots=True)
class Beside:
    """What an officer is told while writing at one place; ``notes`` by the number of their comment.

    ``others`` counts what other agencies sent, where that may be read.
    """

    topics: tuple[Topic, ...] = ()
    following: Following = field(default_factory=Following)
    unfinished: tuple[Unfinished, ...] = ()
    notes: Mapping[int, tuple[Note, ...]] = field(default_factory=dict)
    others: Counted = ()


_BESIDE = Together(TOPICS, STEPS, UNFINISHED, NOTES, OTHERS)


def read_beside(
    session: Session,
    actor: User | None,
    visit: Visit,
    place: str,
    comment_id: int | None = None,
    asked_for: str = "",
) -> Beside:
    """Read what stands beside a composer: one query.

    :param asked_for: the key of a form left unfinished at the place, of the actor or a colleague
    """
    here = visit.version.number
    asked = actor if actor is not None and speaks_for_agency(actor) else None
    named, steps, unfinished, notes, others = _BESIDE.read(
        session,
        {
            "consultation_id": visit.consultation.id if visit.consultation else 0,
            "draft_id": visit.draft.id,
            "oldest": min((number for number in visit.rounds if number <= here), default=here),
            "newest": visit.numbers[-1],
            "version_id": visit.version.id,
            "agency_id": asked.agency_id if asked else 0,
            "author_id": asked.id if asked else 0,
            "place": place,
            "comment_id": comment_id or 0,
            "others_round": round_to_count(actor, visit),
            "asked": asked_for,
        },
    )
    return Beside(
        topics.gathered(named),
        Following(steps),
        typing.gathered(unfinished, asked.id if asked else 0),
        by_comment(notes),
        tuple(others),
    )
