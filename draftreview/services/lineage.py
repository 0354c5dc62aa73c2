"""The permanent identity of provisions carried from one version to the next."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.alignment import Pair
from draftreview.domain.clock import Clock
from draftreview.domain.provisions import Component
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
