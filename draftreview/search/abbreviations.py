"""Initials read as the words they stand for: TTHC is thủ tục hành chính, where a text says so."""

import re
from collections.abc import Callable, Iterable

Words = tuple[str, ...]

MOST_WAYS = 40
"""So many beginnings are followed up."""

_LEFT_OUT = frozenset({"cua", "va", "cac", "nhung", "neu"})
"""Words that no abbreviation has a letter for."""

_INITIALS = re.compile(r"[a-z][^\W\d_aeiouy]{2,5}")


def is_abbreviation(word: str) -> bool:
    """Tell whether a folded word can only be initials: three to six letters, no vowel after the first.

    >>> [is_abbreviation(word) for word in ("tthc", "ubnd", "cua", "tt", "1/hc")]
    [True, True, False, False, False]
    """
    return _INITIALS.fullmatch(word) is not None


def spelt_out(word: str, rows: Iterable[str], follow: Callable[[Words], int]) -> list[Words]:
    """List words with these initials of which each two follow each other, those of most documents first.

    :param rows: each two words that follow each other in some document: "thu tuc"
    :param follow: counts the documents, of those that may be looked at, where words follow each other
    """
    pairs = [pair for row in rows if not _LEFT_OUT.intersection(pair := tuple(row.split(" ")))]
    ways = _most([pair for pair in pairs if _begins(pair, word[:2])], follow)
    for at in range(1, len(word) - 1):
        nexts = [pair for pair in pairs if _begins(pair, word[at : at + 2])]
        longer = [(*way, pair[1]) for way in ways for pair in nexts if pair[0] == way[-1]]
        ways = _most(longer, follow)
    return ways


def _begins(pair: Words, initials: str) -> bool:
    return "".join(word[:1] for word in pair) == initials


def _most(ways: Iterable[Words], follow: Callable[[Words], int]) -> list[Words]:
    counted = [(follow(way), way) for way in ways]
    return [way for count, way in sorted(counted, reverse=True)[:MOST_WAYS] if count]
