"""None of the provisions that alignment proposed: an older one is confirmed to be another newer one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict
from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind
from draftreview.domain.sentences import sentence
from draftreview.domain.similarity import bag, likeness
from draftreview.domain.vocabulary import Verdict
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment, Provision
from draftreview.services import identities
from draftreview.services.confirming import hold, refuse_stale, write_verdict
from draftreview.services.drafts import read_trees
from draftreview.services.lineage import aligned
from draftreview.services.uncertain import Found, Side, find_pair, sides_of

OFFERED = 30
"""Inserted provisions offered at most: behind the nearest few nobody looks for the right one."""

_SMALL = frozenset({Kind.CLAUSE, Kind.POINT})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An inserted provision that an older one may have become, and how alike their words are, 0 to 1."""

    side: Side
    score: float


@dataclass(frozen=True, slots=True)
class Others:
    """An uncertain pair and what its older side may have become instead, the nearest in words first."""

    found: Found
    old: Side
    new: Side
    candidates: tuple[Candidate, ...]
    more: int
    """How many further ones are not offered."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The two texts of a pair, with how their provisions are paired now."""

    old: tuple[Component, ...]
    new: tuple[Component, ...]
    pairs: tuple[Pair, ...]


def others(session: Session, actor: User | None, alignment_id: int) -> Others:
    """Offer what was newly inserted in place of the newer side of a pair: three queries.

    :raises NotFound: where there is no such uncertain pair
    """
    found = find_pair(session, actor, alignment_id)
    texts = _texts(session, found)
    older, newer = sides_of(texts.old), sides_of(texts.new)
    candidates = _candidates(older[found.old_eid], [newer[eid] for eid in _inserted(found, texts.pairs)])
    return Others(
        found,
        older[found.old_eid],
        newer[found.new_eid],
        tuple(candidates[:OFFERED]),
        more=max(0, len(candidates) - OFFERED),
    )


def _texts(session: Session, found: Found) -> _Texts:
    trees = read_trees(session, (found.old, found.new))
    return _Texts(trees[found.old.id], trees[found.new.id], aligned(session, found.old, found.new))


def _inserted(found: Found, pairs: Sequence[Pair]) -> list[str]:
    """List what stands as inserted and is of a level that the older side may have got, but the newer side."""
    kind = next(pair.kind for pair in pairs if pair.new == found.new_eid)
    levels = _SMALL if kind in _SMALL else {kind}
    return [
        pair.new
        for pair in pairs
        if pair.new and not pair.old and pair.kind in levels and pair.new != found.new_eid
    ]


def _candidates(old: Side, inserted: Sequence[Side]) -> list[Candidate]:
    words = bag(old.whole)
    found = [Candidate(side, likeness(words, bag(side.whole))) for side in inserted]
    return sorted(found, key=lambda one: -one.score)


def relink(
    session: Session, actor: User | None, clock: Clock, alignment_id: int, eid: str, seen: Verdict | None
) -> Alignment:
    """Say that the older side of a pair is not the newer one but another provision, newly inserted.

    The pair is judged different and the other one becomes a pair that is judged the same.

    :raises NotFound: where there is no such uncertain pair
    :raises JudgedMeanwhile: where somebody has said something else of it since
    :raises Conflict: where the other provision is none that was inserted, or is one no longer
    """
    found = hold(session, actor, alignment_id)
    refuse_stale(found.alignment, seen)
    texts = _texts(session, found)
    if eid not in _inserted(found, texts.pairs):
        raise Conflict(
            sentence("Quy định này không còn là quy định thêm mới. Tải lại trang rồi chọn quy định khác.")
        )
    if found.alignment.verdict is not Verdict.DIFFERENT:
        write_verdict(session, actor, clock, found.alignment, Verdict.DIFFERENT)
    linked = _linked(session, found, texts, eid)
    write_verdict(session, actor, clock, linked, Verdict.SAME)
    identities.settle(session, found.draft.id)
    return linked


def _linked(session: Session, found: Found, texts: _Texts, eid: str) -> Alignment:
    """Give the row of a pair that a person makes, its flags judged on both texts as alignment's are."""
    target = session.scalars(
        select(Provision.id).where(Provision.version_id == found.new.id, Provision.eid == eid)
    ).one()
    known = session.scalar(
        select(Alignment).where(
            Alignment.old_provision_id == found.alignment.old_provision_id,
            Alignment.new_provision_id == target,
        )
    )
    if known is not None:
        return known
    pair = _judged(found, texts, eid)
    made = Alignment(
        old_version_id=found.old.id,
        new_version_id=found.new.id,
        old_provision_id=found.alignment.old_provision_id,
        new_provision_id=target,
        moved=pair.moved,
        renumbered=pair.renumbered,
        edited=pair.edited,
        split=pair.split,
        merged=pair.merged,
        certain=False,
        score=pair.score,
    )
    session.add(made)
    session.flush()
    return made


def _judged(found: Found, texts: _Texts, eid: str) -> Pair:
    old, new = sides_of(texts.old)[found.old_eid], sides_of(texts.new)[eid]
    score = round(likeness(bag(old.whole), bag(new.whole)), 4)
    link = Pair(found.old_eid, eid, new.stands.provision.kind, certain=False, score=score)
    rest = [pair for pair in texts.pairs if (pair.old, pair.new) != (found.old_eid, found.new_eid)]
    return next(
        pair
        for pair in judged(texts.old, texts.new, [*rest, link])
        if (pair.old, pair.new) == (link.old, link.new)
    )
