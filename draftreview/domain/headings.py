"""What a heading looks like: Phần, Chương, Mục, Tiểu mục and Điều, and how much a line looks like one."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftreview.domain.lines import CAPITALS, Line, LineKind, ends_sentence, in_capitals, recognisable
from draftreview.domain.numbering import ORDINALS, Rank, rank
from draftreview.domain.provisions import Kind
from draftreview.domain.quotations import depth_at

_NOTE_MARK = r"(?:\s*\[\d+\])?"
_ARTICLE = re.compile(
    rf"(?:Điều|ĐIỀU)\s*(\d{{1,4}})([a-zđ]{{0,2}}\d?)(?!\w)(?=({_NOTE_MARK}))\s*([.:)\-–/]?)\s*"
)
_ARTICLE_INSIDE = re.compile(
    r"(?:Điều|ĐIỀU)\s+(\d{1,4})([a-zđ]{0,2}\d?)(?!\w)()\s*([.:]?)\s*"
    rf"(?=[\"“(\[]?[{CAPITALS}…]|\d{{1,2}}\s?[.\-]|$)"
)
_ORDINAL = "|".join(sorted((re.escape(word) for word in ORDINALS), key=len, reverse=True))
_NUMBER = rf"(?:[IVXLC]+|\d{{1,3}}|[A-Z]|(?i:thứ\s+(?:{_ORDINAL})))"
_CONTAINER = re.compile(
    rf"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|TIỂU MỤC|Tiểu mục|Tiểu Mục|MỤC|Mục)\s+"
    rf"(?P<number>{_NUMBER}[a-zđ]?)(?!\w)\s*(?P<mark>[.:\-–]*)\s*"
)
_CONTAINER_INSIDE = re.compile(
    rf"(?<=[.;:”\"!?/{CAPITALS}])\s*(?=(?:PHẦN|Phần|CHƯƠNG|Chương|TIỂU MỤC|Tiểu mục|MỤC|Mục)\s+"
    rf"(?:[IVXLC]+|\d{{1,3}})[a-zđ]?\s*[.:\-–]?\s*(?:[{CAPITALS}]{{2}}|$))"
)
_CONTAINER_LAST = re.compile(r"\s(?=(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:[IVXLC]+|\d{1,3})\s*[.:]?$)")
_LEAD_WORD = re.compile(r"\b(?:của|tại|theo|và|với|hoặc|các|từ|đến|thuộc|trong|là|cho|khoản|Điều|về)\s*$")
_KINDS = {"phần": Kind.PART, "chương": Kind.CHAPTER, "mục": Kind.SECTION, "tiểu mục": Kind.SUBSECTION}
_LEAD = re.compile(
    r"(?:(?:khoản|điểm|điều|các điều|mục|chương)\s+[\da-zđ, ]{1,12}|[,(]|"
    r"\b(?:tại|theo|của|và|với|hoặc|các|đến|từ|thuộc|trong|như|này|ở|là|cho|khoản|điểm|Điều|hay|về|số|vào|bởi|qua|trừ))\s*$"
)
_OTHER_ACT = re.compile(r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Hiến pháp|Pháp lệnh)\b")
_NEAR = 60
_UNMARKED = 4.0
_UNTITLED = 3.0
_THIS_ACT = re.compile(r"\w+(?: \w+)? này ")
_ANY_ACT = re.compile(rf"(?:{_OTHER_ACT.pattern}|(?:Quy chế|Quy định|Quy trình|Điều lệ|Nội quy)\b)")
_AS_FOLLOWS = ("như sau:", "sau đây:")
_SEEN = ("iều", "IỀU")


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may begin an article: its line's index, offsets of "Điều" and behind the number."""

    place: int
    start: int
    end: int
    number: str
    gain: float
    marked: bool = True

    @property
    def rank(self) -> Rank:
        """Give the sort key of its number."""
        return rank(Kind.ARTICLE, self.number)


@dataclass(frozen=True, slots=True)
class Container:
    """The heading of a Phần, Chương, Mục or Tiểu mục at the start of a line."""

    kind: Kind
    number: str
    rest: str


def article_at_start(place: int, line: Line, before: str, after: str) -> Heading | None:
    """Read a line as the beginning of an article; ``before`` and ``after`` are its neighbours."""
    text = recognisable(line.text)
    match = _ARTICLE.match(text)
    if not match:
        return None
    gain = _gain(match, text[match.end() :], after) + _joint(before) + _layout(line)
    return Heading(place, 0, match.end(), match[1] + match[2], gain, bool(match[4]))


