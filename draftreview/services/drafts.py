"""Drafts and their immutable versions: made, written from a tree, read back as one."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.clock import Clock
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.drafts import Draft, Intake, Version
from draftreview.services import audit, indexing
from draftreview.services.permissions import may_issue, require
from draftreview.services.text_rows import text_rows
from draftreview.services.version_rows import words_hash, write_rows

_TextRow = Row[*tuple[Any, ...]]

_KEY = re.compile(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*\Z")
_RESERVED = frozenset({"new"})  # addresses of pages stand where a key would
LONGEST_TITLE, LONGEST_SHORT_TITLE = 400, 160


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
    """Begin a draft under a key that addresses and commands use; an actor must be the lead drafter.

    :raises Invalid: where the key is not plain lower-case words or is taken, or there is no title
    """
    if actor is not None:
        require(may_issue(actor))
    key, title, short_title = key.strip(), title.strip(), short_title.strip()
    _refuse_unfit(session, key, title)
    draft = Draft(
        key=key,
        title=title,
        short_title=(short_title or title)[:LONGEST_SHORT_TITLE],
        illustrative=illustrative,
        public=public,
        created_at=clock.now(),
    )
    session.add(draft)
    session.flush()
    audit.record(session, actor, clock, "draft.created", f"draft:{draft.id}", key=key)
    return draft


def _refuse_unfit(session: Session, key: str, title: str) -> None:
    if not _KEY.match(key) or key in _RESERVED:
        raise Invalid(
            sentence(
                "Mã dự thảo gồm nhiều nhất 60 chữ thường không dấu, số và dấu gạch nối, ví dụ: mot-cua."
            ),
            "key",
        )
    if session.scalar(select(Draft.id).where(Draft.key == key)):
        raise Invalid(sentence("Đã có dự thảo mang mã “%(key)s”. Chọn mã khác.", key=key), "key")
    if not 0 < len(title) <= LONGEST_TITLE:
        raise Invalid(
            sentence("Cần ghi tên dự thảo, dài nhất %(longest_title)s ký tự.", longest_title=LONGEST_TITLE),
            "title",
        )


def find_draft(session: Session, key: str) -> Draft:
    """Find a draft by its key.

    :raises NotFound: where there is none
    """
    draft = session.scalar(select(Draft).where(Draft.key == key))
    if draft is None:
        raise NotFound(sentence("Không có dự thảo này. Quay về trang chủ để chọn dự thảo."))
    return draft


def newest_version(session: Session, draft: Draft) -> Version | None:
    """Find a draft's newest version."""
    return session.scalar(
        select(Version).where(Version.draft_id == draft.id).order_by(Version.number.desc()).limit(1)
    )


def lock_draft(session: Session, draft: Draft) -> None:
    """Make everybody who writes a version of this draft wait for the others' commit.

    The lock holds where the database has row locks; SQLite lets one writer in at a time anyway.
    """
    session.execute(select(Draft.id).where(Draft.id == draft.id).with_for_update())


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
        text_hash=words_hash(components),
    )
    session.add(version)
    session.flush()
    write_rows(session, version, components, lineages or {})
    indexing.enqueue(session, f"version:{version.id}")
    audit.record(session, actor, clock, "version.issued", f"version:{version.id}", number=number)
    return version


def read_components(session: Session, version: Version) -> tuple[tree.Component, ...]:
    """Read a version back as the tree it was written from: one query."""
    return read_trees(session, (version,))[version.id]


def read_trees(session: Session, versions: Sequence[Version]) -> dict[int, tuple[tree.Component, ...]]:
    """Read several versions back as trees, by their ids: one query."""
    wanted = [version.id for version in versions]
    rows = session.execute(text_rows(wanted)).all()
    inside: dict[tuple[int, int | None], list[_TextRow]] = {}
    for row in rows:
        if row.component_id is not None:
            inside.setdefault((row.component_id, row.parent_id), []).append(row)
    found: dict[int, list[tree.Component]] = {version_id: [] for version_id in wanted}
    for row in rows:
        if row.component_id is None:
            found[row.version_id].append(_component(row, _built(inside, row.id, None)))
    return {version_id: tuple(parts) for version_id, parts in found.items()}


def _component(row: _TextRow, children: tuple[tree.Provision, ...]) -> tree.Component:
    return tree.Component(
        kind=tree.ComponentKind(row.kind),
        eid=row.eid,
        title=row.heading,
        preamble=row.text,
        closing=row.tail,
        children=children,
    )


def _built(
    inside: Mapping[tuple[int, int | None], Sequence[_TextRow]], component_id: int, parent_id: int | None
) -> tuple[tree.Provision, ...]:
    return tuple(
        tree.Provision(
            kind=tree.Kind(row.kind),
            number=row.number,
            heading=row.heading,
            text=row.text,
            tail=row.tail,
            eid=row.eid,
            children=_built(inside, component_id, row.id),
        )
        for row in inside.get((component_id, parent_id), ())
    )
