"""A question that would find something, where the one asked finds nothing: “Có phải bạn tìm …”.

A word is read as a slip of the fingers, as typed with the Vietnamese keyboard off, as words run together or
as their initials; a cited place that there is none of, as the larger one that it would stand in.
Only what occurs in documents that the reader may see is ever proposed, and only if it finds some of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase, digits

from draftreview.search.abbreviations import is_abbreviation, spelt_out
from draftreview.search.analysis import Syllable, nfc, syllables
from draftreview.search.citing import wider
from draftreview.search.matching import Scope, at_place, in_a_row, matching
from draftreview.search.questions import Asked, read_question, readable
from draftreview.search.ranking import best
from draftreview.search.schema import FOLDED, ROWS
from draftreview.search.view import View

MOST_WORDS, MOST_READINGS, LONGEST = 8, 12, 40
"""Longer questions and words are left as they are; so many readings of a word are tried."""

_LETTERS = ascii_lowercase + digits
_SYLLABLE = 7
"""Letters of the longest Vietnamese syllable: “nghiêng”."""

Reading = tuple[str, ...]
"""Folded words that may be meant by one that was typed."""


def suggest(view: View, scope: Scope, words: str, asked: Asked) -> str:
    """Propose a question, written as the texts write it, or nothing where none finds more."""
    if asked.place and asked.only_place:
        return _larger(view, scope, asked.place.words)
    typed = readable(words)
    wanted = {one.folded for phrase in asked.phrases for one in phrase}
    spots = [one for one in syllables(typed) if one.folded in wanted]
    if not 0 < len(spots) <= MOST_WORDS or any(len(one.folded) > LONGEST for one in spots):
        return ""
    tried = list(_questions(Vocabulary(view, scope.visible), [one.folded for one in spots]))
    found = [_found(view, scope, _with(typed, spots, readings)) for readings in tried]
    most, at = max(((one.bit_count(), -at) for at, one in enumerate(found)), default=(0, 0))
    if not most:
        return ""
    readings = tried[-at]
    question = _with(typed, spots, readings)
    ((number, _),) = best(view, read_question(question), found[-at], scope.visible, 1)
    stored = view.stored(number)
    text = "\n".join((stored["body"], stored["title"], stored["citation"]))
    return _with(typed, spots, as_written(readings, spots, text))


def _larger(view: View, scope: Scope, citation: str) -> str:
    """Propose the nearest larger place that there is: another number would be another rule."""
    for words in wider(citation):
        if scope.narrow(at_place(view, read_question(words)) & scope.visible):
            return words
    return ""


def _found(view: View, scope: Scope, question: str) -> int:
    return scope.narrow(matching(view, read_question(question)) & scope.visible)


def _with(typed: str, spots: Sequence[Syllable], readings: Sequence[Reading]) -> str:
    """Write a question anew with other words in some places; quotation marks and the like stay."""
    pieces, end = [], 0
    for spot, reading in zip(spots, readings, strict=True):
        as_it_was = typed[spot.start : spot.end]
        pieces += [typed[end : spot.start], as_it_was if reading == (spot.folded,) else " ".join(reading)]
        end = spot.end
    return "".join((*pieces, typed[end:]))


def _questions(vocabulary: "Vocabulary", words: Sequence[str]) -> Iterator[tuple[Reading, ...]]:
    """List other readings of a question: of the words that occur nowhere, or else of one word at a time."""
    as_typed: list[Reading] = [(word,) for word in words]
    unknown = [at for at, word in enumerate(words) if not vocabulary.count(word)]
    for at in unknown:
        meant = vocabulary.meant(words[at])
        if not meant:
            return
        as_typed[at] = max(meant, key=lambda reading: vocabulary.support(as_typed, at, reading))
    if unknown:
        yield tuple(as_typed)
    for at in unknown or range(len(words)):
        for reading in vocabulary.meant(words[at]):
            yield (*as_typed[:at], reading, *as_typed[at + 1 :])


class Vocabulary:
    """The folded words that occur in the documents a reader may see."""

    def __init__(self, view: View, visible: int) -> None:
        self._view, self._visible = view, visible
        self._known = {term for leaf in view.leaves for term in leaf.terms(FOLDED)}

    def count(self, word: str) -> int:
        """Count the documents that a word occurs in."""
        if word not in self._known:
            return 0
        return (self._view.documents(FOLDED, word) & self._visible).bit_count()

    def follow(self, words: Iterable[str]) -> int:
        """Count the documents in which each two of these words follow each other."""
        found = self._visible
        for one, other in pairwise(words):
            found &= self._view.documents(ROWS, f"{one} {other}")
        return found.bit_count()

    def meant(self, word: str) -> list[Reading]:
        """List what may be meant by a word, the likeliest first; another number is never meant."""
        in_full = self._in_full(word) if is_abbreviation(word) else ()
        if in_full:
            return [in_full]
        plain = without_keyboard(word)
        near = filter(_may_be_a_slip, self._known & one_slip_away(word)) if _may_be_a_slip(word) else ()
        slips = sorted(filter(self.count, near), key=self.count, reverse=True)
        readings = [(plain,)] if plain != word and self.count(plain) else []
        return [*readings, *self._apart(word), *((one,) for one in slips[:MOST_READINGS])]

    def _in_full(self, word: str) -> Reading:
        rows = {row for leaf in self._view.leaves for row in leaf.terms(ROWS)}
        ways = spelt_out(word, rows, self.follow)
        return next((way for way in ways if self._in_a_row(way)), ())

    def _in_a_row(self, words: Reading) -> int:
        return in_a_row(self._view, tuple(Syllable(one, one, 0, 0) for one in words)) & self._visible

    def _apart(self, word: str) -> list[Reading]:
        """Cut words that were run together, into as few as can be that follow each other in a text."""
        ways: list[list[Reading]] = [[()]]
        for end in range(1, len(word) + 1):
            longer = [
                (*way, word[start:end])
                for start in range(max(0, end - _SYLLABLE), end)
                if self.count(word[start:end])
                for way in ways[start]
                if not way or self.follow((way[-1], word[start:end]))
            ]
            ways.append(sorted(longer, key=len)[:MOST_READINGS])
        return [way for way in ways[-1] if len(way) > 1][:1]

    def support(self, readings: Sequence[Reading], at: int, reading: Reading) -> tuple[int, int]:
        """Weigh a reading by how often it stands beside its neighbours, then by how often it occurs."""
        before = readings[at - 1][-1:] if at else ()
        after = readings[at + 1][:1] if at + 1 < len(readings) else ()
        beside = [(*before, reading[0]), (reading[-1], *after)]
        together = sum(self.follow(pair) for pair in beside if len(pair) > 1)
        return together, min(map(self.count, reading))


def _may_be_a_slip(word: str) -> bool:
    """Tell words from numbers and lone letters: these name something else when they differ."""
    return len(word) > 1 and word.isalpha()


def one_slip_away(word: str) -> set[str]:
    """List what one slip makes of a word: a letter too many, missing, wrong, or two exchanged."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in cuts if b}
    exchanged = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    replaced = {a + one + b[1:] for a, b in cuts if b for one in _LETTERS}
    added = {a + one + b for a, b in cuts for one in _LETTERS}
    return (dropped | exchanged | replaced | added) - {word, ""}


