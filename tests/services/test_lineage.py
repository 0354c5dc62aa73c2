"""The permanent identity of provisions over versions."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Verdict
from draftreview.models.drafts import Alignment
from draftreview.services import lineage
from tests.factories import Factory, FixedClock, small_text

OLD, NEW = "att_1__art_2__para_1", "att_1__art_3__para_1"


def pair(old: str | None, new: str | None, score: float = 1.0, **more: bool) -> Pair:
    return Pair(old, new, Kind.CLAUSE, score=score, **more)


def test_a_certain_partner_takes_the_identity_over(session: Session, make: Factory) -> None:
    version = make.version()
    make.version()
    kept = lineage.carried(session, version, [pair(OLD, NEW)])
    assert kept == {NEW: make.provision(version, OLD).lineage_id}


@pytest.mark.parametrize("one", [pair(OLD, NEW, certain=False), pair(OLD, None), pair(None, NEW)])
def test_nothing_is_carried_without_a_certain_partner(session: Session, make: Factory, one: Pair) -> None:
    assert lineage.carried(session, make.version(), [one]) == {}


def test_the_likelier_half_of_a_split_keeps_the_identity(session: Session, make: Factory) -> None:
    version = make.version()
    halves = [pair(OLD, "weak", 0.5, split=True), pair(OLD, "strong", 0.8, split=True)]
    assert list(lineage.carried(session, version, halves)) == ["strong"]


def test_of_merged_provisions_the_likeliest_gives_its_identity(session: Session, make: Factory) -> None:
    version = make.version()
    other = "att_1__art_2__para_2"
    merged = [pair(OLD, NEW, 0.5, merged=True), pair(other, NEW, 0.8, merged=True)]
    kept = lineage.carried(session, version, merged)
    assert kept == {NEW: make.provision(version, other).lineage_id}


def test_a_successor_keeps_what_became_of_every_provision(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    first = make.version()
    pairs = [pair(OLD, NEW, 0.9, moved=True, edited=True), pair("art_1", None), pair(None, "art_1")]
    second = lineage.write_successor(session, None, clock, first, small_text(), pairs)
    rows = session.scalars(select(Alignment).order_by(Alignment.id)).all()
    assert (second.number, second.draft) == (2, first.draft)
    assert rows[0].old_provision_id == make.provision(first, OLD).id
    assert rows[0].new_provision_id == make.provision(second, NEW).id
    assert (rows[0].moved, rows[0].edited, rows[0].renumbered, rows[0].score) == (True, True, False, 0.9)
    assert rows[1].new_provision_id is None
    assert rows[2].old_provision_id is None
    assert {(row.old_version_id, row.new_version_id) for row in rows} == {(first.id, second.id)}


def said_of(
    session: Session, make: Factory, verdict: Verdict | None, **more: bool
) -> dict[tuple[str | None, str | None], Pair]:
    """Write two versions with one uncertain pair and what was said of it; give what stands."""
    make.version()
    first = make.version()
    doubtful = pair(OLD, NEW, 0.5, certain=False, **more)
    rest = [pair("art_1", "art_1"), pair(None, OLD), pair(NEW, None)]
    second = lineage.write_successor(session, None, make.clock, first, small_text(), [doubtful, *rest])
    row = session.scalars(select(Alignment).where(Alignment.certain.is_(False))).one()
    row.verdict, row.judged_at = verdict, make.clock.now()
    session.flush()
    return {(one.old, one.new): one for one in lineage.aligned(session, first, second)}


def test_a_pair_said_to_be_the_same_counts_as_certain(session: Session, make: Factory) -> None:
    assert said_of(session, make, Verdict.SAME)[OLD, NEW].certain


def test_a_pair_nobody_judged_stays_uncertain(session: Session, make: Factory) -> None:
    assert not said_of(session, make, None)[OLD, NEW].certain


def test_a_pair_said_to_be_different_is_parted(session: Session, make: Factory) -> None:
    found = said_of(session, make, Verdict.DIFFERENT)
    assert {(OLD, None), (None, NEW), (None, OLD), (NEW, None), ("art_1", "art_1")} == set(found)


def test_the_steps_of_three_versions_are_read_in_their_order(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    first = make.version()
    second = lineage.write_successor(session, None, clock, first, small_text(), [pair(OLD, NEW)])
    third = make.version(first.draft, number=3)
    assert lineage.steps_between(session, (first, second, third)) == [(pair(OLD, NEW),), ()]
    assert lineage.steps_between(session, (first,)) == []
