"""The rows of one version, written from its tree level by level."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.provisions import text_hash
from draftreview.models.drafts import Component, Lineage, Provision, Version


def words_hash(components: Sequence[tree.Component]) -> str:
    """Fingerprint every word of a text, numbers included."""
    return text_hash("\n".join(_every_word(components)))


def write_rows(
    session: Session, version: Version, components: Sequence[tree.Component], lineages: Mapping[str, int]
) -> None:
    """Write the components and provisions of a version; an eid without a lineage gets a new one."""
    position = 0
    for place, component in enumerate(components):
        row = Component(
            version=version,
            position=place,
            kind=component.kind,
            eid=component.eid,
            title=component.title,
            preamble=component.preamble,
            closing=component.closing,
        )
        session.add(row)
        session.flush()
        position = _write_provisions(session, row, component, position, lineages)


def _write_provisions(
    session: Session,
    component: Component,
    source: tree.Component,
    position: int,
    lineages: Mapping[str, int],
) -> int:
    version = component.version
    found = list(tree.walk(source.children))
    fresh = {
        one.eid: Lineage(draft_id=version.draft_id, guid=str(uuid.uuid4()))
        for one, _ in found
        if one.eid not in lineages
    }
    session.add_all(fresh.values())
    session.flush()
    rows: dict[str, Provision] = {}
    for level in _levels(found):
        for index in level:
            one, above = found[index]
            rows[one.eid] = Provision(
                version_id=version.id,
                component_id=component.id,
                parent_id=rows[above[-1].eid].id if above else None,
                lineage_id=lineages[one.eid] if one.eid in lineages else fresh[one.eid].id,
                position=position + index,
                kind=one.kind,
                number=one.number,
                heading=one.heading,
                text=one.text,
                tail=one.tail,
                eid=one.eid,
                text_hash=text_hash(one.words),
            )
        session.add_all(rows[found[index][0].eid] for index in level)
        session.flush()
    return position + len(found)


def _levels(found: Sequence[tuple[tree.Provision, tuple[tree.Provision, ...]]]) -> list[list[int]]:
    """Group indexes by depth, so that parents have ids before their children are written."""
    deepest = max((len(above) for _, above in found), default=-1)
    levels: list[list[int]] = [[] for _ in range(deepest + 1)]
    for index, (_, above) in enumerate(found):
        levels[len(above)].append(index)
    return levels


def _every_word(components: Sequence[tree.Component]) -> list[str]:
    words = []
    for component in components:
        words += [component.title, component.preamble, component.closing]
        words += [f"{one.kind} {one.number}\n{one.words}" for one, _ in tree.walk(component.children)]
    return words
