"""The next version in the making: base, accepted changes, settlements and direct edits as one text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from draftreview.domain.citations import citations
from draftreview.domain.merging import PARTS, next_tree
from draftreview.domain.merging_changes import Change, NextText, Result, Words
from draftreview.domain.merging_structure import NEW
from draftreview.domain.provisions import Component, walk
from draftreview.domain.questions import Inquiry, Question, Settlement
from draftreview.domain.stale_references import Righter
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working_edits import (
    COMPONENT,
    DirectEdit,
    Laying,
    places_of,
    subject_of_key,
    with_words,
    words_in,
)
from draftreview.domain.working_references import Rewording, left_to_check, reference_questions


@dataclass(frozen=True, slots=True)
class WorkingText:
    """The text with everything that stands, what became of every change and edit, and what is asked.

    ``origins`` gives for every eid the eid in the base version, ``None`` for what was inserted; ``inserted``
    gives for those the keys of the changes that they are from. ``results`` are those of the changes,
    ``edited`` those of the direct edits, both in the order given. ``questions`` stand in the order of the
    text. ``places`` says where the subjects of direct edits stand now: an eid, or "component:" and an eid;
    ``words`` what is said there, ``beneath`` what would be said there without the edit of that subject.
    """

    components: tuple[Component, ...]
    origins: Mapping[str, str | None]
    inserted: Mapping[str, tuple[str, ...]]
    results: tuple[Result, ...]
    edited: tuple[Result, ...]
    questions: tuple[Question, ...]
    places: Mapping[str, str]
    words: Mapping[str, Words]
    beneath: Mapping[str, Words]

    @property
    def blocking(self) -> tuple[Question, ...]:
        """List what has to be settled before the version can be issued."""
        return tuple(one for one in self.questions if one.blocks)

    @property
    def unchecked(self) -> tuple[Question, ...]:
        """List the references that nobody has checked off."""
        return tuple(one for one in self.questions if one.is_open and one.reference)

    def question(self, subject: str) -> Question | None:
        """Find a question by its subject."""
        return next((one for one in self.questions if one.subject == subject), None)

    def shows_at(self, key: str, eid: str) -> tuple[str | None, str | None]:
        """Say where a change shows, in the base version and in the new text.

        :param eid: the place in the base version that it is about; "" for an insertion, or a direct edit's
            subject that names no place of it
        """
        inserted = next((now for now, keys in self.inserted.items() if key in keys), None)
        return eid or None, inserted or self.places.get(eid or subject_of_key(key))

    def words_at(self, subject: str) -> Words | None:
        """Give what is said now at the place that a direct edit may reword; ``None`` where there is none."""
        return self.words.get(self.places.get(subject, ""))

    def words_beneath(self, subject: str) -> Words | None:
        """Give what would be said there without a direct edit: what a new edit is written against."""
        return self.beneath.get(subject, self.words_at(subject))


def composed(
    components: Sequence[Component],
    changes: Sequence[Change],
    settlements: Sequence[Settlement] = (),
    edits: Sequence[DirectEdit] = (),
) -> WorkingText:
    """Make the next text from a version and everything that was accepted, settled and edited.

    Structure comes first, then words, then numbers; references are put right, and rewordings of the drafting
    side are laid over the result. The order of changes, settlements and edits does not matter.

    :param settlements: the newest of each subject
    :param edits: the newest of each subject, without those withdrawn
    """
    inquiry = Inquiry({one.subject: one for one in settlements})
    rewording = [one for one in edits if one.operation is Operation.REPLACE]
    structural = [one.change for one in edits if one.operation is not Operation.REPLACE]
    staying = [one.change for one in rewording if one.stands_in_base]
    made = next_tree(components, (*changes, *structural), inquiry, staying)
    results = {one.key: one for one in made.results}
    righter = Righter(components, made.components, made.origins)
    right = righter.put_right()
    cited = citations(right)
    before = words_in(right)
    laying = Laying(places_of(made), dict(before), cited, inquiry)
    settled = {one.key for one in structural} | {one.key for one in staying if not results[one.key].stands}
    laying.lay([one for one in rewording if one.key not in settled])
    references = reference_questions(
        left_to_check(righter, _rewordings(before, laying.words)),
        {(eid, part): text for eid, part, text in _parts(laying.words)},
        _identities(made),
        cited,
    )
    for one in references:
        inquiry.ask(one, lambda settled: settled if settled.new_text is None else None)
    return WorkingText(
        components=with_words(right, laying.words),
        origins=made.origins,
        inserted=made.inserted,
        results=tuple(results[one.key] for one in changes),
        edited=tuple(results[one.key] if one.key in settled else laying.result(one) for one in edits),
        questions=_placed(components, made, inquiry.questions),
        places=laying.places,
        words=laying.words,
        beneath=laying.beneath,
    )


def _parts(words: Mapping[str, Words]) -> Iterator[tuple[str, str, str]]:
    """Yield (eid, part, text) of every place, with the names that the parts of a component have."""
    for place, said in words.items():
        names = ("title", "preamble", "closing") if place.startswith(COMPONENT) else PARTS
        texts = zip(names, (said.heading, said.text, said.tail), strict=True)
        yield from ((place.removeprefix(COMPONENT), name, text) for name, text in texts)


def _rewordings(before: Mapping[str, Words], after: Mapping[str, Words]) -> dict[tuple[str, str], Rewording]:
    pairs = zip(_parts(before), _parts(after), strict=True)
    return {(eid, part): Rewording(was, now) for (eid, part, was), (_, _, now) in pairs if was != now}


def _identities(made: NextText) -> dict[str, str]:
    """Say what stays the same of every eid of the new text when it is renumbered once more."""
    found = {now: was or f"{NEW}{made.inserted[now][0]}" for now, was in made.origins.items()}
    return found | {one.eid: one.eid for one in made.components}


def _placed(
    components: Sequence[Component], made: NextText, questions: Sequence[Question]
) -> tuple[Question, ...]:
    """Say where in the new text each question stands, and put them in its order.

    What is about a provision that is gone stands where the one before it stands now.
    """
    now = {was: eid for eid, was in made.origins.items() if was} | {one.eid: one.eid for one in components}
    order = {eid: place for place, eid in enumerate(_eids(made.components))}
    at: dict[str, int] = {}
    last = -1
    for eid in _eids(components):
        last = order[now[eid]] if eid in now else last
        at[eid] = last
    found = [replace(one, new_eid=one.new_eid or now.get(one.eid, "")) for one in questions]

    def place(one: Question) -> tuple[int, bool]:
        return (order[one.new_eid], False) if one.new_eid else (at[one.eid], bool(one.eid))

    return tuple(sorted(found, key=place))


def _eids(components: Sequence[Component]) -> Iterator[str]:
    for component in components:
        yield component.eid
        yield from (one.eid for one, _ in walk(component.children))
