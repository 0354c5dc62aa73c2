"""The ways that lead from the provisions of one version to those of a later one, joined step by step."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from draftreview.domain.pairs import Pair


@dataclass(frozen=True, slots=True)
class Trail:
    """A way from an older provision to a newer one, or to nothing; what happened on it adds up."""

    certain: bool = True
    edited: bool = False
    moved: bool = False
    split: bool = False
    merged: bool = False

    @property
    def touched(self) -> bool:
        """Tell whether the words at its ends may differ."""
        return self.edited or self.split or self.merged

    def then(self, other: "Trail") -> "Trail":
        """Go on along another trail."""
        return self._adding(other, self.certain and other.certain)

    def beside(self, other: "Trail") -> "Trail":
        """Join a trail between the same two ends: one sure way is enough to be sure."""
        return self._adding(other, self.certain or other.certain)

    def _adding(self, other: "Trail", certain: bool) -> "Trail":
        return Trail(
            certain,
            self.edited or other.edited,
            self.moved or other.moved,
            self.split or other.split,
            self.merged or other.merged,
        )


Course = Mapping[str, Mapping[str | None, Trail]]
"""Where every older provision leads; ``None`` is where the deleted ones end."""


def course(pairs: Iterable[Pair]) -> Course:
    """Read the alignment of one step as a course; what leads anywhere is not deleted."""
    found: dict[str, dict[str | None, Trail]] = defaultdict(dict)
    for pair in pairs:
        if pair.old is not None:
            found[pair.old][pair.new] = Trail(pair.certain, pair.edited, pair.moved, pair.split, pair.merged)
    for ends in found.values():
        if len(ends) > 1:
            ends.pop(None, None)
    return found


def joined(first: Course, second: Course) -> Course:
    """Join two courses where one ends and the other begins; three give the same in whatever order."""
    return {old: _onward(ends, second) for old, ends in first.items()}


def _onward(ends: Mapping[str | None, Trail], second: Course) -> Mapping[str | None, Trail]:
    found: dict[str | None, Trail] = {}
    for middle, trail in ends.items():
        onward = {None: Trail()} if middle is None else second.get(middle, {})
        for end, more in onward.items():
            way = trail.then(more)
            found[end] = found[end].beside(way) if end in found else way
    return found
