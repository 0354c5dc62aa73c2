"""The next version in the making: everything that a screen shows of it, and that issuing writes down."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from draftreview.domain import questions, working_edits
from draftreview.domain.comparing import Row
from draftreview.domain.merging_changes import Change, Fate, Result, Words
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, text_hash, walk
from draftreview.domain.questions import Question
from draftreview.domain.stale_references import StaleReference
from draftreview.domain.succession import successions
from draftreview.domain.working import WorkingText
from draftreview.models.accounts import User
from draftreview.models.working import DirectEdit, Settlement
from draftreview.services.accepted import Acceptance, Accepted, gather, named
from draftreview.services.comparing import Compared, compared_trees
from draftreview.services.drafts import read_components
from draftreview.services.permissions import is_drafting, require
from draftreview.services.version_rows import words_hash
from draftreview.services.working_text_rows import edited, made_of, newest_edits, settled


@dataclass(frozen=True)
class Working:
    """The next version as it would be issued now.

    ``edits`` are the newest direct edits of each subject, withdrawn ones among them. Every acceptance with a
    wording stands in exactly one of ``clean``, ``adopted``, ``conflicts`` (open or settled: see ``result``)
    and ``orphans``; ``near`` are those of the clean ones whose edits touch one sentence with others.
    ``text.questions`` are what a person is asked, ``settlement`` gives who settled one and when.
    """

    accepted: Accepted
    edits: tuple[DirectEdit, ...]
    base: tuple[Component, ...]
    text: WorkingText

    @property
    def number(self) -> int:
        """Give the number that the next version would have."""
        return self.accepted.version.number + 1

    @property
    def components(self) -> tuple[Component, ...]:
        """Give the text with everything that stands."""
        return self.text.components

    @cached_property
    def seal(self) -> str:
        """Name the version and fingerprint all that the next one is made of: a stale page is noticed."""
        made_of = [
            [(change.key, change.eid, *change.deed) for change in self.accepted.changes],
            [(one.subject, one.revision) for one in self.accepted.settlements],
            [(one.subject, one.revision) for one in self.edits],
        ]
        digest = hashlib.sha256(json.dumps(made_of, ensure_ascii=False).encode()).hexdigest()
        return f"{self.accepted.version.number}:{digest[:32]}"

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Say what becomes of every provision of the base version."""
        return successions(self.base, self.components, self.text.origins)

    @cached_property
    def compared(self) -> Compared:
        """Compare the text with the base version."""
        return compared_trees(self.base, self.components, self.pairs)

    @property
    def changed(self) -> tuple[Row, ...]:
        """List the places whose words or standing change; other numbers alone do not count."""
        return tuple(row for row in self.compared.comparison.rows if row.changed)

    @property
    def differs(self) -> bool:
        """Tell whether any word or number differs from the base version."""
        return words_hash(self.components) != self.accepted.version.text_hash

    @property
    def may_be_issued(self) -> bool:
        """Tell whether nothing is left to settle and the text differs from the present one."""
        return not self.text.blocking and self.differs

    def result(self, acceptance: Acceptance) -> Result:
        """Tell what became of an acceptance with a wording."""
        return self._results[str(acceptance.comment.id)]

    @cached_property
    def _results(self) -> Mapping[str, Result]:
        return {one.key: one for one in self.text.results}

    def _ended(self, *fates: Fate) -> tuple[Acceptance, ...]:
        return tuple(one for one in self.accepted.worded if self.result(one).fate in fates)

    @property
    def clean(self) -> tuple[Acceptance, ...]:
        """List those that go in without a question, or with one about the sentence only."""
        return self._ended(Fate.CLEAN)

    @property
    def adopted(self) -> tuple[Acceptance, ...]:
        """List those whose words stand in the base version already."""
        return self._ended(Fate.ADOPTED)

    @property
    def conflicts(self) -> tuple[Acceptance, ...]:
        """List those that met others, also where a person has settled it."""
        return self._ended(Fate.CONFLICT)

    @property
    def orphans(self) -> tuple[Acceptance, ...]:
        """List those whose place is not in the base version."""
        return self._ended(Fate.ORPHAN)

    @property
    def near(self) -> tuple[Acceptance, ...]:
        """List the clean ones that stand close to others in one sentence, approved or not."""
        return tuple(one for one in self.accepted.worded if self.result(one).near)

    @property
    def taken(self) -> tuple[Acceptance, ...]:
        """List those whose words stand in the text: put there now, or there already."""
        return tuple(
            one
            for one in self.accepted.worded
            if self.result(one).stands or self.result(one).fate is Fate.ADOPTED
        )

    @property
    def behind(self) -> Mapping[str, Acceptance]:
        """Give the acceptances by the keys that questions name."""
        return named(self.accepted.worded)

    def settlement(self, subject: str) -> Settlement | None:
        """Give the newest settlement of a question, whether it counts or not: who, when, which revision."""
        return next((one for one in self.accepted.settlements if one.subject == subject), None)

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """Give every change that questions name by its key: from answers and from direct edits."""
        direct = (edited(one).change for one in self.standing_edits)
        return {one.key: one for one in (*self.accepted.changes, *direct)}

    @property
    def standing_edits(self) -> tuple[DirectEdit, ...]:
        """List the direct edits that were not withdrawn."""
        return tuple(one for one in self.edits if not one.withdrawn)

    def edit(self, subject: str) -> DirectEdit | None:
        """Give the newest direct edit of a subject, withdrawn or not."""
        return next((one for one in self.edits if one.subject == subject), None)

    def edit_result(self, edit: DirectEdit) -> Result:
        """Tell what became of a direct edit that was not withdrawn."""
        key = working_edits.edit_key(edit.subject)
        return next(one for one in self.text.edited if one.key == key)

    @cached_property
    def carried_out(self) -> Mapping[int, DirectEdit]:
        """Give the direct edit that carries a comment out, by the comment's id."""
        return {carried.comment_id: edit for edit in self.standing_edits for carried in edit.carries_out}

    @property
    def not_carried_out(self) -> tuple[Acceptance, ...]:
        """List the acceptances without a wording that no direct edit carries out."""
        return tuple(one for one in self.accepted.wordless if one.comment.id not in self.carried_out)

    def shows_at(self, result: Result, about: str) -> tuple[str | None, str | None]:
        """Say where a change shows, in the base version and in the new text: neither around provisions.

        :param about: the eid in the base version or the subject of a direct edit
        """
        eid = about if about in self._standing else ""
        return self.text.shows_at(result.key, eid)

    @cached_property
    def _standing(self) -> frozenset[str]:
        return frozenset(one.eid for component in self.base for one, _ in walk(component.children))

    @property
    def references(self) -> tuple[StaleReference, ...]:
        """List the references to look at, checked off or not."""
        return tuple(one.reference for one in self.text.questions if one.reference)

    def seen(self, subject: str) -> str:
        """Fingerprint what stands at a place, with its edit and beneath it: an editor sends it back."""
        found = (self.text.words_at(subject), self.text.words_beneath(subject))
        return text_hash(json.dumps([_listed(words) for words in found], ensure_ascii=False))

    def settled_by(self, settlement: questions.Settlement) -> Question | None:
        """Give a question as it would be with a settlement; ``settlement`` stays empty if it cannot be."""
        others = [settled(one) for one in self.accepted.settlements if one.subject != settlement.subject]
        made = made_of(self.base, self.accepted, [*others, settlement], self.standing_edits)
        return made.question(settlement.subject)


def working_text(session: Session, actor: User | None, draft_key: str) -> Working:
    """Make the next version without writing it, for the drafting side: four queries.

    :raises NotFound: where the draft has no version
    """
    require(is_drafting(actor))
    return working_on(session, draft_key)


def working_on(session: Session, draft_key: str) -> Working:
    """Make the next version for a service that has asked who may."""
    accepted = gather(session, draft_key)
    edits = newest_edits(session, accepted.version)
    base = read_components(session, accepted.version)
    standing = [one for one in edits if not one.withdrawn]
    settlements = [settled(one) for one in accepted.settlements]
    return Working(accepted, edits, base, made_of(base, accepted, settlements, standing))


def _listed(words: Words | None) -> list[str] | None:
    return [words.heading, words.text, words.tail] if words else None
