"""What answers are given to, and which of them ask to be looked at again because that has changed.

Everything here works on rows that are loaded already, so that a page with many answers asks for nothing more
than what it reads anyway and, where it does not have it, one ``follow``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.completeness import why_again
from draftreview.domain.following import Ending
from draftreview.domain.staleness import Change, Ground, Said, changed, ground, place_mark
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Version
from draftreview.models.working import Adoption
from draftreview.services.following import Following, follow
from draftreview.services.texts import ACT


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
class Place:
    """Where a comment stands in the version of that number: a provision or a component, by its eid.

    ``part`` is none unless it is a component; the act itself has an empty eid. Both empty: the whole draft.
    """

    number: int
    eid: str = ""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is kept of an answer: the ground it was given to, and the version that it helped to make.

    ``sent_again``: its comment was sent again afterwards.
    """

    seen: str
    sent_again: bool
    adopted: int = 0


def ground_of(comment: Comment, following: Following) -> Ground:
    """Give what an answer to a comment would be given to now.

    Reads its anchor, proposal, provision and version; asks the database for nothing where they are loaded.
    """
    return ground(said_by(comment), words_at(place_of(comment), following))


def said_by(comment: Comment) -> Said:
    """Give what a comment says and asks for."""
    anchor, proposal = comment.anchor, comment.proposal
    place = comment.provision_id or (f"component {comment.component_id}" if comment.component_id else "")
    return said_of(
        place=place,
        body=comment.body,
        reason=comment.reason,
        quote=anchor and anchor.quote,
        start=anchor and anchor.start,
        operation=proposal and proposal.operation.value,
        heading=proposal and proposal.new_heading,
        text=proposal and proposal.new_text,
        tail=proposal and proposal.new_tail,
        as_first_child=proposal and proposal.as_first_child,
        target=proposal and proposal.target_id,
    )


def said_of(*, body: str, reason: str, place: Any = "", target: Any = "", **more: Any) -> Said:
    """Give what is said by columns, of which those of an anchor or a proposal may be empty."""
    found = {name: value for name, value in more.items() if value is not None}
    return Said(str(place or ""), body, reason, target=str(target or ""), **found)


def place_of(comment: Comment) -> Place:
    """Give where a comment stands."""
    number = comment.consultation.version.number
    if comment.provision is not None:
        return Place(number, comment.provision.eid)
    return Place(number, part=comment.component.eid if comment.component else None)


def words_at(place: Place, following: Following, at: int = 0) -> tuple[str, ...]:
    """Fingerprint the words of a place in a later version; nothing where it reads as it was consulted on.

    :param at: the number of the later version, by default the newest
    """
    if place.part is not None:
        return tuple(_part_changed(place.number, place.part, following, at or following.newest))
    state = following.state(place.number, place.eid, at) if place.eid else None
    if state is None:
        return ()
    whereabouts = state.whereabouts
    if whereabouts.ending is not Ending.FOUND:
        return (whereabouts.ending.value,)
    if whereabouts.reworded or whereabouts.inside or whereabouts.split or whereabouts.merged:
        return following.hashes(whereabouts.places, state.number)
    return ()


def _part_changed(number: int, part: str, following: Following, at: int) -> Iterator[str]:
    """Name the last version that changed a component, or that it is gone; nothing where none did."""
    last = 0
    for one in range(number, at):
        state = following.part_state(one, part, one + 1)
        if state is None or state.gone:
            yield Ending.DELETED.value
            return
        whereabouts = state.whereabouts
        last = one + 1 if whereabouts.reworded or whereabouts.inside else last
        part = whereabouts.places[0].replace(ACT, "")
    if last:
        yield f"version {last}"


def judged(now: Ground, given: Given, place: Place, following: Following) -> Again:
    """Tell how an answer stands to what it was given to."""
    followed = place_mark(words_at(place, following, given.adopted)) if given.adopted else ""
    changes = changed(given.seen, now, followed, given.sent_again)
    return Again(now.kept, changes, following.newest)


def looked_at(comment: Comment, answer: Disposition, following: Following, adopted: int | None) -> Again:
    """Tell how the answer to a loaded comment stands to what it was given to: no query.

    :param adopted: what ``adopted_in`` gives of the comment
    """
    given = Given(answer.seen_hash, sent_since(answer, comment), adopted or 0)
    return judged(ground_of(comment, following), given, place_of(comment), following)


def sent_since(answer: Disposition, comment: Comment) -> bool:
    """Tell whether a comment was sent again after its answer."""
    return comment.sent_at is not None and comment.sent_at > answer.at


def adopted_in(comment: type[Comment]) -> ScalarSelect[int | None]:
    """Say in SQL which version is the last that the answer to a comment helped to make; NULL for none."""
    own, version = aliased(Disposition), aliased(Version)
    return (
        select(func.max(version.number))
        .select_from(Adoption)
        .join(own, own.id == Adoption.disposition_id)
        .join(version, version.id == Adoption.version_id)
        .where(own.comment_id == comment.id)
        .correlate(comment)
        .scalar_subquery()
    )


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
