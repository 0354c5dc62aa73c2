"""Three-way merge of wordings by syllable: whatever cannot stand together is asked, never chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from draftreview.domain.diffing import nfc, same_wording
from draftreview.domain.inquiry import Inquiry
from draftreview.domain.merging_edits import Edit, applied, carried, edits, forced, overlap, results_of
from draftreview.domain.merging_runs import ALREADY, Run, groups, near_runs, sentence_around
from draftreview.domain.merging_ways import Ways
from draftreview.domain.questions import (
    Option,
    Question,
    QuestionKind,
    Variant,
    subject_of,
)


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
        if same_wording(theirs, self.now):
            return ()
        base = self.base if wording.base is None else nfc(wording.base)
        found, overtaken = carried(base, theirs, self.now)
        if overtaken:
            self.overtaken.add(wording.key)
        return found

    def _groups(self) -> list[tuple[QuestionKind, tuple[str, ...]]]:
        """List what has to be settled and of which wordings, by the places in the text."""
        found = groups(self.changes)
        grouped = frozenset[str]().union(*(one.keys for one in found))
        alone = self._sorted(self.overtaken - grouped)
        return [
            *(
                (QuestionKind.ORDER if one.only_inserts else QuestionKind.OVERLAP, self._sorted(one.keys))
                for one in found
            ),
            *((self.site.overtaken, (key,)) for key in alone),
        ]

    def _sorted(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in self.wordings if key in keys)

    def settle(self, inquiry: Inquiry, disputed: frozenset[str]) -> None:
        """Make of the part what is not disputed and what a person settled.

        :param disputed: wordings that clash here or in another part of the same provision
        """
        clean = {key: found for key, found in self.changes.items() if found and key not in disputed}
        self.ours = tuple(edit for found in clean.values() for edit in found)
        self._approve(clean, inquiry)
        for kind, keys in self.groups:
            self._lay(kind, keys, inquiry)

    def add(self, key: str, inquiry: Inquiry) -> None:
        """Make an undisputed part of a wording that stands; a person is asked where other words came in."""
        theirs = self.changes[key]
        if any(overlap(one, other) for one in theirs for other in self.ours):
            self._lay(self.site.overtaken, (key,), inquiry)
        else:
            self.ours = (*self.ours, *theirs)

    def _approve(self, clean: Mapping[str, Sequence[Edit]], inquiry: Inquiry) -> None:
        """Ask whether edits that stand close to one another read well together."""
        runs = near_runs(self.now, clean, self.already)
        keys = self._sorted(frozenset[str]().union(*(run.keys for run in runs)) - {ALREADY})
        if not keys:
            return
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
        ways = Ways({key: self.changes[key] for key in keys})
        options = (Option(one, applied(self.now, self._with(one))) for one in ways.worked_out(kind))
        question = self._question(kind, keys, now=self.text, options=tuple(options))
        settled = inquiry.ask(question, ways.fitted)
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


def _natural(key: str) -> tuple[int, str]:
    """Sort keys that are numbers by their size."""
    return (len(key), key)
