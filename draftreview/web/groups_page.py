"""Groups made ready to show: why comments are alike, and what each says otherwise than the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference
from draftreview.domain.grouping import Likeness, Reason
from draftreview.services.group_entries import Entry
from draftreview.services.group_offers import Beside, Offer, StandingGroup


@dataclass(frozen=True, slots=True)
class Alike:
    """Why a comment is in a group, in words, and the words by which it says something else."""

    words: str
    kind: str
    sign: str
    telling: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment beside the first of its group: its words whole, or marked where they differ."""

    entry: Entry
    alike: Alike | None
    talk: tuple[Hunk, ...]
    wording: tuple[Hunk, ...]
    same: bool


def shown_all(first: Entry, others: Iterable[Beside]) -> list[Shown]:
    """Make the comments beside a first one ready."""
    return [shown(first, one) for one in others]


def shown(first: Entry, one: Beside) -> Shown:
    """Make one comment ready; where it is not like the first its words are shown as they are."""
    base = first if one.likeness else one.entry
    return Shown(
        entry=one.entry,
        alike=_alike(one.likeness),
        talk=_difference(base.said.talk.strip(), one.entry.said.talk.strip()),
        wording=_difference(_wording(base), _wording(one.entry)),
        same=one.likeness is not None and one.likeness.reason is Reason.EXACT,
    )


def _wording(entry: Entry) -> str:
    return entry.said.suggested.words.strip() if entry.said.suggested else ""


def _alike(likeness: Likeness | None) -> Alike | None:
    if likeness is None:
        return None
    telling = ", ".join(f"“{word}”" for word in likeness.telling)
    if likeness.reason is Reason.EXACT:
        return Alike(_("Trùng nguyên văn"), "done", "check")
    if likeness.reason is Reason.PROPOSAL:
        return Alike(_("Cùng đề xuất câu chữ"), "done", "pen", telling)
    return Alike(
        _("Gần giống, %(score)s %%", score=round(likeness.score * 100)), "noted", "half-circle", telling
    )


def _difference(old: str, new: str) -> tuple[Hunk, ...]:
    """Compare two wordings; those that cannot be compared stand whole beside each other."""
    try:
        return difference(old, new)
    except NotRebuilt:
        return tuple(hunk for hunk in (Hunk(Op.DELETE, old), Hunk(Op.INSERT, new)) if hunk.text)


def agencies_of(entries: Sequence[Entry]) -> str:
    """Name the agencies of a group, each once."""
    return ", ".join(dict.fromkeys(one.row.agency for one in entries))


def entries_of(group: Offer | StandingGroup) -> list[Entry]:
    """Give the comments of a group in their order, the first in front."""
    return [group.first, *(one.entry for one in group.others)]
