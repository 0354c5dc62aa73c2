"""What services and engines agree on about search: documents, questions, hits and the engine itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class DocumentKind(StrEnum):
    """What a hit is."""

    PROVISION = "provision"
    COMMENT = "comment"
    PROPOSAL = "proposal"
    DISPOSITION = "disposition"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing to be found. ``key`` is unique ("provision:17"); ``audience`` names who may see it.

    The audience is a set of small tokens ("public", "agency:7", "drafting"); a reader holds some of them.
    """

    key: str
    kind: DocumentKind
    title: str
    body: str
    audience: frozenset[str]
    draft_key: str = ""
    version_number: int = 0
    eid: str = ""
    citation: str = ""
    agency_id: int = 0
    outcome: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What is looked for, by whom (audience tokens held) and within what."""

    words: str
    audience: frozenset[str]
    kinds: frozenset[DocumentKind] = frozenset()
    draft_key: str = ""
    version_number: int = 0
    agency_id: int = 0
    outcome: str = ""
    topic: str = ""
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found document; ``snippet`` is plain text and ``marks`` are (start, end) offsets in it."""

    key: str
    kind: DocumentKind
    eid: str
    citation: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    draft_key: str = ""
    version_number: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits and how many there are in all."""

    hits: tuple[SearchHit, ...] = ()
    total: int = 0
    suggestion: str = field(default="")


class SearchEngine(Protocol):
    """Keep documents and find them again."""

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether what is kept was lost, or never filled from the database."""
        ...

    def put(self, documents: Iterable[SearchDocument], removed: Iterable[str] = ()) -> None:
        """Add or replace documents and remove keys in one write.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        ...

    def refill(self, documents: Iterable[SearchDocument]) -> None:
        """Keep these documents and no others, in one write; they are read once it is our turn to write.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        ...

    def find(self, question: SearchQuestion) -> SearchResult:
        """Find documents; no question, however odd, raises."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def keys(self) -> frozenset[str]:
        """List the keys of all documents held."""
        ...


class EngineBusy(Exception):
    """Another writer is at work; the queue keeps the entries for the next drain."""