def articles_inside(place: int, line: Line, after: str) -> Iterator[Heading]:
    """Find articles whose heading is glued to the text before it; ``after`` is the next line."""
    text = recognisable(line.text)
    for match in _ARTICLE_INSIDE.finditer(text, 1):
        if depth_at(text, match.start()) > 0:
            continue
        before = text[max(0, match.start() - _NEAR) : match.start()]
        gain = _glued(text[:_NEAR], before)
        if match.end() == len(text) and not _can_be_title(after):
            gain -= _UNTITLED
        if not match[4]:
            if not ends_sentence(before) or _ANY_ACT.match(text, match.end()):
                continue
            gain -= _UNMARKED
        yield Heading(place, match.start(), match.end(), match[1] + match[2], gain, bool(match[4]))


def may_hold_article(line: Line) -> bool:
    """Tell quickly whether a line can hold the heading of an article at all."""
    return line.kind is LineKind.PLAIN and (_SEEN[0] in line.text or _SEEN[1] in line.text)


def _gain(match: re.Match[str], rest: str, after: str) -> float:
    """Weigh the mark behind the number and the first letter of the title."""
    first = rest[:1]
    if match[4] in (".", ":"):
        if not rest:
            return 6.0 if not after[:1].islower() else -6.0
        return 2.0 if first.islower() else 10.0
    if not rest:
        return 5.0 if not match[4] and not after[:1].islower() else -4.0
    if match[4]:
        return 3.0 if first.isupper() else -20.0
    if match[3]:
        return _gain_behind_note(rest[len(match[3].strip()) :].lstrip())
    if _OTHER_ACT.match(rest):
        return 2.0 if _THIS_ACT.match(rest) else -8.0
    return 3.0 if first.isupper() or first.isdecimal() or first in '"“' else -20.0


def _gain_behind_note(rest: str) -> float:
    """Weigh what stands behind the mark of a footnote: "Điều 5[3]. Tên"."""
    return 8.0 if rest[:1] in (".", ":") or rest[:1].isupper() else -20.0


def _joint(before: str) -> float:
    """Weigh whether the line before was finished, or runs on into a reference."""
    if before.endswith(_AS_FOLLOWS):
        return -8.0
    if not before or ends_sentence(before) or in_capitals(before) or container_at_start(before):
        return 0.0
    return -22.0 if _LEAD.search(before[-_NEAR:]) else -3.0


def _layout(line: Line) -> float:
    return (5.0 if line.level else 0.0) + (2.0 if line.bold else 0.0)


def _can_be_title(after: str) -> bool:
    return after[:1].isupper() and not ends_sentence(after)


def _glued(beginning: str, before: str) -> float:
    """Weigh a heading inside a line by how the line begins and what stands right before the heading."""
    bare = before.rstrip()
    if _LEAD.search(bare) and not in_capitals(bare[-12:]):
        return -22.0
    if ends_sentence(bare) and not bare.endswith(":"):
        return 3.0
    if container_at_start(beginning) or in_capitals(bare.rsplit(" ", 1)[-1]):
        return 3.0
    return -4.0 if bare == before else -9.0


def container_at_start(text: str) -> Container | None:
    """Read a line as the heading of a container; a wrapped reference ("Chương II của …") is none."""
    first = text[:1]
    if first not in ("P", "C", "T", "M"):
        return None
    match = _CONTAINER.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if rest and (rest[0].islower() or rest[0] in ",;)"):
        return None
    kind = _KINDS[match["word"].lower()]
    return Container(kind, " ".join(match["number"].split()), rest)


def split_at_containers(text: str, after: str = "") -> list[str]:
    """Cut a line where the heading of a container is glued to a finished sentence or to another's title.

    At the end of a line it may follow anything, if the line ``after`` is its title in capitals.
    """
    if not any(word in text for word in ("hương ", "HƯƠNG ", "ục ", "ỤC ", "hần ", "HẦN ")):
        return [text]
    cuts = [match.start() for match in _CONTAINER_INSIDE.finditer(text) if match.start() > 0]
    if not cuts and in_capitals(after) and (match := _CONTAINER_LAST.search(text, max(0, len(text) - _NEAR))):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        cuts = [] if _LEAD_WORD.search(before) else [match.start()]
    edges = [0, *cuts, len(text)]
    parts = [text[start:end].strip() for start, end in itertools.pairwise(edges)]
    return [part for part in parts if part]
