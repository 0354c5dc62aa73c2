"""The entries of a reading page's table of contents and what each of them gathers."""

from dataclasses import dataclass

from draftreview.domain.casing import sentence_case
from draftreview.domain.provisions import CONTAINERS, Kind
from draftreview.services.texts import Text, TextComponent, TextProvision
from draftreview.web.law_rows import title_of

SHORT = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: a component or chapter, or with a ``number`` an article."""

    anchor: str
    label: str
    place: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries in order, with the entry under which each place is counted, by its anchor on the page.

    ``chapters`` tells by lineage where topic marks stand, which is at chapters.
    """

    entries: tuple[Entry, ...]
    places: dict[str, int]
    chapters: dict[int, int]


def contents_of(text: Text) -> Contents:
    """Make the table of contents of a text."""
    entries: list[Entry] = []
    found = Contents((), {}, {})
    for component in text.components:
        found.places[component.anchor] = len(entries)
        entries.append(Entry(component.anchor, _heading_of(component), component.name))
        chapter = row = len(entries) - 1
        for provision in component.provisions:
            if _is_chapter(text, provision):
                entries.append(_chapter(provision))
                chapter = row = len(entries) - 1
            elif provision.kind is Kind.ARTICLE:
                entries.append(_article(provision))
                row = len(entries) - 1
            found.places[provision.eid] = row
            found.chapters[provision.lineage_id] = chapter
    return Contents(tuple(entries), found.places, found.chapters)


def _is_chapter(text: Text, provision: TextProvision) -> bool:
    """Tell whether a container is an entry: parts and chapters, but not the sections inside them."""
    if provision.kind not in CONTAINERS:
        return False
    return all(one.kind is Kind.PART for one in text.above(provision))


def _heading_of(component: TextComponent) -> str:
    lines = [line for line in component.title.split("\n") if line.strip()]
    label = component.name
    if len(lines) > 1 and not component.provisions:
        label = f"{label}. {lines[1]}"
    return _short(label)


def _chapter(provision: TextProvision) -> Entry:
    heading = " ".join(provision.heading.split())
    heading = sentence_case(heading)
    label = f"{title_of(provision)}. {heading}" if heading else title_of(provision)
    return Entry(provision.eid, _short(label), _short(label))


def _article(provision: TextProvision) -> Entry:
    label = _short(" ".join((provision.heading or provision.text).split()))
    return Entry(provision.eid, label, f"{title_of(provision)} {label}", provision.number)


def _short(words: str) -> str:
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + "…"
