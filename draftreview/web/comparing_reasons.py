"""What stands behind the changes of a comparison, in words and links, and what was found open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from draftreview.domain.comparing import Entry, Part, Row
from draftreview.domain.findings import EXTENT_LABELS, Extent, Place
from draftreview.domain.provisions import opening_capital
from draftreview.domain.vocabulary import Stage
from draftreview.services.findings import Behind
from draftreview.services.reasons import Answered
from draftreview.web.comparing_notes import Key


@dataclass(frozen=True, slots=True)
class Reason:
    """One comment behind a change, with its answer and a link to its trace; or a direct edit, without."""

    words: str
    outcome: str = ""
    url: str = ""
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment of a finding: whose and about what, what is found of it, its place here and its trace."""

    agency: str
    place: str
    outcome: str
    url: str
    anchor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """What was found open, each with its links; ``unexplained`` are changes."""

    unexplained: tuple[Entry, ...]
    unseen: tuple[Remark, ...]
    gone: tuple[Remark, ...]

    @property
    def total(self) -> int:
        """Count everything."""
        return len(self.unexplained) + len(self.unseen) + len(self.gone)


def reasons_of(row: Row, behind: Behind) -> tuple[Reason, ...]:
    """Say what stands behind a row."""
    key = row.part, row.old_eid, row.new_eid
    if row.departed or not row.kinds:
        return ()
    return tuple(_reasons(key, behind))


def open_in(behind: Behind, anchors: Mapping[Key, str]) -> Open | None:
    """Say what was found open, for those whom it is for."""
    if not behind.open:
        return None
    found, places = behind.findings, _anchors_by_place(anchors)
    unseen = ((behind.answered[key], extent) for key, extent in found.unseen)
    return Open(
        unexplained=found.unexplained,
        unseen=tuple(_remark(one, places, _extent(extent)) for one, extent in unseen),
        gone=tuple(_remark(behind.answered[key], places) for key in found.gone),
    )


def _reasons(key: tuple[Part, str | None, str | None], behind: Behind) -> Iterator[Reason]:
    comments = behind.findings.behind.get(key, ())
    said = _("Theo ý kiến của %(agency)s (%(place)s)") if comments else ""
    for comment_id in comments:
        one = behind.answered[comment_id]
        yield Reason(
            words=said % {"agency": one.agency, "place": _place(one)},
            outcome=one.outcome.value if one.outcome else "",
            url=url_for("tracing.comment", comment_id=comment_id),
            undecided=one.stage is Stage.PROPOSED,
        )
    for edit_id in behind.findings.edits.get(key, ()):
        yield Reason(_("Sửa trực tiếp: %(reason)s", reason=behind.edited[edit_id].reason))


def _remark(one: Answered, places: Mapping[Place, str], note: str = "") -> Remark:
    return Remark(
        agency=one.agency,
        place=opening_capital(_place(one)),
        outcome=one.outcome.value if one.outcome else "",
        url=url_for("tracing.comment", comment_id=one.comment_id),
        anchor=places.get((one.claim.old, one.claim.new), ""),
        note=note,
    )


def _place(one: Answered) -> str:
    return one.citation or _("toàn dự thảo")


def _extent(extent: Extent) -> str:
    return str(_(EXTENT_LABELS[extent]))


def _anchors_by_place(anchors: Mapping[Key, str]) -> dict[Place, str]:
    """Give the address of every provision of the older text, and of what is new, where it is in the end."""
    found: dict[Place, str] = {}
    for (part, old, new, departed), anchor in anchors.items():
        if part is Part.PROVISION and not departed:
            found.setdefault((old, None) if old is not None else (None, new), anchor)
    return found
