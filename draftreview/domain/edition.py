"""One version as it leaves the house: its tree, the facts on its cover, the identities of its provisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component


@dataclass(frozen=True, slots=True)
class Identity:
    """The permanent identity of a provision, and the eid it had in the first version that held it."""

    guid: str
    first_eid: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a draft ready to be written as a file; ``identities`` by the eids of this version."""

    key: str
    title: str
    short_title: str
    number: int
    begun: date
    issued: datetime
    illustrative: bool
    components: tuple[Component, ...]
    identities: Mapping[str, Identity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """The older version that a file shows the changes from; ``pairs`` tell what became of its provisions."""

    number: int
    components: tuple[Component, ...]
    pairs: tuple[Pair, ...]
