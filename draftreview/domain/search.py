"""What services and engines agree on about search: documents, questions, hits and the engine itself."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol


class DocumentKind(StrEnum):
    """What a hit is."""

    PROVISION = "provision"
    COMMENT = "comment"
    PROPOSAL = "proposal"
    DISPOSITION = "disposition"
    REPLY = "reply"


class Facet(StrEnum):
    """What hits can be narrowed by and counted by."""

    KIND = "kind"
    DRAFT = "draft"
    VERSION = "version"
    CHAPTER = "chapter"
    ARTICLE = "article"
    AGENCY = "agency"
    OUTCOME = "outcome"
    CATEGORY = "category"
    TOPIC = "topic"
    MONTH = "month"


class Order(StrEnum):
    """How hits follow each other: the best first, as they stand in the text, the newest first."""

    RELEVANCE = "relevance"
    PLACE = "place"
    DATE = "date"


class Labelled(NamedTuple):
    """A value to narrow by, and the name a person knows it by ("" where the value says it all)."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing to be found. ``key`` is unique ("provision:17"); ``audience`` names who may see it.

    The audience is a set of small tokens ("public", "agency:7", "drafting"); a reader holds some of them.
    ``subject`` is what it is part of and read with ("version:3"). ``position`` sorts what is in a version as
    it stands in the text, -1 for what stands nowhere. ``chapter`` and ``article`` are those it stands in.
    """

    key: str
    kind: DocumentKind
    title: str
    body: str
    audience: frozenset[str]
    subject: str = ""
    draft_key: str = ""
    draft_title: str = ""
    version_number: int = 0
    eid: str = ""
    citation: str = ""
    position: int = -1
    chapter: Labelled | None = None
    article: Labelled | None = None
    agency: Labelled | None = None
    outcome: str = ""
    category: str = ""
    topics: tuple[Labelled, ...] = ()
    day: date | None = None

    @property
    def fingerprint(self) -> str:
        """Tell this state of the document from every other one."""
        facts = {name: getattr(self, name) for name in self.__slots__} | {"audience": sorted(self.audience)}
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def facets_of(document: SearchDocument) -> Iterator[tuple[Facet, Labelled]]:
    """List what a document can be narrowed by."""
    alone = {
        Facet.KIND: document.kind.value,
        Facet.VERSION: str(document.version_number or ""),
        Facet.OUTCOME: document.outcome,
        Facet.CATEGORY: document.category,
        Facet.MONTH: f"{document.day:%Y-%m}" if document.day else "",
    }
    yield from ((facet, Labelled(value)) for facet, value in alone.items() if value)
    if document.draft_key:
        yield Facet.DRAFT, Labelled(document.draft_key, document.draft_title)
    named = {
        Facet.CHAPTER: document.chapter,
        Facet.ARTICLE: document.article,
        Facet.AGENCY: document.agency,
    }
    yield from ((facet, labelled) for facet, labelled in named.items() if labelled)
    yield from ((Facet.TOPIC, topic) for topic in document.topics)


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What is looked for, by whom (audience tokens held), within what, and in which order.

    A value in ``within`` that no document of the audience carries narrows nothing, so that what one may
    not see and what does not exist are alike. ``since`` and ``until`` are the first and the last day.
    ``without`` names subjects that have changed since they were indexed: they are neither found nor
    counted. ``facets`` are counted only if ``counted``.
    """

    words: str
    audience: frozenset[str]
    within: Mapping[Facet, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    order: Order = Order.RELEVANCE
    without: frozenset[str] = frozenset()
    counted: bool = False
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found document; ``snippet`` is plain text and ``marks`` are (start, end) offsets in it.

    ``title_marks`` are offsets in the title. ``at_place`` tells that it is the very place the question cites.
    """

    key: str
    kind: DocumentKind
    eid: str
    citation: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    title_marks: tuple[tuple[int, int], ...] = ()
    draft_key: str = ""
    version_number: int = 0
    outcome: str = ""
    day: date | None = None
    at_place: bool = False


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many hits carry a value, all filters but its own applied."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one page, how many there are in all, and what they could be narrowed by.

    ``within`` are the filters that took effect. ``suggestion`` is a question that would find something
    where this one found nothing.
    """

    hits: tuple[SearchHit, ...] = ()
    total: int = 0
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    within: Mapping[Facet, str] = field(default_factory=dict)
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """All the documents that some subjects consist of now."""

    subjects: frozenset[str]
    documents: tuple[SearchDocument, ...]


class SearchEngine(Protocol):
    """Keep documents and find them again."""

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether what is kept was lost, damaged, or never filled from the database."""
        ...

    def put(self, read: Callable[[], Change]) -> None:
        """Replace all that is known of the subjects of a change, in one write: all or nothing.

        The change is read once it is our turn to write, so that what the database says then is never
        older than what was written before.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        ...

    def clear(self) -> None:
        """Forget everything and ask to be filled again.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        ...

    def complete(self, read: Callable[[], Iterable[str]]) -> None:
        """Note that every subject was put: keep these and no others, in good order for searching.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        ...

    def filling(self) -> AbstractContextManager[bool]:
        """Tell whether nobody else fills the index anew; keep others from it while the block runs."""
        ...

    def find(
        self, question: SearchQuestion, changed: Callable[[], frozenset[str]] = frozenset
    ) -> SearchResult:
        """Find documents; no question, however odd, raises.

        :param changed: asked once what is kept stands fixed for this search: the subjects to leave out,
            beside those that the question names
        """
        ...

    def fingerprints(self) -> Mapping[str, str]:
        """Give the fingerprint of every document held, by its key."""
        ...


class EngineBusy(Exception):
    """Another writer is at work; the queue keeps the entries for the next drain."""
