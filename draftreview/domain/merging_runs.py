"""Edits of several wordings of one text: which cannot all be made, and which stand too close unread."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftreview.domain.diffing import syllables
from draftreview.domain.merging_edits import Edit

_NEAR = 3
_SENTENCE_END = re.compile(r"[.!?…][”\"')]*\s|\n")
ALREADY = ""
"""The owner of what was changed before, in no wording's name."""


@dataclass(frozen=True, slots=True)
class Owned:
    """An edit and the keys of the wordings that make it."""

    edit: Edit
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Run:
    """Edits that meet at one place or stand close to each other, in their order."""

    owned: tuple[Owned, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Give the keys of all wordings concerned."""
        return frozenset().union(*(one.keys for one in self.owned))

    @property
    def only_inserts(self) -> bool:
        """Tell whether nothing is taken away: the order is all that has to be settled."""
        return all(one.edit.is_insertion for one in self.owned)

    @property
    def written_together(self) -> bool:
        """Tell whether one wording makes all of these edits itself."""
        return bool(frozenset.intersection(*(one.keys for one in self.owned)))


def clashes(changes: Mapping[str, Sequence[Edit]]) -> list[Run]:
    """Gather the edits that cannot all be made, overlapping directly or through a third, by their places."""
    met = (run for run in _overlapping(_owned(changes)) if len(run.owned) > 1)
    return sorted(met, key=lambda run: run.owned[0].edit)


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings that cannot all be followed, with the places where they meet."""

    keys: frozenset[str]
    runs: tuple[Run, ...]

    @property
    def only_inserts(self) -> bool:
        """Tell whether their order is all that has to be settled."""
        return all(run.only_inserts for run in self.runs)


def groups(changes: Mapping[str, Sequence[Edit]]) -> list[Group]:
    """Gather the wordings that clash with one another, directly or through a third, by their first place."""
    found: list[Group] = []
    for run in clashes(changes):
        touching = [one for one in found if one.keys & run.keys]
        found = [one for one in found if not one.keys & run.keys]
        runs = (*(inner for one in touching for inner in one.runs), run)
        found.append(Group(run.keys.union(*(one.keys for one in touching)), runs))
    return sorted(found, key=lambda one: min(run.owned[0].edit for run in one.runs))


def near_runs(wording: str, changes: Mapping[str, Sequence[Edit]], already: Iterable[Edit] = ()) -> list[Run]:
    """Gather the edits of different wordings within three syllables of each other or in one sentence.

    :param already: what was changed in the wording before; close to it counts too
    """
    ordered = _owned({**changes, ALREADY: tuple(already)})
    return [run for run in _close(wording, ordered) if len(run.owned) > 1 and not run.written_together]


def sentence_around(text: str, start: int, end: int) -> str:
    """Give the whole sentences of a text that reach into a stretch of it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((one for one in ends if one <= start), default=0)
    last = min((one for one in ends if one >= end and one > first), default=len(text))
    return text[first:last].strip()


def _owned(changes: Mapping[str, Sequence[Edit]]) -> list[Owned]:
    owners: dict[Edit, set[str]] = defaultdict(set)
    for key, found in changes.items():
        for edit in found:
            owners[edit].add(key)
    return [Owned(edit, frozenset(owners[edit])) for edit in sorted(owners)]


def _overlapping(ordered: Sequence[Owned]) -> Iterator[Run]:
    """Yield what meets: stretches that overlap with all inside them, and insertions at one place.

    An insertion at the border of a stretch does not meet it.
    """
    run: list[Owned] = []
    inserting: list[Owned] = []
    reach = -1
    for one in ordered:
        if one.edit.start < reach:
            run.append(one)
        elif one.edit.is_insertion:
            if inserting and inserting[0].edit.start != one.edit.start:
                yield Run(tuple(inserting))
                inserting = []
            inserting.append(one)
        else:
            if run:
                yield Run(tuple(run))
            run = [one]
        reach = max(reach, one.edit.end)
    yield from (Run(tuple(left)) for left in (run, inserting) if left)


def _close(wording: str, ordered: Sequence[Owned]) -> Iterator[Run]:
    run: list[Owned] = []
    for one in ordered:
        if run and not _is_near(wording, run[-1].edit, one.edit):
            yield Run(tuple(run))
            run = []
        run.append(one)
    if run:
        yield Run(tuple(run))


def _is_near(wording: str, first: Edit, second: Edit) -> bool:
    between = wording[first.end : second.start]
    return len(syllables(between)) <= _NEAR or not _SENTENCE_END.search(between)
