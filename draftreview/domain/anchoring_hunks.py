"""Two wordings of one provision laid side by side: sentence by sentence first, then by syllable.

Whole sentences go first, so that of two near-twins the one that stayed is not taken for the one that went.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from draftreview.domain.diffing import TOKEN, Hunk, Op, difference

_SENTENCE = re.compile(r"\S(?:.*?(?:[.;:!?…]+[”\"')]*(?=\s)|(?=\n))|.*)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A hunk with the places where it begins in the older and in the newer wording.

    ``whole``: it is a sentence that both have.
    """

    op: Op
    old: int
    new: int
    length: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """Two wordings side by side; ``left`` are the older sentences of which the newer has no exact like."""

    runs: tuple[Run, ...]
    left: tuple[Span, ...]


def sentences(words: str) -> list[Span]:
    """List where the sentences, and the parts of one between semicolons, begin and end."""
    return [(found.start(), found.start() + len(found[0].rstrip())) for found in _SENTENCE.finditer(words)]


def laid(old: str, new: str) -> Laid:
    """Lay two composed wordings side by side."""
    before, after = sentences(old), sentences(new)
    matcher = SequenceMatcher(
        None, [old[a:b] for a, b in before], [new[a:b] for a, b in after], autojunk=False
    )
    pairs = [
        (before[block.a + at], after[block.b + at])
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    ]
    kept = {one for one, _ in pairs}
    return Laid(
        tuple(run for run in _runs(old, new, pairs) if run.length),
        tuple(one for one in before if one not in kept),
    )


def _runs(old: str, new: str, pairs: list[tuple[Span, Span]]) -> Iterator[Run]:
    here = there = 0
    for (start, end), (new_start, new_end) in [*pairs, ((len(old),) * 2, (len(new),) * 2)]:
        for hunk in _finer(difference(old[here:start], new[there:new_start])):
            yield Run(hunk.op, here, there, len(hunk.text))
            here += len(hunk.text) if hunk.op is not Op.INSERT else 0
            there += len(hunk.text) if hunk.op is not Op.DELETE else 0
        yield Run(Op.EQUAL, start, new_start, end - start, whole=True)
        here, there = end, new_end


def _finer(hunks: tuple[Hunk, ...]) -> Iterator[Hunk]:
    """Take replaced words apart again: what a reader would see as one change may leave a word standing."""
    removed = ""
    for hunk in hunks:
        if hunk.op is Op.DELETE:
            removed = hunk.text
        elif hunk.op is Op.INSERT and removed:
            yield from _tokens(removed, hunk.text)
            removed = ""
        else:
            yield from _gone(removed)
            yield hunk
            removed = ""
    yield from _gone(removed)


def _gone(removed: str) -> Iterator[Hunk]:
    if removed:
        yield Hunk(Op.DELETE, removed)


def _tokens(removed: str, added: str) -> Iterator[Hunk]:
    one, other = TOKEN.findall(removed), TOKEN.findall(added)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Hunk(Op.EQUAL, "".join(one[a:b]))
            continue
        yield Hunk(Op.DELETE, "".join(one[a:b]))
        yield Hunk(Op.INSERT, "".join(other[c:d]))
