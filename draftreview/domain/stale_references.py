"""References that point elsewhere or nowhere since their text was renumbered, put right where that can be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from draftreview.domain.provisions import PREFIXES, Component, Kind, Provision
from draftreview.domain.reference_rewriting import Meant, rewritten
from draftreview.domain.references import Locator, Mention, mentions


class Staleness(StrEnum):
    """Why a reference wants a look after renumbering."""

    MOVED = "moved"
    GONE = "gone"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class StaleReference:
    """One reference to look at: where it stands in the newer text, what it meant and where that is now.

    ``eid`` and ``part`` say where (a component has title, preamble and closing); ``start`` and ``end`` count
    characters of that part as put right, ``text`` is the reference as it was worded. ``rewritten`` is what
    stands there instead, "" where a person has to word it. ``written`` is the staleness of a reference that
    somebody worded after the renumbering: its numbers are taken to be the new ones.
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


@dataclass(slots=True)
class Righter:
    """Compare what the references of a text meant in the older one with what they would mean now.

    :param origins: for every eid of the newer text the eid that it had, ``None`` for what was inserted
    """

    old: Sequence[Component]
    new: Sequence[Component]
    origins: Mapping[str, str | None]
    stale: list[StaleReference] = field(default_factory=list)
    _homes: dict[str, str] = field(default_factory=dict)
    _then: Locator = field(init=False)
    _now: Locator = field(init=False)
    _moved: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Note where everything stood and where it stands."""
        self._then, self._now = Locator(self.old), Locator(self.new)
        self._moved = {was: now for now, was in self.origins.items() if was}
        for component in self.new:
            self._homes[component.eid] = component.eid
            self._note(component.children, component.eid, component.eid)

    def _note(self, provisions: Sequence[Provision], parent: str, component: str) -> None:
        """Note where "khoản này" stood: for what is new an address that nothing has, beneath its parent's."""
        for one in provisions:
            above = component if one.kind is Kind.ARTICLE else parent
            fresh = "__".join(filter(None, (above, f"{PREFIXES[one.kind]}_new")))
            self._homes[one.eid] = self.origins.get(one.eid) or fresh
            self._note(one.children, self._homes[one.eid], component)

    def put_right(self) -> tuple[Component, ...]:
        """Give the newer text with every reference put right that can be; ``stale`` lists them all then."""
        return tuple(
            replace(
                component,
                title=self._part(component.eid, "title", component.title),
                preamble=self._part(component.eid, "preamble", component.preamble),
                children=tuple(self._provision(child) for child in component.children),
                closing=self._part(component.eid, "closing", component.closing),
            )
            for component in self.new
        )

    def _provision(self, one: Provision) -> Provision:
        return replace(
            one,
            heading=self._part(one.eid, "heading", one.heading),
            text=self._part(one.eid, "text", one.text),
            children=tuple(self._provision(child) for child in one.children),
            tail=self._part(one.eid, "tail", one.tail),
        )

    def _part(self, eid: str, part: str, text: str) -> str:
        found = [self._meant(mention, eid) for mention in mentions(text)]
        if not any(one.is_stale for one in found):
            return text
        right, done = rewritten(text, found, eid, self._now)
        for place, (one, mention) in enumerate(zip(found, mentions(right), strict=True)):
            if one.is_stale:
                self.stale.append(
                    StaleReference(
                        eid=eid,
                        part=part,
                        start=mention.start,
                        end=mention.end,
                        text=text[one.mention.start : one.mention.end],
                        staleness=Staleness.MOVED if one.now else Staleness.GONE,
                        old_target=one.then or "",
                        new_target=one.now,
                        rewritten=right[mention.start : mention.end] if place in done else "",
                    )
                )
        return right

    def _meant(self, mention: Mention, eid: str) -> Meant:
        then = self._then.target(mention, self._homes[eid])
        return Meant(mention, then, self._moved.get(then or ""), self._now.target(mention, eid))

    def written(self, eid: str, part: str, text: str) -> Iterator[StaleReference]:
        """Yield the references of words that were put there since: broken, or meant by new numbers.

        The words are read as they stand now; where the older numbering would have meant another provision,
        a person should make sure.
        """
        for mention in mentions(text):
            one = self._meant(mention, eid)
            if one.says is None or (one.then is not None and one.now != one.says):
                yield StaleReference(
                    eid=eid,
                    part=part,
                    start=mention.start,
                    end=mention.end,
                    text=text[mention.start : mention.end],
                    staleness=Staleness.WRITTEN if one.says else Staleness.GONE,
                    old_target=one.then or "",
                    new_target=one.says,
                )
