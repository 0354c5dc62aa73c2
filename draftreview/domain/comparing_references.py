"""Changes of wording that only follow a renumbering: the same references, written with the new numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from draftreview.domain.diffing import same_wording
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Provision
from draftreview.domain.references import Locator, Mention, mentions

_PARTS = ("heading", "text", "tail")
_SLOT = "\N{OBJECT REPLACEMENT CHARACTER}"


class References:
    """Follow the references of two texts to what they point at."""

    def __init__(self, old: Sequence[Component], new: Sequence[Component], pairs: Iterable[Pair]) -> None:
        """Note what became of every provision."""
        self._texts = old, new
        self._became: dict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            if pair.old and pair.new:
                self._became[pair.old].add(pair.new)

    def alone_changed(self, old: Provision, new: Provision) -> bool:
        """Tell whether two wordings differ in nothing but references to what is still the same provision."""
        return all(
            self._same_meaning(getattr(old, part), getattr(new, part), old.eid, new.eid) for part in _PARTS
        )

    @cached_property
    def _locators(self) -> tuple[Locator, Locator]:
        return Locator(self._texts[0]), Locator(self._texts[1])

    def _same_meaning(self, old: str, new: str, was: str, now: str) -> bool:
        if same_wording(old, new):
            return True
        before, after = list(_slots(mentions(old))), list(_slots(mentions(new)))
        if len(before) != len(after) or not same_wording(_without(old, before), _without(new, after)):
            return False
        return all(
            _words(old, one) == _words(new, other) or self._same_targets(one, other, was, now)
            for one, other in zip(before, after, strict=True)
        )

    def _same_targets(self, old: Sequence[Mention], new: Sequence[Mention], was: str, now: str) -> bool:
        before = [self._locators[0].target(one, was) for one in old]
        after = [self._locators[1].target(one, now) for one in new]
        return len(before) == len(after) and all(
            one is not None and other in self._became[one] for one, other in zip(before, after, strict=True)
        )


def _slots(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Gather mentions that share words, such as those of "khoản 2, 3 Điều 5"."""
    slot: list[Mention] = []
    for mention in found:
        if slot and mention.start >= max(one.end for one in slot):
            yield slot
            slot = []
        slot.append(mention)
    if slot:
        yield slot


def _span(slot: Sequence[Mention]) -> tuple[int, int]:
    return min(one.start for one in slot), max(one.end for one in slot)


def _words(text: str, slot: Sequence[Mention]) -> str:
    start, end = _span(slot)
    return text[start:end]


def _without(text: str, slots: Sequence[Sequence[Mention]]) -> str:
    for slot in reversed(slots):
        start, end = _span(slot)
        text = f"{text[:start]}{_SLOT}{text[end:]}"
    return text
