"""What an answer may start from: wordings of the place, and answers that other comments there were given."""

from collections.abc import Iterator
from dataclasses import dataclass

from draftreview.domain.merging_changes import Words
from draftreview.domain.options import visible
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Operation, Outcome
from draftreview.services.desk_beside import Given, PastWording
from draftreview.services.desk_place import Remark, Spot

TEXT = "text"
_LIKE = "Như ý kiến của"


@dataclass(frozen=True, slots=True)
class Start:
    """A wording to begin with; ``past`` is the earlier answer it stood in, ``letter`` the option it is."""

    key: str
    words: Words
    letter: str = ""
    agencies: tuple[str, ...] = ()
    past: PastWording | None = None


@dataclass(frozen=True, slots=True)
class Borrowed:
    """An answer like that of another comment; without ``words`` the wording stays as it is."""

    outcome: Outcome
    explanation: str
    words: Words | None = None


def starts(spot: Spot) -> tuple[Start, ...]:
    """List the wordings that an answer to the chosen comment may start from, each once."""
    found: dict[str, Start] = {}
    for one in _starts(spot):
        found.setdefault(visible(_whole(one.words)), one)
    return tuple(found.values())


def first_words(remark: Remark) -> Words | None:
    """Give the wording that a form opens with: the current answer's, the proposal's or the text's."""
    answer, proposed = remark.answer, remark.proposed
    if proposed is None:
        return None
    if answer is not None and answer.worded:
        return Words(*answer.own)
    if proposed.operation in (Operation.DELETE, Operation.MOVE):
        return Words(proposed.old_heading, proposed.old_text, proposed.old_tail)
    return Words(proposed.heading, proposed.text, proposed.tail)


def as_answered(chosen: Remark, other: Remark, answer: Given) -> Borrowed:
    """Answer a comment as another one of the same place was answered.

    A proposal that was accepted there is a wording of the drafter's own here, unless both propose the same.
    """
    agency, said = other.agency_short, answer.explanation
    explanation = said if said.startswith(_LIKE) else sentence("Như ý kiến của %(agency)s.", agency=agency)
    if said and not said.startswith(_LIKE):
        explanation = sentence("Như ý kiến của %(agency)s: %(said)s", agency=agency, said=said)
    words = Words(*answer.own) if answer.worded else None
    outcome, theirs, own = answer.outcome, other.proposed, chosen.proposed
    if outcome is Outcome.ACCEPTED and own and theirs and chosen.letter != other.letter:
        outcome = Outcome.PARTLY_ACCEPTED
        words = Words(theirs.heading, theirs.text, theirs.tail) if theirs.text or theirs.heading else None
    return Borrowed(outcome, explanation, words)


def _starts(spot: Spot) -> Iterator[Start]:
    proposed, place = spot.chosen.proposed, spot.provision
    if proposed is None:
        return
    inserts = proposed.operation is Operation.INSERT
    if place is not None and not inserts:
        yield Start(TEXT, Words(place.heading, place.text, place.tail))
    worded = Operation.INSERT if inserts else Operation.REPLACE
    for option in spot.options:
        if option.proposed.operation is worded:
            agencies = tuple(dict.fromkeys(one.agency_short for one in spot.behind(option)))
            yield Start(option.letter, Words(*option.outcome), option.letter, agencies)
    for past in spot.past:
        yield Start(f"answer-{past.id}", Words(*past.words), past=past)


def _whole(words: Words) -> str:
    return "\n".join((words.heading, words.text, words.tail))
