"""The list of changes as a person counts them: an Điều that came or went with all its khoản is one change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from draftreview.domain.comparing import ChangeKind, Entry
from draftreview.domain.provisions import Component, walk


def gathered(
    entries: Iterable[Entry], old: Sequence[Component], new: Sequence[Component]
) -> tuple[Entry, ...]:
    """Leave out what was only inserted or deleted together with the provision around it."""
    listed = tuple(entries)
    came = {one.new_eid for one in listed if ChangeKind.INSERTED in one.kinds}
    went = {one.old_eid for one in listed if ChangeKind.DELETED in one.kinds}
    above_old, above_new = _parents(old), _parents(new)
    return tuple(
        one
        for one in listed
        if not (one.old_eid is None and above_new.get(one.new_eid or "") in came)
        and not (one.new_eid is None and above_old.get(one.old_eid or "") in went)
    )


def counted(entries: Iterable[Entry]) -> Mapping[ChangeKind, int]:
    """Count changes by kind; one that is moved and edited counts under both."""
    found = Counter(kind for one in entries for kind in one.kinds)
    return {kind: found[kind] for kind in ChangeKind}


def _parents(components: Sequence[Component]) -> dict[str, str]:
    return {
        one.eid: above[-1].eid for component in components for one, above in walk(component.children) if above
    }
