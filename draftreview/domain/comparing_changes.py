"""The list of changes as a person counts them: an Điều that came or went with all its khoản is one change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from draftreview.domain.comparing import ChangeKind, Entry
from draftreview.domain.diffing import Counts
from draftreview.domain.provisions import Component, walk


def gathered(
    entries: Iterable[Entry], old: Sequence[Component], new: Sequence[Component]
) -> tuple[Entry, ...]:
    """Put what was inserted or deleted together with the provision around it under that provision."""
    above_old, above_new = _parents(old), _parents(new)
    found: list[Entry] = []
    whole: dict[tuple[str | None, str | None], int] = {}
    for one in entries:
        around = (
            above_old.get(one.old_eid or "") if one.new_eid is None else None,
            above_new.get(one.new_eid or "") if one.old_eid is None else None,
        )
        at = whole.get(around) if any(around) else None
        if at is None:
            at = len(found)
            found.append(one)
        else:
            found[at] = replace(found[at], counts=_sum(found[at].counts, one.counts))
        if not (one.old_eid and one.new_eid):
            whole[one.old_eid, one.new_eid] = at
    return tuple(found)


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(one.added + other.added, one.removed + other.removed)


def counted(entries: Iterable[Entry]) -> Mapping[ChangeKind, int]:
    """Count changes by kind; one that is moved and edited counts under both."""
    found = Counter(kind for one in entries for kind in one.kinds)
    return {kind: found[kind] for kind in ChangeKind}


def _parents(components: Sequence[Component]) -> dict[str, str]:
    return {
        one.eid: above[-1].eid for component in components for one, above in walk(component.children) if above
    }
