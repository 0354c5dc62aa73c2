"""What a person typed, understood: words, phrases, what to leave out, alternatives, a cited place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from draftreview.search.analysis import Syllable, nfc, syllables
from draftreview.search.citing import Place, cited_place

MOST_CHARACTERS = 400
MOST_PIECES = 24
"""What comes after is not looked for: nobody types so much, and each piece costs time."""

_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„‟«»", '""""""')
_OR = frozenset({"OR", "HOẶC", "|"})

Phrase = tuple[Syllable, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words to look for: every group must be met by one of its phrases, and no ``excluded`` phrase.

    A phrase of one syllable is a word. ``place`` is the provision cited, ``only_place`` if nothing else
    was asked for.
    """

    groups: tuple[tuple[Phrase, ...], ...] = ()
    excluded: tuple[Phrase, ...] = ()
    place: Place | None = None
    only_place: bool = False

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """List what is looked for, alternatives included, in the order it was typed."""
        return tuple(phrase for group in self.groups for phrase in group)

    @property
    def whole(self) -> Phrase:
        """Give all the syllables in one row, or nothing where alternatives leave no single row."""
        if any(len(group) > 1 for group in self.groups):
            return ()
        return tuple(one for phrase in self.phrases for one in phrase)


def readable(words: str) -> str:
    """Give the part of a question that is read, as it is read."""
    return nfc(words)[:MOST_CHARACTERS].translate(_QUOTES)


def read_question(words: str) -> Asked:
    """Understand the words of a question; whatever was typed means something, at worst nothing."""
    typed = readable(words)
    groups: list[list[Phrase]] = []
    excluded: list[Phrase] = []
    joined = False
    for minus, phrase in _pieces(typed):
        if phrase is None:
            joined = bool(groups)
        elif minus:
            excluded.append(phrase)
        elif joined:
            groups[-1].append(phrase)
            joined = False
        else:
            groups.append([phrase])
    place, rest = cited_place(typed)
    if place and not rest:
        groups = [[(one,)] for one in syllables(place.words)]
    once = dict.fromkeys(tuple(group) for group in groups)
    return Asked(tuple(once), tuple(excluded), place, place is not None and not rest)


def _pieces(typed: str) -> Iterator[tuple[bool, Phrase | None]]:
    """Yield (left out?, syllables) for each word or phrase typed, and no syllables for an OR."""
    for count, match in enumerate(_PIECE.finditer(typed)):
        if count >= MOST_PIECES:
            return
        if match["word"] in _OR and not match["minus"]:
            yield False, None
            continue
        phrase = tuple(syllables(match["phrase"] or match["word"] or ""))
        if phrase:
            yield bool(match["minus"]), phrase
