"""Which identities continue older ones, worked out from what people said of uncertain pairs."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.errors import Conflict
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Verdict
from draftreview.models.drafts import Alignment, Lineage, Provision, Version


def identity(lineage: type[Lineage]) -> ColumnElement[int]:
    """Give the oldest identity of a lineage, its own where it continues none."""
    return func.coalesce(lineage.continues_id, lineage.id)


def is_same(one: type[Lineage], other: type[Lineage]) -> ColumnElement[bool]:
    """Tell whether two lineages are one identity."""
    oldest = identity(other)
    return and_(one.draft_id == other.draft_id, or_(one.id == oldest, one.continues_id == oldest))


canonical = identity(Lineage)
"""The oldest identity of the lineage joined."""


def settle(session: Session, draft_id: int) -> None:
    """Work out anew which identities of a draft continue older ones: three queries, four where some do.

    Of a pair said to be the same the newer identity continues the oldest one of the older side, unless it
    came from there already or another provision of its version carries that one: then it stays where it is,
    as with the pieces of a split. What was said first counts first.

    :raises Conflict: where a version would hold two provisions of one identity
    """
    said = _said_to_be_the_same(session, draft_id)
    continued = _continued(said, _present(session, said))
    for one in session.scalars(
        select(Lineage).where(
            Lineage.draft_id == draft_id,
            or_(Lineage.continues_id.is_not(None), Lineage.id.in_(list(continued))),
        )
    ):
        one.continues_id = continued.get(one.id)
    session.flush()
    _refuse_doubles(session, set(continued.values()))


def _said_to_be_the_same(session: Session, draft_id: int) -> Sequence[Row[Any]]:
    """List the pairs said to be the same, the oldest step first; ``born``: the newer identity began there."""
    before, after = aliased(Provision), aliased(Provision)
    return session.execute(
        select(
            Version.id.label("version_id"),
            before.lineage_id.label("old"),
            after.lineage_id.label("new"),
            _first_number(after, draft_id).label("first"),
            Version.number,
        )
        .select_from(Alignment)
        .join(Version, Version.id == Alignment.new_version_id)
        .join(before, before.id == Alignment.old_provision_id)
        .join(after, after.id == Alignment.new_provision_id)
        .where(Version.draft_id == draft_id, Alignment.verdict == Verdict.SAME)
        .order_by(Version.number, Alignment.judged_at, Alignment.score.desc(), Alignment.id)
    ).all()


def _first_number(provision: type[Provision], draft_id: int) -> ScalarSelect[Any]:
    """Select the number of the version in which a provision's identity began."""
    elder, version = aliased(Provision), aliased(Version)
    return (
        select(func.min(version.number))
        .select_from(elder)
        .join(version, and_(version.id == elder.version_id, version.draft_id == draft_id))
        .where(elder.lineage_id == provision.lineage_id)
        .correlate(provision)
        .scalar_subquery()
    )


def _present(session: Session, said: Sequence[Row[Any]]) -> Mapping[int, set[int]]:
    """Give, of the identities concerned, those that each version concerned holds."""
    concerned = {lineage_id for row in said for lineage_id in (row.old, row.new)}
    found: dict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Provision.version_id, Provision.lineage_id).where(
            Provision.version_id.in_({row.version_id for row in said}), Provision.lineage_id.in_(concerned)
        )
    )
    for version_id, lineage_id in rows:
        found[version_id].add(lineage_id)
    return found


def _continued(said: Sequence[Row[Any]], present: Mapping[int, set[int]]) -> dict[int, int]:
    """Give the oldest identity of each that continues one; older versions come first, so no chain arises."""
    continued: dict[int, int] = {}
    for row in said:
        oldest = continued.get(row.old, row.old)
        carried = {continued.get(one, one) for one in present[row.version_id]}
        if row.first == row.number and row.new not in continued and oldest not in carried:
            continued[row.new] = oldest
    return continued


def _refuse_doubles(session: Session, oldest: Collection[int]) -> None:
    if not oldest:
        return
    double = session.scalar(
        select(Version.number)
        .join(Provision, Provision.version_id == Version.id)
        .join(Provision.lineage)
        .where(or_(Lineage.id.in_(oldest), Lineage.continues_id.in_(oldest)))
        .group_by(Version.id, Version.number, canonical)
        .having(func.count() > 1)
        .limit(1)
    )
    if double is not None:
        raise Conflict(
            sentence(
                "Không ghi được: bản lần %(number)s sẽ có hai quy định cùng nguồn gốc. Xem lại các cặp đã "
                "xác nhận của bản ấy và của các bản trước.",
                number=double,
            )
        )
