"""A provision cited in a question: "khoản 2 Điều 5 của Quy định" → its address in the index."""

import re
from dataclasses import dataclass, field

from draftreview.domain.provisions import PREFIXES, Kind, component_eid, steps
from draftreview.search.analysis import fold, nfc

_KINDS = {
    "phan": Kind.PART,
    "chuong": Kind.CHAPTER,
    "muc": Kind.SECTION,
    "tieu muc": Kind.SUBSECTION,
    "dieu": Kind.ARTICLE,
    "khoan": Kind.CLAUSE,
    "diem": Kind.POINT,
}
_LEVELS = list(Kind)
_ROMAN = frozenset({Kind.PART, Kind.CHAPTER})

_STEP = r"(tieu muc|phan|chuong|muc|dieu|khoan|diem) +(\d+[a-z]?|[ivxlc]+|[a-z])(?![^\W_])[ ,]*"
_CITATION = re.compile(
    rf"(?<![^\W_])(?:{_STEP})+(?:(?:cua )?(quyet dinh|quy dinh|quy che|phu luc(?: \d+)?)(?![^\W_]))?"
)
_STEPS = re.compile(_STEP)
_APPENDIX = re.compile(r"\s*((?:phu luc|mau so|mau) +(?:\d+[a-z]?|[ivxlc]+))[\s.]*")
_COMPONENT = re.compile(r" của (?P<component>(?:Quyết định|Quy định|Quy chế|Phụ lục|Mẫu số).*)$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation points: eids without their component, and the component's folded name if it was said.
    An appendix as a whole has its folded name for a tail.

    There are two ``tails`` where a point "d" was typed without marks and may mean đ. ``words`` are what was
    typed, in the order in which texts cite: the smallest first.
    """

    tails: tuple[str, ...]
    component: str = ""
    words: str = field(default="", compare=False)


def cited_place(typed: str) -> tuple[Place | None, str]:
    """Find the one provision that a question cites, and the words of the question besides it."""
    folded = fold(typed)
    found = [match for match in _CITATION.finditer(folded) if _is_article_or_above(match[0])]
    appendix = _APPENDIX.fullmatch(folded)
    if appendix:
        return Place((" ".join(appendix[1].split()),), words=typed), ""
    if len(found) != 1:
        return None, typed
    start, end = found[0].span()
    rest = (typed[:start] + typed[end:]).strip(' \t\n",.;?')
    component = typed[found[0].start(3) : end] if found[0][3] else ""
    words = " ".join(filter(None, (_smallest_first(typed, folded, start, end), component)))
    return Place(_tails(typed, folded, start, end), found[0][3] or "", words), rest


def _is_article_or_above(citation: str) -> bool:
    """A khoản or điểm without its Điều is no place."""
    return any(_KINDS[kind] not in (Kind.CLAUSE, Kind.POINT) for kind, _ in _STEPS.findall(citation))


def _smallest_first(typed: str, folded: str, start: int, end: int) -> str:
    steps_found = sorted(
        _STEPS.finditer(folded, start, end), key=lambda match: -_LEVELS.index(_KINDS[match[1]])
    )
    return " ".join(typed[match.start() : match.end(2)] for match in steps_found)


def _tails(typed: str, folded: str, start: int, end: int) -> tuple[str, ...]:
    steps_found = []
    for match in _STEPS.finditer(folded, start, end):
        kind = _KINDS[match[1]]
        number = match[2].upper() if kind in _ROMAN else match[2]
        if kind is Kind.POINT and typed[match.start(2)] in "đĐ":
            number = "đ"
        steps_found.append((kind, number))
    steps_found.sort(key=lambda step: _LEVELS.index(step[0]))
    tail = _tail(steps_found)
    doubtful = tail.endswith("point_d") and fold(typed) == typed.lower()
    return (tail, f"{tail[:-1]}đ") if doubtful else (tail,)


def _tail(steps_found: list[tuple[Kind, str]]) -> str:
    """Join the steps, leaving out what the eid leaves out: the chapter above a Điều."""
    kinds = [kind for kind, _ in steps_found]
    first = kinds.index(Kind.ARTICLE) if Kind.ARTICLE in kinds else 0
    return "__".join(f"{PREFIXES[kind]}_{number}" for kind, number in steps_found[first:])


def places_of(eid: str, citation: str) -> tuple[str, ...]:
    """List the addresses that a provision answers to: its place, and its place in its component.

    An appendix answers to its name: "phu luc 1".
    """
    tail = "__".join(f"{PREFIXES[kind]}_{number}" for kind, number in steps(eid))
    if not tail:
        return (fold(nfc(citation)),) if eid else ()
    named = _COMPONENT.search(nfc(citation))
    component = named["component"] if named else "" if component_eid(eid) else "Quyết định"
    return (tail, f"{tail}@{fold(component)}") if component else (tail,)
