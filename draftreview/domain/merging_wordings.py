"""Three-way merge of wordings by syllable: whatever cannot stand together is asked, never chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from draftreview.domain.diffing import nfc, same_wording
from draftreview.domain.merging_edits import Edit, applied, edits, forced, overlap, rebased, results_of
from draftreview.domain.merging_runs import ALREADY, Run, clashes, near_runs, sentence_around
from draftreview.domain.questions import (
    Inquiry,
    Option,
    Question,
    QuestionKind,
    Settlement,
    Variant,
    subject_of,
)

_MOST_ORDERS = 3
"""Wordings whose every order is worked out: of four there are twenty-four."""

_MOST_TOGETHER = 8
"""Wordings that clash through one another of which those that can stand together are worked out."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording to be merged; ``base`` is what it was written against, where that is not the common one."""

    key: str
    text: str
    base: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Where wordings meet: the place in the base version, how it is cited, and which of its parts it is.

    ``identity`` names a place that the base version has not; ``overtaken`` is what a wording is asked as
    whose words were changed by others since.
    """

    eid: str = ""
    citation: str = ""
    part: str = "text"
    identity: str = ""
    new_eid: str = ""
    overtaken: QuestionKind = QuestionKind.CHANGED


class Merge:
    """One part of a provision with its wordings, merged as far as they go together.

    The order of the wordings changes nothing. First the wordings that meet no other are merged; where they
    come close to one another, a person approves. Over this text each clash is laid in the order of the
    text, as it is settled.
    """

    def __init__(self, base: str, ours: str, wordings: Sequence[Wording], site: Site) -> None:
        """Carry every wording over to the text as it stands now.

        :param base: what the wordings were written against, unless they say otherwise
        :param ours: the text as it stands now
        """
        self.site = site
        self.base, self.now = nfc(base), nfc(ours)
        self.wordings = {one.key: one for one in sorted(wordings, key=lambda one: _natural(one.key))}
        self.already = results_of(edits(self.base, self.now))
        self.overtaken: set[str] = set()
        self.changes = {one.key: self._carried(one) for one in self.wordings.values()}
        self.ours: tuple[Edit, ...] = ()
        self.groups = self._groups()
        self.clashing = frozenset(key for _, keys in self.groups for key in keys)

    @property
    def text(self) -> str:
        """Give the part as it reads with everything that stands."""
        return applied(self.now, self.ours)

    def adopts(self, key: str) -> bool:
        """Tell whether the text says already what a wording wants."""
        return not self.changes[key]

    def _carried(self, wording: Wording) -> tuple[Edit, ...]:
        """Give a wording as edits of the text now: none if it stands there already."""
        theirs = nfc(wording.text)
        base = self.base if wording.base is None else nfc(wording.base)
        if same_wording(theirs, self.now):
            return ()
        wanted, made = edits(base, theirs), edits(base, self.now) if base != self.now else ()
        carried = rebased(wanted, made)
        if carried is None:
            self.overtaken.add(wording.key)
            return edits(self.now, applied(base, forced(wanted, made)))
        return carried

    def _groups(self) -> list[tuple[QuestionKind, tuple[str, ...]]]:
        """Gather wordings that clash with one another, directly or through a third, by their first place."""
        met: list[tuple[frozenset[str], list[Run]]] = []
        for run in clashes(self.changes):
            touching = [one for one in met if one[0] & run.keys]
            met = [one for one in met if not one[0] & run.keys]
            keys = run.keys.union(*(keys for keys, _ in touching))
            met.append((keys, [*(one for _, runs in touching for one in runs), run]))
        met.sort(key=lambda one: min(run.owned[0].edit for run in one[1]))
        grouped = frozenset[str]().union(*(keys for keys, _ in met))
        found = [(_kind(runs), self._sorted(keys)) for keys, runs in met]
        alone = [(self.site.overtaken, (key,)) for key in self._sorted(self.overtaken - grouped)]
        return [*found, *alone]

    def _sorted(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in self.wordings if key in keys)

    def settle(self, inquiry: Inquiry, disputed: frozenset[str] = frozenset()) -> set[str]:
        """Make of the part what is not disputed and what a person settled; give the keys of close edits.

        :param disputed: wordings that clash here or in another part of the same provision
        """
        clean = {key: found for key, found in self.changes.items() if found and key not in disputed}
        self.ours = tuple(edit for found in clean.values() for edit in found)
        close = self._approve(clean, inquiry)
        for kind, keys in self.groups:
            self._lay(kind, keys, inquiry)
        return close

    def add(self, key: str, inquiry: Inquiry) -> None:
        """Make an undisputed part of a wording that stands; a person is asked where other words came in."""
        theirs = self.changes[key]
        if any(overlap(one, other) for one in theirs for other in self.ours):
            self._lay(self.site.overtaken, (key,), inquiry)
        else:
            self.ours = (*self.ours, *theirs)

    def _approve(self, clean: Mapping[str, Sequence[Edit]], inquiry: Inquiry) -> set[str]:
        """Ask whether edits that stand close to one another read well together."""
        runs = near_runs(self.now, clean, self.already)
        keys = self._sorted(frozenset[str]().union(*(run.keys for run in runs)) - {ALREADY})
        if not keys:
            return set()
        question = self._question(
            QuestionKind.NEAR,
            keys,
            now=applied(self.now, self._without(keys)),
            options=(Option(keys, self.text),),
            excerpt="\n".join(dict.fromkeys(self._excerpts(runs))),
        )
        settled = inquiry.ask(question, lambda one: one)
        if settled is not None and settled.new_text is not None:
            self._write(settled.new_text)
        elif settled is not None:
            kept = [found for key, found in clean.items() if key not in keys or key in settled.followed]
            self.ours = tuple(edit for found in kept for edit in found)
        return set(keys)

    def _excerpts(self, runs: Sequence[Run]) -> Iterator[str]:
        """Yield the merged sentences in which edits stand close."""
        made = sorted(dict.fromkeys(self.ours))
        places = dict(zip(made, results_of(made), strict=True))
        text = self.text
        for run in runs:
            spans = [places[one.edit] for one in run.owned if one.edit in places]
            yield sentence_around(text, min(one.start for one in spans), max(one.end for one in spans))

    def _lay(self, kind: QuestionKind, keys: tuple[str, ...], inquiry: Inquiry) -> None:
        """Lay over the text what a person chose of a clash, or wrote instead."""
        question = self._question(
            kind,
            keys,
            now=self.text,
            options=tuple(self._options(kind, keys)),
        )
        settled = inquiry.ask(question, lambda one: self._fitted(one, keys))
        if settled is None:
            return
        if settled.new_text is not None:
            self._write(settled.new_text)
        else:
            self.ours = self._with(settled.followed)

    def _question(self, kind: QuestionKind, keys: tuple[str, ...], **seen: Any) -> Question:
        family = "near" if kind is QuestionKind.NEAR else "words"
        return Question(
            kind=kind,
            subject=subject_of(family, self.site.identity or self.site.eid, self.site.part, keys),
            eid=self.site.eid,
            new_eid=self.site.new_eid,
            citation=self.site.citation,
            keys=keys,
            labels=tuple(self.wordings[key].label for key in keys),
            part=self.site.part,
            base=self.base,
            variants=tuple(Variant(key, applied(self.now, self.changes[key])) for key in keys),
            **seen,
        )

    def _without(self, keys: Sequence[str]) -> list[Edit]:
        kept = {edit for key, found in self.changes.items() if key not in keys for edit in found}
        return [edit for edit in self.ours if edit in kept]

    def _with(self, keys: Sequence[str]) -> tuple[Edit, ...]:
        """Give the edits that stand when wordings are laid over the text, in the order of the keys."""
        return forced([edit for key in keys for edit in self.changes[key]], self.ours)

    def _write(self, text: str) -> None:
        self.ours = edits(self.now, nfc(text))

    def _options(self, kind: QuestionKind, keys: tuple[str, ...]) -> Iterator[Option]:
        """Work out what may be chosen: each wording with all that say the same, and the orders of a few."""
        singles = dict.fromkeys(self._alike(key, keys) for key in keys)
        if kind is QuestionKind.ORDER and len(singles) <= _MOST_ORDERS:
            for order in permutations(singles):
                yield self._option(tuple(key for alike in order for key in alike))
        for alike in singles:
            yield self._option(alike)
        if kind is QuestionKind.OVERLAP and len(singles) <= _MOST_TOGETHER:
            together = dict.fromkeys(self._joined(alike, singles) for alike in singles)
            yield from (self._option(one) for one in together if one not in singles)

    def _joined(self, alike: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Join to a wording, one after the other, all those that can stand with it."""
        chosen = set(alike)
        for other in others:
            if not clashes({key: self.changes[key] for key in chosen.union(other)}):
                chosen.update(other)
        return self._sorted(chosen)

    def _option(self, keys: tuple[str, ...]) -> Option:
        return Option(keys, applied(self.now, self._with(keys)))

    def _alike(self, key: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in keys if self.changes[one] == self.changes[key])

    def _fitted(self, settled: Settlement, keys: tuple[str, ...]) -> Settlement | None:
        """Follow what says the same along; refuse what cannot stand together, except in an order."""
        chosen = {key: self.changes[key] for key in settled.followed}
        if any(not run.only_inserts for run in clashes(chosen)):
            return None
        made = {edit for found in chosen.values() for edit in found}
        alike = (key for key in keys if key not in chosen and made.issuperset(self.changes[key]))
        return replace(settled, followed=(*chosen, *alike))


def _kind(runs: Sequence[Run]) -> QuestionKind:
    return QuestionKind.ORDER if all(run.only_inserts for run in runs) else QuestionKind.OVERLAP


def _natural(key: str) -> tuple[int, str]:
    """Sort keys that are numbers by their size."""
    return (len(key), key)
