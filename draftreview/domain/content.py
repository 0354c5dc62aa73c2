"""What ships with a draft to try the program on: the letter, its round and the agencies, as plain facts."""

from dataclasses import dataclass
from datetime import date

from draftreview.domain.provisions import Tree
from draftreview.domain.vocabulary import AgencyKind, Openness


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """One line of the register of agencies."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """One focus topic as the letter names it; ``provisions`` are eids of the version consulted."""

    code: str
    title: str
    short_title: str
    question: str = ""
    parent: str = ""
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a letter says of its round; ``closes_before`` is the first day that is too late."""

    letter_number: str
    letter_date: date
    opens_on: date
    closes_before: date
    letter_signer: str = ""
    regime_key: str = "2015"
    received_on: date | None = None
    topics: tuple[TopicFacts, ...] = ()
    openness: Openness = Openness.AFTER_CLOSING


@dataclass(frozen=True, slots=True)
class Content:
    """One draft with its letter, its agencies and its text, ready to be loaded."""

    draft_key: str
    title: str
    short_title: str
    illustrative: bool
    round_today: date
    round: RoundFacts
    agencies: tuple[AgencyFacts, ...]
    file_name: str
    file_bytes: bytes
    tree: Tree
