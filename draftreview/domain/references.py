"""Mentions such as "điểm a khoản 2 Điều 5 của Quy định này" inside a text, and what they point at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from draftreview.domain.numbering import in_eid
from draftreview.domain.provisions import (
    PREFIXES,
    Component,
    ComponentKind,
    Kind,
    component_eid,
    steps,
    walk,
)

_KINDS: Mapping[str, Kind] = {
    "điểm": Kind.POINT,
    "khoản": Kind.CLAUSE,
    "điều": Kind.ARTICLE,
    "mục": Kind.SECTION,
    "chương": Kind.CHAPTER,
}
_RANK = {Kind.POINT: 0, Kind.CLAUSE: 1, Kind.ARTICLE: 2, Kind.SECTION: 3, Kind.CHAPTER: 4}
_NUMBERS: Mapping[Kind, str] = {
    Kind.POINT: r"[a-zđ]{1,2}\d?",
    Kind.CLAUSE: r"\d+[a-zđ]?",
    Kind.ARTICLE: r"\d+[a-zđ]?",
    Kind.SECTION: r"\d+",
    Kind.CHAPTER: r"[IVXLC]+|\d+",
}
_WORD = re.compile(r"\b(?:các\s+)?([Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương)\s+")
_BETWEEN = re.compile(r"\s*(?:,|và|hoặc|đến|của|tại|,\s*(?:và|hoặc))?\s*(?:các\s+)?")
_AND = re.compile(r"\s*(?:,\s*(?:và|hoặc)|,|và|hoặc|đến)\s+")
_INSIDE = re.compile(
    r"\s*(?:của\s+)?(Quy định|Quy chế|Quyết định|Nghị quyết|Nghị định|Thông tư|Luật|Bộ luật)\s+"
    r"(?:(?:được\s+)?(?:ban hành\s+)?kèm theo\s+(?:Quyết định|Nghị quyết|Nghị định|Thông tư)\s+)?này\b",
    re.IGNORECASE,
)
# "Quy định", "Quyết định" in small letters are verbs as well: there only a number tells that an act is meant.
_OUTSIDE = re.compile(
    r"\s*,?\s*(?:của\s+)?(?:(?i:luật|bộ luật|nghị định|thông tư|nghị quyết|pháp lệnh|hiến pháp|chỉ thị|"
    r"công ước|hiệp định|điều lệ|văn bản hợp nhất)\b|(?:Quyết định|Quy chế|Quy định|Nội quy)\b|"
    r"(?:quyết định|quy chế|quy định)\s+(?:số\b|\d)|(?:ban hành\s+)?kèm theo\s)"
)
_ATTACHED = frozenset({"quy định", "quy chế"})


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a mention and where it stands in the text; ``value`` "" is "này".

    ``opening`` is where its word ("khoản") begins; a further number of a list has none and opens itself.
    """

    kind: Kind
    value: str
    opening: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in a text from ``start`` to ``end``, its numbers from the smallest level to the largest.

    ``component`` says which text of the same file it means; ``None`` is the one it stands in.
    """

    start: int
    end: int
    numbers: tuple[Number, ...]
    component: ComponentKind | None = None


def mentions(text: str) -> tuple[Mention, ...]:
    """Find the references to provisions of the same file; those to other laws are left out."""
    found: list[Mention] = []
    for run in _runs(text):
        end = run[-1].end
        inside = _INSIDE.match(text, end)
        if inside is None and _OUTSIDE.match(text, end):
            continue
        component = None
        if inside:
            attached = inside[1].lower() in _ATTACHED
            component = ComponentKind.REGULATION if attached else ComponentKind.MAIN
        found.extend(_mentions(run, component))
    return tuple(found)


def _runs(text: str) -> Iterator[list[Number]]:
    """Yield the numbers that belong together: "điểm a, b khoản 2 và khoản 3 Điều 5" is one run."""
    run: list[Number] = []
    place = 0
    while match := _WORD.search(text, place):
        kind = _KINDS[match[1].lower()]
        numbers = list(_numbers(text, kind, match.start(1), match.end()))
        place = numbers[-1].end if numbers else match.end()
        if not numbers:
            continue
        if run and not _BETWEEN.fullmatch(text, run[-1].end, match.start()):
            yield run
            run = []
        run = run + numbers
    if run:
        yield run


def _numbers(text: str, kind: Kind, opening: int, place: int) -> Iterator[Number]:
    this = re.compile(r"này\b").match(text, place)
    if this:
        yield Number(kind, "", opening, place, this.end())
        return
    number = re.compile(rf"(?:{_NUMBERS[kind]})(?!\w)")
    match = number.match(text, place)
    while match:
        yield Number(kind, match[0], opening, match.start(), match.end())
        joint = _AND.match(text, match.end())
        match = number.match(text, joint.end()) if joint else None
        opening = match.start() if match else 0


def _mentions(run: Sequence[Number], component: ComponentKind | None) -> Iterator[Mention]:
    """Read a run from its end: what is larger holds for everything smaller before it."""
    context: dict[Kind, Number] = {}
    found = []
    for place in range(len(run) - 1, -1, -1):
        number = run[place]
        context = {kind: one for kind, one in context.items() if _RANK[kind] > _RANK[number.kind]}
        context[number.kind] = number
        smaller_before = place and _RANK[run[place - 1].kind] < _RANK[number.kind]
        chain = tuple(sorted(context.values(), key=lambda one: _RANK[one.kind]))
        if not smaller_before and _is_anchored(chain):
            # "Điều này" stands in its own text, whatever the mention after it speaks of.
            said = component if chain[-1].value else None
            found.append(Mention(number.opening, max(number.end, *(one.end for one in chain)), chain, said))
    yield from reversed(found)


def _is_anchored(chain: Sequence[Number]) -> bool:
    """Tell whether a chain says where it begins: at an Điều or above, or at "này"."""
    return _RANK[chain[-1].kind] >= _RANK[Kind.ARTICLE] or not chain[-1].value


class Locator:
    """Find what mentions point at in one text."""

    def __init__(self, components: Sequence[Component]) -> None:
        """Note every address of the text."""
        self._eids = {one.eid for component in components for one, _ in walk(component.children)}
        self._first = {component.kind: component.eid for component in reversed(components)}

    def target(self, mention: Mention, home: str) -> str | None:
        """Give the eid that a mention in the provision ``home`` points at; ``None`` if there is none."""
        own = component_eid(home)
        component = own if mention.component is None else self._first.get(mention.component, own)
        known = dict(steps(home))
        parts = []
        for number in reversed(mention.numbers):
            value = number.value or known.get(number.kind, "")
            parts.append((number.kind, value))
        if not mention.numbers[-1].value:
            parts = [*_above(home, parts[0][0]), *parts]
        parts = _without_containers(parts)
        eid = "__".join(
            [
                *([component] if component else []),
                *(f"{PREFIXES[kind]}_{in_eid(kind, value)}" for kind, value in parts),
            ]
        )
        return eid if eid in self._eids else None


def _above(home: str, kind: Kind) -> list[tuple[Kind, str]]:
    """List the steps of a home above a level."""
    return [(one, number) for one, number in steps(home) if _RANK.get(one, 5) > _RANK[kind]]


def _without_containers(parts: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Leave out the chapter of an Điều: addresses of articles carry none."""
    places = [place for place, (kind, _) in enumerate(parts) if kind is Kind.ARTICLE]
    return parts[places[0] :] if places else parts
