"""What answers are given to, and which of them ask to be looked at again because that has changed.

Everything here works on rows that are loaded already, so that a page with many answers asks for nothing more
than what it reads anyway and, where it does not have it, one ``follow``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
    place = _stands_on(comment.provision_id, comment.component_id)
    said = Said(place, comment.body, comment.reason)
    if anchor is not None:
        said = replace(said, quote=anchor.quote, start=anchor.start)
    if proposal is None:
        return said
    return replace(
        said,
        operation=proposal.operation.value,
        heading=proposal.new_heading,
        text=proposal.new_text,
        tail=proposal.new_tail,
        as_first_child=proposal.as_first_child,
        target=str(proposal.target_id or ""),
    )


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

    :param adopted: what ``grounds_query.adopted_in`` gives of the comment
    """
    given = Given(answer.seen_hash, sent_since(answer, comment), adopted or 0)
    return judged(ground_of(comment, following), given, place_of(comment), following)


def sent_since(answer: Disposition, comment: Comment) -> bool:
    """Tell whether a comment was sent again after its answer."""
    return comment.sent_at is not None and comment.sent_at > answer.at


def again_in(row: Any, number: int, following: Following) -> Again:
    """Tell from the columns of ``grounds_query.GROUND`` how an answer stands to what it was given to.

    Where there is no answer yet, only what one would be given to.

    :param number: the number of the version consulted
    """
    place = Place(number, row.ground_eid) if row.ground_provision_id else Place(number)
    if row.ground_component_id:
        place = Place(number, part=row.ground_part_eid)
    now = ground(_said_in(row), words_at(place, following))
    if row.ground_answered_at is None:
        return Again(now.kept)
    sent_again = row.ground_sent_at is not None and row.ground_sent_at > row.ground_answered_at
    return judged(now, Given(row.ground_seen, sent_again, row.ground_adopted or 0), place, following)


def _said_in(row: Any) -> Said:
    said = Said(
        _stands_on(row.ground_provision_id, row.ground_component_id), row.ground_body, row.ground_reason
    )
    if row.ground_quote is not None:
        said = replace(said, quote=row.ground_quote, start=row.ground_start)
    if row.ground_operation is None:
        return said
    return replace(
        said,
        operation=row.ground_operation.value,
        heading=row.ground_heading,
        text=row.ground_text,
        tail=row.ground_tail,
        as_first_child=row.ground_as_first_child,
        target=str(row.ground_target or ""),
    )


def _stands_on(provision_id: int | None, component_id: int | None) -> str:
    return str(provision_id or (f"component {component_id}" if component_id else ""))


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
