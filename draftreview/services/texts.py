"""The text of one immutable version, flat in document order, fit to be kept between requests."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from draftreview.domain.component_names import component_name
from draftreview.domain.errors import NotFound
from draftreview.domain.provisions import ComponentKind, Kind, citation
from draftreview.domain.sentences import sentence
from draftreview.models.drafts import Version
from draftreview.services.text_rows import text_rows

GENERAL = "general"
ACT = "act"


@dataclass(frozen=True, slots=True)
class TextProvision:
    """One provision of a version, without a session behind it."""

    id: int
    component_id: int
    parent_id: int | None
    lineage_id: int
    kind: Kind
    number: str
    heading: str
    text: str
    tail: str
    eid: str

    @property
    def words(self) -> str:
        """Give what the provision itself says, as a comment keeps it."""
        return "\n".join(part for part in (self.heading, self.text, self.tail) if part)


@dataclass(frozen=True, slots=True)
class TextComponent:
    """One component of a version with its provisions flat in document order."""

    id: int
    kind: ComponentKind
    eid: str
    title: str
    preamble: str
    closing: str
    provisions: tuple[TextProvision, ...]

    @property
    def name(self) -> str:
        """Give what citations call the component."""
        return component_name(self.kind, self.title)

    @property
    def anchor(self) -> str:
        """Give its address on a page; the act itself has no eid."""
        return self.eid or ACT

    @property
    def words(self) -> str:
        """Give the words that stand in no provision of it."""
        return "\n".join(part for part in (self.title, self.preamble, self.closing) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands: a provision, else a whole component, else the whole draft."""

    eid: str
    citation: str
    words: str
    component: TextComponent | None = None
    provision: TextProvision | None = None


class Text:
    """The components of one version with ways to find a provision, its parents and what stands inside it."""

    def __init__(self, version_id: int, components: tuple[TextComponent, ...]) -> None:
        self.version_id = version_id
        self.components = components

    @cached_property
    def provisions(self) -> dict[int, TextProvision]:
        """All provisions by id, in document order."""
        return {one.id: one for component in self.components for one in component.provisions}

    @cached_property
    def _by_eid(self) -> dict[str, TextProvision]:
        return {one.eid: one for one in self.provisions.values()}

    @cached_property
    def _components(self) -> dict[int, TextComponent]:
        return {component.id: component for component in self.components}

    @cached_property
    def _several(self) -> bool:
        """Tell whether more than one component has Điều, so that citations must say which."""
        numbered = [
            component
            for component in self.components
            if any(one.kind is Kind.ARTICLE for one in component.provisions)
        ]
        return len(numbered) > 1

    def component_of(self, provision: TextProvision) -> TextComponent:
        """Give the component a provision stands in."""
        return self._components[provision.component_id]

    def citation(self, provision: TextProvision) -> str:
        """Cite a provision as a person does, naming its component where the text needs it."""
        component = self.component_of(provision)
        return citation(provision.eid, component.name if self._several else "")

    def above(self, provision: TextProvision) -> Iterator[TextProvision]:
        """Yield what a provision stands in, innermost first."""
        while provision.parent_id is not None:
            provision = self.provisions[provision.parent_id]
            yield provision

    def find(self, eid: str) -> TextProvision | None:
        """Find a provision by its eid."""
        return self._by_eid.get(eid)

    def place(self, eid: str) -> Place:
        """Find where a comment shall stand: "general" (or nothing), a component's anchor, a provision's eid.

        :raises NotFound: where this version has no such place
        """
        if eid in ("", GENERAL):
            return Place(GENERAL, "", "")
        provision = self.find(eid)
        if provision is not None:
            component = self.component_of(provision)
            return Place(eid, self.citation(provision), provision.words, component, provision)
        for component in self.components:
            if component.anchor == eid:
                return Place(eid, component.name, component.words, component)
        raise NotFound(sentence("Bản dự thảo này không có chỗ đó. Mở lại trang đọc dự thảo để chọn."))


def read_text(session: Session, version: Version) -> Text:
    """Read the text of a version: one query."""
    rows = session.execute(text_rows((version.id,))).all()
    inside: dict[int, list[TextProvision]] = {}
    for _, _, _, component_id, *facts in (row for row in rows if row.component_id is not None):
        kind = Kind(facts[3])
        provision = TextProvision(facts[0], component_id, facts[1], facts[2], kind, *facts[4:])
        inside.setdefault(component_id, []).append(provision)
    components = (
        TextComponent(
            row.id,
            ComponentKind(row.kind),
            row.eid,
            title=row.heading,
            preamble=row.text,
            closing=row.tail,
            provisions=tuple(inside.get(row.id, ())),
        )
        for row in rows
        if row.component_id is None
    )
    return Text(version.id, tuple(components))
