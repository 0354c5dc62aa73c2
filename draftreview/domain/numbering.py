"""Every numbering series of a legal text, read and written: Roman, Arabic, inserted, point letters."""

import re
from collections.abc import Mapping
from itertools import zip_longest

from draftreview.domain.provisions import Kind

POINT_LETTERS: tuple[str, ...] = tuple("abcdđeghiklmnopqrstuvxy")
"""The letters of points in their order (Decree 34/2016 art. 62): đ after d; no f, j, w, z."""

ALPHABET: tuple[str, ...] = tuple("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
"""All letters that careless texts use, in their order."""

ORDINALS: tuple[str, ...] = (
    "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
    "mười một", "mười hai", "mười ba", "mười bốn", "mười lăm", "mười sáu",
)  # fmt: skip
"""How "Phần thứ nhất" counts."""

_SPELLINGS: Mapping[str, int] = {
    **{word: count for count, word in enumerate(ORDINALS, start=1)},
    "một": 1,
    "bốn": 4,
    "bẩy": 7,
}
_LETTER_RANK = {letter: rank for rank, letter in enumerate(ALPHABET)}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_OFFICIAL = frozenset(POINT_LETTERS)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_STEPS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ARABIC = re.compile(r"(\d+)([^\W\d_]*)(\d*)$")
_POINT = re.compile(r"([^\W\d_]+)(\d*)$")

Rank = tuple[int, int, int]
"""Where a number stands in its series: its main count, an inserted letter, an inserted digit."""


def to_roman(count: int) -> str:
    """Write 1 to 399 in Roman numerals."""
    written = ""
    for value, letters in _ROMAN_STEPS:
        while count >= value:
            written += letters
            count -= value
    return written


def from_roman(written: str) -> int:
    """Read Roman numerals in capitals; 0 when it is none."""
    total = 0
    digits = [_ROMAN_DIGITS.get(letter, 0) for letter in written]
    for digit, following in zip_longest(digits, digits[1:], fillvalue=0):
        total += -digit if digit < following else digit
    return total if digits and all(digits) and to_roman(total) == written else 0


def letter_rank(letters: str) -> int:
    """Give the place of a letter, counted from 1; doubled letters ("aa") follow the single ones; 0: none."""
    if not letters:
        return 0
    lowered = letters.lower()
    if len(set(lowered)) != 1 or lowered[0] not in _LETTER_RANK:
        return 0
    return (len(lowered) - 1) * len(ALPHABET) + _LETTER_RANK[lowered[0]] + 1


def count_of(number: str) -> int:
    """Read an Arabic, Roman, spelt ("thứ hai") or lettered number as a count; 0: unreadable."""
    bare = number.strip().lower()
    if bare.isdecimal():
        return int(bare)
    spelt = " ".join(bare.removeprefix("thứ ").split())
    if spelt in _SPELLINGS:
        return _SPELLINGS[spelt]
    return from_roman(number) or (_LATIN.find(bare) + 1 if len(bare) == 1 else 0)


def rank(kind: Kind, number: str) -> Rank:
    """Give the sort key of a number within its series; an unreadable number sorts first.

    >>> rank(Kind.ARTICLE, "51a") > rank(Kind.ARTICLE, "51")
    True
    >>> rank(Kind.POINT, "d") < rank(Kind.POINT, "đ") < rank(Kind.POINT, "e")
    True
    """
    if kind is Kind.POINT and (match := _POINT.match(number)):
        return (letter_rank(match[1]), 0, int(match[2] or 0))
    if match := _ARABIC.match(number):
        return (int(match[1]), letter_rank(match[2]), int(match[3] or 0))
    return (count_of(number), 0, 0)


def is_official_letter(number: str) -> bool:
    """Tell whether a point's letter is one that the law's series uses."""
    return number[:1] in _OFFICIAL


def missing_between(kind: Kind, earlier: Rank, later: Rank) -> int:
    """Count the numbers that the series lacks between two; -1 when ``later`` does not come after.

    An inserted number ("51a") may stand between two neighbours but need not.
    """
    if later <= earlier:
        return -1
    if kind is Kind.POINT:
        between = range(earlier[0] + 1, later[0])
        skipped = sum(ALPHABET[(place - 1) % len(ALPHABET)] in _OFFICIAL for place in between)
        return skipped + (1 if later[2] > 1 and later[:2] != earlier[:2] else 0)
    if later[0] == earlier[0]:
        return 0
    return later[0] - earlier[0] - 1 + (1 if later[1] else 0)


def successor(kind: Kind, number: str) -> str:
    """Write the number that follows: "5" → "6", "51a" → "51b", "d" → "đ", "IV" → "V", "y" → "aa".

    :raises ValueError: the number belongs to no series
    """
    if kind is Kind.POINT:
        return _next_letters(number)
    if (match := _ARABIC.match(number)) and match[2]:
        return f"{match[1]}{_next_letters(match[2])}"
    count = count_of(number)
    if not count:
        raise ValueError(number)
    return str(count + 1) if number.isdecimal() else to_roman(count + 1)


def _next_letters(letters: str) -> str:
    letter, times = letters[0], len(letters)
    if letter not in _OFFICIAL:
        following = [one for one in POINT_LETTERS if letter_rank(one) > letter_rank(letter)]
        if not following:
            raise ValueError(letters)
        return following[0] * times
    place = POINT_LETTERS.index(letter) + 1
    return POINT_LETTERS[place] * times if place < len(POINT_LETTERS) else "a" * (times + 1)


def in_eid(kind: Kind, number: str) -> str:
    """Write a number as an address carries it: "thứ nhất" as "I", without spaces."""
    if kind in (Kind.PART, Kind.CHAPTER) and not number.isalnum():
        count = count_of(number)
        return to_roman(count) if count else "-".join(number.split())
    if number.lower() in _SPELLINGS:
        return to_roman(_SPELLINGS[number.lower()])
    return "-".join(number.split())
