"""The tree of a legal text: components, provisions, their addresses and how people cite them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The levels of Decree 34/2016, article 62, from the largest to the smallest."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"


class ComponentKind(StrEnum):
    """The texts that one file may hold; numbering of Điều restarts in each."""

    MAIN = "main"
    REGULATION = "regulation"
    APPENDIX = "appendix"


CONTAINERS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION})

WORDS: Mapping[Kind, str] = {
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.CLAUSE: "khoản",
    Kind.POINT: "điểm",
}

PREFIXES: Mapping[Kind, str] = {
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.SUBSECTION: "subsec",
    Kind.ARTICLE: "art",
    Kind.CLAUSE: "para",
    Kind.POINT: "point",
}

_KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}
_STEP = re.compile(r"(?P<prefix>[a-z]+)_(?P<number>.+?)(?P<repeat>-\d+)?$")


@dataclass(frozen=True, slots=True)
class Provision:
    """One Phần, Chương, Mục, Tiểu mục, Điều, khoản or điểm with what stands inside it.

    ``text`` holds its own words before its children, ``tail`` those after them; paragraphs are joined
    by a line feed and a table is rows of the form ``| a | b |``. ``number`` is bare: "5", "IV", "1a", "đ".
    ``line`` is where it began in the file it was read from (0: made by the program).
    """

    kind: Kind
    number: str
    heading: str = ""
    text: str = ""
    tail: str = ""
    eid: str = ""
    children: tuple["Provision", ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def words(self) -> str:
        """Give everything that this provision itself says, without its number and children."""
        return "\n".join(part for part in (self.heading, self.text, self.tail) if part)


@dataclass(frozen=True, slots=True)
class Component:
    """The act itself, an attached Quy định or a Phụ lục, with the lines around its provisions.

    An appendix without Điều keeps its whole text, tables included, in ``preamble``.
    """

    kind: ComponentKind
    eid: str = ""
    title: str = ""
    preamble: str = ""
    closing: str = ""
    children: tuple[Provision, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning of the splitter: ``line`` counts lines of text, paragraphs of a Word file, from 1."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The components of one text and what the splitter was not sure of."""

    components: tuple[Component, ...]
    warnings: tuple[Notice, ...] = ()


def walk(provisions: Sequence[Provision]) -> Iterator[tuple[Provision, tuple[Provision, ...]]]:
    """Yield every provision in document order with its ancestors, outermost first."""
    stack: list[tuple[Provision, tuple[Provision, ...]]] = [(one, ()) for one in reversed(provisions)]
    while stack:
        provision, above = stack.pop()
        yield provision, above
        stack.extend((child, (*above, provision)) for child in reversed(provision.children))


def text_hash(words: str) -> str:
    """Fingerprint a wording so that a later reader knows whether it still says the same."""
    return hashlib.sha256(unicodedata.normalize("NFC", words).encode()).hexdigest()


def steps(eid: str) -> tuple[tuple[Kind, str], ...]:
    """Read an eid as (kind, number) pairs, outermost first, leaving out the component."""
    found = []
    for part in eid.split("__"):
        match = _STEP.match(part)
        if match and match["prefix"] in _KINDS:
            found.append((_KINDS[match["prefix"]], match["number"]))
    return tuple(found)


def component_eid(eid: str) -> str:
    """Give the component's part of an eid: "" for the act itself, "att_1" and so on."""
    first = eid.split("__", 1)[0]
    return first if first.startswith("att_") else ""


def citation(eid: str, component: str = "") -> str:
    """Say an eid as a person writes it, smallest to largest, followed by "của <component>".

    >>> citation("att_1__art_5__para_2__point_a")
    'điểm a khoản 2 Điều 5'
    >>> citation("art_2", "Quyết định")
    'Điều 2 của Quyết định'
    """
    words = " ".join(f"{WORDS[kind]} {number}" for kind, number in reversed(steps(eid)))
    if component and words:
        return f"{words} của {component}"
    return words or component


def opening_capital(words: str) -> str:
    """Write a citation as it begins a line: "Khoản 2 Điều 5"."""
    return words[:1].upper() + words[1:]
