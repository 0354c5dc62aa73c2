"""What an answer is given to: what a comment says, and the words of its place in the newest version.

Comments come as loaded objects or as rows of ``grounds_query.GROUND``; the database is not asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from draftreview.domain.following import Ending
from draftreview.domain.staleness import Ground, Said, ground
from draftreview.models.comments import Comment
from draftreview.services.following import Following
from draftreview.services.texts import ACT


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands in the version of that number: a provision or a component, by its eid.

    ``part`` is none unless it is a component; the act itself has an empty eid. Both empty: the whole draft.
    """

    number: int
    eid: str = ""
    part: str | None = None


def ground_of(comment: Comment, following: Following) -> Ground:
    """Give what an answer to a comment would be given to now.

    Reads its anchor, proposal, provision and version; asks the database for nothing where they are loaded.
    """
    return ground(said_by(comment), words_at(place_of(comment), following))


def ground_in(row: Any, number: int, following: Following) -> Ground:
    """Give the same from the columns of ``grounds_query.GROUND``.

    :param number: the number of the version consulted
    """
    return ground(_said_in(row), words_at(place_in(row, number), following))


def said_by(comment: Comment) -> Said:
    """Give what a comment says and asks for."""
    anchor, proposal = comment.anchor, comment.proposal
    place = _stands_on(comment.provision_id, comment.component_id)
    quote, start = (anchor.quote, anchor.start) if anchor is not None else ("", 0)
    if proposal is None:
        return Said(place, comment.body, comment.reason, quote, start)
    return Said(
        place,
        comment.body,
        comment.reason,
        quote,
        start,
        operation=proposal.operation.value,
        heading=proposal.new_heading,
        text=proposal.new_text,
        tail=proposal.new_tail,
        as_first_child=proposal.as_first_child,
        target=str(proposal.target_id or ""),
    )


def _said_in(row: Any) -> Said:
    place = _stands_on(row.ground_provision_id, row.ground_component_id)
    quote, start = row.ground_quote or "", row.ground_start or 0
    if row.ground_operation is None:
        return Said(place, row.ground_body, row.ground_reason, quote, start)
    return Said(
        place,
        row.ground_body,
        row.ground_reason,
        quote,
        start,
        operation=row.ground_operation.value,
        heading=row.ground_heading,
        text=row.ground_text,
        tail=row.ground_tail,
        as_first_child=row.ground_as_first_child,
        target=str(row.ground_target or ""),
    )


def _stands_on(provision_id: int | None, component_id: int | None) -> str:
    return str(provision_id or (f"component {component_id}" if component_id else ""))


def place_of(comment: Comment) -> Place:
    """Give where a comment stands."""
    number = comment.consultation.version.number
    if comment.provision is not None:
        return Place(number, comment.provision.eid)
    return Place(number, part=comment.component.eid if comment.component else None)


def place_in(row: Any, number: int) -> Place:
    """Give the same from the columns of ``grounds_query.GROUND``."""
    if row.ground_provision_id:
        return Place(number, row.ground_eid)
    return Place(number, part=row.ground_part_eid if row.ground_component_id else None)


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
        if state is None:
            break
        if state.gone:
            yield Ending.DELETED.value
            return
        whereabouts = state.whereabouts
        last = one + 1 if whereabouts.reworded or whereabouts.inside else last
        part = whereabouts.places[0].replace(ACT, "")
    if last:
        yield f"version {last}"
