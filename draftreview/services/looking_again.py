"""Which answers ask to be looked at again, because what they were given to has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain.completeness import why_again
from draftreview.domain.staleness import Change, Ground, changed, place_mark
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Version
from draftreview.models.working import Adoption
from draftreview.services.following import Following, follow
from draftreview.services.grounds import Place, ground_in, ground_of, place_in, place_of, words_at


@dataclass(frozen=True, slots=True)
class Again:
    """How an answer stands to what it was given to; ``ground`` is what it would be given to now."""

    ground: str
    changes: frozenset[Change] = frozenset()
    version: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def why(self) -> str:
        """Say why it asks to be looked at again; "" where it does not."""
        return why_again(self.changes, self.version)


@dataclass(frozen=True, slots=True)
class Given:
    """What is kept of an answer: the ground it was given to, and the version that it helped to make.

    ``sent_again``: its comment was sent again afterwards.
    """

    seen: str
    sent_again: bool
    adopted: int = 0


def looked_at(comment: Comment, answer: Disposition, following: Following, adopted: int | None) -> Again:
    """Tell how the answer to a loaded comment stands to what it was given to: no query.

    :param adopted: what ``grounds_query.adopted_in`` gives of the comment
    """
    given = Given(answer.seen_hash, sent_since(answer, comment), adopted or 0)
    return _judged(ground_of(comment, following), given, place_of(comment), following)


def look_again(
    session: Session, answers: Iterable[Disposition], following: Following | None = None
) -> Mapping[int, Again]:
    """Give by comment those of a round's answers that ask to be looked at again.

    One query, and one more where ``following`` is not at hand; the answers' comments are loaded by the
    caller with their provision, proposal and anchor.
    """
    rows = list(answers)
    if not rows:
        return {}
    consultation = rows[0].comment.consultation
    if following is None:
        following = follow(session, consultation.draft_id, consultation.version.number)
    known = session.execute(
        select(Disposition.comment_id, func.max(Version.number))
        .join(Adoption, Adoption.disposition_id == Disposition.id)
        .join(Version, Version.id == Adoption.version_id)
        .where(Version.draft_id == consultation.draft_id)
        .group_by(Disposition.comment_id)
    )
    adopted: dict[int, int] = dict(known.all())
    found = {
        row.comment_id: looked_at(row.comment, row, following, adopted.get(row.comment_id)) for row in rows
    }
    return {comment_id: again for comment_id, again in found.items() if again}


def again_in(row: Any, number: int, following: Following) -> Again:
    """Tell from the columns of ``grounds_query.GROUND`` how an answer stands to what it was given to.

    Where there is no answer yet, only what one would be given to.

    :param number: the number of the version consulted
    """
    now, place = ground_in(row, number, following), place_in(row, number)
    if row.ground_answered_at is None:
        return Again(now.kept)
    sent_again = row.ground_sent_at is not None and row.ground_sent_at > row.ground_answered_at
    return _judged(now, Given(row.ground_seen, sent_again, row.ground_adopted or 0), place, following)


def sent_since(answer: Disposition, comment: Comment) -> bool:
    """Tell whether a comment was sent again after its answer."""
    return comment.sent_at is not None and comment.sent_at > answer.at


def _judged(now: Ground, given: Given, place: Place, following: Following) -> Again:
    followed = place_mark(words_at(place, following, given.adopted)) if given.adopted else ""
    changes = changed(given.seen, now, followed, given.sent_again)
    return Again(now.kept, changes, following.newest)
