"""References of the next version that want a look, as questions; what a direct edit mended is none."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from draftreview.domain.merging_edits import Edit, edits, kept_span, results_of
from draftreview.domain.merging_runs import sentence_around
from draftreview.domain.merging_structure import NEW
from draftreview.domain.questions import Question, QuestionKind, subject_of
from draftreview.domain.stale_references import Righter, StaleReference


@dataclass(frozen=True, slots=True)
class Rewording:
    """One part of a text before and after direct edits."""

    before: str
    after: str

    @property
    def edits(self) -> tuple[Edit, ...]:
        """List what was edited."""
        return edits(self.before, self.after)


def left_to_check(
    righter: Righter, rewordings: Mapping[tuple[str, str], Rewording]
) -> Iterator[StaleReference]:
    """Yield the references to look at in the text as it was edited directly.

    :param rewordings: by eid and part of the new text
    """
    for one in righter.stale:
        rewording = rewordings.get((one.eid, one.part))
        span = kept_span(one.start, one.end, rewording.edits) if rewording else (one.start, one.end)
        if span:
            yield replace(one, start=span[0], end=span[1])
    for (eid, part), rewording in rewordings.items():
        came = [one for one in results_of(rewording.edits) if not one.is_insertion]
        for one in righter.written(eid, part, rewording.after):
            if any(edit.start < one.end and one.start < edit.end for edit in came):
                yield one


def reference_questions(
    found: Iterable[StaleReference],
    texts: Mapping[tuple[str, str], str],
    identities: Mapping[str, str],
    cited: Mapping[str, str],
) -> Iterator[Question]:
    """Make a question of each reference; equal ones in one part are counted to tell them apart.

    :param texts: the parts of the new text by eid and name
    :param identities: what stays the same of each eid of the new text whatever its number
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for one in found:
        about = (identities[one.eid], one.part, one.text, one.old_target)
        seen[about] += 1
        yield Question(
            kind=QuestionKind.REFERENCE,
            subject=subject_of("reference", *about, seen[about]),
            eid="" if identities[one.eid].startswith(NEW) else identities[one.eid],
            new_eid=one.eid,
            citation=cited[one.eid],
            keys=(),
            part=one.part,
            base=one.text,
            now=one.rewritten or one.text,
            excerpt=sentence_around(texts[one.eid, one.part], one.start, one.end),
            reference=one,
        )
