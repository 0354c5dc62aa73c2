"""Insertions, deletions and moves that cannot all be made, one sort after the other."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from draftreview.domain.inquiry import Inquiry
from draftreview.domain.merging_changes import Change
from draftreview.domain.merging_outline import Outline
from draftreview.domain.merging_structure import PLACING, by_slot
from draftreview.domain.provisions import Kind, Provision
from draftreview.domain.questions import Question, QuestionKind, Settlement, Variant, subject_of
from draftreview.domain.vocabulary import Operation

_SMALL = frozenset({Kind.CLAUSE, Kind.POINT})


@dataclass(frozen=True, slots=True)
class Meeting:
    """Changes of the structure that cannot all be made, and where."""

    kind: QuestionKind
    eid: str
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Settling:
    """Changes met sort by sort: those that a person set aside are made no more, those not settled wait."""

    outline: Outline
    inquiry: Inquiry
    where: Mapping[str, str]
    aside: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)

    def settle(self, changes: Sequence[Change]) -> list[Change]:
        """Give the changes that can be made together; the order of the changes does not matter.

        A move that is not made may close a circle that it had opened: so these are looked for last, and
        until no more are found.
        """
        left = sorted(changes, key=lambda one: (len(one.key), one.key))
        for find in (_deleted, _impossible, _twice, self._unordered):
            left = self._stage(find, left)
        before = len(left) + 1
        while len(left) < before:
            before = len(left)
            left = self._stage(_circles, left)
        return left

    def _stage(self, find: "_Find", changes: Sequence[Change]) -> list[Change]:
        asked: set[str] = set()
        while True:
            left = [one for one in changes if one.key not in self.aside]
            met = ((self._question(meeting), meeting) for meeting in find(self.outline, left))
            new = next((one for one in met if one[0].subject not in asked), None)
            if new is None:
                return [one for one in left if one.key not in self.waiting]
            asked.add(new[0].subject)
            self._ask(find, *new)

    def _ask(self, find: "_Find", question: Question, meeting: Meeting) -> None:
        settled = self.inquiry.ask(question, lambda one: self._fitted(find, one, meeting))
        if settled is None:
            self.waiting.update(question.keys)
            return
        self.aside.update(key for key in question.keys if key not in settled.followed)
        if question.kind is QuestionKind.ORDER:
            self.order += settled.followed

    def _unordered(self, _outline: Outline, changes: Sequence[Change]) -> Iterator[Meeting]:
        """Find what goes to one place and was not put in an order."""
        return (one for one in _same_slot(changes) if not {it.key for it in one.changes} <= set(self.order))

    def _fitted(self, find: "_Find", settled: Settlement, meeting: Meeting) -> Settlement | None:
        """Follow what does the same along; refuse what cannot be made together, whatever the order."""
        if settled.new_text is not None:
            return None
        chosen = [one for one in meeting.changes if one.key in settled.followed]
        if meeting.kind is not QuestionKind.ORDER and any(True for _ in find(self.outline, chosen)):
            return None
        made = {one.deed for one in chosen if one.operation is not Operation.REPLACE}
        alike = (one.key for one in meeting.changes if one not in chosen and one.deed in made)
        return replace(settled, followed=(*dict.fromkeys(settled.followed), *alike))

    def _question(self, meeting: Meeting) -> Question:
        keys = tuple(one.key for one in meeting.changes)
        standing = self.outline.provisions.get(meeting.eid)
        return Question(
            kind=meeting.kind,
            subject=subject_of(meeting.kind, meeting.eid, sorted(keys)),
            eid=meeting.eid,
            citation=self.where[meeting.eid],
            keys=keys,
            labels=tuple(one.label for one in meeting.changes),
            base=standing.words if standing and meeting.kind is not QuestionKind.ORDER else "",
            variants=tuple(Variant(one.key, one.said) for one in meeting.changes),
        )


_Find = Callable[[Outline, Sequence[Change]], Iterator[Meeting]]


def _deleted(outline: Outline, changes: Sequence[Change]) -> Iterator[Meeting]:
    """Find what is deleted and changed, or changed beneath what is deleted."""
    deletions: dict[str, list[Change]] = defaultdict(list)
    touching: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.operation is Operation.DELETE:
            deletions[change.eid].append(change)
        else:
            for eid in _touched(outline, change):
                touching[eid].append(change)
    for eid, deleting in deletions.items():
        if touching[eid]:
            yield Meeting(QuestionKind.DELETED, eid, (*deleting, *touching[eid]))


def _touched(outline: Outline, change: Change) -> set[str]:
    """List what a change needs to stay; an insertion after a deleted sibling still knows its place."""
    found = set(outline.line(change.eid)) if change.operation is not Operation.INSERT else set()
    if change.operation is not Operation.REPLACE:
        found.update(outline.line(outline.home(change)))
    return found


def _impossible(outline: Outline, changes: Sequence[Change]) -> Iterator[Meeting]:
    for change in changes:
        if change.operation not in PLACING:
            continue
        level = outline.level(change)
        fits = level is not None
        if change.operation is Operation.MOVE and level is not None:
            fits = _fits(outline.provisions[change.eid], level)
        if not fits:
            yield Meeting(QuestionKind.IMPOSSIBLE, change.subject or outline.home(change), (change,))


def _fits(provision: Provision, level: Kind) -> bool:
    if provision.kind is level:
        return True
    if provision.kind not in _SMALL or level not in _SMALL:
        return False
    return not provision.children


def _circles(outline: Outline, changes: Sequence[Change]) -> Iterator[Meeting]:
    """Find moves that would put something beneath itself, alone or together."""
    goals = _goals(changes)
    moves = [move for found in goals.values() for move in found]
    for move in moves:
        chain = list(goals[move.eid])
        place: str | None = move.after if move.after == move.eid else outline.home(move)
        while place not in (move.eid, None) and len(chain) <= len(moves):
            if place in goals:
                chain.extend(goals[place])
                place = outline.home(goals[place][0])
            else:
                place = outline.parents.get(place)
        if place == move.eid:
            met = dict.fromkeys(one for one in moves if one in chain)
            yield Meeting(QuestionKind.IMPOSSIBLE, min(one.eid for one in met), tuple(met))


def _twice(_outline: Outline, changes: Sequence[Change]) -> Iterator[Meeting]:
    for eid, found in _goals(changes).items():
        if len({move.slot for move in found}) > 1:
            yield Meeting(QuestionKind.MOVED_TWICE, eid, tuple(found))


def _goals(changes: Sequence[Change]) -> dict[str, list[Change]]:
    goals: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.operation is Operation.MOVE:
            goals[change.eid].append(change)
    return goals


def _same_slot(changes: Sequence[Change]) -> Iterator[Meeting]:
    for slot, found in by_slot([one for one in changes if one.operation in PLACING]).items():
        if len({change.content for change in found}) > 1:
            yield Meeting(QuestionKind.ORDER, slot[0] or slot[1] or "", tuple(found))