def without_keyboard(word: str) -> str:
    """Read a folded word typed in Telex or VNI without the program that makes marks of its letters.

    No Vietnamese syllable has a consonant s, f, r, x, j or d after its vowel, nor a w anywhere.

    >>> [without_keyboard(word) for word in ("mootj", "cuwra", "ddieeuf", "d9ie62u", "twf")]
    ['mot', 'cua', 'dieu', 'dieu', 'tu']
    """
    plain = re.sub(r"(?<=[a-z])\d+", "", word)
    head = re.match(r"[^aeiouyw]*", plain)
    assert head is not None
    vowel = re.sub(r"^w", "u", plain[head.end() :])
    vowel = re.sub(r"[sfrxjdw]", "", vowel)
    return head[0].replace("dd", "d") + re.sub(r"([aeo])\1", r"\1", vowel)


def as_written(readings: Sequence[Reading], spots: Sequence[Syllable], text: str) -> list[Reading]:
    """Give words as a text writes them, by preference where all stand in a row; marks typed stay typed."""
    whole = nfc(text)
    standing = [(one.folded, whole[one.start : one.end].lower()) for one in syllables(whole)]
    row = [word for reading in readings for word in reading]
    written = dict(reversed(standing))
    for start in range(len(standing) - len(row) + 1):
        run = standing[start : start + len(row)]
        if [folded for folded, _ in run] == row:
            written |= dict(run)
            break
    return [
        reading
        if spot.accented and reading == (spot.folded,)
        else tuple(written.get(one, one) for one in reading)
        for reading, spot in zip(readings, spots, strict=True)
    ]
