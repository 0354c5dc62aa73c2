"""The parts of a reading page that never change, rendered once; only counts and actions are filled in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from flask import get_template_attribute, render_template, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from draftreview.models.drafts import Version
from draftreview.services.margins import Margin
from draftreview.services.texts import Text
from draftreview.web.contents import Contents, contents_of
from draftreview.web.law_rows import rows_of
from draftreview.web.marked_words import MarkedWords
from draftreview.web.shelf import kept, text_of

MARK = Markup("<!--slot-->")
"""Where a part is filled in later; the words of a text are escaped and cannot hold it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of the actions at one provision or component."""

    eid: str
    url: str
    citation: str
    add: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rendered text and contents of one version, cut at their slots."""

    text: Text
    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]
    places: Mapping[str, int]
    lineages: Mapping[int, int]
    contents: Contents
    contents_pieces: tuple[str, ...]
    filled: dict[tuple[object, ...], str] = field(default_factory=dict)
    """Actions rendered before, by place, count and what may be done: there are few counts."""

    def words(self, margin: Margin, number: int, may_comment: bool, writing: str = "") -> Markup:
        """Give the whole text with the reader's counts and, where it is allowed, the ways to comment.

        :param number: the version's own; comments on earlier ones are marked
        """
        filled = [slot.add if may_comment else "" for slot in self.slots]
        numbers = {self.places[eid]: found for eid, found in margin.places.items() if eid in self.places}
        composed = self.places.get(writing)
        if composed is not None:
            numbers.setdefault(composed, ())
        for at, found in numbers.items():
            earlier = tuple(sorted({one for one in found if one != number}))
            filled[at] = self._actions(at, len(found), may_comment, at == composed, earlier)
        return _joined(self.pieces, filled)

    def with_notes(self, notes: Mapping[str, str]) -> Markup:
        """Give the whole text without any action, with rendered notes at some places, by their anchors."""
        return _joined(self.pieces, [notes.get(slot.eid, "") for slot in self.slots])

    def _actions(
        self, at: int, count: int, may_comment: bool, composed: bool, earlier: tuple[int, ...]
    ) -> str:
        key = (at, count, may_comment, composed, earlier)
        if key not in self.filled:
            actions = get_template_attribute("reading/_actions.html", "actions")
            slot = self.slots[at]
            self.filled[key] = str(actions(slot.url, slot.citation, count, may_comment, composed, earlier))
        return self.filled[key]

    def entries(self, margin: Margin, named: Iterable[int]) -> Markup:
        """Give the table of contents with own counts and a mark at chapters with a focus topic."""
        totals = Counter[int]()
        for eid, numbers in margin.places.items():
            if eid in self.contents.places:
                totals[self.contents.places[eid]] += len(numbers)
        chapters = self.contents.chapters
        marked = {chapters[lineage] for lineage in named if lineage in chapters}
        filled = [""] * len(self.contents.entries)
        for at in marked | set(totals):
            filled[at] = self._pill(totals[at], at in marked)
        return _joined(self.contents_pieces, filled)

    def _pill(self, count: int, marked: bool) -> str:
        key = (count, marked)
        if key not in self.filled:
            pill = get_template_attribute("reading/_actions.html", "pill")
            self.filled[key] = str(pill(count, _("Nội dung trọng tâm") if marked else ""))
        return self.filled[key]

    def first_of(self, lineages: Iterable[int]) -> str:
        """Give the eid of the first provision in document order that carries one of these lineages."""
        places = sorted(self.lineages[one] for one in lineages if one in self.lineages)
        return self.slots[places[0]].eid if places else ""


def prepared(key: str, version: Version) -> Prepared:
    """Give the prepared parts of a version in the reader's language, made when first asked for."""
    text = text_of(version)
    shelved = ("prepared", version.id, version.text_hash, str(get_locale()))
    return kept(shelved, lambda: _prepare(key, version.number, text))


def place_url(key: str, number: int, eid: str) -> str:
    """Give the address of the comments and the composer at one place, scrolled to it."""
    return url_for("comments.new", key=key, number=number, eid=eid, _anchor=eid)


def _prepare(key: str, number: int, text: Text) -> Prepared:
    components = [(component, tuple(rows_of(component))) for component in text.components]
    places: list[tuple[str, str]] = []
    lineages: dict[int, int] = {}
    for component, rows in components:
        places.append((component.anchor, component.name))
        for row in rows:
            if row.slot:
                lineages[row.provision.lineage_id] = len(places)
                places.append((row.provision.eid, text.citation(row.provision)))
    actions = get_template_attribute("reading/_actions.html", "actions")
    slots = []
    for eid, cited in places:
        url = place_url(key, number, eid)
        slots.append(Slot(eid, url, cited, str(actions(url, cited, 0, True))))
    contents = contents_of(text)
    return Prepared(
        text=text,
        pieces=_cut(
            render_template("reading/_text.html", components=components, mark=MARK, marked=MarkedWords(text)),
            len(slots),
        ),
        slots=tuple(slots),
        places={slot.eid: at for at, slot in enumerate(slots)},
        lineages=lineages,
        contents=contents,
        contents_pieces=_cut(
            render_template("reading/_contents.html", entries=contents.entries, mark=MARK),
            len(contents.entries),
        ),
    )


def _cut(rendered: str, slots: int) -> tuple[str, ...]:
    pieces = tuple(rendered.split(MARK))
    assert len(pieces) == slots + 1, "every place has one slot"
    return pieces


def _joined(pieces: tuple[str, ...], filled: list[str]) -> Markup:
    # The pieces and the slots come out of templates that escape.
    return Markup("".join(chain.from_iterable(zip_longest(pieces, filled, fillvalue=""))))  # noqa: S704
