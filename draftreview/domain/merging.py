"""The next text from all accepted changes: structure first, then words, numbers last; or named questions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from draftreview.domain.addressing import addressed
from draftreview.domain.citations import citations
from draftreview.domain.inquiry import Inquiry
from draftreview.domain.merging_changes import Change, Fate, NextText, Result, Words, reworded, words_of
from draftreview.domain.merging_meetings import Settling
from draftreview.domain.merging_outline import Outline
from draftreview.domain.merging_structure import NEW, restructured
from draftreview.domain.merging_wordings import Merge, Site, Wording
from draftreview.domain.provisions import Component, Provision, Tree, walk
from draftreview.domain.questions import How, QuestionKind
from draftreview.domain.renumbering import renumbered
from draftreview.domain.vocabulary import Operation

PARTS = tuple(one.name for one in fields(Words))
"""The parts of a provision that are worded apart."""


def next_tree(
    components: Sequence[Component],
    changes: Sequence[Change],
    inquiry: Inquiry | None = None,
    staying: Sequence[Change] = (),
) -> NextText:
    """Make every change that can be made; ask about each of the others at its place.

    The order of the changes does not matter.

    :param inquiry: knows how questions were settled, and notes those that are asked
    :param staying: rewordings that are made elsewhere later: here they only need their place to stay
    """
    inquiry = inquiry or Inquiry()
    outline = Outline(components)
    where = citations(components)
    known = [change for change in (*changes, *staying) if outline.knows(change)]
    settling = Settling(outline, inquiry, where)
    made = settling.settle(known)
    merged = _Merging(outline, inquiry, where).merge(
        [change for change in made if change not in staying and change.operation is Operation.REPLACE]
    )
    structural = [change for change in made if change.operation is not Operation.REPLACE]
    structure = restructured(outline, structural, merged.latest, settling.order)
    numbered = renumbered(components, structure)
    final = addressed(Tree(numbered)).components
    fates = {change.key: Fate.CLEAN for change in known} | merged.fates
    origins = dict(_origins(numbered, final))
    return NextText(
        components=final,
        origins={new: None if old.startswith(NEW) else old for new, old in origins.items()},
        inserted={
            new: _alike(old.removeprefix(NEW), structural)
            for new, old in origins.items()
            if old.startswith(NEW)
        },
        results=tuple(
            result_of(change.key, fates.get(change.key, Fate.ORPHAN), inquiry)
            for change in (*changes, *staying)
        ),
        questions=tuple(inquiry.questions),
    )


def result_of(key: str, fate: Fate, inquiry: Inquiry) -> Result:
    """Sum up what became of one change: a conflict where a person has to choose or chose against it."""
    met = inquiry.outcomes.get(key, ())
    subjects = tuple(question.subject for question, _ in met)
    near = [how for question, how in met if question.kind is QuestionKind.NEAR]
    if all(how in (None, How.FOLLOWED) for how in near) and len(near) == len(met):
        return Result(key, fate, near=bool(near), subjects=subjects)
    return Result(key, Fate.CONFLICT, how=inquiry.outcome(key), subjects=subjects)


@dataclass(slots=True)
class _Merging:
    """Words of provisions merged from all their rewordings."""

    outline: Outline
    inquiry: Inquiry
    where: Mapping[str, str]
    latest: dict[str, Provision] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)

    def merge(self, changes: Sequence[Change]) -> "_Merging":
        """Merge the rewordings of every provision."""
        by_eid: dict[str, list[Change]] = defaultdict(list)
        for change in changes:
            by_eid[change.eid].append(change)
        for eid, found in by_eid.items():
            self._merge(self.outline.provisions[eid], found)
        return self

    def _merge(self, provision: Provision, changes: Sequence[Change]) -> None:
        """Merge heading, text and tail; what clashes in one of them waits in the others too."""
        parts = dict(self._parts(provision, changes))
        disputed = frozenset[str]().union(*(merge.clashing for merge in parts.values()))
        for merge in parts.values():
            merge.settle(self.inquiry, disputed)
        taken = [key for key in sorted(disputed) if self.inquiry.outcome(key) in (How.FOLLOWED, How.WRITTEN)]
        for key in taken:
            for merge in parts.values():
                if key in merge.changes and key not in merge.clashing:
                    merge.add(key, self.inquiry)
        texts = {name: merge.text for name, merge in parts.items()}
        self.latest[provision.eid] = reworded(provision, texts)
        for change in changes:
            adopted = all(merge.adopts(change.key) for merge in parts.values() if change.key in merge.changes)
            self.fates[change.key] = Fate.ADOPTED if adopted else Fate.CLEAN

    def _parts(self, provision: Provision, changes: Sequence[Change]) -> Iterator[tuple[str, Merge]]:
        now = words_of(provision)
        for name in PARTS:
            wordings = [
                Wording(change.key, text, getattr(change.base or now, name), change.label)
                for change in changes
                if (text := getattr(change, f"new_{name}")) is not None
            ]
            if wordings:
                words, site = getattr(now, name), Site(provision.eid, self.where[provision.eid], name)
                yield name, Merge(words, words, wordings, site)


def _origins(numbered: Sequence[Component], final: Sequence[Component]) -> Iterator[tuple[str, str]]:
    for before, after in zip(numbered, final, strict=True):
        pairs = zip(walk(before.children), walk(after.children), strict=True)
        yield from ((new.eid, old.eid) for (old, _), (new, _) in pairs)


def _alike(key: str, changes: Sequence[Change]) -> tuple[str, ...]:
    """List the keys of all changes that make what one of them makes."""
    deed = next(one.deed for one in changes if one.key == key)
    return tuple(one.key for one in changes if one.deed == deed)
