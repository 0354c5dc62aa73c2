"""Numbers and titles of repaired provisions: read from the words that begin them, carried to another kind."""

import re
from collections.abc import Mapping
from dataclasses import replace

from draftreview.domain.headings import container_at_start
from draftreview.domain.lines import ends_sentence, recognisable
from draftreview.domain.numbering import POINT_LETTERS, rank, to_roman
from draftreview.domain.provisions import CONTAINERS, Kind, Provision

_LABELS = (
    (Kind.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,4}[a-zđ]{0,2})(?!\w)\s*[.:]?\s*")),
    (Kind.CLAUSE, re.compile(r"(\d{1,3}[a-zđ]?)\s*[.\-)](?=\s|$)\s*")),
    (Kind.POINT, re.compile(r"([a-zđ]{1,2})\)\s*")),
)
_ROMAN = frozenset({Kind.PART, Kind.CHAPTER})
_LONGEST_TITLE = 200
LONGEST_NUMBER = 12
FIRSTS: Mapping[Kind, str] = {Kind.CLAUSE: "1", Kind.POINT: "a"}
INSIDE: Mapping[Kind, Kind] = {Kind.ARTICLE: Kind.CLAUSE, Kind.CLAUSE: Kind.POINT}


def read_label(words: str) -> tuple[Kind, str, str] | None:
    """Read kind and number that words begin with, and give what follows them.

    >>> read_label("b) trực tuyến;")
    (<Kind.POINT: 'point'>, 'b', 'trực tuyến;')
    """
    text = recognisable(words)
    container = container_at_start(text)
    if container is not None:
        return container.kind, container.number, words[len(words) - len(container.rest) :]
    for kind, pattern in _LABELS:
        match = pattern.match(text)
        if match:
            return kind, match[1], words[match.end() :]
    return None


def worded(provision: Provision, words: str) -> Provision:
    """Give a provision these words: the first line is its title where its kind has one and it reads so."""
    first, _, rest = words.partition("\n")
    if provision.kind in CONTAINERS or (provision.kind is Kind.ARTICLE and is_title(first)):
        return replace(provision, heading=first, text=rest)
    return replace(provision, heading="", text=words)


def is_title(line: str) -> bool:
    """Tell whether a line reads as the title of a Điều."""
    return len(line) <= _LONGEST_TITLE and not ends_sentence(line)


def carried_number(old: Kind, new: Kind, number: str) -> str:
    """Write a number as the series of another kind writes it: khoản 2 as điểm b, Mục 2 as Chương II.

    A number that cannot be counted stays as it is.
    """
    count = rank(old, number)[0]
    if _series(old) == _series(new) or not count:
        return number
    if new is Kind.POINT:
        return POINT_LETTERS[count - 1] if count <= len(POINT_LETTERS) else number
    if old is Kind.POINT:
        count = POINT_LETTERS.index(number[0]) + 1 if number[0] in POINT_LETTERS else count
    return to_roman(count) if new in _ROMAN else str(count)


def _series(kind: Kind) -> str:
    if kind is Kind.POINT:
        return "letters"
    return "roman" if kind in _ROMAN else "arabic"
