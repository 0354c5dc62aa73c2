"""Drafts and their immutable versions: made, written from a tree, read back as one."""

import re
import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.provisions import text_hash
from draftreview.models.accounts import User
from draftreview.models.drafts import Component, Draft, Intake, Lineage, Provision, Version
from draftreview.services import audit, indexing

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def create_draft(
    session: Session,
    actor: User | None,
    clock: Clock,
    *,
    key: str,
    title: str,
    short_title: str = "",
    illustrative: bool = False,
    public: bool = False,
) -> Draft:
    """Begin a draft under a key that addresses and commands use.

    :raises Invalid: where the key is not plain lower-case words or is taken
    """
    if not _KEY.match(key):
        raise Invalid("Mã dự thảo chỉ gồm chữ thường không dấu, số và dấu gạch nối, ví dụ: mot-cua.", "key")
    if session.scalar(select(Draft.id).where(Draft.key == key)):
        raise Invalid(f"Đã có dự thảo mang mã “{key}”. Chọn mã khác.", "key")
    draft = Draft(
        key=key,
        title=title,
        short_title=short_title or title,
        illustrative=illustrative,
        public=public,
        created_at=clock.now(),
    )
    session.add(draft)
    session.flush()
    audit.record(session, actor, clock, "draft.created", f"draft:{draft.id}", key=key)
    return draft


def find_draft(session: Session, key: str) -> Draft:
    """Find a draft by its key.

    :raises NotFound: where there is none
    """
    draft = session.scalar(select(Draft).where(Draft.key == key))
    if draft is None:
        raise NotFound("Không có dự thảo này. Quay về trang chủ để chọn dự thảo.")
    return draft


def write_version(
    session: Session,
    actor: User | None,
    clock: Clock,
    draft: Draft,
    components: Sequence[tree.Component],
    *,
    number: int,
    intake: Intake | None = None,
    lineages: Mapping[str, int] | None = None,
) -> Version:
    """Write a tree as a version of a draft; flushes for ids.

    ``lineages`` gives the permanent identity of each eid that had one before; the others get a new one.
    """
    version = Version(
        draft=draft,
        number=number,
        issued_at=clock.now(),
        issued_by=actor,
        intake=intake,
        text_hash=text_hash("\n".join(_every_word(components))),
    )
    session.add(version)
    session.flush()
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
        position = _write_provisions(session, version, row, component, position, lineages or {})
    indexing.enqueue(session, f"version:{version.id}")
    audit.record(session, actor, clock, "version.issued", f"version:{version.id}", number=number)
    return version


def _every_word(components: Sequence[tree.Component]) -> list[str]:
    words = []
    for component in components:
        words += [component.title, component.preamble, component.closing]
        words += [f"{one.kind} {one.number}\n{one.words}" for one, _ in tree.walk(component.children)]
    return words


def _write_provisions(
    session: Session,
    version: Version,
    component: Component,
    source: tree.Component,
    position: int,
    lineages: Mapping[str, int],
) -> int:
    found = list(tree.walk(source.children))
    fresh = [Lineage(draft_id=version.draft_id, guid=str(uuid.uuid4())) for _ in found]
    needed = [lineage for lineage, (one, _) in zip(fresh, found, strict=True) if one.eid not in lineages]
    session.add_all(needed)
    session.flush()
    rows: dict[str, Provision] = {}
    for level in _levels(found):
        for index in level:
            one, above = found[index]
            rows[one.eid] = Provision(
                version_id=version.id,
                component_id=component.id,
                parent_id=rows[above[-1].eid].id if above else None,
                lineage_id=lineages.get(one.eid) or fresh[index].id,
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


def read_components(session: Session, version: Version) -> tuple[tree.Component, ...]:
    """Read a version back as the tree it was written from: two queries."""
    components = session.scalars(
        select(Component).where(Component.version_id == version.id).order_by(Component.position)
    ).all()
    rows = session.scalars(
        select(Provision).where(Provision.version_id == version.id).order_by(Provision.position)
    ).all()
    inside: dict[tuple[int, int | None], list[Provision]] = {}
    for row in rows:
        inside.setdefault((row.component_id, row.parent_id), []).append(row)

    def build(component_id: int, parent_id: int | None) -> tuple[tree.Provision, ...]:
        return tuple(
            tree.Provision(
                kind=row.kind,
                number=row.number,
                heading=row.heading,
                text=row.text,
                tail=row.tail,
                eid=row.eid,
                children=build(component_id, row.id),
            )
            for row in inside.get((component_id, parent_id), [])
        )

    return tuple(
        tree.Component(
            kind=component.kind,
            eid=component.eid,
            title=component.title,
            preamble=component.preamble,
            closing=component.closing,
            children=build(component.id, None),
        )
        for component in components
    )
