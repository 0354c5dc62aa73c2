"""Ten versions in a row from whatever is accepted: every comment still resolves to one honest place."""

from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment
from draftreview.models.drafts import Alignment, Provision, Version
from draftreview.models.working import Adoption
from tests.domain.working_texts import choosing
from tests.factories import Factory
from tests.services.accepting import Desk

OFTEN = (*Operation, Operation.REPLACE, Operation.INSERT, Operation.INSERT)
WORDS = ("ngay", "tại nhà", "trong 10 ngày", "theo khoản 1 Điều 2")


def comment_on(desk: Desk, random: Random, places: list[Provision]) -> Comment:
    """Accept a comment on some provision, with a wording of some sort."""
    place, other = random.choice(places), random.choice(places)
    operation = random.choice(OFTEN)
    if operation is Operation.DELETE and place.kind not in (Kind.CLAUSE, Kind.POINT):
        operation = Operation.MOVE  # the text would soon be gone
    if operation is Operation.REPLACE:
        return desk.accept(f"{place.text} {random.choice(WORDS)}".strip(), place.eid)
    if operation is Operation.INSERT:
        return desk.insert(f"Quy định mới {random.choice(WORDS)}.", place.eid)
    target = {"target_id": other.id} if operation is Operation.MOVE else {}
    return desk.accept("", place.eid, operation=operation, **target)


def settle_all(desk: Desk, seed: int) -> None:
    """Settle question after question, now this way, now another."""
    while blocking := desk.working.text.blocking:
        wanted = choosing(seed)(blocking[0])
        desk.settle(*wanted.followed, question=blocking[0], new_text=wanted.new_text)


@pytest.mark.parametrize("seed", range(3))
def test_no_comment_is_lost_over_ten_versions(session: Session, make: Factory, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - reproducible, no secrets
    draft = make.draft()
    version, comments = make.version(draft), list[Comment]()
    for number in range(1, 11):
        desk = Desk(make, make.round(version, number=number))
        places = list(session.scalars(select(Provision).where(Provision.version_id == version.id)))
        comments += [comment_on(desk, random, places) for _ in range(6)]
        settle_all(desk, seed)
        if not desk.working.differs:
            desk.edit(f"Câu chữ lần {number}.", random.choice(places).eid)
        version = desk.issue()
    assert version.number == 11
    assert len(comments) == 60
    there, gone = lineages_in(session, version), lineages_deleted(session)
    for comment in comments:
        assert comment.provision is not None
        lineage = comment.provision.lineage_id
        assert (there.count(lineage), lineage in gone) in ((1, False), (0, True))
    assert (session.scalar(select(func.count(Adoption.id))) or 0) > 10


def lineages_in(session: Session, version: Version) -> list[int]:
    return list(session.scalars(select(Provision.lineage_id).where(Provision.version_id == version.id)))


def lineages_deleted(session: Session) -> set[int]:
    """Give the identities that ended at some step, as the alignments tell it."""
    ended = select(Provision.lineage_id).join(Alignment, Alignment.old_provision_id == Provision.id)
    return set(session.scalars(ended.where(Alignment.new_provision_id.is_(None))))
