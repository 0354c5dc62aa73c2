"""What stands behind the changes between two texts, and what was accepted but does not show.

Judged by what was recorded when a version was issued; where nothing was recorded, as for a Word file, by
place and words: an accepted comment explains a change in its own provision, beneath it, or an insertion
beside it; its wording shows where the words that it adds were added.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from draftreview.domain.comparing import ChangeKind, Comparison, Entry, Part, Row
from draftreview.domain.diffing import same_wording
from draftreview.domain.findings_ground import FOLLOWING, Ground, RowKey, key_of, words_within
from draftreview.domain.provisions import Provision
from draftreview.domain.similarity import bag, containment
from draftreview.domain.vocabulary import N_, Operation

_WHOLLY, _HARDLY = 0.85, 0.15  # shares of the added syllables (and pairs of them) that were found added

Place = tuple[str | None, str | None]
"""An older and a newer eid; only the newer for an insertion, only the older for a deletion."""


class Extent(StrEnum):
    """How much of what was accepted shows in the newer text."""

    WHOLLY = "wholly"
    PARTLY = "partly"
    NOT_AT_ALL = "not_at_all"


EXTENT_LABELS: Mapping[Extent, str] = {
    Extent.WHOLLY: N_("Đã thể hiện"),
    Extent.PARTLY: N_("Mới thể hiện một phần"),
    Extent.NOT_AT_ALL: N_("Chưa thấy thể hiện"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One comment with its answer, as far as the newer text is judged by it.

    ``old`` and ``new`` are the eids of its provision in the two texts, by identity: only ``new`` where it
    came in between; neither on a whole component or draft, or with ``on_provision`` where it came and went.
    ``taken``: accepted, wholly or in part; ``decided``: and approved. ``base`` and ``wanted`` are the words
    before and after as accepted. ``places`` are where it was followed, ``None`` where that was not recorded.
    """

    key: int
    old: str | None = None
    new: str | None = None
    on_provision: bool = True
    component: str | None = None
    taken: bool = True
    decided: bool = True
    operation: Operation | None = None
    base: str = ""
    wanted: str = ""
    places: tuple[Place, ...] | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One direct edit: the places that it changed, or the older component whose words it changed."""

    key: int
    places: tuple[Place, ...] = ()
    component: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a comparison shows about comments and direct edits, by their keys.

    ``behind`` and ``edits`` stand behind rows; ``unexplained`` are changes with neither; ``unseen`` are
    accepted comments that do not show, or not wholly; ``gone`` those whose provision has no successor.
    """

    behind: Mapping[RowKey, tuple[int, ...]]
    edits: Mapping[RowKey, tuple[int, ...]]
    unexplained: tuple[Entry, ...]
    unseen: tuple[tuple[int, Extent], ...]
    gone: tuple[int, ...]


def findings(
    comparison: Comparison, changes: Sequence[Entry], claims: Sequence[Claim], edits: Sequence[Edit] = ()
) -> Findings:
    """Say what stands behind every change, and what was left open.

    :param changes: the list of changes as a person counts them, whose unexplained ones are named
    """
    judge = _Judge(comparison, claims)
    behind = judge.behind()
    direct = {
        key: found
        for row in judge.ground.rows
        if (key := key_of(row)) and (found := tuple(edit.key for edit in edits if _edited(edit, row)))
    }
    explained = behind.keys() | direct.keys()
    return Findings(
        behind=behind,
        edits=direct,
        unexplained=tuple(
            entry
            for entry in changes
            if entry.kinds - FOLLOWING and (entry.part, entry.old_eid, entry.new_eid) not in explained
        ),
        unseen=tuple(judge.unseen()),
        gone=tuple(claim.key for claim in claims if judge.is_gone(claim)),
    )


