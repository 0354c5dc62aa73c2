"""The words of comments made comparable: tidied tokens, shingles of syllables, and the words that tell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from draftreview.domain.diffing import nfc
from draftreview.domain.similarity import telling

Tokens = tuple[str, ...]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[\w\u0300-\u036f]+|[^\w\s]")
_PUNCTUATION = frozenset("“”‘’«»…–—•·¶" + ".,;:!?\"'()[]{}-*_`#|\\~^")
"""Signs that change nothing; the others (%, /, <, ≤, + and the like) are words of their own."""

_OLD_TONES = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_TONE_MOVED = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)

_UNITS = frozenset(
    {
        *("phút", "giờ", "ngày", "tuần", "tháng", "quý", "đồng"),
        *("mét", "km", "m", "m2", "ha", "kg", "tấn"),
    }
)
_TIMES = frozenset({"ngày", "giờ"})
_SHINGLE = 2
"""Syllables in a shingle: most Vietnamese words have two, and one word exchanged costs two shingles."""


def tokens(text: str) -> Tokens:
    """Cut words into syllables, numbers and telling signs: composed, in lower case, without punctuation.

    The tone of "hoà" and "hòa" is the same tone.

    >>> tokens("Uỷ ban  trả lời: “trong 05 ngày”.")
    ('ủy', 'ban', 'trả', 'lời', 'trong', '05', 'ngày')
    """
    tidied = _OLD_TONES.sub(lambda found: _TONE_MOVED[found[0]], nfc(text).lower())
    return tuple(word for word in _TOKEN.findall(tidied) if word not in _PUNCTUATION)


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Give the runs of two neighbouring syllables; a single syllable stands for itself."""
    if len(words) < _SHINGLE:
        return frozenset(words)
    return frozenset(" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def differing_tellingly(one: Sequence[str], other: Sequence[str]) -> Tokens:
    """List the words that tell two near-twins apart: negations, numbers, units, bounds, levels, signs.

    The same ones in another order differ as well ("huyện gửi tỉnh", "tỉnh gửi huyện").
    """
    said, said_too = list(_telling(one)), list(_telling(other))
    if said == said_too:
        return ()
    counted, counted_too = Counter(said), Counter(said_too)
    apart = (counted - counted_too) | (counted_too - counted)
    return tuple(
        sorted(apart or {word for pair in zip(said, said_too, strict=True) for word in _unlike(*pair)})
    )


def _unlike(one: str, other: str) -> tuple[str, ...]:
    return (one, other) if one != other else ()


def _telling(words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if (
            word == "làm"
            and words[at - 1 : at]
            and words[at - 1] in _TIMES
            and words[at + 1 : at + 2] == ("việc",)
        ):
            yield "làm việc"
        elif word.isdecimal():
            yield word.lstrip("0") or "0"
        elif word in _UNITS or telling(word) or not (word[0].isalnum()):
            yield word
