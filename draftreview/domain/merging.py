"""The next text from all accepted changes: structure first, then words, numbers last; or named conflicts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from draftreview.domain.addressing import addressed
from draftreview.domain.citations import citations
from draftreview.domain.merging_changes import CLASH_LABELS, Change, Clash, NextText, Words, words_of
from draftreview.domain.merging_structure import Meeting, Outline, meetings, restructured
from draftreview.domain.merging_wordings import (
    ClashKind,
    Fate,
    Merge,
    Result,
    Variant,
    Wording,
    merge_wordings,
)
from draftreview.domain.provisions import Component, Provision, Tree, walk
from draftreview.domain.renumbering import renumbered
from draftreview.domain.vocabulary import Operation

__all__ = [
    "CLASH_LABELS",
    "Change",
    "Clash",
    "ClashKind",
    "Fate",
    "Merge",
    "NextText",
    "Result",
    "Variant",
    "Wording",
    "Words",
    "merge_wordings",
    "next_tree",
    "words_of",
]


def next_tree(
    components: Sequence[Component], changes: Sequence[Change], order: Sequence[str] = ()
) -> NextText:
    """Make every change that can be made; name each of the others with its place.

    The order of the changes does not matter.

    :param order: keys of insertions or moves to one place, in the order that a person settled
    """
    outline = Outline(components)
    known = [change for change in changes if outline.knows(change)]
    met = list(meetings(outline, known, order))
    clashing = {change.key for meeting in met for change in meeting.changes}
    free = [change for change in known if change.key not in clashing]
    merged = _merged(outline, free)
    structural = [change for change in free if change.operation is not Operation.REPLACE]
    structure = restructured(outline, structural, {one.before.eid: one.latest for one in merged}, order)
    numbered = renumbered(components, structure)
    final = addressed(Tree(numbered)).components
    fates = {change.key: Result(change.key, Fate.ORPHAN) for change in changes}
    fates |= {change.key: Result(change.key, Fate.CLEAN) for change in known}
    fates |= {key: Result(key, Fate.CONFLICT) for key in clashing}
    fates |= {result.key: result for one in merged for result in one.results}
    where = citations(components)
    return NextText(
        components=final,
        origins=_origins(numbered, final),
        results=tuple(fates[change.key] for change in changes),
        clashes=(*(_clash(meeting, where) for meeting in met), *_word_clashes(merged, free, where)),
    )


@dataclass(frozen=True, slots=True)
class _MergedProvision:
    """One provision with the words that all its clean changes make of it."""

    before: Provision
    latest: Provision
    results: tuple[Result, ...]
    parts: Mapping[str, Merge]


def _merged(outline: Outline, changes: Sequence[Change]) -> list[_MergedProvision]:
    by_eid: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.operation is Operation.REPLACE:
            by_eid[change.eid].append(change)
    return [_merge_provision(outline.provisions[eid], found) for eid, found in by_eid.items()]


def _merge_provision(provision: Provision, changes: Sequence[Change]) -> _MergedProvision:
    """Merge heading, text and tail; a wording that clashes in one of them is followed in none."""
    parts = _merge_parts(provision, changes)
    fates = {change.key: _fate(change.key, parts) for change in changes}
    followed = [change for change in changes if fates[change.key].fate is not Fate.CONFLICT]
    texts = {name: merge.text for name, merge in _merge_parts(provision, followed).items()}
    latest = replace(
        provision,
        heading=texts.get("heading", provision.heading),
        text=texts.get("text", provision.text),
        tail=texts.get("tail", provision.tail),
    )
    return _MergedProvision(provision, latest, tuple(fates.values()), parts)


def _merge_parts(provision: Provision, changes: Sequence[Change]) -> dict[str, Merge]:
    found = {}
    now = words_of(provision)
    for name in (one.name for one in fields(Words)):
        wordings = [
            Wording(change.key, text, getattr(change.base or now, name))
            for change in changes
            if (text := getattr(change, f"new_{name}")) is not None
        ]
        if wordings:
            found[name] = merge_wordings(getattr(now, name), getattr(now, name), wordings)
    return found


def _fate(key: str, parts: Mapping[str, Merge]) -> Result:
    """Sum up what became of the parts of one change: the worst of them, or nothing left to do."""
    found = [result for merge in parts.values() for result in merge.results if result.key == key]
    fates = {result.fate for result in found}
    worst = next((fate for fate in (Fate.CONFLICT, Fate.CLEAN) if fate in fates), Fate.ADOPTED)
    return Result(key, worst, worst is Fate.CLEAN and any(result.near for result in found))


def _clash(meeting: Meeting, where: Mapping[str, str]) -> Clash:
    return Clash(
        kind=meeting.kind,
        eid=meeting.eid,
        citation=where[meeting.eid],
        keys=tuple(change.key for change in meeting.changes),
        variants=tuple(Variant(change.key, change.new_text or "") for change in meeting.changes),
        labels=tuple(change.label for change in meeting.changes),
    )


def _word_clashes(
    merged: Sequence[_MergedProvision], changes: Sequence[Change], where: Mapping[str, str]
) -> Iterator[Clash]:
    labels = {change.key: change.label for change in changes}
    for one in merged:
        for name, merge in one.parts.items():
            for clash in merge.clashes:
                yield Clash(
                    kind=clash.kind,
                    eid=one.before.eid,
                    citation=where[one.before.eid],
                    keys=clash.keys,
                    part=name,
                    base=getattr(one.before, name),
                    variants=clash.variants,
                    labels=tuple(labels[key] for key in clash.keys),
                )


def _origins(numbered: Sequence[Component], final: Sequence[Component]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for before, after in zip(numbered, final, strict=True):
        pairs = zip(walk(before.children), walk(after.children), strict=True)
        found.update((new.eid, old.eid or None) for (old, _), (new, _) in pairs)
    return found
