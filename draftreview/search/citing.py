"""A provision cited in a question: "khoản 2 Điều 5 của Quy định" → its address in the index."""

import re
from dataclasses import dataclass, field

from draftreview.domain.numbering import from_roman, to_roman
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
    "d": Kind.ARTICLE,
    "k": Kind.CLAUSE,
}
_SPELT_OUT = {"d": "Điều", "k": "khoản"}
_LEVELS = list(Kind)
_ROMAN = frozenset({Kind.PART, Kind.CHAPTER})

_STEP = (
    r"(tieu muc|phan|chuong|muc|dieu|khoan|diem|[dk](?=\.? ?\d))(?: +|\.? ?(?=\d))"
    r"(\d+[a-z]?|[ivxlc]+|[a-z])(?:(?![^\W_])|(?=[dk]\d))[ ,]*(?:cua +(?=(?:phan|chuong|muc|dieu|khoan) ))?"
)
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
    found = [
        match
        for match in _CITATION.finditer(folded)
        if _is_article_or_above(match[0]) and not _is_doubtful(typed, match)
    ]
    appendix = _APPENDIX.fullmatch(folded)
    if appendix:
        return Place(_names(*appendix[1].rsplit(maxsplit=1)), words=typed), ""
    if len(found) != 1:
        return None, typed
    start, end = found[0].span()
    rest = (typed[:start] + typed[end:]).strip(' \t\n",.;:?!')
    component = typed[found[0].start(3) : end] if found[0][3] else ""
    words = " ".join(filter(None, (_smallest_first(typed, folded, start, end), component)))
    return Place(_tails(typed, folded, start, end), found[0][3] or "", words), rest


def _names(kind: str, number: str) -> tuple[str, ...]:
    """List the names of an appendix, as typed first: "phu luc i" may be "phu luc 1", "mau 01" "mau 1"."""
    roman = from_roman(number.upper())
    numbers = dict.fromkeys((number, number.lstrip("0") or number, str(roman or number)))
    return tuple(f"{' '.join(kind.split())} {one}" for one in numbers)


def _is_article_or_above(citation: str) -> bool:
    """A khoản or điểm without its Điều is no place."""
    return any(_KINDS[kind] not in (Kind.CLAUSE, Kind.POINT) for kind, _ in _STEPS.findall(citation))


def _is_doubtful(typed: str, citation: re.Match[str]) -> bool:
    """A lone "d5" is no Điều: it is one where đ was typed, or where a khoản stands beside it."""
    steps_found = list(_STEPS.finditer(citation.string, *citation.span()))
    kinds = {_KINDS[match[1]] for match in steps_found}
    return Kind.CLAUSE not in kinds and any(
        match[1] == "d" and typed[match.start()] not in "đĐ" for match in steps_found
    )


def _smallest_first(typed: str, folded: str, start: int, end: int) -> str:
    """Write a citation as texts do, with the words that were typed and what was shortened in full."""
    steps_found = sorted(
        _STEPS.finditer(folded, start, end), key=lambda match: -_LEVELS.index(_KINDS[match[1]])
    )
    return " ".join(
        f"{_SPELT_OUT.get(match[1], typed[match.start() : match.end(1)])} {_number(typed, match)}"
        for match in steps_found
    )


def _number(typed: str, step: re.Match[str]) -> str:
    """Give the number of a step as eids write it: "05" is 5, chapters are Roman, a point đ is no d."""
    kind, number = _KINDS[step[1]], step[2].lstrip("0") or step[2]
    if kind in _ROMAN:
        return to_roman(int(number)) if number.isdigit() and 0 < int(number) < 400 else number.upper()
    return "đ" if kind is Kind.POINT and typed[step.start(2)] in "đĐ" else number


def _tails(typed: str, folded: str, start: int, end: int) -> tuple[str, ...]:
    steps_found = [(_KINDS[match[1]], _number(typed, match)) for match in _STEPS.finditer(folded, start, end)]
    steps_found.sort(key=lambda step: _LEVELS.index(step[0]))
    tail = _tail(steps_found)
    doubtful = tail.endswith("point_d") and fold(typed) == typed.lower()
    return (tail, f"{tail[:-1]}đ") if doubtful else (tail,)


def _tail(steps_found: list[tuple[Kind, str]]) -> str:
    """Join the steps, leaving out what the eid leaves out: the chapter above a Điều."""
    kinds = [kind for kind, _ in steps_found]
    first = kinds.index(Kind.ARTICLE) if Kind.ARTICLE in kinds else 0
    return "__".join(f"{PREFIXES[kind]}_{number}" for kind, number in steps_found[first:])


def wider(words: str) -> list[str]:
    """List the larger places that a citation, the smallest first, stands in: the nearest first."""
    starts = [match.start() for match in _STEPS.finditer(fold(words))]
    return [words[start:] for start in starts[1:]]


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
