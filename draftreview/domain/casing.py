"""Headings set in capitals written as a sentence, for lists where capitals would shout."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|qu|ch|kh|ph|th|tr|[bcdđghklmnpqrstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?\Z"
)


def sentence_case(heading: str) -> str:
    """Write a heading in capitals as a sentence; what is no Vietnamese syllable (UBND) is an abbreviation.

    >>> sentence_case("TRÁCH NHIỆM CỦA UBND CẤP XÃ")
    'Trách nhiệm của UBND cấp xã'
    """
    if not heading.isupper():
        return heading
    written = _WORD.sub(lambda word: _lowered(word[0]), heading)
    return written[:1].upper() + written[1:]


def _lowered(word: str) -> str:
    if _ROMAN.match(word):
        return word
    marks = unicodedata.normalize("NFD", word.lower())
    plain = "".join(char for char in marks if not unicodedata.combining(char))
    return word.lower() if _SYLLABLE.match(plain) else word
