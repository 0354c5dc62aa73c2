"""Inside an article: khoản, điểm and the paragraphs that belong to each, by the run of their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from draftreview.domain.lines import CAPITALS, ends_sentence
from draftreview.domain.numbering import letter_rank, rank
from draftreview.domain.provisions import Kind, Provision
from draftreview.domain.quotations import depth_at
from draftreview.domain.sequences import Candidate, Costs, best_chain

_CLAUSE = re.compile(r"(\d{1,3}(?:[a-zđ]\d?)?)\s?([.)/]|[-–](?!\d))(?!\d|\.\.)\s*")
_CLAUSE_INSIDE = re.compile(
    rf"(?:(?<=[.;:”\"!?…)])\s+|(?<=[^\W\d][.;:]))(\d{{1,2}}[a-zđ]?)(?:\.|[-–])(?!\d)\s*(?=[{CAPITALS}…“\"(]|$)"
)
_FIRST_INSIDE = re.compile(rf"\s(1)(?:\.|[-–])\s+(?=[{CAPITALS}“\"])")
_POINT = re.compile(r"([a-zđăâêôơư]{1,2}\d?)\s?([).])\s*")
_POINT_INSIDE = re.compile(r"(?<=[.;:])\s+([a-zđ]\d?)\)\s*(?=\S)")
_CLAUSE_COSTS = Costs(gap=3.0, missing=1.5, repeat=5.0, unheralded=30.0, other_first=5.0)
_POINT_COSTS = Costs(first=3.0, other_first=3.0, gap=2.0, missing=1.5, repeat=5.0, unheralded=4.0)
_COUNTED = re.compile(
    r"\b(?:khoản|điểm|điều|số|mục|bảng|hình|ngày|tháng|năm|cấp|quý|loại|nhóm|lần|hạng|bậc|phần|chương|mẫu|lục|biểu|"
    r"bước|từ|đến|và)\s*$",
    re.IGNORECASE,
)
_QUOTED = 14.0
_NEAR = 40
_ITEM = ("-", "+", "•", "–", "*", "·", "|", "(")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line; a ``fixed`` one (row of a table, quotation) never begins a provision."""

    number: int
    text: str
    fixed: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    place: int
    start: int
    end: int
    number: str
    gain: float


@dataclass(frozen=True, slots=True)
class Group:
    """One numbered item of a list: its number, the line where it begins, its pieces."""

    number: str
    line: int
    pieces: tuple[Piece, ...]


def split_clauses(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Group]]:
    """Take the pieces of an article apart into what stands before its clauses, and the clauses."""
    spots = list(_clause_spots(pieces))
    return _cut(pieces, _chosen(Kind.CLAUSE, spots, _CLAUSE_COSTS))


def split_points(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Group]]:
    """Take the pieces of a clause apart into what stands before its points, and the points."""
    spots = list(_point_spots(pieces))
    chosen = _chosen(Kind.POINT, spots, _POINT_COSTS)
    if len(chosen) == 1 and chosen[0].number != "a":
        chosen = []
    return _cut(pieces, chosen)


def joined(pieces: Sequence[Piece]) -> str:
    """Put paragraphs together, one a line."""
    return "\n".join(piece.text for piece in pieces if piece.text)


def clause_of(group: Group) -> Provision:
    """Build a clause with its points and the paragraph behind them."""
    before, points = split_points(group.pieces)
    children, tail = with_tail(points)
    return Provision(
        Kind.CLAUSE, group.number, text=joined(before), tail=joined(tail), children=children, line=group.line
    )


def with_tail(points: Sequence[Group]) -> tuple[tuple[Provision, ...], list[Piece]]:
    """Build the points; give apart the unnumbered paragraph after the list, which belongs to its parent."""
    if not points:
        return (), []
    last = points[-1]
    start = _tail_start(last.pieces) if not any(map(_has_paragraphs, points[:-1])) else len(last.pieces)
    groups = [*points[:-1], Group(last.number, last.line, last.pieces[:start])]
    provisions = tuple(
        Provision(Kind.POINT, group.number, text=joined(group.pieces), line=group.line) for group in groups
    )
    return provisions, list(last.pieces[start:])


def _has_paragraphs(group: Group) -> bool:
    return _tail_start(group.pieces) < len(group.pieces)


