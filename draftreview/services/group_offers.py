"""What there is to group: comments proposed as one, the groups that stand, and what a group's page shows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound
from draftreview.domain.grouping import Likeness, ProposedGroup, Reason
from draftreview.domain.grouping_outcomes import Decided, unexplained, usual
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Outcome
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation
from draftreview.models.desk import CommentGroup
from draftreview.services.group_entries import Entry, entries_of
from draftreview.services.group_rows import require_group, separations
from draftreview.services.likeness import likeness_kept, proposed_kept
from draftreview.services.permissions import may_decide, require

CANDIDATES = 30
"""Comments of the same place that a group's page offers to join it, the most alike first."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A comment and how it is like the first of its group; none for the first, or joined by hand."""

    entry: Entry
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Comments proposed as one group, or to join the group ``into``, of which ``first`` is one then."""

    first: Entry
    others: tuple[Beside, ...]
    into: int | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """Give the comments that would be put together."""
        own = () if self.into else (self.first.id,)
        return (*own, *(one.entry.id for one in self.others))


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """A group that stands; ``differing`` are comments with another outcome than is usual in it."""

    id: int
    first: Entry
    others: tuple[Beside, ...]
    outcome: Outcome | None
    differing: frozenset[int] = frozenset()
    unexplained: frozenset[int] = frozenset()

    @property
    def members(self) -> tuple[Beside, ...]:
        """Give everybody, the first in front."""
        return (Beside(self.first), *self.others)

    @property
    def together(self) -> frozenset[int]:
        """Give the comments that one answer is meant for: all but those that differ and say why."""
        return frozenset(one.entry.id for one in self.members) - (self.differing - self.unexplained)

    @property
    def open(self) -> int:
        """Count the comments without an outcome."""
        return sum(one.entry.row.answer is None for one in self.members)


@dataclass(frozen=True, slots=True)
class Grouped:
    """All there is to group in a round."""

    offers: tuple[Offer, ...]
    standing: tuple[StandingGroup, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group with the comments of its place that could join it; ``row`` says who began it and when."""

    row: CommentGroup
    standing: StandingGroup
    candidates: tuple[Beside, ...] = field(default=())


def grouped(session: Session, actor: User | None, round_: Consultation) -> Grouped:
    """Propose groups of a round's comments and list those that stand: two queries.

    :raises NotPermitted: for all but the drafting side
    """
    require(may_decide(actor))
    entries = entries_of(session, round_)
    apart = separations(session, round_)
    return Grouped(tuple(_offers(entries, apart)), tuple(_standing(entries)))


def group_page(session: Session, actor: User | None, round_: Consultation, group_id: int) -> GroupPage:
    """Show one group: two queries.

    :raises NotPermitted: for all but the drafting side
    :raises NotFound: for a group that is gone
    """
    require(may_decide(actor))
    row = require_group(session, round_, group_id)
    entries = entries_of(session, round_)
    standing = next((one for one in _standing(entries) if one.id == group_id), None)
    if standing is None:
        raise NotFound(sentence("Mọi ý kiến của nhóm này đã trả lại cho cơ quan. Quay về danh sách nhóm."))
    return GroupPage(row, standing, tuple(_candidates(entries, standing.first)))


def _offers(entries: Sequence[Entry], apart: Set[tuple[int, int]]) -> Iterator[Offer]:
    """Propose groups in the order of the table; what is in a group already draws others into it."""
    by_id = {one.id: one for one in entries}
    turn = {one.id: at for at, one in enumerate(entries)}
    members = _by_group(entries)
    found = [
        offer
        for proposal in proposed_kept((one.said for one in entries), apart)
        if (offer := _offer(proposal, by_id, members, apart))
    ]
    yield from sorted(found, key=lambda offer: turn[offer.first.id])


def _offer(
    proposal: ProposedGroup,
    by_id: Mapping[int, Entry],
    members: Mapping[int, Sequence[Entry]],
    apart: Set[tuple[int, int]],
) -> Offer | None:
    ones = [by_id[member.id] for member in proposal.members]
    free = [one for one in ones if one.group_id is None]
    held = Counter(one.group_id for one in ones if one.group_id is not None)
    if not held:
        others = zip(ones[1:], proposal.members[1:], strict=True)
        return Offer(ones[0], tuple(Beside(one, member.likeness) for one, member in others))
    into = min(held, key=lambda group_id: (-held[group_id], group_id))
    first = next(one for one in ones if one.group_id == into)
    inside = {one.id for one in members[into]}
    strangers = {one for pair in apart if not inside.isdisjoint(pair) for one in pair}
    joining = [one for one in free if one.id not in strangers]
    return Offer(first, tuple(_beside(one, first) for one in joining), into) if joining else None


def _beside(one: Entry, first: Entry) -> Beside:
    return Beside(one, likeness_kept(one.said, first.said))


def _by_group(entries: Sequence[Entry]) -> Mapping[int, Sequence[Entry]]:
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for one in entries:
        if one.group_id is not None:
            found[one.group_id].append(one)
    return found


def _standing(entries: Sequence[Entry]) -> Iterator[StandingGroup]:
    """List the groups in the order of the table; the comment that is like most of the others leads."""
    for group_id, ones in _by_group(entries).items():
        first, *others = _led(ones)
        decided = [
            Decided(one.id, one.row.answer.outcome, one.row.answer.explanation)
            for one in ones
            if one.row.answer
        ]
        outcome = usual(decided)
        yield StandingGroup(
            group_id,
            first,
            tuple(_beside(one, first) for one in others),
            outcome,
            frozenset(one.comment_id for one in decided if one.outcome is not outcome),
            frozenset(one.comment_id for one in unexplained(decided)),
        )


def _led(ones: Sequence[Entry]) -> list[Entry]:
    copies = Counter(one.said.key for one in ones)
    return sorted(ones, key=lambda one: -copies[one.said.key])


def _candidates(entries: Sequence[Entry], first: Entry) -> list[Beside]:
    """Offer the comments of the place that are in no group, the most alike first."""
    free = [one for one in entries if one.group_id is None and one.said.place == first.said.place]
    found = [_beside(one, first) for one in free]
    return sorted(found, key=_nearness)[:CANDIDATES]


def _nearness(one: Beside) -> tuple[int, float]:
    return (one.likeness.reason, -one.likeness.score) if one.likeness else (len(Reason), 0.0)
