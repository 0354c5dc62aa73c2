"""The difference of two wordings by Vietnamese syllable, never with a cut inside one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch

TOKEN = re.compile(r"[\w\u0300-\u036f]+\s*|[^\w\s\u0300-\u036f]\s*|\s+")
_SYLLABLE = re.compile(r"[\w\u0300-\u036f]+")
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_INSIDE = re.compile(r"[\w\u0300-\u036f]")
_FIRST_SURROGATE, _SURROGATES = 0xD800, 0x800
_MOST_TOKENS = 400_000  # one code each, and memory stays bounded
_MOST_WORK = 3_000_000  # about half a second; beyond it paragraphs are compared first
_NEAREST = 2  # changes with fewer syllables between them are shown as one


class Op(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


class NotRebuilt(Exception):
    """A difference that does not give both of its sides back; it must not be shown."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of words that two wordings share, or that only one of them has."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Fold:
    """An unchanged stretch that is not shown until asked for, with its length in syllables."""

    text: str
    syllables: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many syllables ("tiếng") were added and removed."""

    added: int = 0
    removed: int = 0


def nfc(text: str) -> str:
    """Compose letters and their marks, as every comparison needs it."""
    return unicodedata.normalize("NFC", text)


def syllables(text: str) -> tuple[str, ...]:
    """List the syllables of a text without spaces and punctuation."""
    return tuple(_SYLLABLE.findall(nfc(text)))


def same_wording(one: str, other: str) -> bool:
    """Tell whether two texts say the same, whatever their spaces and way of composing letters."""
    return nfc(one).split() == nfc(other).split()


def difference(old: str, new: str) -> tuple[Hunk, ...]:
    """Compare two wordings by syllable; a deletion stands before the insertion that replaces it.

    :raises NotRebuilt: the hunks do not give both wordings back (never seen; checked all the same)
    """
    before, after = nfc(old), nfc(new)
    if before == after:
        return (Hunk(Op.EQUAL, before),) if before else ()
    return rebuilding(tidied(_compared(before, after)), before, after)


def rebuilding(hunks: tuple[Hunk, ...], old: str, new: str) -> tuple[Hunk, ...]:
    """Give hunks back if both wordings come out of them.

    :raises NotRebuilt: they do not
    """
    if old_side(hunks) != old or new_side(hunks) != new:
        raise NotRebuilt
    return hunks


def tidied(hunks: Iterable[Hunk]) -> tuple[Hunk, ...]:
    """Join what is too close to tell apart, and leave out of each change what its two sides share."""
    return tuple(_tidy(_joined(hunks)))


def old_side(hunks: Iterable[Hunk]) -> str:
    """Give the older wording back."""
    return "".join(hunk.text for hunk in hunks if hunk.op is not Op.INSERT)


def new_side(hunks: Iterable[Hunk]) -> str:
    """Give the newer wording back."""
    return "".join(hunk.text for hunk in hunks if hunk.op is not Op.DELETE)


def counts(hunks: Iterable[Hunk]) -> Counts:
    """Count the syllables added and removed."""
    found = Counter({Op.INSERT: 0, Op.DELETE: 0})
    for hunk in hunks:
        found[hunk.op] += len(_SYLLABLE.findall(hunk.text))
    return Counts(found[Op.INSERT], found[Op.DELETE])


def folded(hunks: Sequence[Hunk], context: int = 12, least: int = 0) -> tuple[Hunk | Fold, ...]:
    """Fold unchanged stretches, leaving ``context`` syllables beside each change.

    A stretch is left open when folding it would hide less than it leaves, or less than ``least`` syllables.
    A text without any change is one fold.
    """
    shown: list[Hunk | Fold] = []
    for place, hunk in enumerate(hunks):
        first, last = place == 0, place == len(hunks) - 1
        if hunk.op is Op.EQUAL:
            shown.extend(_fold(hunk, 0 if first else context, 0 if last else context, least))
        else:
            shown.append(hunk)
    return tuple(shown)


def _fold(hunk: Hunk, head: int, tail: int, least: int) -> Iterator[Hunk | Fold]:
    spans = [match.span() for match in _SYLLABLE.finditer(hunk.text)]
    hidden = len(spans) - head - tail
    if hidden <= max(head, tail, 1) or hidden < least:
        yield hunk
        return
    start = spans[head - 1][1] if head else 0
    end = spans[len(spans) - tail][0] if tail else len(hunk.text)
    if head:
        yield Hunk(Op.EQUAL, hunk.text[:start])
    yield Fold(hunk.text[start:end], hidden)
    if tail:
        yield Hunk(Op.EQUAL, hunk.text[end:])


def _compared(old: str, new: str) -> Iterator[Hunk]:
    """Compare by syllable; by paragraph first where the texts are too long and too different."""
    fine = _by_units(old, new, TOKEN.findall)
    if fine is not None:
        yield from fine
        return
    coarse = _by_units(old, new, _PARAGRAPH.findall)
    if coarse is None:
        yield from _replaced(old, new)
        return
    for removed, added in _blocks(coarse):
        if removed == added:
            yield Hunk(Op.EQUAL, removed)
        else:
            inner = _by_units(removed, added, TOKEN.findall)
            yield from _replaced(removed, added) if inner is None else inner


def _replaced(old: str, new: str) -> list[Hunk]:
    return [Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)]


def _blocks(hunks: Sequence[Hunk]) -> Iterator[tuple[str, str]]:
    """Yield (old, new) stretches: equal ones as they are, neighbouring changes as one."""
    removed = added = ""
    for hunk in hunks:
        if hunk.op is Op.EQUAL:
            yield removed, added
            yield hunk.text, hunk.text
            removed = added = ""
        elif hunk.op is Op.DELETE:
            removed += hunk.text
        else:
            added += hunk.text
    yield removed, added


def _by_units(old: str, new: str, cut: Callable[[str], list[str]]) -> list[Hunk] | None:
    """Compare two texts unit by unit, or give None where that would take too long.

    Each distinct unit becomes one character outside the surrogates, which is what diff-match-patch compares.
    """
    before, after = cut(old), cut(new)
    if len(before) + len(after) > _MOST_TOKENS:
        return None
    codes: dict[str, str] = {}
    for unit in (*before, *after):
        if unit not in codes:
            place = len(codes) + 1
            codes[unit] = chr(place + _SURROGATES if place >= _FIRST_SURROGATE else place)
    apart = sum(((Counter(before) - Counter(after)) + (Counter(after) - Counter(before))).values())
    if apart * (len(before) + len(after)) > _MOST_WORK:
        return None
    units = {code: unit for unit, code in codes.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main(
        "".join(codes[unit] for unit in before), "".join(codes[unit] for unit in after), False
    )
    ops = {0: Op.EQUAL, 1: Op.INSERT, -1: Op.DELETE}
    return [Hunk(ops[op], "".join(units[code] for code in text)) for op, text in found]


def _joined(hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """Join changes with fewer than two syllables between them, deletion before insertion."""
    removed = added = between = ""
    for hunk in hunks:
        if hunk.op is Op.EQUAL:
            if (removed or added) and len(_SYLLABLE.findall(between + hunk.text)) < _NEAREST:
                between += hunk.text
                continue
            yield from _pair(removed, added)
            yield Hunk(Op.EQUAL, between + hunk.text)
            removed = added = between = ""
        elif hunk.op is Op.DELETE:
            removed, added, between = removed + between + hunk.text, added + between, ""
        else:
            removed, added, between = removed + between, added + between + hunk.text, ""
    yield from _pair(removed, added)
    if between:
        yield Hunk(Op.EQUAL, between)


def _pair(removed: str, added: str) -> Iterator[Hunk]:
    """Yield one change without the words that both of its ends share."""
    head = _shared_head(removed, added)
    tail = _shared_tail(removed[head:], added[head:])
    if head:
        yield Hunk(Op.EQUAL, removed[:head])
    if gone := removed[head : len(removed) - tail]:
        yield Hunk(Op.DELETE, gone)
    if came := added[head : len(added) - tail]:
        yield Hunk(Op.INSERT, came)
    if tail:
        yield Hunk(Op.EQUAL, removed[len(removed) - tail :])


def _shared_head(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    while length and (_cuts(one, length) or _cuts(other, length)):
        length -= 1
    return length


def _shared_tail(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    while length and (_cuts(one, len(one) - length) or _cuts(other, len(other) - length)):
        length -= 1
    return length


def _cuts(text: str, place: int) -> bool:
    """Tell whether a cut at this place goes through a syllable."""
    return 0 < place < len(text) and bool(_INSIDE.match(text[place - 1]) and _INSIDE.match(text[place]))


def _tidy(hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """Join neighbouring equal runs and drop empty ones."""
    kept: Hunk | None = None
    for hunk in hunks:
        if kept and kept.op is Op.EQUAL and hunk.op is Op.EQUAL:
            kept = Hunk(Op.EQUAL, kept.text + hunk.text)
        elif hunk.text:
            if kept:
                yield kept
            kept = hunk
    if kept:
        yield kept
