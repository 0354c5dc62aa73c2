"""The words of whole versions as rows of one shape, so that one query reads them all."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, Integer, String, cast, literal, null, select, type_coerce, union_all

from draftreview.models.drafts import Component, Provision


def text_rows(version_ids: Collection[int]) -> CompoundSelect[*tuple[Any, ...]]:
    """Select components (without a component_id) and provisions of versions, each in document order."""
    none = cast(null(), Integer)
    components = select(
        literal(0).label("layer"),
        Component.position.label("position"),
        Component.version_id.label("version_id"),
        none.label("component_id"),
        Component.id.label("id"),
        none.label("parent_id"),
        none.label("lineage_id"),
        type_coerce(Component.kind, String).label("kind"),
        literal("").label("number"),
        Component.title.label("heading"),
        Component.preamble.label("text"),
        Component.closing.label("tail"),
        Component.eid.label("eid"),
    ).where(Component.version_id.in_(version_ids))
    provisions = select(
        literal(1),
        Provision.position,
        Provision.version_id,
        Provision.component_id,
        Provision.id,
        Provision.parent_id,
        Provision.lineage_id,
        type_coerce(Provision.kind, String),
        Provision.number,
        Provision.heading,
        Provision.text,
        Provision.tail,
        Provision.eid,
    ).where(Provision.version_id.in_(version_ids))
    return union_all(components, provisions).order_by("layer", "position")
