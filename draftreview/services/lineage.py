"""The permanent identity of provisions carried from one version to the next."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, bindparam, select, tuple_
from sqlalchemy.orm import Session, aliased

from draftreview.domain.clock import Clock
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component
from draftreview.domain.verdicts import Judged, heeded
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment, Intake, Provision, Version
from draftreview.services.drafts import write_version


def write_successor(
    session: Session,
    actor: User | None,
    clock: Clock,
    older: Version,
    components: Sequence[Component],
    pairs: Sequence[Pair],
    intake: Intake | None = None,
) -> Version:
    """Write the version that follows another, with the identities and the alignment that ``pairs`` tell."""
    version = write_version(
        session,
        actor,
        clock,
        older.draft,
        components,
        number=older.number + 1,
        intake=intake,
        lineages=carried(session, older, pairs),
    )
    write_alignment(session, older, version, pairs)
    return version


def carried(session: Session, older: Version, pairs: Sequence[Pair]) -> dict[str, int]:
    """Give the lineage that each new eid takes over: of several claims the best pair's.

    A provision split in two leaves its identity to the likelier half; of merged ones the likeliest stays.
    An uncertain pair carries nothing before a person confirms it.
    """
    rows = session.execute(
        select(Provision.eid, Provision.lineage_id).where(Provision.version_id == older.id)
    )
    lineages = dict(rows.all())
    taken: set[str] = set()
    kept: dict[str, int] = {}
    for pair in sorted(pairs, key=lambda one: -one.score):
        if pair.old and pair.new and pair.certain and pair.old not in taken and pair.new not in kept:
            taken.add(pair.old)
            kept[pair.new] = lineages[pair.old]
    return kept


def write_alignment(session: Session, older: Version, newer: Version, pairs: Sequence[Pair]) -> None:
    """Keep what became of every provision between two versions that follow each other."""
    old_ids = _ids(session, older)
    new_ids = _ids(session, newer)
    session.add_all(
        Alignment(
            old_version_id=older.id,
            new_version_id=newer.id,
            old_provision_id=old_ids[pair.old] if pair.old else None,
            new_provision_id=new_ids[pair.new] if pair.new else None,
            moved=pair.moved,
            renumbered=pair.renumbered,
            edited=pair.edited,
            split=pair.split,
            merged=pair.merged,
            certain=pair.certain,
            score=pair.score,
        )
        for pair in pairs
    )
    session.flush()


def _ids(session: Session, version: Version) -> dict[str, int]:
    rows = session.execute(select(Provision.eid, Provision.id).where(Provision.version_id == version.id))
    return dict(rows.all())


def aligned(session: Session, old: Version, new: Version) -> tuple[Pair, ...]:
    """Read what became of every provision between two versions that follow each other: one query.

    What people said of uncertain pairs is heeded.
    """
    return steps_between(session, (old, new))[0]


def steps_between(session: Session, versions: Sequence[Version]) -> list[tuple[Pair, ...]]:
    """Read what became of every provision at each step of versions that follow each other: one query.

    A step that was never aligned is empty; fewer than two versions have no step.
    """
    steps = [(one.id, other.id) for one, other in pairwise(versions)]
    found: dict[tuple[int, int], list[Row[Any]]] = {step: [] for step in steps}
    for row in session.execute(_ROWS, {"steps": steps}) if steps else ():
        found[row.old_version_id, row.new_version_id].append(row)
    return [_heeded(found[step]) for step in steps]


def _rows() -> Select[Any]:
    before, after = aliased(Provision), aliased(Provision)
    sides = [
        getattr(side, name).label(f"{which}_{name}")
        for which, side in (("old", before), ("new", after))
        for name in ("eid", "kind", "position", "text_hash")
    ]
    # Columns, not objects: a comparison reads every row each time it is shown.
    return (
        select(*Alignment.__table__.columns, *sides)
        .outerjoin(before, before.id == Alignment.old_provision_id)
        .outerjoin(after, after.id == Alignment.new_provision_id)
        .where(
            tuple_(Alignment.old_version_id, Alignment.new_version_id).in_(bindparam("steps", expanding=True))
        )
        .order_by(Alignment.id)
    )


# Written once: putting a statement together costs more here than running it.
_ROWS = _rows()


def _heeded(rows: Sequence[Row[Any]]) -> tuple[Pair, ...]:
    if not any(row.verdict for row in rows):
        return tuple(_pair(row) for row in rows)
    old = sorted((row.old_position, row.old_eid, row.old_kind) for row in rows if row.old_eid)
    new = sorted((row.new_position, row.new_eid, row.new_kind) for row in rows if row.new_eid)
    return heeded(
        [Judged(_pair(row), row.verdict, row.old_text_hash != row.new_text_hash) for row in rows],
        {eid: kind for _, eid, kind in old},
        {eid: kind for _, eid, kind in new},
    )


def _pair(row: Row[Any]) -> Pair:
    return Pair(
        old=row.old_eid,
        new=row.new_eid,
        kind=row.new_kind or row.old_kind,
        moved=row.moved,
        renumbered=row.renumbered,
        edited=row.edited,
        split=row.split,
        merged=row.merged,
        certain=row.certain,
        score=row.score,
    )
