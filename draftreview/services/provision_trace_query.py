"""What the trace of a provision reads: alignments, the provisions on its way, what was said and recorded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from draftreview.domain.pairs import Pair
from draftreview.domain.tracing import Link, way
from draftreview.domain.vocabulary import CommentState, Outcome, Stage, Verdict
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Alignment, Draft, Lineage, Provision, Version
from draftreview.models.working import Adoption, DirectEdit
from draftreview.services.comparing import Versions
from draftreview.services.reasons_query import answer_for, canonical
from draftreview.services.trace import pair_of


@dataclass(frozen=True, slots=True)
class Said:
    """One comment on the way with the answer that the actor may see.

    ``recorded``: issuing the version after the one consulted recorded what was followed.
    """

    comment_id: int
    provision_id: int | None
    agency: str
    citation: str
    outcome: Outcome | None
    stage: Stage | None
    recorded: bool


@dataclass(frozen=True, slots=True)
class Adopted:
    """One reason recorded for a provision of the version of that ``number``; ``reason`` of a direct edit."""

    number: int
    comment_id: int | None
    reason: str | None


def links_of(session: Session, draft: Draft) -> tuple[Link, ...]:
    """Read what became of every provision from version to version: one query.

    What a person called different was deleted and inserted.
    """
    before, after = aliased(Provision), aliased(Provision)
    rows = session.execute(
        select(Alignment, Version.number, before.eid, before.kind, after.eid, after.kind)
        .join(Version, Version.id == Alignment.new_version_id)
        .outerjoin(before, before.id == Alignment.old_provision_id)
        .outerjoin(after, after.id == Alignment.new_provision_id)
        .where(Version.draft_id == draft.id)
        .order_by(Version.number, Alignment.id)
    )
    found: list[Link] = []
    apart: list[Link] = []
    for row, number, old_eid, old_kind, new_eid, new_kind in rows:
        old, new = row.old_provision_id, row.new_provision_id
        if row.verdict is Verdict.DIFFERENT:
            apart += [
                Link(number, old, None, Pair(old_eid, None, old_kind)),
                Link(number, None, new, Pair(None, new_eid, new_kind)),
            ]
        else:
            found.append(Link(number, old, new, pair_of(row, old_eid, new_eid, new_kind or old_kind)))
    known = {(link.number, one) for link in found for one in (link.old, link.new)}
    return (*found, *(link for link in apart if (link.number, link.old or link.new) not in known))


def on_the_way(
    session: Session, found: Versions, version: Version, eid: str, links: Sequence[Link]
) -> dict[int, Provision]:
    """Read a provision with all that it came from and became, and all of its identity: one query."""
    start = next((one for one in _standing(links, version.number, eid)), None)
    passed = way(links, start) if start else ()
    ids = {one for link in passed for one in (link.old, link.new) if one}
    own = (
        select(canonical(Lineage))
        .join(Provision, Provision.lineage_id == Lineage.id)
        .where(Provision.version_id == version.id, Provision.eid == eid)
    )
    rows = session.scalars(
        select(Provision)
        .join(Provision.lineage)
        .options(joinedload(Provision.component), contains_eager(Provision.lineage))
        .where(
            Provision.version_id.in_([one.id for one in found.versions]),
            or_(Provision.id.in_(ids), canonical(Lineage) == own.scalar_subquery()),
        )
    )
    return {row.id: row for row in rows}


def by_identity(
    found: Versions, provisions: Mapping[int, Provision], links: Sequence[Link]
) -> Iterator[Link]:
    """Yield links between provisions of one identity that no alignment tells of."""
    numbers = {version.id: version.number for version in found.versions}
    linked = {(link.old, link.new) for link in links}
    standing = {(numbers[one.version_id], _identity(one)): one for one in provisions.values()}
    for (number, identity), old in standing.items():
        new = standing.get((number + 1, identity))
        if new is not None and (old.id, new.id) not in linked:
            pair = Pair(
                old.eid,
                new.eid,
                new.kind,
                renumbered=old.number != new.number,
                edited=old.text_hash != new.text_hash,
            )
            yield Link(number + 1, old.id, new.id, pair)


def adopted(session: Session, old: Collection[int | None], new: Collection[int | None]) -> Sequence[Adopted]:
    """Read why versions read as they do at these provisions: one query."""
    rows = session.execute(
        select(Version.number, Disposition.comment_id, DirectEdit.reason)
        .select_from(Adoption)
        .join(Adoption.version)
        .outerjoin(Adoption.disposition)
        .outerjoin(Adoption.direct_edit)
        .where(
            or_(
                Adoption.new_provision_id.in_([one for one in new if one]),
                and_(
                    Adoption.new_provision_id.is_(None),
                    Adoption.old_provision_id.in_([one for one in old if one]),
                ),
            )
        )
        .order_by(Adoption.id)
    )
    return [Adopted(*row) for row in rows]


def said(
    session: Session,
    actor: User | None,
    visible: ColumnElement[bool],
    provisions: Collection[int | None],
    comments: Collection[int | None],
) -> dict[int, Said]:
    """Read the sent comments on provisions, and some others, with their answers for the actor: one query."""
    later = aliased(Version)
    recorded = (
        select(Adoption.id)
        .join(later, later.id == Adoption.version_id)
        .where(later.draft_id == Version.draft_id, later.number == Version.number + 1)
    )
    rows = session.execute(
        select(
            Comment.id,
            Comment.provision_id,
            Agency.short_name,
            Comment.citation,
            Disposition.outcome,
            Disposition.stage,
            recorded.exists(),
        )
        .join(Comment.consultation)
        .join(Consultation.version)
        .join(Comment.agency)
        .outerjoin(Disposition, and_(Disposition.comment_id == Comment.id, answer_for(actor)))
        .where(
            Comment.state == CommentState.SENT,
            visible,
            or_(
                Comment.provision_id.in_([one for one in provisions if one]),
                Comment.id.in_([one for one in comments if one]),
            ),
        )
        .order_by(Agency.position, Comment.id)
    )
    return {row[0]: Said(*row) for row in rows}


def _standing(links: Sequence[Link], number: int, eid: str) -> Iterator[int]:
    for link in links:
        if link.number == number and link.pair.new == eid and link.new:
            yield link.new
        elif link.number == number + 1 and link.pair.old == eid and link.old:
            yield link.old


def _identity(provision: Provision) -> int:
    return provision.lineage.continues_id or provision.lineage_id
