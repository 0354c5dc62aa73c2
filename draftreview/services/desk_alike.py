"""What is near-identical at the place at hand: whom one answer serves, which wordings are one option."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from draftreview.domain.competing import clashes, telling_words
from draftreview.domain.grouping import Likeness, ProposedGroup, Said, Suggested
from draftreview.domain.options import Contrast, Option, contrast
from draftreview.services.desk_place import Remark, Spot
from draftreview.services.likeness import likeness_kept, proposed_kept


@dataclass(frozen=True, slots=True)
class Peer:
    """Another comment that the answer at hand can serve; ``meant`` where it does unless it is left out.

    It is meant where it has no answer, or the one that the comment at hand has too; where nobody has said yet
    that they are one matter, only if no word tells them apart.
    """

    remark: Remark
    likeness: Likeness | None
    meant: bool


@dataclass(frozen=True, slots=True)
class Party:
    """The comment at hand with those that are one matter with it.

    ``group_id`` is the group that they are in, or would join; none where they are only proposed as one.
    ``elsewhere`` counts the members of the group that are not at this place.
    """

    peers: tuple[Peer, ...]
    group_id: int | None = None
    stands: bool = False
    elsewhere: int = 0

    @property
    def size(self) -> int:
        """Count the comments that one answer can serve, the one at hand among them."""
        return len(self.peers) + 1

    @property
    def begins_whole(self) -> bool:
        """Tell whether the answer is meant for all at first: where a person has said that they are one."""
        return self.stands and any(one.meant for one in self.peers)


@dataclass(frozen=True, slots=True)
class Twin:
    """A wording near-identical to an option; ``telling`` are the words by which it says something else."""

    option: Option
    telling: tuple[str, ...]
    contrast: Contrast


@dataclass(frozen=True, slots=True)
class Alike:
    """What is near-identical at a place: with whom the comment at hand goes, the twins of each option."""

    party: Party | None = None
    twins: Mapping[str, tuple[Twin, ...]] = field(default_factory=dict)
    """By the letter of the option that leads; twins are shown inside it."""

    @property
    def inside(self) -> frozenset[str]:
        """Give the letters that are shown inside another option."""
        return frozenset(twin.option.letter for twins in self.twins.values() for twin in twins)

    def lead(self, option: Option) -> tuple[str, ...]:
        """Give the letters of an option with its twins."""
        return (option.letter, *(twin.option.letter for twin in self.twins.get(option.letter, ())))


def alike_at(spot: Spot, apart: Set[tuple[int, int]]) -> Alike:
    """Tell what is near-identical at a place: no query.

    :param apart: pairs of its comments that a person said are not the same
    """
    said = {one.id: _said(one) for one in spot.remarks}
    found = proposed_kept(said.values(), apart)
    return Alike(_party(spot, said, found, apart), _twins(spot, found))


def clashing(option: Option, others: Sequence[Option]) -> tuple[str, ...]:
    """List the letters of the options before this one that cannot stand beside it."""
    before = others[: others.index(option)]
    return tuple(one.letter for one in before if clashes(option.proposed, one.proposed))


def _said(one: Remark) -> Said:
    suggested, wording = None, one.proposed
    if wording is not None:
        suggested = Suggested(
            wording.operation,
            "\n".join((wording.heading, wording.text, wording.tail)),
            "\n".join((wording.old_heading, wording.old_text, wording.old_tail)),
            "first" if wording.as_first_child else wording.beside,
        )
    return Said(one.id, "here", "\n".join((one.body, one.reason)), suggested)


def _party(
    spot: Spot, said: Mapping[int, Said], found: Sequence[ProposedGroup], apart: Set[tuple[int, int]]
) -> Party | None:
    chosen, by_id = spot.chosen, {one.id: one for one in spot.remarks}
    if chosen.group_id is not None and chosen.alike:
        others = [one for one in spot.remarks if one.group_id == chosen.group_id and one is not chosen]
        peers = tuple(_peer(one, chosen, said) for one in others)
        return Party(peers, chosen.group_id, stands=True, elsewhere=chosen.alike - len(peers))
    ours = next((group for group in found if chosen.id in group.ids), None)
    if ours is None:
        return None
    members = [by_id[member.id] for member in ours.members]
    free = [one for one in members if not one.alike]
    into = _drawing(members)
    inside = [one for one in spot.remarks if one.alike and one.group_id == into]
    held = {one.id for one in inside}
    strangers = {one for pair in apart if not held.isdisjoint(pair) for one in pair}
    if chosen.id in strangers:
        return None
    joining = [one for one in free if one is not chosen and one.id not in strangers]
    peers = tuple(_peer(one, chosen, said) for one in (*inside, *joining))
    return Party(peers, into) if peers else None


def _drawing(members: Sequence[Remark]) -> int | None:
    """Give the group that most of some comments are in, which the others would join."""
    held = Counter(one.group_id for one in members if one.alike)
    return min(held, key=lambda group_id: (-held[group_id], group_id or 0)) if held else None


def _peer(one: Remark, chosen: Remark, said: Mapping[int, Said]) -> Peer:
    alike = likeness_kept(said[one.id], said[chosen.id])
    unsure = one.group_id is None and alike is not None and bool(alike.telling)
    open_or_same = one.answer is None or (
        chosen.answer is not None
        and (one.answer.outcome, one.answer.explanation) == (chosen.answer.outcome, chosen.answer.explanation)
    )
    return Peer(one, alike, open_or_same and not unsure)


def _twins(spot: Spot, found: Sequence[ProposedGroup]) -> Mapping[str, tuple[Twin, ...]]:
    """Find the wordings all of whose comments go with an option before them."""
    kin = _kin(spot, found)
    leads: dict[int, Option] = {}
    twins: defaultdict[str, list[Twin]] = defaultdict(list)
    for option in spot.options:
        kins = {kin.get(comment_id) for comment_id in option.comment_ids}
        family = kins.pop() if len(kins) == 1 else None
        if family is None:
            continue
        lead = leads.setdefault(family, option)
        if lead is option or lead.proposed.operation is not option.proposed.operation:
            continue
        telling = telling_words(lead.proposed, option.proposed)
        if family > 0 or not telling:
            # What may say something else stands side by side until a person says that it is one matter.
            twins[lead.letter].append(Twin(option, telling, contrast(option, lead)))
    return {letter: tuple(ones) for letter, ones in twins.items()}


def _kin(spot: Spot, found: Sequence[ProposedGroup]) -> dict[int, int]:
    """Number the groups at a place, those that stand by a person's word before those proposed."""
    return dict((*_proposed_kin(found), *_standing_kin(spot)))


def _proposed_kin(found: Sequence[ProposedGroup]) -> Iterator[tuple[int, int]]:
    # Below zero, where no group that stands is.
    yield from ((one, -number) for number, group in enumerate(found, 1) for one in group.ids)


def _standing_kin(spot: Spot) -> Iterator[tuple[int, int]]:
    yield from ((one.id, one.group_id) for one in spot.remarks if one.alike and one.group_id is not None)
