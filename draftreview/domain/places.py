"""Where comments stand in a text: how a place is named, and the order in which places are read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from draftreview.domain.provisions import (
    WORDS,
    ComponentKind,
    Kind,
    citation,
    component_eid,
    opening_capital,
    steps,
)

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
    inside it. ``now`` says in brackets what became of it since ("nay là khoản 2 Điều 6"), else "".
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


def component_place(kind: ComponentKind, component: int, name: str, now: str = "") -> Place:
    """Make the place of a whole component, which is read before its provisions."""
    return Place(_section(kind), component, -1, name, now)


def _section(kind: ComponentKind) -> Section:
    return Section.APPENDIX if kind is ComponentKind.APPENDIX else Section.TEXT


def other_place(label: str) -> Place:
    """Make the place of a comment that stands on no provision, yet says on what."""
    return Place(Section.OTHER, label=f"{OTHER_LABEL}: {label}" if label else OTHER_LABEL)


def cited_together(eids: Sequence[str], owners: Mapping[str, str]) -> str:
    """Cite several provisions, siblings under one word: "các khoản 2, 3 Điều 5 và Điều 7 của Quy định".

    :param owners: what components are called by their eids, where citing needs it
    """
    said = list(_families(eids, owners))
    return " và ".join(part for part in (", ".join(said[:-1]), said[-1]) if part) if said else ""


def _families(eids: Sequence[str], owners: Mapping[str, str]) -> Iterator[str]:
    for (parent, kind), members in groupby(eids, key=_family):
        family = list(members)
        owner = owners.get(component_eid(family[0]), "")
        if len(family) == 1:
            yield citation(family[0], owner)
            continue
        numbers = ", ".join(steps(eid)[-1][1] for eid in family)
        around = citation(parent, owner) if steps(parent) else f"của {owner}" if owner else ""
        yield f"các {WORDS[kind]} {numbers} {around}".rstrip()


def _family(eid: str) -> tuple[str, Kind]:
    return eid.rpartition("__")[0], steps(eid)[-1][0]
