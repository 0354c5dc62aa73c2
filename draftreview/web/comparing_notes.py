"""The tags under a compared provision: moved, split, merged, renumbered, in doubt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.comparing import ChangeKind, Part, Row
from draftreview.domain.provisions import citation
from draftreview.web.comparing_places import last_step

Key = tuple[Part, str | None, str | None, bool]
"""What tells a row from all others: part, older and newer eid, departed."""

_PLACED = {ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED}


@dataclass(frozen=True, slots=True)
class Note:
    """A tag under a provision, with a link to the other place it speaks of."""

    words: str
    kind: str
    sign: str
    url: str = ""
    link: str = ""


def old_notes(row: Row, anchors: Mapping[Key, str]) -> Iterator[Note]:
    """Say on the older side where a provision went."""
    if row.departed:
        moved = anchors.get((Part.PROVISION, row.old_eid, row.new_eid, False), "")
        place = citation(row.new_eid or "")
        yield Note(
            _("Đã chuyển đến %(place)s", place=place),
            "moved",
            "arrow-move",
            f"#{moved}" if moved else "",
            _("Xem chỗ mới"),
        )


def new_notes(row: Row, anchors: Mapping[Key, str]) -> Iterator[Note]:
    """Say on the newer side where a provision came from."""
    before = citation(row.old_eid or "")
    if ChangeKind.MOVED in row.kinds:
        left = anchors.get((Part.PROVISION, row.old_eid, row.new_eid, True), "")
        words = _("Chuyển từ %(place)s", place=before)
        yield Note(words, "moved", "arrow-move", f"#{left}" if left else "", _("Xem chỗ cũ"))
    if ChangeKind.SPLIT in row.kinds:
        yield Note(_("Tách từ %(place)s", place=before), "moved", "split")
    if ChangeKind.MERGED in row.kinds:
        yield Note(_("Gộp từ %(place)s", place=before), "moved", "split")
    if ChangeKind.RENUMBERED in row.kinds and not row.kinds & _PLACED:
        yield Note(_("Số cũ: %(place)s", place=last_step(before)), "noted", "hash")
    if ChangeKind.REFERENCE in row.kinds:
        yield Note(_("Chỉ đổi số trong dẫn chiếu"), "noted", "link")
    if not row.certain:
        yield Note(_("Chưa chắc là cùng một quy định"), "warning", "warning")
