"""Which lines stand inside a quotation over several lines, as amending texts quote whole articles."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

_MARKS = re.compile("[\"“”„‟«»″]|''")
_ENUMERATOR = r"(?:\d{1,3}[a-zđ]?\s?[.)\-–/]|[a-zđ]{1,2}\d?\s?[).])"
_STRUCTURE = re.compile(
    r"\s*(?:[ĐÐ]iều\s+\d|[ĐÐ]IỀU\s+\d|Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|Phụ lục|PHỤ LỤC|Mẫu|MẪU|"
    rf"{_ENUMERATOR})"
)
_LEADING = re.compile(rf"\s*(?:{_ENUMERATOR}\s*)?$")
_TRAILING = re.compile(r"[\s.;:,/)\]]*(?:\[\d+\])?[\s.;:,/)\]]*$")
_INSTRUCTION = re.compile(
    rf"\s*(?:{_ENUMERATOR}|[ĐÐ]iều\s+\d+[a-zđ]?[.:])\s*"
    r"(?:Sửa đổi|Bổ sung|Thay|Bãi bỏ|Bỏ |Hủy bỏ|Huỷ bỏ|Đổi|Sửa)"
)
_ARTICLE = re.compile(r"\s*[ĐÐ]iều\s+\d")
_LONGEST = 1500
_LONGEST_LEAD = 12
_LONGEST_TRAIL = 24
_DEEPEST = 2
_OPENINGS = 8


@dataclass(frozen=True, slots=True)
class Quotations:
    """``inside[i]``: line i begins inside a quotation; ``ends[i]``: the offset in line i behind its end.

    ``unclosed`` are lines whose quotation never ends.
    """

    inside: tuple[bool, ...]
    ends: Mapping[int, int]
    unclosed: tuple[int, ...] = ()


def marks(text: str, depth: int = 0) -> list[tuple[int, int]]:
    """Give (offset, +1 opening or -1 closing) of every quotation mark of a line that begins at a depth."""
    found: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        turn = _direction(text, match.start(), match.end(), depth)
        depth += turn
        found.append((match.start(), turn))
    return found


def _direction(text: str, start: int, end: int, depth: int) -> int:
    following = text[end : end + 1]
    if start <= _LONGEST_LEAD and _LEADING.match(text[:start]) and following.strip():
        return 1
    if start and _trails(text, end):
        return -1
    mark = text[start]
    if mark in "“„«":
        return 1
    if mark in "”»":
        return -1
    spaced_before, spaced_after = text[start - 1 : start] in ("", " ", "("), following in ("", *" .,;:)")
    if spaced_before != spaced_after:
        return 1 if spaced_before else -1
    return -1 if depth > 0 else 1


def begins_provision(text: str) -> bool:
    """Tell whether words begin as a heading or a numbered item does."""
    return bool(_STRUCTURE.match(text))


def depth_at(text: str, offset: int) -> int:
    """Tell how many quotations of the same line are open at an offset."""
    offsets, depths = _depths(text)
    place = bisect_left(offsets, offset)
    return max(0, depths[place - 1]) if place else 0


@lru_cache(maxsize=4)
def _depths(text: str) -> tuple[list[int], list[int]]:
    """Give where the depth of quotation changes in a line, and to what."""
    found = marks(text)
    return [place for place, _ in found], list(accumulate(turn for _, turn in found))


def _trails(text: str, offset: int) -> bool:
    """Tell whether nothing but punctuation follows an offset."""
    return len(text) - offset <= _LONGEST_TRAIL and bool(_TRAILING.match(text, offset))


def find_quotations(texts: Sequence[str]) -> Quotations:
    """Find the lines inside quotations of whole provisions.

    Only a mark that stands before something built like a provision, or after a colon, opens one: a
    forgotten mark around a defined term never swallows what follows.
    """
    return _Reader(texts).read()


class _Reader:
    """Go through the lines once with the depth of quotation."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.inside = [False] * len(texts)
        self.ends: dict[int, int] = {}
        self.unclosed: list[int] = []
        self.depth = 0
        self.opened = -1
        self.closed = -1

    def read(self) -> Quotations:
        for place, text in enumerate(self.texts):
            if self.depth and self._resumes(place):
                self.depth = 0
                self.closed = place - 1
            self.inside[place] = self.depth > 0
            if _MARKS.search(text):
                self._weigh(place, text)
            if self.depth and place - self.opened > _LONGEST:
                self._give_up(place)
        if self.depth:
            self._give_up(len(self.texts) - 1)
        return Quotations(tuple(self.inside), self.ends, tuple(self.unclosed))

    def _resumes(self, place: int) -> bool:
        """Tell whether the amending text's own next instruction begins here, a closing mark before it."""
        if not _INSTRUCTION.match(self.texts[place]):
            return False
        ended = self.texts[place - 1]
        last = marks(ended, self.depth)[-1:]
        return bool(last) and last[0][1] < 0 and _trails(ended, last[0][0] + 1)

    def _weigh(self, place: int, text: str) -> None:
        """Count what a line leaves open, and what it closes that it did not open."""
        waiting: list[int] = []
        stray = -1
        for offset, turn in marks(text, self.depth):
            if turn > 0:
                waiting.append(offset)
            elif waiting:
                waiting.pop()
            elif self.depth:
                self.depth -= 1
                self.closed = place
                if not self.depth:
                    self.ends[place] = offset + 1
            else:
                stray = offset
        if stray >= 0 and not waiting and _trails(text, stray + 1):
            self._reach_back(place)
        if self.depth < _DEEPEST and any(self._opens(place, text, offset) for offset in waiting[:_OPENINGS]):
            if not self.depth:
                self.opened = place
            self.depth += 1

    def _opens(self, place: int, text: str, offset: int) -> bool:
        if _STRUCTURE.match(text, offset + 1):
            return True
        before = text[:offset].rstrip()
        if not before:
            return place > 0 and self.texts[place - 1].endswith(":")
        return before.endswith(":")

    def _reach_back(self, place: int) -> None:
        """A closing mark without its opening: what stands since the quotation before belongs to it."""
        if self.closed < 0 or place - self.closed > _LONGEST:
            return
        between = self.texts[self.closed + 1 : place + 1]
        if any(_INSTRUCTION.match(text) or _ARTICLE.match(text) for text in between):
            self.closed = -1
            return
        for line in range(self.closed + 1, place + 1):
            self.inside[line] = True
        self.closed = place

    def _give_up(self, place: int) -> None:
        """A quotation that never ends: keep it as far as the next instruction or article."""
        self.unclosed.append(self.opened)
        end = self.opened + 1
        while end <= place and not (_INSTRUCTION.match(self.texts[end]) or _ARTICLE.match(self.texts[end])):
            end += 1
        for line in range(end, place + 1):
            self.inside[line] = False
        self.depth = 0
