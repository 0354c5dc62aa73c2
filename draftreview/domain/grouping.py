"""Near-identical comments proposed as groups, to be answered once: exact, near, or of the same proposal.

Only comments on one place are grouped. The wording that most agencies sent leads its group, and whoever
is like it belongs to it: so everybody is like the first, which is what a person is shown, and no chain of
small differences joins what is not alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from draftreview.domain.grouping_index import AlikeIndex, jaccard
from draftreview.domain.grouping_words import Tokens, differing_tellingly, shingles, tokens
from draftreview.domain.vocabulary import Operation

LEAST = 0.6
"""The share of shingles that two comments must have in common to be near."""


class Reason(IntEnum):
    """Why two comments are proposed as one, the strongest first."""

    EXACT = 0
    PROPOSAL = 1
    NEAR = 2


@dataclass(frozen=True, slots=True)
class Suggested:
    """The wording a comment proposes instead of ``base``; ``beside`` is where it goes if not there."""

    operation: Operation
    words: str = ""
    base: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Said:
    """What one comment says on a place, which is a lineage, a component or the whole draft."""

    id: int
    place: str
    talk: str
    suggested: Suggested | None = None

    @cached_property
    def talk_tokens(self) -> Tokens:
        """Give its talk, tidied."""
        return tokens(self.talk)

    @cached_property
    def suggestion(self) -> Tokens:
        """Give what makes two suggestions the same: what to do, where, the words; else nothing."""
        one = self.suggested
        return (one.operation.value, one.beside, *tokens(one.words)) if one else ()

    @property
    def kind(self) -> Tokens:
        """Give what to do and where, without the words; only comments of one kind are compared."""
        return self.suggestion[:2]

    @property
    def whole(self) -> Tokens:
        """Give all its words, the suggested ones behind the talk."""
        return self.talk_tokens + self.suggestion[2:]

    @property
    def key(self) -> tuple[Tokens, Tokens]:
        """Give what two comments that say exactly the same share."""
        return self.suggestion, self.talk_tokens

    @cached_property
    def measured(self) -> frozenset[str]:
        """Give what likeness is measured on: the shingles of the talk, or of what a wording changes.

        Two wordings of one clause both repeat most of it; what they make different is what they say.
        """
        if self.suggested is None:
            return shingles(self.talk_tokens)
        new, old = shingles(self.suggestion[2:]), shingles(tokens(self.suggested.base))
        return frozenset({f"+{one}" for one in new - old} | {f"-{one}" for one in old - new})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two comments are alike; ``telling`` are the words by which they say something else all the same."""

    reason: Reason
    score: float
    telling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A comment of a proposed group and how it is like the first; none for the first itself."""

    id: int
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True)
class ProposedGroup:
    """Comments proposed as one group, the first one leading."""

    members: tuple[Member, ...]

    @property
    def ids(self) -> frozenset[int]:
        """Give the comments."""
        return frozenset(one.id for one in self.members)


def likeness(one: Said, other: Said) -> Likeness | None:
    """Tell how two comments are alike, whichever comes first; nothing where they are not one matter."""
    if one.place != other.place or one.kind != other.kind or not (_says(one) and _says(other)):
        return None
    if one.key == other.key:
        return Likeness(Reason.EXACT, 1.0)
    telling = differing_tellingly(one.whole, other.whole)
    if one.suggestion and one.suggestion == other.suggestion:
        return Likeness(Reason.PROPOSAL, 1.0, telling)
    score = jaccard(one.measured, other.measured)
    return Likeness(Reason.NEAR, score, telling) if score >= LEAST else None


def _says(one: Said) -> bool:
    return bool(one.talk_tokens or one.suggestion)


def proposed(said: Iterable[Said], apart: Iterable[tuple[int, int]] = ()) -> tuple[ProposedGroup, ...]:
    """Propose groups, whatever the order of the comments; each is in one at most.

    :param apart: pairs that a person said are not the same; they are never in one group
    """
    places: defaultdict[tuple[str, Tokens], list[Said]] = defaultdict(list)
    for one in said:
        if _says(one):
            places[one.place, one.kind].append(one)
    strangers = _strangers(apart)
    found = [group for ones in places.values() for group in _Place(ones, strangers).groups()]
    return tuple(sorted(found, key=lambda group: min(group.ids)))


def _strangers(apart: Iterable[tuple[int, int]]) -> Mapping[int, Set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        found[one].add(other)
        found[other].add(one)
    return found


@dataclass
class _Group:
    """A group in the making."""

    first: Said
    members: list[Member] = field(default_factory=list)


class _Place:
    """The comments on one place that ask for one kind of thing, put into groups one after the other."""

    def __init__(self, ones: Sequence[Said], strangers: Mapping[int, Set[int]]) -> None:
        copies = Counter(one.key for one in ones)
        self._ones = sorted(ones, key=lambda one: (-copies[one.key], one.id))
        self._strangers = strangers
        self._index = AlikeIndex((one.measured for one in ones), LEAST)
        self._found: list[_Group] = []
        self._by_key: defaultdict[object, list[int]] = defaultdict(list)
        self._by_suggestion: defaultdict[object, list[int]] = defaultdict(list)

    def groups(self) -> Iterator[ProposedGroup]:
        """Let everybody join the group whose first is most alike, or begin one."""
        for one in self._ones:
            for number, alike in self._offers(one):
                group = self._found[number]
                if self._strangers.get(one.id, frozenset()).isdisjoint(member.id for member in group.members):
                    group.members.append(Member(one.id, alike))
                    break
            else:
                self._begin(one)
        for group in self._found:
            if len(group.members) > 1:
                yield ProposedGroup(tuple(group.members))

    def _begin(self, one: Said) -> None:
        number = len(self._found)
        self._found.append(_Group(one, [Member(one.id)]))
        self._index.add(number, one.measured)
        self._by_key[one.key].append(number)
        if one.suggestion:
            self._by_suggestion[one.suggestion].append(number)

    def _offers(self, one: Said) -> Iterator[tuple[int, Likeness]]:
        """Give the groups that it may join, the most alike first."""
        for number in self._by_key[one.key]:
            yield number, Likeness(Reason.EXACT, 1.0)
        numbers = {number for number, _ in self._index.alike(one.measured)}
        numbers |= set(self._by_suggestion[one.suggestion])
        found = [(number, likeness(one, self._found[number].first)) for number in numbers]
        rest = [(number, alike) for number, alike in found if alike and alike.reason is not Reason.EXACT]
        yield from sorted(rest, key=lambda pair: (pair[1].reason, -pair[1].score, pair[0]))
