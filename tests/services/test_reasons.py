"""What may stand behind changes: everything for the drafting side, one's own for an agency."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.vocabulary import Operation, Outcome, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.consultations import Invitation
from draftreview.models.dispositions import Disposition
from draftreview.services.reasons import Reasons, reasons_between
from draftreview.services.reasons_query import TAKEN
from tests.factories import Factory, FixedClock
from tests.services.rounds import CLAUSE, NOW, WAS, Round, begin, reworded, without_clause

Ask = Callable[[User | None], Reasons]


@pytest.fixture
def round_(make: Factory) -> Round:
    return begin(make)


@pytest.fixture
def ask(session: Session, clock: FixedClock, round_: Round) -> Ask:
    """Ask what stands between the first version and the newest."""
    return lambda actor: reasons_between(session, actor, clock, round_.version, round_.newest)


def agencies(found: Reasons) -> list[str]:
    return [one.agency for one in found.answered]


def test_accepted_comments_are_found_with_place_and_wording(make: Factory, round_: Round, ask: Ask) -> None:
    row = round_.accepted()
    round_.next()
    (found,) = ask(make.drafter()).answered
    claim = found.claim
    assert (found.comment_id, found.agency) == (row.comment_id, row.comment.agency.short_name)
    assert (claim.old, claim.base, claim.wanted, claim.operation) == (CLAUSE, WAS, NOW, Operation.REPLACE)
    assert (claim.taken, claim.decided, claim.places) == (True, True, None)


def test_declined_and_unanswered_comments_stand_behind_nothing(
    make: Factory, round_: Round, ask: Ask
) -> None:
    round_.comment()
    round_.accepted(outcome=Outcome.DECLINED)
    round_.next()
    assert ask(make.drafter()).answered == ()


def test_those_whose_provision_is_gone_are_named_whatever_their_answer(
    make: Factory, round_: Round, ask: Ask
) -> None:
    declined, open_ = round_.accepted(outcome=Outcome.DECLINED), round_.comment()
    round_.next(without_clause())
    found = ask(make.drafter()).answered
    assert {one.comment_id for one in found} == {declined.comment_id, open_.id}
    assert not any(one.claim.taken for one in found)


def test_the_current_answer_counts(make: Factory, round_: Round, ask: Ask) -> None:
    row = round_.accepted(stage=Stage.PROPOSED)
    round_.next()
    assert not ask(make.drafter()).answered[0].claim.decided
    make.disposition(row.comment, Outcome.DECLINED, revision=2)
    assert ask(make.drafter()).answered == ()


@pytest.mark.parametrize(
    ("operation", "base", "wanted"),
    [
        (Operation.REPLACE, WAS, "Tự soạn."),
        (Operation.DELETE, WAS, "Tự soạn."),
        (Operation.INSERT, "", "Tự soạn."),
    ],
)
def test_where_it_is_taken_in_part_the_drafters_words_count(
    make: Factory, round_: Round, ask: Ask, operation: Operation, base: str, wanted: str
) -> None:
    round_.accepted(outcome=Outcome.PARTLY_ACCEPTED, operation=operation, new_text="Tự soạn.")
    round_.next()
    claim = ask(make.drafter()).answered[0].claim
    assert (claim.base, claim.wanted) == (base, wanted)
    assert (claim.operation is Operation.INSERT) == (operation is Operation.INSERT)


def test_a_deletion_wants_no_words(make: Factory, round_: Round, ask: Ask) -> None:
    round_.accepted(operation=Operation.DELETE)
    round_.next()
    claim = ask(make.drafter()).answered[0].claim
    assert (claim.base, claim.wanted) == (WAS, "")


def test_a_comment_on_the_whole_draft_has_no_provision(make: Factory, round_: Round, ask: Ask) -> None:
    make.disposition(round_.comment(None), stage=Stage.APPROVED)
    round_.next()
    (found,) = ask(make.drafter()).answered
    assert (found.claim.on_provision, found.claim.old, found.claim.operation) == (False, None, None)


def test_what_was_recorded_is_read(make: Factory, round_: Round, ask: Ask) -> None:
    followed, left = round_.accepted(), round_.accepted()
    version = round_.next()
    round_.adopt(version, disposition=followed)
    round_.adopt(version, new="att_1__art_2", disposition=followed)
    found = {one.comment_id: one.claim.places for one in ask(make.drafter()).answered}
    assert found == {
        followed.comment_id: ((CLAUSE, "att_1__art_2"), (CLAUSE, CLAUSE)),
        left.comment_id: (),
    }


def test_direct_edits_are_found_with_their_reason(make: Factory, round_: Round, ask: Ask) -> None:
    edit, whole = round_.edit(), round_.edit("component:att_2", "Sửa tên phụ lục.")
    version = round_.next()
    round_.adopt(version, direct_edit=edit)
    round_.adopt(version, None, None, direct_edit=whole)
    one, other = ask(make.drafter()).edited
    assert (one.reason, one.number, one.edit.places) == ("Thống nhất cách gọi.", 2, ((CLAUSE, CLAUSE),))
    assert (other.edit.component, other.edit.places) == ("att_2", ())


def test_over_several_versions_places_are_given_at_both_ends(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    round_.accepted()
    second = round_.next()
    later = Round(make, make.round(second, number=2))
    later.accepted("Trả lời qua bưu chính.")
    third = round_.next(without_clause())
    found = reasons_between(session, make.drafter(), clock, round_.version, third).answered
    assert [(one.number, one.claim.old, one.claim.new) for one in found] == [
        (1, CLAUSE, None),
        (2, CLAUSE, None),
    ]
    assert [
        one.number for one in reasons_between(session, make.drafter(), clock, second, third).answered
    ] == [2]


def test_an_identity_confirmed_afterwards_is_followed(
    session: Session, make: Factory, round_: Round, ask: Ask
) -> None:
    round_.accepted(outcome=Outcome.DECLINED)
    version = round_.next(reworded("Một câu hoàn toàn khác hẳn, không ai nhận ra."))
    place, was = make.provision(version, CLAUSE), make.provision(round_.version, CLAUSE)
    assert len(ask(make.drafter()).answered) == (place.lineage_id != was.lineage_id)
    if place.lineage_id != was.lineage_id:
        place.lineage.continues_id = was.lineage_id
        session.flush()
    assert ask(make.drafter()).answered == ()


def released(round_: Round) -> Disposition:
    row = round_.accepted(stage=Stage.PROPOSED)
    return round_.make.disposition(row.comment, row.outcome, Stage.RELEASED, revision=2)


def test_an_agency_learns_of_its_own_comments_once_their_answer_is_released(
    make: Factory, round_: Round, ask: Ask
) -> None:
    told, waiting = released(round_), round_.accepted()
    version = round_.next()
    round_.adopt(version, direct_edit=round_.edit())
    own = ask(make.user(agency=told.comment.agency))
    assert [one.comment_id for one in own.answered] == [told.comment_id]
    assert own.edited == ()
    assert ask(make.user(agency=waiting.comment.agency)) == Reasons()


def test_an_agency_sees_the_answer_that_was_released(make: Factory, round_: Round, ask: Ask) -> None:
    row = released(round_)
    make.disposition(row.comment, Outcome.DECLINED, revision=3)
    round_.next()
    assert ask(make.user(agency=row.comment.agency)).answered[0].outcome in TAKEN
    assert ask(make.drafter()).answered == ()


def test_the_public_and_the_admin_learn_nothing(make: Factory, round_: Round, ask: Ask) -> None:
    released(round_)
    round_.next()
    assert ask(None) == ask(make.user(Role.ADMIN)) == Reasons()


def test_the_appraiser_learns_when_the_round_is_over(
    make: Factory, round_: Round, ask: Ask, clock: FixedClock
) -> None:
    round_.accepted()
    version = round_.next()
    round_.adopt(version, direct_edit=round_.edit())
    appraiser = make.user(Role.APPRAISER)
    assert ask(appraiser) == Reasons()
    clock.forward(days=30)
    found = ask(appraiser)
    assert (len(found.answered), len(found.edited)) == (1, 1)


def test_comments_that_were_not_sent_are_nobodys_reason(make: Factory, round_: Round, ask: Ask) -> None:
    invitation: Invitation = make.invitation(round_.consultation)
    make.disposition(make.comment(invitation, provision=make.provision(round_.version, CLAUSE)))
    round_.next()
    assert ask(make.drafter()).answered == ()


def test_between_a_version_and_itself_nothing_stands(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    round_.accepted()
    assert reasons_between(session, make.drafter(), clock, round_.version, round_.version) == Reasons()
