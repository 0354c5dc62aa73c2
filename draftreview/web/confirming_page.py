"""Uncertain pairs made ready to show: both texts with their difference, what stands around, how alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.comparing_words import prose_compared
from draftreview.domain.diffing import Fold, Hunk, NotRebuilt, Op, difference, folded
from draftreview.domain.neighbourhood import inner_text
from draftreview.domain.provisions import Kind, Provision
from draftreview.domain.rendering import label
from draftreview.services.uncertain import Side, UncertainPair

READABLE = 0.3
"""Below this likeness a difference of two wordings tells less than the plain words."""

_NEAR = 140  # characters of a neighbour that are enough to recognise it


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side of a pair: its citation, the lines above it and its neighbours, each in one line."""

    citation: str
    number: str
    title: str
    above: tuple[str, ...]
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair side by side; ``heading`` and ``text`` hold both sides, ``brief`` the text cut short."""

    old: ShownSide
    new: ShownSide
    heading: tuple[Hunk, ...]
    text: tuple[Hunk, ...]
    brief: tuple[Hunk, ...]


def shown_pair(pair: UncertainPair) -> ShownPair:
    """Make a pair ready."""
    return shown(pair.old, pair.new)


def shown(old: Side, new: Side) -> ShownPair:
    """Make two provisions ready to be compared by a person."""
    before, after = old.stands.provision, new.stands.provision
    heading = _difference(before.heading, after.heading)
    text = _difference(inner_text(before), inner_text(after))
    return ShownPair(_side(old), _side(new), heading, text, _brief(text))


def _difference(old: str, new: str) -> tuple[Hunk, ...]:
    """Compare two wordings; one that cannot be compared is shown whole beside the other."""
    try:
        return prose_compared(old, new, difference)
    except NotRebuilt:
        return tuple(hunk for hunk in (Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)) if hunk.text)


def _brief(text: Sequence[Hunk]) -> tuple[Hunk, ...]:
    """Leave long unchanged stretches out; a text without any change is shown as it is."""
    if all(hunk.op is Op.EQUAL for hunk in text):
        return tuple(text)
    return tuple(Hunk(Op.EQUAL, " […] ") if isinstance(one, Fold) else one for one in folded(text))


def _side(side: Side) -> ShownSide:
    stands = side.stands
    words = label(stands.provision)
    hangs = stands.provision.kind in (Kind.CLAUSE, Kind.POINT)
    return ShownSide(
        citation=side.citation,
        number=words if hangs else "",
        title="" if hangs else words,
        above=tuple(_line(one) for one in stands.above),
        before=_line(stands.before),
        behind=_line(stands.behind),
    )


def _line(provision: Provision | None) -> str:
    if provision is None:
        return ""
    words = " ".join((provision.heading or provision.text).split())
    short = words if len(words) <= _NEAR else f"{words[:_NEAR].rsplit(' ', 1)[0]}…"
    number = label(provision)
    parted = number if number.endswith((".", ")")) else f"{number}."
    return f"{parted} {short}".strip()


def likeness_words(score: float) -> str:
    """Say how alike two wordings are, by their score from 0 to 1."""
    levels: Sequence[tuple[float, str]] = (
        (0.8, _("rất giống")),
        (0.6, _("khá giống")),
        (0.4, _("giống một phần")),
        (0.2, _("ít giống")),
    )
    words = next((words for least, words in levels if score >= least), _("khác hẳn"))
    return f"{words}, {round(score * 100)} %"
