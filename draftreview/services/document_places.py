"""Where a provision stands, for the search index: its chapter, its Điều and the focus topics over it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import Kind, citation
from draftreview.domain.search import Labelled
from draftreview.models.consultations import Consultation, FocusTopic, TopicProvision
from draftreview.models.drafts import Component, Provision

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])


class DocumentPlace(NamedTuple):
    """What a provision stands in, itself included."""

    position: int = -1
    chapter: Labelled | None = None
    article: Labelled | None = None
    topics: tuple[Labelled, ...] = ()


class DocumentPlaces:
    """The places of all provisions of some versions (``None``: of all): four queries."""

    def __init__(self, session: Session, versions: Collection[int] | None = None) -> None:
        self._rows = {row.id: row for row in _provisions(session, versions)}
        self._names = _component_names(session, versions)
        self._starts = self._first_places()
        self._known: dict[int, DocumentPlace] = {}
        self._topics: dict[int, tuple[Labelled, ...]] = {}
        self._covering: dict[tuple[int, int], list[tuple[Labelled, ...]]] = defaultdict(list)
        for row in _topics(session):
            above = (Labelled(row.above, row.above_title),) if row.above else ()
            self._topics[row.id] = (*above, Labelled(row.code, row.short_title))
            self._covering[row.version_id, row.lineage_id].append(self._topics[row.id])

    def of(self, provision_id: int | None) -> DocumentPlace:
        """Give the place of a provision, or none."""
        if provision_id is None:
            return DocumentPlace()
        if provision_id not in self._known:
            self._known[provision_id] = self._found(self._rows[provision_id])
        return self._known[provision_id]

    def of_component(self, component_id: int) -> DocumentPlace:
        """Give the place of a whole component: before its first provision, or where that would be."""
        return DocumentPlace(self._starts[component_id])

    def name_of(self, component_id: int) -> str:
        """Give the name that a citation needs where several components of a version have Điều, else ""."""
        return self._names[component_id]

    def _first_places(self) -> dict[int, int]:
        starts: dict[int, int] = {}
        for row in self._rows.values():
            starts.setdefault(row.component_id, 2 * row.position)
        end = 2 * len(self._rows)
        # Components are in the order of the text: what has no provisions follows all that have some.
        return {component_id: starts.get(component_id, end) for component_id in self._names}

    def topic(self, topic_id: int | None) -> tuple[Labelled, ...]:
        """Give a focus topic, after the one it is part of."""
        return self._topics[topic_id] if topic_id is not None else ()

    def _found(self, row: Any) -> DocumentPlace:
        above = self.of(row.parent_id)
        itself = Labelled(row.eid, citation(row.eid, self._names[row.component_id]))
        own = (topic for topics in self._covering[row.version_id, row.lineage_id] for topic in topics)
        return DocumentPlace(
            2 * row.position + 1,
            itself if row.kind is Kind.CHAPTER else above.chapter,
            itself if row.kind is Kind.ARTICLE else above.article,
            tuple(dict.fromkeys((*above.topics, *own))),
        )


def _provisions(session: Session, versions: Collection[int] | None) -> Sequence[Any]:
    rows = select(
        Provision.id,
        Provision.version_id,
        Provision.component_id,
        Provision.parent_id,
        Provision.lineage_id,
        Provision.position,
        Provision.kind,
        Provision.eid,
    )
    statement = rows.order_by(Provision.version_id, Provision.position)
    return session.execute(among(statement, Provision.version_id, versions)).all()


def _component_names(session: Session, versions: Collection[int] | None) -> dict[int, str]:
    counted = (
        select(Provision.version_id, func.count(Provision.component_id.distinct()))
        .where(Provision.kind == Kind.ARTICLE)
        .group_by(Provision.version_id)
    )
    counts = session.execute(among(counted, Provision.version_id, versions))
    with_articles = {version_id: number for version_id, number in counts}  # noqa: C416
    rows = select(Component.id, Component.version_id, Component.kind, Component.title)
    return {
        row.id: component_name(row.kind, row.title) if with_articles.get(row.version_id, 0) > 1 else ""
        for row in session.execute(among(rows, Component.version_id, versions))
    }


def _topics(session: Session) -> Sequence[Any]:
    """List the topics of rounds, each with what it covers in the version of its round."""
    above = aliased(FocusTopic)
    return session.execute(
        select(
            FocusTopic.id,
            FocusTopic.code,
            FocusTopic.short_title,
            above.code.label("above"),
            above.short_title.label("above_title"),
            Consultation.version_id,
            TopicProvision.lineage_id,
        )
        .join(FocusTopic.consultation)
        .outerjoin(above, above.id == FocusTopic.parent_id)
        .outerjoin(TopicProvision, TopicProvision.topic_id == FocusTopic.id)
        .order_by(FocusTopic.position, FocusTopic.id)
    ).all()


def among(statement: Statement, column: Any, ids: Collection[int] | None) -> Statement:
    """Narrow a statement to some rows, or to all."""
    return statement if ids is None else statement.where(column.in_(ids))
