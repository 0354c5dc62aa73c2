"""The trace of a provision: every version on its way, and what stands behind each step."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.comparing import ChangeKind
from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Outcome, Role, Stage, Verdict
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment
from draftreview.services.provision_trace import ProvisionTrace, provision_trace
from tests.factories import Factory, FixedClock, small_text
from tests.services.rounds import CLAUSE, Round, begin, reworded, without_clause

ARTICLE = CLAUSE.rpartition("__")[0]


@pytest.fixture
def round_(make: Factory) -> Round:
    return begin(make)


def trace(round_: Round, actor: User | None = None, number: int = 1, eid: str = CLAUSE) -> ProvisionTrace:
    actor = actor or round_.make.drafter()
    return provision_trace(
        round_.make.session, actor, round_.make.clock, round_.version.draft.key, number, eid
    )


def test_the_way_is_the_same_from_every_version(round_: Round) -> None:
    round_.next()
    round_.next(reworded("Cơ quan được hỏi trả lời trên phần mềm trong thời hạn 03 ngày làm việc."))
    for number in (1, 2, 3):
        found = trace(round_, number=number)
        assert [(one.old.number, one.new.number, one.changed) for one in found.steps] == [
            (1, 2, True),
            (2, 3, True),
        ]
        assert (found.first.number, found.name) == (1, "khoản 1 Điều 3 của Quy định")


def test_a_step_without_changes_says_so(round_: Round) -> None:
    round_.next(small_text())
    (step,) = trace(round_).steps
    assert not step.changed
    assert step.words[0].kinds == frozenset()


def test_a_single_version_has_no_steps(round_: Round) -> None:
    found = trace(round_)
    assert (found.steps, found.first) == ((), round_.version)


def test_what_is_deleted_ends_and_what_is_inserted_begins(round_: Round) -> None:
    round_.next(without_clause())
    third = round_.next(small_text())
    assert [one.words[0].kinds for one in trace(round_).steps] == [{ChangeKind.DELETED}]
    came = trace(round_, number=3)
    assert (came.first, came.steps[0].words[0].kinds) == (third, {ChangeKind.INSERTED})


def test_an_article_tells_of_the_changes_inside_it(round_: Round) -> None:
    round_.next()
    (step,) = trace(round_, eid=ARTICLE).steps
    assert [link.pair.new for link in step.inside] == [CLAUSE]
    assert step.changed
    assert step.words[0].kinds == frozenset()


def test_in_a_file_accepted_comments_stand_behind_what_changed(round_: Round) -> None:
    taken = round_.accepted()
    declined, open_ = round_.accepted(outcome=Outcome.DECLINED), round_.comment()
    round_.accepted(eid="att_1__art_2__para_1")
    round_.next()
    (step,) = trace(round_).steps
    assert [one.comment_id for one in step.behind] == [taken.comment_id]
    assert [one.comment_id for one in step.others] == [declined.comment_id, open_.id]
    assert trace(round_, eid=ARTICLE).steps[0].behind == step.behind


def test_accepted_comments_on_the_article_stand_behind_its_clauses(round_: Round) -> None:
    taken, _declined = round_.accepted(eid=ARTICLE), round_.accepted(eid=ARTICLE, outcome=Outcome.DECLINED)
    round_.next()
    (step,) = trace(round_).steps
    assert ([one.comment_id for one in step.behind], step.others) == ([taken.comment_id], ())


def test_behind_what_did_not_change_nobody_stands(round_: Round) -> None:
    taken = round_.accepted()
    round_.next(small_text())
    (step,) = trace(round_).steps
    assert (step.behind, [one.comment_id for one in step.others]) == ((), [taken.comment_id])


def test_in_an_issued_version_what_was_recorded_stands_behind(round_: Round) -> None:
    followed, left = round_.accepted(), round_.accepted()
    elsewhere = round_.accepted(eid="att_1__art_2__para_1")
    version = round_.next()
    round_.adopt(version, disposition=followed)
    round_.adopt(version, None, disposition=elsewhere)
    round_.adopt(version, direct_edit=round_.edit())
    (step,) = trace(round_).steps
    assert [one.comment_id for one in step.behind] == [followed.comment_id, elsewhere.comment_id]
    assert [one.comment_id for one in step.others] == [left.comment_id]
    assert step.edits == ("Thống nhất cách gọi.",)


def test_a_recorded_deletion_is_known_by_its_older_side(round_: Round) -> None:
    row = round_.accepted()
    round_.adopt(round_.next(without_clause()), new=None, disposition=row)
    assert [one.comment_id for one in trace(round_).steps[0].behind] == [row.comment_id]


def test_an_agency_sees_its_own_comments_and_no_direct_edits(make: Factory, round_: Round) -> None:
    row = round_.accepted()
    make.disposition(row.comment, stage=Stage.RELEASED, revision=2)
    other = round_.accepted()
    version = round_.next()
    round_.adopt(version, disposition=row, direct_edit=round_.edit())
    round_.adopt(version, disposition=other)
    (step,) = trace(round_, make.user(agency=row.comment.agency)).steps
    assert [one.comment_id for one in step.behind] == [row.comment_id]
    assert (step.edits, step.others) == ((), ())


def test_before_the_release_an_agency_sees_its_comment_without_an_answer(
    make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    round_.next()
    (step,) = trace(round_, make.user(agency=row.comment.agency)).steps
    assert [(one.comment_id, one.outcome) for one in step.others] == [(row.comment_id, None)]


def test_who_may_not_read_the_draft_sees_no_trace(make: Factory, round_: Round) -> None:
    for stranger in (make.user(), make.user(Role.APPRAISER)):
        with pytest.raises(NotPermitted):
            trace(round_, stranger)


def test_the_public_sees_the_words_alone(session: Session, make: Factory, clock: FixedClock) -> None:
    open_ = begin(make, public=True)
    open_.accepted()
    open_.next()
    found = provision_trace(session, None, clock, open_.version.draft.key, 1, CLAUSE)
    assert found.steps[0].words[0].kinds == {ChangeKind.EDITED}
    assert (found.steps[0].behind, found.steps[0].others) == ((), ())


def test_what_is_not_there_is_not_found(round_: Round) -> None:
    round_.next()
    for number, eid in ((9, CLAUSE), (1, "att_1__art_77")):
        with pytest.raises(NotFound):
            trace(round_, number=number, eid=eid)


def uncertain(round_: Round, verdict: Verdict | None) -> None:
    """Bring a version of new identities, one clause of it perhaps an older one."""
    make = round_.make
    second = make.version(round_.version.draft, reworded(), number=2)
    make.session.add(
        Alignment(
            old_version_id=round_.version.id,
            new_version_id=second.id,
            old_provision_id=make.provision(round_.version, CLAUSE).id,
            new_provision_id=make.provision(second, CLAUSE).id,
            edited=True,
            certain=False,
            score=0.6,
            verdict=verdict,
            judged_at=make.clock.now() if verdict else None,
        )
    )
    make.session.flush()


@pytest.mark.parametrize(("verdict", "certain"), [(None, False), (Verdict.SAME, True)])
def test_a_doubt_is_shown_until_a_person_has_judged(
    round_: Round, verdict: Verdict | None, certain: bool
) -> None:
    uncertain(round_, verdict)
    (words,) = trace(round_).steps[0].words
    assert (words.kinds, words.certain) == ({ChangeKind.EDITED}, certain)


def test_what_a_person_called_different_was_deleted_and_inserted(round_: Round) -> None:
    uncertain(round_, Verdict.DIFFERENT)
    assert [one.words[0].kinds for one in trace(round_).steps] == [{ChangeKind.DELETED}]
    assert [one.words[0].kinds for one in trace(round_, number=2).steps] == [{ChangeKind.INSERTED}]


def test_an_identity_without_an_alignment_is_followed(session: Session, round_: Round) -> None:
    version = round_.next()
    place = round_.make.provision(round_.version, CLAUSE)
    session.delete(session.query(Alignment).filter_by(old_provision_id=place.id).one())
    session.flush()
    (step,) = trace(round_).steps
    assert step.words[0].kinds == {ChangeKind.EDITED}
    assert step.words[0].new is round_.make.provision(version, CLAUSE)
