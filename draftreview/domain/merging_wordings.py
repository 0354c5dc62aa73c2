"""Three-way merge of wordings by syllable: whatever cannot stand together is named, never chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from draftreview.domain.diffing import nfc, same_wording
from draftreview.domain.merging_edits import Edit, applied, edits, near, overlap, rebased, results_of


class Fate(StrEnum):
    """What became of an accepted wording; every one ends in exactly one of these."""

    CLEAN = "clean"
    ADOPTED = "adopted"
    CONFLICT = "conflict"
    ORPHAN = "orphan"


class ClashKind(StrEnum):
    """Why wordings cannot all stand."""

    OVERLAP = "overlap"
    ORDER = "order"
    CHANGED = "changed"
    DELETED = "deleted"
    MOVED_TWICE = "moved_twice"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording to be merged; ``base`` is what it was written against, where that is not the common one."""

    key: str
    text: str
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The fate of one wording; ``near`` asks for a look although it merges."""

    key: str
    fate: Fate
    near: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """What the whole wording would be if only this one were followed."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class WordingClash:
    """Wordings that cannot all stand, each as the text it would make."""

    kind: ClashKind
    variants: tuple[Variant, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """List the wordings concerned."""
        return tuple(variant.key for variant in self.variants)


@dataclass(frozen=True, slots=True)
class Merge:
    """The text now with every clean wording in it, the fate of each and what has to be settled."""

    text: str
    results: tuple[Result, ...]
    clashes: tuple[WordingClash, ...] = ()


def merge_wordings(base: str, ours: str, wordings: Sequence[Wording]) -> Merge:
    """Merge wordings into the text as it stands now; the order of the wordings does not matter.

    :param base: what the wordings were written against, unless they say otherwise
    :param ours: the text as it stands now
    """
    now = nfc(ours)
    carried = {one.key: _carried(nfc(base if one.base is None else one.base), now, one) for one in wordings}
    changes = {key: found for key, found in carried.items() if found}
    groups = _groups(changes)
    clashing = {key for group in groups for key in group}
    clean = {key: found for key, found in changes.items() if key not in clashing}
    already = _already(nfc(base), now)
    results = tuple(
        Result(one.key, fate, fate is Fate.CLEAN and _is_near(now, one.key, clean, already))
        for one in wordings
        for fate in [_fate(one.key, carried, clashing)]
    )
    overtaken = (one for one in wordings if carried[one.key] is None)
    return Merge(
        text=applied(now, (edit for found in clean.values() for edit in found)),
        results=results,
        clashes=(
            *(WordingClash(ClashKind.CHANGED, (Variant(one.key, nfc(one.text)),)) for one in overtaken),
            *(_clash(now, group, changes) for group in groups),
        ),
    )


def _carried(base: str, now: str, wording: Wording) -> tuple[Edit, ...] | None:
    """Give a wording as edits of the text now: none if it stands there already, ``None`` if overtaken."""
    theirs = nfc(wording.text)
    if same_wording(theirs, now):
        return ()
    return rebased(edits(base, theirs), edits(base, now))


def _already(base: str, now: str) -> tuple[Edit, ...]:
    return results_of(edits(base, now))


def _fate(key: str, carried: Mapping[str, tuple[Edit, ...] | None], clashing: set[str]) -> Fate:
    if carried[key] is None or key in clashing:
        return Fate.CONFLICT
    return Fate.CLEAN if carried[key] else Fate.ADOPTED


def _groups(changes: Mapping[str, tuple[Edit, ...]]) -> list[tuple[str, ...]]:
    """Gather wordings that clash with one another, directly or through a third."""
    groups: list[set[str]] = []
    for one, other in combinations(changes, 2):
        if any(True for _ in _meetings(changes[one], changes[other])):
            touching = [group for group in groups if one in group or other in group]
            groups = [group for group in groups if group not in touching]
            groups.append({one, other}.union(*touching))
    return [tuple(key for key in changes if key in group) for group in groups]


def _meetings(one: Sequence[Edit], other: Sequence[Edit]) -> Iterator[tuple[Edit, Edit]]:
    for mine in one:
        for theirs in other:
            if overlap(mine, theirs):
                yield mine, theirs


def _clash(now: str, group: Sequence[str], changes: Mapping[str, tuple[Edit, ...]]) -> WordingClash:
    meetings = [
        pair for one, other in combinations(group, 2) for pair in _meetings(changes[one], changes[other])
    ]
    only_order = all(edit.is_insertion for pair in meetings for edit in pair)
    kind = ClashKind.ORDER if only_order else ClashKind.OVERLAP
    return WordingClash(kind, tuple(Variant(key, applied(now, changes[key])) for key in group))


def _is_near(now: str, key: str, clean: Mapping[str, tuple[Edit, ...]], already: Sequence[Edit]) -> bool:
    mine = clean[key]
    others = [edit for other, found in clean.items() if other != key for edit in found if edit not in mine]
    return any(near(now, one, other) for one in mine for other in (*others, *already))
