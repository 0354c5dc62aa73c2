"""Headings set in capitals written as a sentence, for lists where capitals would shout."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_VOWELS = frozenset("AEIOUY")


def sentence_case(heading: str) -> str:
    """Write a heading in capitals as a sentence; words without a vowel (UBND, TTHC) are abbreviations.

    >>> sentence_case("TRÁCH NHIỆM CỦA UBND CẤP XÃ")
    'Trách nhiệm của UBND cấp xã'
    """
    if not heading.isupper():
        return heading
    written = _WORD.sub(lambda word: _lowered(word[0]), heading)
    return written[:1].upper() + written[1:]


def _lowered(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    keeps = _VOWELS.isdisjoint(plain) or _ROMAN.match(word)
    return word if keeps and len(word) > 1 else word.lower()
