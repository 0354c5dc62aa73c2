"""References put into the numbers of a newer text, those that share words together, and read back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftreview.domain.provisions import citation, opening_capital, steps
from draftreview.domain.references import Locator, Mention, mentions


@dataclass(frozen=True, slots=True)
class Meant:
    """A reference with the provision it meant (``then``), where that stands ``now``, and what it says now."""

    mention: Mention
    then: str | None
    now: str | None
    says: str | None

    @property
    def is_stale(self) -> bool:
        """Tell whether it meant something once that is gone, or that it no longer says."""
        return self.then is not None and (self.now is None or self.says != self.now)


def rewritten(text: str, found: Sequence[Meant], home: str, locator: Locator) -> tuple[str, frozenset[int]]:
    """Put the stale references of a text right where that can be; tell which, by their places in ``found``.

    :param found: all references of the text, in their order
    :param home: where the text stands now
    """
    scribe = _Scribe(home, locator, found)
    done: set[int] = set()
    for run in reversed(_sharing_words(found)):
        if any(found[place].is_stale for place in run):
            made = next((made for made in scribe.tries(text, run) if scribe.says(made, run)), None)
            if made is not None:
                text = made
                done.update(place for place in run if found[place].now)
    return text, frozenset(done)


def _sharing_words(found: Sequence[Meant]) -> list[list[int]]:
    """Gather references that share words ("khoản 2, 3 Điều 5"): they are rewritten together."""
    runs: list[list[int]] = []
    reach = 0
    for place, one in enumerate(found):
        if not runs or one.mention.start >= reach:
            runs.append([])
        runs[-1].append(place)
        reach = max(reach, one.mention.end)
    return runs


@dataclass(frozen=True, slots=True)
class _Scribe:
    """Write references anew and read them back."""

    home: str
    locator: Locator
    found: Sequence[Meant]

    def tries(self, text: str, run: Sequence[int]) -> Iterator[str]:
        """Yield the text with other numbers, with numbers for "này" too, then with a citation of its own."""
        yield self._renumbered(text, run, this=False)
        yield self._renumbered(text, run, this=True)
        if len(run) == 1:
            one = self.found[run[0]]
            cited = citation(one.now or "")
            if text[one.mention.start].isupper():
                cited = opening_capital(cited)
            yield text[: one.mention.start] + cited + text[one.mention.end :]

    def _renumbered(self, text: str, run: Sequence[int], *, this: bool) -> str:
        numbers: dict[tuple[int, int], str] = {}
        for place in run:
            one = self.found[place]
            wanted = dict(steps(one.now or ""))
            for number in one.mention.numbers:
                if number.kind in wanted and (number.value or this):
                    numbers[number.start, number.end] = wanted[number.kind]
        for (start, end), value in sorted(numbers.items(), reverse=True):
            text = text[:start] + value + text[end:]
        return text

    def says(self, text: str, run: Sequence[int]) -> bool:
        """Tell whether the references of a run say in this text what they meant."""
        again = mentions(text)
        return len(again) == len(self.found) and all(
            self.locator.target(again[place], self.home) == self.found[place].now
            for place in run
            if self.found[place].now
        )
