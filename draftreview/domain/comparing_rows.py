"""Rows of a comparison: two provisions side by side with the difference of their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from draftreview.domain.comparing_words import Differ, Run, compared_words, words_in
from draftreview.domain.component_names import numberless
from draftreview.domain.diffing import Counts, Hunk, NotRebuilt, Op, counts, difference, same_wording
from draftreview.domain.provisions import Component, Provision
from draftreview.domain.vocabulary import N_


class ChangeKind(StrEnum):
    """What happened to a provision; several may hold at once.

    ``REFERENCE`` takes the place of ``EDITED`` where only references got the numbers that their targets have
    now: those words did change and are shown, but nothing was decided about them.
    """

    EDITED = "edited"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    REFERENCE = "reference"
    RENUMBERED = "renumbered"


CHANGE_LABELS: Mapping[ChangeKind, str] = {
    ChangeKind.EDITED: N_("Sửa"),
    ChangeKind.INSERTED: N_("Thêm"),
    ChangeKind.DELETED: N_("Bỏ"),
    ChangeKind.MOVED: N_("Chuyển"),
    ChangeKind.SPLIT: N_("Tách"),
    ChangeKind.MERGED: N_("Gộp"),
    ChangeKind.REFERENCE: N_("Dẫn chiếu"),
    ChangeKind.RENUMBERED: N_("Số"),
}


class Part(StrEnum):
    """Which words of a text a row shows."""

    PROVISION = "provision"
    TITLE = "title"
    PREAMBLE = "preamble"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a comparison.

    ``heading``, ``text`` and ``tail`` are stretches of words, with whole tables between them.
    ``old`` or ``new`` is ``None`` where that side is empty. A moved provision has a second row at its old
    place: ``departed`` is true there, and only the older side is filled. ``failed``: the difference could
    not be computed and the plain texts stand in it as deleted and inserted.
    """

    part: Part
    old_eid: str | None
    new_eid: str | None
    old: Provision | None = None
    new: Provision | None = None
    depth: int = 0
    kinds: frozenset[ChangeKind] = frozenset()
    certain: bool = True
    departed: bool = False
    heading: tuple[Run, ...] = ()
    text: tuple[Run, ...] = ()
    tail: tuple[Run, ...] = ()
    failed: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether there is more to see than another number."""
        return self.departed or bool(self.kinds - {ChangeKind.RENUMBERED})

    @property
    def counts(self) -> Counts:
        """Count the syllables added and removed."""
        return counts(words_in((*self.heading, *self.text, *self.tail)))


@dataclass(frozen=True, slots=True)
class Wordings:
    """The two sides of one row before they are compared."""

    heading: tuple[str, str]
    text: tuple[str, str]
    tail: tuple[str, str]


def runs_of(
    wordings: Wordings, differ: Differ
) -> tuple[tuple[Run, ...], tuple[Run, ...], tuple[Run, ...], bool]:
    """Compare heading, text and tail; where one cannot be compared, give all three plainly and say so."""
    sides = (wordings.heading, wordings.text, wordings.tail)
    try:
        heading, text, tail = (compared_words(old, new, differ) for old, new in sides)
    except NotRebuilt:
        heading, text, tail = (_plain(old, new) for old, new in sides)
        return heading, text, tail, True
    return heading, text, tail, False


def _plain(old: str, new: str) -> tuple[Hunk, ...]:
    return tuple(hunk for hunk in (Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)) if hunk.text)


def shares(hunks: Iterable[Hunk], lengths: Sequence[int], side: Op) -> list[tuple[Hunk, ...]]:
    """Cut the difference between one text and several joined ones into the share of each of them.

    :param lengths: characters of the several texts
    :param side: ``INSERT`` where the several are the newer side, ``DELETE`` where they are the older
    """
    found: list[list[Hunk]] = [[] for _ in lengths]
    place, left = 0, lengths[0]
    for hunk in hunks:
        text = hunk.text
        if hunk.op not in (Op.EQUAL, side):
            found[place].append(hunk)
            continue
        while text:
            if not left and place + 1 < len(lengths):
                place += 1
                left = lengths[place]
                continue
            cut = min(left, len(text)) if place + 1 < len(lengths) else len(text)
            found[place].append(Hunk(hunk.op, text[:cut]))
            text, left = text[cut:], left - cut
    return [tuple(one) for one in found]


def edge_rows(
    old: Component | None, new: Component | None, parts: Sequence[Part], differ: Differ = difference
) -> Iterator[Row]:
    """Yield the rows of the words around the provisions of two components."""
    for part in parts:
        before = str(getattr(old, part)) if old else ""
        after = str(getattr(new, part)) if new else ""
        if not before and not after:
            continue
        wordings = Wordings(("", ""), (before, after), ("", ""))
        heading, text, tail, failed = runs_of(wordings, differ)
        yield Row(
            part,
            old.eid if old else None,
            new.eid if new else None,
            kinds=_edge_kinds(part, before, after),
            heading=heading,
            text=text,
            tail=tail,
            failed=failed,
        )


def _edge_kinds(part: Part, before: str, after: str) -> frozenset[ChangeKind]:
    if same_wording(before, after):
        return frozenset()
    if not before or not after:
        return frozenset({ChangeKind.INSERTED if after else ChangeKind.DELETED})
    if part is Part.TITLE and same_wording(numberless(before), numberless(after)):
        return frozenset({ChangeKind.RENUMBERED})
    return frozenset({ChangeKind.EDITED})
