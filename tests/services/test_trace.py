"""The trace of a comment: its answers, how it was followed, and the words that changed."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.comparing import ChangeKind
from draftreview.domain.diffing import Hunk, Op
from draftreview.domain.errors import NotFound
from draftreview.domain.vocabulary import Outcome, Role, Stage, Verdict
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment
from draftreview.models.working import Settlement
from draftreview.services.trace import CommentTrace, comment_trace
from tests.factories import Factory, FixedClock
from tests.services.rounds import CLAUSE, Round, begin, without_clause


@pytest.fixture
def round_(make: Factory) -> Round:
    return begin(make)


def trace(session: Session, clock: FixedClock, actor: User | None, comment_id: int) -> CommentTrace:
    return comment_trace(session, actor, clock, comment_id)


def test_answers_stand_in_the_order_of_their_revisions(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted(stage=Stage.PROPOSED)
    make.disposition(row.comment, Outcome.DECLINED, Stage.RELEASED, revision=2)
    found = trace(session, clock, make.drafter(), row.comment_id)
    assert [(one.revision, one.outcome) for one in found.answers] == [
        (1, Outcome.ACCEPTED),
        (2, Outcome.DECLINED),
    ]
    assert found.works
    assert (found.next_version, found.became, found.followed) == (None, (), ())


def test_an_agency_sees_what_was_released(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted(stage=Stage.PROPOSED)
    officer = make.user(agency=row.comment.agency)
    assert trace(session, clock, officer, row.comment_id).answers == ()
    make.disposition(row.comment, stage=Stage.RELEASED, revision=2)
    found = trace(session, clock, officer, row.comment_id)
    assert [one.revision for one in found.answers] == [2]
    assert not found.works


def test_others_do_not_even_learn_that_it_is_there(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    for stranger in (None, make.user(), make.user(Role.APPRAISER), make.user(Role.ADMIN)):
        with pytest.raises(NotFound):
            trace(session, clock, stranger, row.comment_id)


def test_in_a_file_the_trace_shows_what_became_of_the_provision(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    version = round_.next()
    found = trace(session, clock, make.drafter(), row.comment_id)
    (words,) = found.became
    assert found.next_version is version
    assert words.kinds == {ChangeKind.EDITED}
    assert Hunk(Op.DELETE, "bằng văn bản") in words.text
    assert words.certain


def test_a_provision_that_is_gone_has_no_newer_side(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    comment = round_.comment()
    round_.next(without_clause())
    (words,) = trace(session, clock, make.drafter(), comment.id).became
    assert (words.new, words.kinds) == (None, {ChangeKind.DELETED})


def test_a_verdict_that_two_are_different_is_heeded(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    comment = round_.comment()
    version = round_.next()
    row = (
        session.query(Alignment)
        .filter_by(new_version_id=version.id, old_provision_id=comment.provision_id)
        .one()
    )
    row.certain, row.verdict, row.judged_at = False, Verdict.DIFFERENT, clock.now()
    session.flush()
    assert trace(session, clock, make.drafter(), comment.id).became == ()
    row.verdict = Verdict.SAME
    session.flush()
    assert trace(session, clock, make.drafter(), comment.id).became[0].certain


def test_a_comment_on_the_whole_draft_has_no_words_to_show(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    comment = round_.comment(None)
    version = round_.next()
    found = trace(session, clock, make.drafter(), comment.id)
    assert (found.next_version, found.became) == (version, ())


def test_what_was_recorded_is_told_with_who_chose_it(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row, edit = round_.accepted(), round_.edit()
    settlement = Settlement(
        version=round_.version, subject="s", revision=1, seal="x", followed=["1"], at=clock.now()
    )
    session.add(settlement)
    version = round_.next()
    round_.adopt(version, disposition=row, settlement=settlement, direct_edit=edit)
    found = trace(session, clock, make.drafter(), row.comment_id)
    (one,) = found.followed
    assert (one.version, one.settlement, one.direct_edit) == (version, settlement, edit)
    assert one.words.kinds == {ChangeKind.EDITED}
    assert found.became == ()


def test_insertions_deletions_and_words_of_components_are_recorded_with_one_side_or_none(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    version = round_.next()
    for old, new in ((None, CLAUSE), (CLAUSE, None), (None, None)):
        round_.adopt(version, old, new, disposition=row)
    found = trace(session, clock, make.drafter(), row.comment_id).followed
    assert [one.words.kinds for one in found] == [{ChangeKind.INSERTED}, {ChangeKind.DELETED}, frozenset()]


def test_an_agency_hears_that_it_was_followed_once_that_is_released(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    round_.adopt(round_.next(), disposition=row)
    officer = make.user(agency=row.comment.agency)
    assert trace(session, clock, officer, row.comment_id).followed == ()
    make.disposition(row.comment, stage=Stage.RELEASED, revision=2)
    assert len(trace(session, clock, officer, row.comment_id).followed) == 1
