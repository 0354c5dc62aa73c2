"""The ways in which wordings that clash may be settled: those worth working out, those possible at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from draftreview.domain.merging_edits import Edit
from draftreview.domain.merging_runs import clashes
from draftreview.domain.questions import QuestionKind, Settlement

_MOST_ORDERS = 3
"""Wordings whose every order is worked out: of four there are twenty-four."""

_MOST_TOGETHER = 8
"""Wordings that clash through one another of which those that can stand together are worked out."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to settle a clash; ``changes`` are the edits of its wordings by key, in their order."""

    changes: Mapping[str, Sequence[Edit]]

    def worked_out(self, kind: QuestionKind) -> Iterator[tuple[str, ...]]:
        """Yield what may be followed: each wording with all that say the same, and a few together."""
        alike: dict[tuple[Edit, ...], list[str]] = {}
        for key, found in self.changes.items():
            alike.setdefault(tuple(found), []).append(key)
        singles = [tuple(keys) for keys in alike.values()]
        if kind is QuestionKind.ORDER and len(singles) <= _MOST_ORDERS:
            for order in permutations(singles):
                yield tuple(key for keys in order for key in keys)
        yield from singles
        if kind is QuestionKind.OVERLAP and len(singles) <= _MOST_TOGETHER:
            together = dict.fromkeys(self._joined(keys, singles) for keys in singles)
            yield from (keys for keys in together if keys not in singles)

    def _joined(self, keys: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Join to a wording, one after the other, all those that can stand with it."""
        chosen = set(keys)
        for other in others:
            if not clashes({key: self.changes[key] for key in chosen.union(other)}):
                chosen.update(other)
        return tuple(key for key in self.changes if key in chosen)

    def fitted(self, settled: Settlement) -> Settlement | None:
        """Follow what says the same along; refuse what cannot stand together, except in an order."""
        chosen = {key: self.changes[key] for key in settled.followed}
        if any(not run.only_inserts for run in clashes(chosen)):
            return None
        made = {edit for found in chosen.values() for edit in found}
        alike = (key for key in self.changes if key not in chosen and made.issuperset(self.changes[key]))
        return replace(settled, followed=(*chosen, *alike))
