"""Where comments stand in a text: how a place is named, and the order in which places are read."""

from dataclasses import dataclass
from enum import IntEnum

from draftreview.domain.provisions import ComponentKind, citation, opening_capital

GENERAL_LABEL = "Ý kiến chung"
OTHER_LABEL = "Vấn đề khác"


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


def place_of(
    eid: str, kind: ComponentKind, component: int, position: int, owner: str = "", now: str = ""
) -> Place:
    """Make the place of a provision; ``owner`` is its component's name where citing needs it."""
    return Place(_section(kind), component, position, opening_capital(citation(eid, owner)), now)


def component_place(kind: ComponentKind, component: int, name: str) -> Place:
    """Make the place of a whole component, which is read before its provisions."""
    return Place(_section(kind), component, -1, name)


def _section(kind: ComponentKind) -> Section:
    return Section.APPENDIX if kind is ComponentKind.APPENDIX else Section.TEXT


def other_place(label: str) -> Place:
    """Make the place of a comment that stands on no provision, yet says on what."""
    return Place(Section.OTHER, label=f"{OTHER_LABEL}: {label}" if label else OTHER_LABEL)
