"""Where comments stand in a text: how a place is named, and the order in which places are read."""

import re
from dataclasses import dataclass
from enum import IntEnum

from draftreview.domain.provisions import ComponentKind, citation, opening_capital

GENERAL_LABEL = "Ý kiến chung"
OTHER_LABEL = "Vấn đề khác"

_NAMED = {
    ComponentKind.MAIN: re.compile(r"Quyết định|Nghị quyết|Nghị định|Thông tư|Luật|Pháp lệnh", re.I),
    ComponentKind.REGULATION: re.compile(r"Quy định|Quy chế|Điều lệ|Nội quy|Quy trình|Đề án|Kế hoạch", re.I),
    ComponentKind.APPENDIX: re.compile(r"(?:Phụ lục|Mẫu|Biểu)(?: số)?(?: [IVXLC]+\b| \d+\w*)?", re.I),
}
_DEFAULT = {
    ComponentKind.MAIN: "Quyết định",
    ComponentKind.REGULATION: "Quy định",
    ComponentKind.APPENDIX: "Phụ lục",
}


class Section(IntEnum):
    """The parts of the table in their order: general, the texts, their appendices, the rest."""

    GENERAL = 0
    TEXT = 1
    APPENDIX = 2
    OTHER = 3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One place that comments stand on; places sort in the order they are read.

    ``component`` and ``position`` are places in document order, so a provision stands before what is
    inside it. ``now`` says where it stands today if it was renumbered or moved since, else "".
    """

    section: Section
    component: int = 0
    position: int = 0
    label: str = GENERAL_LABEL
    now: str = ""


GENERAL = Place(Section.GENERAL)


def component_name(kind: ComponentKind, title: str) -> str:
    """Give the short name of a component, as citations end with it.

    >>> component_name(ComponentKind.APPENDIX, "PHỤ LỤC 1. Phiếu hẹn trả")
    'Phụ lục 1'
    """
    found = _NAMED[kind].match(" ".join(title.split()))
    if found is None:
        return _DEFAULT[kind]
    first, _, rest = found[0].partition(" ")
    if kind is ComponentKind.APPENDIX:
        return re.sub(r"(?i)^(phụ lục|mẫu|biểu)( số)?", lambda word: word[0].capitalize(), found[0])
    return f"{first} {rest}".strip().capitalize()


def place_of(
    eid: str, kind: ComponentKind, component: int, position: int, owner: str = "", now: str = ""
) -> Place:
    """Make the place of a provision; ``owner`` is its component's name where citing needs it."""
    section = Section.APPENDIX if kind is ComponentKind.APPENDIX else Section.TEXT
    return Place(section, component, position, opening_capital(citation(eid, owner)), now)


def other_place(label: str) -> Place:
    """Make the place of a comment that stands on no provision, yet says on what."""
    return Place(Section.OTHER, label=f"{OTHER_LABEL}: {label}" if label else OTHER_LABEL)
