"""References that point elsewhere, or nowhere, since their text was renumbered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from draftreview.domain.provisions import Component, Provision, steps, walk
from draftreview.domain.references import Locator, Mention, mentions


class Staleness(StrEnum):
    """What is wrong with a reference after renumbering."""

    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class StaleReference:
    """One reference to look at: where it stands in the newer text, what it meant and where that is now.

    ``rewritten`` is the part of the text with right numbers, "" where a person has to word it.
    """

    eid: str
    part: str
    start: int
    end: int
    text: str
    staleness: Staleness
    old_target: str
    new_target: str | None
    rewritten: str = ""


def stale_references(
    old: Sequence[Component], new: Sequence[Component], origins: Mapping[str, str | None]
) -> tuple[StaleReference, ...]:
    """List the references of the newer text that no longer say what they meant in the older one."""
    finder = _Finder(Locator(old), Locator(new), {was: now for now, was in origins.items() if was})
    return tuple(
        found
        for component in new
        for provision, _ in walk(component.children)
        for found in finder.stale(provision, origins.get(provision.eid) or provision.eid)
    )


def rewritten(
    old: Sequence[Component], new: Sequence[Component], origins: Mapping[str, str | None]
) -> tuple[Component, ...]:
    """Give the newer text with every reference that can be put right put right."""
    right: dict[tuple[str, str], list[StaleReference]] = {}
    for one in stale_references(old, new, origins):
        if one.rewritten:
            right.setdefault((one.eid, one.part), []).append(one)

    def corrected(provision: Provision) -> Provision:
        parts = {
            name: _replaced(getattr(provision, name), right.get((provision.eid, name), ()))
            for name in ("heading", "text", "tail")
        }
        children = tuple(corrected(child) for child in provision.children)
        return replace(
            provision, heading=parts["heading"], text=parts["text"], tail=parts["tail"], children=children
        )

    return tuple(
        replace(component, children=tuple(corrected(one) for one in component.children)) for component in new
    )


def _replaced(text: str, found: Sequence[StaleReference]) -> str:
    for one in sorted(found, key=lambda stale: -stale.start):
        text = text[: one.start] + one.rewritten + text[one.end :]
    return text


@dataclass(frozen=True, slots=True)
class _Finder:
    """Compare what references meant with what they would mean now."""

    old: Locator
    new: Locator
    now: Mapping[str, str]

    def stale(self, provision: Provision, was: str) -> Iterator[StaleReference]:
        """Yield the stale references of one provision whose older eid is ``was``."""
        for part in ("heading", "text", "tail"):
            text = getattr(provision, part)
            for run in _overlapping(mentions(text)):
                stale = [one for one in run if self._is_stale(one, provision.eid, was)]
                for mention in stale:
                    yield self._told(mention, provision.eid, was, part, text, alone=len(run) == 1)

    def _is_stale(self, mention: Mention, home: str, was: str) -> bool:
        meant = self.old.target(mention, was)
        return meant is not None and self.new.target(mention, home) != self.now.get(meant)

    def _told(
        self, mention: Mention, home: str, was: str, part: str, text: str, *, alone: bool
    ) -> StaleReference:
        meant = self.old.target(mention, was) or ""
        target = self.now.get(meant)
        return StaleReference(
            eid=home,
            part=part,
            start=mention.start,
            end=mention.end,
            text=text[mention.start : mention.end],
            staleness=Staleness.MOVED if target else Staleness.GONE,
            old_target=meant,
            new_target=target,
            rewritten=self._reworded(mention, text, meant, target, home) if target and alone else "",
        )

    def _reworded(self, mention: Mention, text: str, meant: str, target: str, home: str) -> str:
        """Write a mention with the numbers of its target; "" where numbers alone do not say it."""
        numbers = dict(steps(target))
        if [kind for kind, _ in steps(meant)] != [kind for kind, _ in steps(target)]:
            return ""
        made = text[mention.start : mention.end]
        for number in sorted(mention.numbers, key=lambda one: -one.start):
            if number.value and number.kind in numbers:
                start, end = number.start - mention.start, number.end - mention.start
                made = made[:start] + numbers[number.kind] + made[end:]
        again = mentions(text[: mention.start] + made + text[mention.end :])
        same = next((one for one in again if one.start == mention.start), None)
        return made if same and self.new.target(same, home) == target else ""


def _overlapping(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Gather mentions that share words ("khoản 2, 3 Điều 5"): they cannot be rewritten one by one."""
    run: list[Mention] = []
    for mention in found:
        if run and mention.start >= max(one.end for one in run):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run