class _Judge:
    """Judge the claims of one comparison."""

    def __init__(self, comparison: Comparison, claims: Sequence[Claim]) -> None:
        self.ground = Ground(comparison.rows)
        self.taken = [claim for claim in claims if claim.taken]
        self._placed = _by_place(self.taken)
        self._recorded = _by_record(self.taken)
        self.rows: dict[int, list[Row]] = defaultdict(list)
        for row in self.ground.told:
            for key in self._behind(row):
                self.rows[key].append(row)

    def behind(self) -> dict[RowKey, tuple[int, ...]]:
        """Give the accepted comments behind every row, those of one piece of a merge behind all pieces."""
        found: dict[RowKey, list[int]] = defaultdict(list)
        for claim in self.taken:
            rows = dict.fromkeys(key_of(row) for row in self.rows[claim.key])
            for row in self.rows[claim.key]:
                if ChangeKind.MERGED in row.kinds:
                    rows |= dict.fromkeys(key_of(piece) for piece in self.ground.by_new[row.new_eid or ""])
            for key in rows:
                found[key].append(claim.key)
        return {key: tuple(keys) for key, keys in found.items()}

    def unseen(self) -> Iterator[tuple[int, Extent]]:
        """Yield the accepted and approved comments that do not show, or not wholly."""
        for claim in self.taken:
            if claim.decided and claim.on_provision and not claim.places and not self._has_gone(claim):
                extent = self._extent(claim)
                if extent is not Extent.WHOLLY:
                    yield claim.key, extent

    def is_gone(self, claim: Claim) -> bool:
        """Tell whether a comment lost its provision without having asked for that."""
        asked = claim.taken and claim.operation is Operation.DELETE
        return claim.on_provision and not asked and self._has_gone(claim)

    def _has_gone(self, claim: Claim) -> bool:
        return self.ground.is_gone(claim.old, claim.new)

    def _behind(self, row: Row) -> list[int]:
        if row.part is not Part.PROVISION:
            eid = row.old_eid
            return [] if eid is None or eid in self.ground.with_provisions else self._placed[_whole(eid)]
        recorded = (self._recorded[None, row.new_eid], self._recorded[row.old_eid, None])
        near = (self._placed[at] for at in self.ground.addresses(row))
        return list(dict.fromkeys(chain(*recorded, *near)))

    def _extent(self, claim: Claim) -> Extent:
        """Judge by words where there is a wording, else by whether anything changed at the place."""
        rows, stands = self.rows[claim.key], self.ground.successors(claim.old, claim.new)
        if claim.operation is None:
            return Extent.WHOLLY if rows else Extent.NOT_AT_ALL
        if claim.operation is Operation.MOVE:
            moved = any(ChangeKind.MOVED in row.kinds for row in rows)
            return Extent.WHOLLY if moved else Extent.NOT_AT_ALL
        if any(same_wording(claim.wanted, one.words) for one in stands):
            return Extent.WHOLLY
        came = [row.new for row in rows if row.old is None and row.new]
        before = [row.old for row in self.ground.by_old[claim.old or ""][:1] if row.old]
        return _shown(claim, _bag(before), _bag([*stands, *came]))


def _by_place(claims: Iterable[Claim]) -> dict[object, list[int]]:
    """Index the claims that nothing was recorded of by their place: a provision, or a whole component."""
    found: dict[object, list[int]] = defaultdict(list)
    for claim in claims:
        if claim.places is not None:
            continue
        if claim.on_provision:
            found[(claim.old, None) if claim.old is not None else (None, claim.new)].append(claim.key)
        elif claim.component is not None:
            found[_whole(claim.component)].append(claim.key)
    return found


def _by_record(claims: Iterable[Claim]) -> dict[Place, list[int]]:
    found: dict[Place, list[int]] = defaultdict(list)
    for claim in claims:
        for old, new in claim.places or ():
            found[(None, new) if new is not None else (old, None)].append(claim.key)
    return found


def _whole(component: str) -> object:
    return "component", component


def _edited(edit: Edit, row: Row) -> bool:
    if row.part is not Part.PROVISION:
        return edit.component is not None and edit.component == row.old_eid
    return any(new == row.new_eid if new is not None else old == row.old_eid for old, new in edit.places)


def _bag(provisions: Iterable[Provision]) -> Counter[str]:
    return bag("\n".join(words_within(one) for one in provisions))


def _shown(claim: Claim, before: Counter[str], after: Counter[str]) -> Extent:
    """Compare what a wording would add with what was added; what it would only take away with what went."""
    base, wanted = bag(claim.base), bag(claim.wanted)
    added, gone = wanted - base, base - wanted
    share = containment(added, after - before) if added else containment(gone, before - after)
    if share >= _WHOLLY:
        return Extent.WHOLLY
    return Extent.PARTLY if share > _HARDLY else Extent.NOT_AT_ALL
