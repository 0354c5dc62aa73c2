"""Vietnamese words for searching: folding, syllables, and a form of each syllable that keeps its marks.

Folding is NFC → lower case → đ→d → marks stripped, one character for one character, so that an offset
in the folded text is an offset in the NFC text that a person reads.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Grave, acute, tilde, hook above, dot below: the five written tones."""

_D_WITH_STROKE = dict.fromkeys("đĐðÐ", "d")
"""The last two are eth, which old Vietnamese fonts and keyboards put in place of đ."""

_SYLLABLE = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


class Syllable(NamedTuple):
    """One run of letters or digits: ``folded`` to find it by, ``exact`` to prefer it by, and its offsets."""

    folded: str
    exact: str
    start: int
    end: int

    @property
    def accented(self) -> bool:
        """Tell whether it carries a mark, or a đ, that folding takes away."""
        return self.folded != self.exact


class _FoldingTable(dict[int, str]):
    """Fold one character at a time, each worked out once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _D_WITH_STROKE:
        return _D_WITH_STROKE[character]
    parts = unicodedata.normalize("NFD", character)
    base = parts[0] if all(unicodedata.combining(mark) for mark in parts[1:]) else character
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


_FOLDING = _FoldingTable()


def nfc(text: str) -> str:
    """Give the text in the normal form that offsets are counted in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Fold NFC text to plain lower-case letters of the same length.

    >>> fold("Bộ phận Một cửa, điểm Đ")
    'bo phan mot cua, diem d'
    """
    return text.translate(_FOLDING)


@lru_cache(maxsize=20_000)
def exact(syllable: str) -> str:
    """Write a syllable in lower case with its tone at the end, so that hòa and hoà are the same word."""
    parts = unicodedata.normalize("NFD", syllable.lower())
    letters = nfc("".join(one for one in parts if one not in _TONES))
    return letters + "".join(sorted(one for one in parts if one in _TONES))


def syllables(text: str) -> Iterator[Syllable]:
    """Yield the syllables and numbers of NFC text; a code such as 61/2015/QĐ-UBND gives its parts."""
    folded = fold(text)
    for match in _SYLLABLE.finditer(folded):
        start, end = match.span()
        yield Syllable(_bare(match[0]), exact(text[start:end]), start, end)


def _bare(folded: str) -> str:
    """Drop marks that no composed letter exists for; they keep their place in the text only."""
    if folded.isascii():
        return folded
    return "".join(one for one in folded if not unicodedata.combining(one)) or folded
