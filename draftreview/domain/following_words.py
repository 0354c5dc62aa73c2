"""How the state of a followed provision is said: where it stands now, with whom, or that it is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from draftreview.domain.following import Ending, Whereabouts
from draftreview.domain.places import cited_together


@dataclass(frozen=True, slots=True)
class State:
    """What became of a provision in the version of that number, with its places as a person cites them.

    ``here`` is how its own version cites it; ``now`` where it stands, ``candidates`` what might be it,
    ``merged`` what it was merged with, or from where it stands elsewhere; "" where there is nothing to cite.
    """

    number: int
    whereabouts: Whereabouts
    here: str
    now: str = ""
    candidates: str = ""
    merged: str = ""

    @property
    def gone(self) -> bool:
        """Tell whether it is not in that version any more."""
        return self.whereabouts.ending is Ending.DELETED

    @property
    def elsewhere(self) -> bool:
        """Tell whether it is cited otherwise now."""
        return bool(self.now) and self.now != self.here


def state_of(
    number: int, whereabouts: Whereabouts, old_owners: Mapping[str, str], new_owners: Mapping[str, str]
) -> State:
    """Cite the places of a followed provision.

    :param old_owners: what the components of its own version are called, by eid, where citing needs it
    :param new_owners: the same for the version of that number
    """
    here = cited_together((whereabouts.eid,), old_owners)
    now = cited_together(whereabouts.places, new_owners)
    others = tuple(eid for eid in whereabouts.merged_from if now != here or eid != whereabouts.eid)
    return State(
        number,
        whereabouts,
        here,
        now,
        candidates=cited_together(whereabouts.candidates, new_owners),
        merged=cited_together(others, old_owners),
    )


def in_brackets(state: State) -> str:
    """Say behind a citation in a document what became of the place; "" where it is cited so still."""
    if state.gone:
        return f"không còn trong bản lần {state.number}"
    return ", ".join(_parts(state))


def _parts(state: State) -> Iterator[str]:
    one = state.whereabouts
    if state.elsewhere:
        yield f"nay là {state.now}"
    if state.merged:
        yield f"{'gộp từ' if state.elsewhere else 'đã gộp với'} {state.merged}"
    if one.partly_gone:
        yield f"một phần không còn trong bản lần {state.number}"
    if one.ending is Ending.UNCONFIRMED or state.candidates:
        yield f"{'một phần ' if one.places else ''}chờ xác nhận trong bản lần {state.number}"
    if state.candidates:
        yield f"có thể là {state.candidates}"
