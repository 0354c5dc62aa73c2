"""How versions of drafts became one another, selected from the database in one statement."""

from typing import Any

from sqlalchemy import Select, bindparam, case, select, union_all
from sqlalchemy.orm import aliased

from draftreview.models.drafts import Alignment, Component, Draft, Provision, Version
from draftreview.services.following_parts import part_pairs


def _steps(newer: type[Version]) -> Select[*tuple[Any, ...]]:
    """Select how versions became one another, whatever their draft.

    The words of a newer provision are read only where they differ from the older one's.
    """
    older = aliased(Version)
    before, after = aliased(Provision), aliased(Provision)
    old_part, new_part = aliased(Component), aliased(Component)
    differs = before.text_hash != after.text_hash
    return (
        select(
            newer.number,
            *_side(before, old_part),
            *_side(after, new_part),
            *(case((differs, part)) for part in (after.heading, after.text, after.tail)),
            Alignment.moved,
            Alignment.renumbered,
            Alignment.edited,
            Alignment.split,
            Alignment.merged,
            Alignment.certain,
            Alignment.verdict,
        )
        .select_from(Alignment)
        .join(newer, newer.id == Alignment.new_version_id)
        .join(older, older.id == Alignment.old_version_id)
        .outerjoin(before, before.id == Alignment.old_provision_id)
        .outerjoin(after, after.id == Alignment.new_provision_id)
        .outerjoin(old_part, old_part.id == before.component_id)
        .outerjoin(new_part, new_part.id == after.component_id)
        .where(newer.number == older.number + 1)
    )


def steps() -> Select[*tuple[Any, ...]]:
    """Select how the versions of a draft became one another, after ``oldest`` up to ``newest``."""
    newer = aliased(Version)
    asked = (
        newer.draft_id == bindparam("draft_id"),
        newer.number > bindparam("oldest"),
        newer.number <= bindparam("newest"),
    )
    return _in_one(_steps(newer).where(*asked), part_pairs(newer).where(*asked))


def steps_of_drafts() -> Select[*tuple[Any, ...]]:
    """Select the same for the drafts of ``draft_keys``; the key of the draft is the last column."""
    newer = aliased(Version)
    asked = Draft.key.in_(bindparam("draft_keys", expanding=True))
    return _in_one(
        *(
            one.add_columns(Draft.key).join(Draft, Draft.id == newer.draft_id).where(asked)
            for one in (_steps(newer), part_pairs(newer))
        )
    )


def _in_one(*selections: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    named = (
        one.with_only_columns(*(column.label(f"c{at}") for at, column in enumerate(one.selected_columns)))
        for one in selections
    )
    return select(*union_all(*named).subquery().c)


def _side(provision: type[Provision], part: type[Component]) -> tuple[Any, ...]:
    return (
        provision.id,
        provision.parent_id,
        provision.eid,
        provision.kind,
        provision.position,
        provision.text_hash,
        part.kind,
        part.title,
    )


STEPS = steps()
"""How versions became one another, in any order; see ``steps``."""

STEPS_OF_DRAFTS = steps_of_drafts()
"""The same for several drafts; see ``sorted_out`` for its rows."""
