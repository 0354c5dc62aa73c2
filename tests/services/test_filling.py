"""Made-up replies: the same for a seed, labelled, each comment a row of the table."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.config import shipped
from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.vocabulary import CommentState, Operation, Outcome, ReplyState, Stance
from draftreview.formats.reading.content import read_content
from draftreview.models.accounts import Agency
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Reply
from draftreview.models.dispositions import Disposition
from draftreview.services import demonstration
from draftreview.services.consultations import require_round
from draftreview.services.filling import Amount, fill
from draftreview.services.made_up_replies import MADE_UP
from draftreview.services.synthesis import compose
from tests.factories import Factory


@pytest.fixture
def demo(session: Session, make: Factory) -> Session:
    make.regimes()
    demonstration.load(session, make.clock, read_content(shipped("content") / "draft_decision"))
    return session


def said(session: Session) -> list[tuple[str, str, str]]:
    rows = session.execute(
        select(Comment.citation, Comment.body, func.coalesce(Proposal.new_text, ""))
        .outerjoin(Comment.proposal)
        .order_by(Comment.id)
    )
    return [tuple(row) for row in rows]


def test_every_made_up_comment_is_one_row_of_the_table(demo: Session, make: Factory) -> None:
    fill(demo, make.clock, Amount(agencies=12, comments=90, seed=3))
    table = compose(demo, require_round(demo, "mot-cua"))
    assert len(table.rows) == 90
    assert demo.scalar(select(func.count()).select_from(Reply).where(Reply.state == ReplyState.SENT)) == 12
    assert set(demo.scalars(select(Comment.state))) == {CommentState.SENT}


def test_the_same_seed_says_the_same(demo: Session, make: Factory) -> None:
    fill(demo, make.clock, Amount(5, 40, seed=7))
    first = said(demo)
    demo.rollback()
    make.regimes()
    demonstration.load(demo, make.clock, read_content(shipped("content") / "draft_decision"))
    fill(demo, make.clock, Amount(5, 40, seed=7))
    assert said(demo) == first


def test_made_up_agencies_come_after_the_register_and_are_labelled(demo: Session, make: Factory) -> None:
    fill(demo, make.clock, Amount(agencies=33, comments=40, seed=1))
    made_up = demo.scalars(select(Agency.name).where(Agency.made_up)).all()
    assert len(made_up) == 3
    assert all(MADE_UP in name for name in made_up)
    assert all(MADE_UP in signer for signer in demo.scalars(select(Reply.signer)))


def test_wordings_compete_and_most_comments_are_answered(demo: Session, make: Factory) -> None:
    fill(demo, make.clock, Amount(agencies=30, comments=300, seed=1))
    competing = demo.execute(
        select(func.count(func.distinct(Proposal.new_text)))
        .join(Proposal.comment)
        .where(Proposal.operation == Operation.REPLACE)
        .group_by(Comment.provision_id)
    ).scalars()
    assert max(competing) > 1
    answered = demo.scalar(select(func.count(func.distinct(Disposition.comment_id))))
    assert 225 < answered < 300
    assert set(demo.scalars(select(Disposition.outcome))) == set(Outcome)


def test_agencies_without_comments_agree(demo: Session, make: Factory) -> None:
    fill(demo, make.clock, Amount(agencies=4, comments=0, seed=1))
    assert set(demo.scalars(select(Reply.stance))) == {Stance.AGREE}


def test_a_second_load_asks_the_agencies_that_have_not_replied(demo: Session, make: Factory) -> None:
    fill(demo, make.clock, Amount(20, 20, seed=1))
    fill(demo, make.clock, Amount(20, 20, seed=2))
    assert demo.scalar(select(func.count()).select_from(Reply)) == 40
    assert demo.scalar(select(func.count()).select_from(Agency).where(Agency.made_up)) == 10


@pytest.mark.parametrize("amount", [Amount(0, 5, 1), Amount(-1, 0, 1), Amount(2, -1, 1)])
def test_impossible_amounts_are_refused(demo: Session, make: Factory, amount: Amount) -> None:
    with pytest.raises(Invalid):
        fill(demo, make.clock, amount)


def test_a_real_database_is_never_filled(session: Session, make: Factory) -> None:
    make.round()
    with pytest.raises(Conflict):
        fill(session, make.clock, Amount(1, 1, 1))


def test_the_demonstration_is_loaded_into_an_empty_database_only(demo: Session, make: Factory) -> None:
    with pytest.raises(Conflict):
        demonstration.load(demo, make.clock, read_content(shipped("content") / "draft_decision"))
