"""Edits of the drafting side laid over the text that accepted changes made, never over words unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from draftreview.domain.merging import PARTS, result_of
from draftreview.domain.merging_changes import Change, Fate, NextText, Result, Words, words_of
from draftreview.domain.merging_structure import NEW
from draftreview.domain.merging_wordings import Merge, Site, Wording
from draftreview.domain.provisions import Component, Provision, walk
from draftreview.domain.questions import Inquiry, QuestionKind
from draftreview.domain.vocabulary import Operation

COMPONENT, INSERTED = "component:", "insert:"
"""How subjects begin that are a component, and a provision that the drafting side inserts."""

NOTHING = Words()
_EDIT = "edit:"


@dataclass(frozen=True, slots=True)
class DirectEdit:
    """A provision that the drafting side rewords, inserts or deletes itself.

    ``subject`` is the eid in the base version of what is reworded or deleted, "component:" and the eid of a
    component (its title, preamble and closing stand as heading, text and tail), "new:" and the key of the
    change that inserts a provision, or "insert:" and a key of the editor's own. ``place`` is the eid that
    an insertion follows, or stands first in. ``base`` are the words that were there when it was written.
    """

    subject: str
    operation: Operation
    new: Words = NOTHING
    base: Words = NOTHING
    place: str = ""
    as_first_child: bool = False
    label: str = ""

    @property
    def key(self) -> str:
        """Give the key under which it meets other changes."""
        return edit_key(self.subject)

    @property
    def stands_in_base(self) -> bool:
        """Tell whether it is about a provision of the base version."""
        return not self.subject.startswith((COMPONENT, INSERTED, NEW))

    @property
    def change(self) -> Change:
        """Give it as a change of the structure; of a rewording, what needs its place to stay."""
        if self.operation is Operation.INSERT:
            after, under = (None, self.place) if self.as_first_child else (self.place, None)
            words = (self.new.heading, self.new.text, self.new.tail)
            return Change(self.key, self.operation, "", *words, after=after, under=under, label=self.label)
        said = self.new.text if self.operation is Operation.REPLACE else None
        return Change(self.key, self.operation, self.subject, new_text=said, label=self.label)


def edit_key(subject: str) -> str:
    """Give the key under which a direct edit of a subject meets other changes."""
    return f"{_EDIT}{subject}"


@dataclass(slots=True)
class Laying:
    """Lay rewordings over a text; what each was laid over is noted in ``beneath``.

    :param places: where the subjects of rewordings stand in the text
    :param words: what stands there, kept up to date
    """

    places: Mapping[str, str]
    words: dict[str, Words]
    cited: Mapping[str, str]
    inquiry: Inquiry
    beneath: dict[str, Words] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)

    def lay(self, edits: Sequence[DirectEdit]) -> None:
        """Lay edits that go in; the others are asked about, or have lost their place."""
        for edit in sorted(edits, key=lambda one: one.subject):
            if edit.subject in self.places:
                self._lay(edit, self.places[edit.subject])

    def result(self, edit: DirectEdit) -> Result:
        """Tell what became of an edit."""
        return result_of(edit.key, self.fates.get(edit.subject, Fate.ORPHAN), self.inquiry)

    def _lay(self, edit: DirectEdit, place: str) -> None:
        before = self.words[place]
        self.beneath[edit.subject] = before
        merges = {part: self._merge(edit, place, part, getattr(before, part)) for part in PARTS}
        self.words[place] = Words(**{part: merge.text for part, merge in merges.items()})
        adopted = all(merge.adopts(edit.key) for merge in merges.values())
        self.fates[edit.subject] = Fate.ADOPTED if adopted else Fate.CLEAN

    def _merge(self, edit: DirectEdit, place: str, part: str, now: str) -> Merge:
        eid = place.removeprefix(COMPONENT)
        site = Site(
            eid="" if edit.subject.startswith(NEW) else edit.subject.removeprefix(COMPONENT),
            citation=self.cited[eid],
            part=part,
            identity=edit.subject,
            new_eid=eid,
            overtaken=QuestionKind.OVERTAKEN,
        )
        wording = Wording(edit.key, getattr(edit.new, part), label=edit.label)
        merge = Merge(getattr(edit.base, part), now, [wording], site)
        merge.settle(self.inquiry, merge.clashing)
        return merge


def places_of(made: NextText) -> dict[str, str]:
    """Say where in the new text everything stands that may be reworded, by the subject of its edits."""
    found = {was: now for now, was in made.origins.items() if was}
    found |= {subject_of_key(key): now for now, keys in made.inserted.items() for key in keys}
    return found | {f"{COMPONENT}{one.eid}": f"{COMPONENT}{one.eid}" for one in made.components}


def subject_of_key(key: str) -> str:
    """Name what a change inserted by its key; what the drafting side inserted itself is named already."""
    return key.removeprefix(_EDIT) if key.startswith(_EDIT) else f"{NEW}{key}"


def words_in(components: Sequence[Component]) -> dict[str, Words]:
    """Give the words of every place: of provisions by eid, of components by "component:" and eid."""
    found = {one.eid: words_of(one) for part in components for one, _ in walk(part.children)}
    return found | {
        f"{COMPONENT}{one.eid}": Words(one.title, one.preamble, one.closing) for one in components
    }


def with_words(components: Sequence[Component], words: Mapping[str, Words]) -> tuple[Component, ...]:
    """Give a text with the words of every place put in."""

    def provision(one: Provision) -> Provision:
        said = words[one.eid]
        return replace(
            one,
            heading=said.heading,
            text=said.text,
            tail=said.tail,
            children=tuple(provision(child) for child in one.children),
        )

    def component(one: Component) -> Component:
        said = words[f"{COMPONENT}{one.eid}"]
        children = tuple(provision(child) for child in one.children)
        return replace(one, title=said.heading, preamble=said.text, closing=said.tail, children=children)

    return tuple(component(one) for one in components)