def _tail_start(pieces: Sequence[Piece]) -> int:
    """Find the first paragraph of its own behind a point: a new sentence after a finished one."""
    for place in range(1, len(pieces)):
        text, before = pieces[place].text, pieces[place - 1]
        if pieces[place].fixed or pieces[place].quoted or text.startswith(_ITEM) or text[:1].islower():
            continue
        if not text[:1].isalpha() or not ends_sentence(text):
            continue
        if before.fixed or (ends_sentence(before.text) and not before.text.endswith(":")):
            return place
    return len(pieces)


def _clause_spots(pieces: Sequence[Piece]) -> Iterator[_Spot]:
    for place, piece in enumerate(pieces):
        if piece.fixed:
            continue
        text = piece.text
        taken = 0
        if text[:1].isdecimal() and (match := _CLAUSE.match(text)):
            gain = _clause_gain(match, text[match.end() :], pieces[place - 1].text if place else "")
            taken = match.end()
            yield _Spot(place, 0, taken, match[1], gain - (_QUOTED if piece.quoted else 0.0))
        if piece.quoted:
            continue
        if place == 0 and not taken and (match := _FIRST_INSIDE.search(text)):
            before = text[max(0, match.start() - _NEAR) : match.start()]
            if not _COUNTED.search(before) and not depth_at(text, match.start()):
                finished = ends_sentence(before)
                yield _Spot(place, match.start(), match.end(), "1", 1.0 if finished else -6.0)
                taken = match.end()
        for match in _CLAUSE_INSIDE.finditer(text, taken):
            if not depth_at(text, match.start()):
                yield _Spot(place, match.start(), match.end(), match[1], 1.0)


def _clause_gain(match: re.Match[str], rest: str, before: str) -> float:
    gain = 6.0 if match[2] in (".", "-", "–") else 3.0
    if rest[:1].islower():
        gain -= 5.0
    if not rest:
        gain -= 4.0 if ends_sentence(before) else 12.0
    if _COUNTED.search(before[-_NEAR:]):
        gain -= 8.0
    return gain


def _point_spots(pieces: Sequence[Piece]) -> Iterator[_Spot]:
    for place, piece in enumerate(pieces):
        if piece.fixed:
            continue
        text = piece.text
        taken = 0
        if (match := _POINT.match(text)) and letter_rank(match[1].rstrip("0123456789")):
            gain = 6.0 if match[2] == ")" else 2.0
            if match[2] == "." and match.end() < len(text) and text[match.end()].islower():
                gain = -6.0
            taken = match.end()
            yield _Spot(place, 0, taken, match[1], gain - (_QUOTED if piece.quoted else 0.0))
        if piece.quoted or ")" not in text:
            continue
        for match in _POINT_INSIDE.finditer(text, taken):
            if not depth_at(text, match.start()):
                yield _Spot(place, match.start(), match.end(), match[1], -1.0)


def _chosen(kind: Kind, spots: Sequence[_Spot], costs: Costs) -> list[_Spot]:
    candidates = [Candidate(rank(kind, spot.number), spot.gain) for spot in spots]
    return [spots[place] for place in best_chain(kind, candidates, costs)]


def _cut(pieces: Sequence[Piece], spots: Sequence[_Spot]) -> tuple[list[Piece], list[Group]]:
    """Cut the pieces at the chosen spots; nothing but the numbers themselves is left out."""
    edges = [(spot.place, spot.start) for spot in spots] + [(len(pieces), 0)]
    before = _between(pieces, (0, 0), edges[0])
    groups = [
        Group(spot.number, pieces[spot.place].number, tuple(_between(pieces, (spot.place, spot.end), edge)))
        for spot, edge in zip(spots, edges[1:], strict=True)
    ]
    return before, groups


def _between(pieces: Sequence[Piece], start: tuple[int, int], end: tuple[int, int]) -> list[Piece]:
    """Give the pieces from one (place, offset) to another; the first one stays, even empty."""
    found = []
    for place in range(start[0], min(end[0] + 1, len(pieces))):
        piece = pieces[place]
        left = start[1] if place == start[0] else 0
        right = end[1] if place == end[0] else len(piece.text)
        text = piece.text[left:right].strip()
        if text or place == start[0]:
            found.append(Piece(piece.number, text, piece.fixed, piece.quoted))
    return found
