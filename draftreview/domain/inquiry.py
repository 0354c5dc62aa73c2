"""Questions met while a text is made, each answered by the settlement that counts for it, if there is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from draftreview.domain.questions import How, Question, Settlement, sealed


@dataclass(slots=True)
class Inquiry:
    """Ask and remember; ``settlements`` are the newest by the subjects of their questions."""

    settlements: Mapping[str, Settlement] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    outcomes: dict[str, list[tuple[Question, How | None]]] = field(default_factory=dict)

    def ask(self, question: Question, fitted: Callable[[Settlement], Settlement | None]) -> Settlement | None:
        """Give the settlement that counts.

        :param fitted: completes a settlement by what follows from it; ``None`` where it is not possible
        """
        question = sealed(question)
        found = self.settlements.get(question.subject)
        counts = fitted(found) if found is not None and _counts(found, question) else None
        asked = replace(question, settlement=counts, earlier=None if counts else found)
        self.questions.append(asked)
        for key in question.keys:
            self.outcomes.setdefault(key, []).append((asked, counts.how(key) if counts else None))
        return counts

    def outcome(self, key: str) -> How | None:
        """Sum up what the questions about a change came to; ``None`` while one of them is open.

        What was said of its words goes before what was said of its place. Of its words one part may be
        followed and another not; set aside at one place it is made at none.
        """
        met = self.outcomes[key]
        worded = [how for question, how in met if question.part]
        found = worded or [how for _, how in met]
        if None in found:
            return None
        best = (How.FOLLOWED, How.WRITTEN) if worded else (How.NOT_FOLLOWED,)
        return next((how for how in best if how in found), How.NOT_FOLLOWED if worded else How.FOLLOWED)


def _counts(settlement: Settlement, question: Question) -> bool:
    if settlement.withdrawn or settlement.seal != question.seal:
        return False
    return set(settlement.followed) <= set(question.keys)
