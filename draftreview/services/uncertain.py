"""The pairs of provisions that alignment was not sure of: which wait, with their texts and their comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, contains_eager, joinedload

from draftreview.domain.citations import citations
from draftreview.domain.clock import Clock
from draftreview.domain.errors import NotFound
from draftreview.domain.neighbourhood import Neighbourhood, inner_text, neighbourhoods
from draftreview.domain.provisions import Component
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.drafts import Alignment, Draft, Lineage, Provision, Version
from draftreview.services.comparing import versions_open_to
from draftreview.services.drafts import read_trees
from draftreview.services.identities import canonical
from draftreview.services.permissions import may_confirm, require


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two provisions of a pair: how it is cited within a sentence, and where it stands."""

    citation: str
    stands: Neighbourhood

    @property
    def whole(self) -> str:
        """Give the words of the provision with everything inside it, without its number."""
        return "\n".join(filter(None, (self.stands.provision.heading, inner_text(self.stands.provision))))


@dataclass(frozen=True, slots=True)
class UncertainPair:
    """Two provisions that might be the same, and how many comments follow what is said of them."""

    alignment: Alignment
    old: Side
    new: Side
    comments: int


@dataclass(frozen=True, slots=True)
class UncertainPairs:
    """The uncertain pairs of a version with its predecessor, judged ones among them, in reading order."""

    draft: Draft
    old: Version | None
    new: Version
    pairs: tuple[UncertainPair, ...]

    @property
    def waiting(self) -> int:
        """Count the pairs that nobody has judged."""
        return sum(pair.alignment.verdict is None for pair in self.pairs)

    def chosen(self, alignment_id: int) -> UncertainPair | None:
        """Give the pair asked for."""
        return next((one for one in self.pairs if one.alignment.id == alignment_id), None)

    def next_waiting(self, alignment_id: int = 0) -> UncertainPair | None:
        """Give the first pair that waits behind another one, or else before it."""
        ids = [one.alignment.id for one in self.pairs]
        start = ids.index(alignment_id) + 1 if alignment_id in ids else 0
        rest = (*self.pairs[start:], *self.pairs[:start])
        return next((one for one in rest if one.alignment.verdict is None), None)


@dataclass(frozen=True, slots=True)
class Found:
    """An uncertain pair with the eids of its sides, the draft and the two versions that it belongs to."""

    alignment: Alignment
    draft: Draft
    old: Version
    new: Version
    old_eid: str
    new_eid: str


def doubtful() -> ColumnElement[bool]:
    """Select the pairs that a person may judge."""
    return and_(
        Alignment.certain.is_(False),
        Alignment.old_provision_id.is_not(None),
        Alignment.new_provision_id.is_not(None),
    )


def unconfirmed(version_id: InstrumentedAttribute[int] | int) -> ScalarSelect[int]:
    """Select how many pairs of a version with its predecessor nobody has judged."""
    return _count(Alignment.new_version_id == version_id, doubtful(), Alignment.verdict.is_(None))


def doubtful_pairs(version_id: InstrumentedAttribute[int] | int) -> ScalarSelect[int]:
    """Select how many pairs of a version with its predecessor a person may judge."""
    return _count(Alignment.new_version_id == version_id, doubtful())


def _count(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(Alignment).where(*which).scalar_subquery()


def count_unconfirmed(session: Session, version: Version) -> int:
    """Count the pairs of a version with its predecessor that nobody has judged: one query."""
    return session.execute(select(unconfirmed(version.id))).scalar_one()


def find_pair(session: Session, actor: User | None, alignment_id: int) -> Found:
    """Find an uncertain pair for the drafting side: one query.

    :raises NotFound: where there is none
    """
    require(may_confirm(actor))
    older, newer = aliased(Version), aliased(Version)
    before, after = aliased(Provision), aliased(Provision)
    row = session.execute(
        select(Alignment, Draft, older, newer, before.eid, after.eid)
        .join(older, older.id == Alignment.old_version_id)
        .join(newer, newer.id == Alignment.new_version_id)
        .join(Draft, Draft.id == newer.draft_id)
        .join(before, before.id == Alignment.old_provision_id)
        .join(after, after.id == Alignment.new_provision_id)
        .options(joinedload(Alignment.judged_by))
        .where(Alignment.id == alignment_id, doubtful())
    ).one_or_none()
    if row is None:
        raise NotFound(
            sentence(
                "Không có cặp quy định cần xác nhận này. Quay về trang Xác nhận quy định của bản dự thảo."
            )
        )
    return Found(*row)


def uncertain_pairs(
    session: Session, actor: User | None, clock: Clock, draft_key: str, number: int
) -> UncertainPairs:
    """List the uncertain pairs of a version for the drafting side: four queries, two where there is none.

    :raises NotFound: where the draft or the version is not there
    """
    require(may_confirm(actor))
    found = versions_open_to(session, actor, clock, draft_key)
    new = found.numbered(number)
    old = found.numbered(number - 1) if number > 1 else None
    rows = _rows(session, new)
    if old is None or not rows:
        return UncertainPairs(found.draft, old, new, ())
    trees = read_trees(session, (old, new))
    older, newer = sides_of(trees[old.id]), sides_of(trees[new.id])
    comments = _comments(session, old)
    pairs = (
        UncertainPair(row.Alignment, older[row.old_eid], newer[row.new_eid], comments.get(row.identity, 0))
        for row in rows
    )
    return UncertainPairs(found.draft, old, new, tuple(pairs))


def _rows(session: Session, new: Version) -> Sequence[Row[Alignment, str, str, int]]:
    before, after = aliased(Provision), aliased(Provision)
    eids = before.eid.label("old_eid"), after.eid.label("new_eid")
    query = (
        select(Alignment, *eids, canonical.label("identity"))
        .join(before, before.id == Alignment.old_provision_id)
        .join(Lineage, Lineage.id == before.lineage_id)
        .join(after, after.id == Alignment.new_provision_id)
        .outerjoin(Alignment.judged_by)
        .options(contains_eager(Alignment.judged_by))
        .where(Alignment.new_version_id == new.id, doubtful())
        .order_by(after.position, Alignment.score.desc(), Alignment.id)
    )
    return session.execute(query).all()


def sides_of(components: tuple[Component, ...]) -> dict[str, Side]:
    """Tell of every provision of a text how it is cited and where it stands, by its eid."""
    cited = citations(components)
    return {eid: Side(cited[eid], stands) for eid, stands in neighbourhoods(components).items()}


def _comments(session: Session, old: Version) -> Mapping[int, int]:
    """Count the comments sent about each identity up to a version, by the oldest identity."""
    rows = session.execute(
        select(canonical, func.count())
        .select_from(Comment)
        .join(Comment.provision)
        .join(Provision.lineage)
        .join(Provision.version)
        .where(
            Version.draft_id == old.draft_id,
            Version.number <= old.number,
            Comment.state == CommentState.SENT,
        )
        .group_by(canonical)
    )
    return dict(rows.all())
