"""A person says whether two provisions are the same; nobody overwrites what somebody else said."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Role, Verdict
from draftreview.models.audit import AuditEvent
from draftreview.services.confirming import JudgedMeanwhile, judge, judge_all
from tests.factories import Factory, FixedClock
from tests.services.doubts import A, B, History, history

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


@pytest.fixture
def past(make: Factory) -> History:
    """Two versions with two uncertain pairs."""
    past = history(make)
    past.write("Nhận.", "Trả.")
    past.write("Tiếp nhận.", "Hẹn trả.", doubt=["A>A", "B>B"])
    return past


def events(session: Session) -> list[AuditEvent]:
    return list(session.scalars(select(AuditEvent).where(AuditEvent.action == "alignment.judged")))


def test_a_verdict_says_who_gave_it_and_when(session: Session, clock: FixedClock, past: History) -> None:
    kept = judge(session, past.actor, clock, past.pair(2, "A>A").id, SAME, None).alignment
    assert (kept.verdict, kept.judged_by, kept.judged_at) == (SAME, past.actor, clock.now())
    assert past.pair(2, "B>B").verdict is None


def test_every_change_of_a_verdict_is_traced(session: Session, past: History) -> None:
    for verdict in (SAME, DIFFERENT, None):
        past.say(2, "A>A", verdict)
    assert [(one.details["before"], one.details["verdict"]) for one in events(session)] == [
        (None, "same"),
        ("same", "different"),
        ("different", None),
    ]
    assert {one.subject for one in events(session)} == {f"alignment:{past.pair(2, 'A>A').id}"}


@pytest.mark.parametrize(
    ("first", "seen", "told"),
    [
        (SAME, None, "Chuyên viên A đã xác nhận là cùng một quy định."),
        (DIFFERENT, None, "Chuyên viên A đã xác nhận là hai quy định khác nhau."),
    ],
)
def test_the_second_is_told_what_the_first_decided(
    session: Session, past: History, first: Verdict, seen: Verdict | None, told: str
) -> None:
    past.actor.display_name = "Chuyên viên A"
    past.say(2, "A>A", first)
    kept, other = past.pair(2, "A>A"), past.make.drafter()
    wanted = DIFFERENT if first is SAME else SAME
    with pytest.raises(JudgedMeanwhile) as refused:
        judge(session, other, past.make.clock, kept.id, wanted, seen)
    assert told in refused.value.message
    assert (refused.value.alignment, kept.verdict) == (kept, first)


def test_who_did_not_see_that_a_verdict_was_taken_back_is_told(session: Session, past: History) -> None:
    past.say(2, "A>A")
    past.say(2, "A>A", None)
    with pytest.raises(JudgedMeanwhile, match="đã bỏ xác nhận"):
        judge(session, past.actor, past.make.clock, past.pair(2, "A>A").id, DIFFERENT, SAME)


def test_what_has_no_author_is_said_by_the_system(session: Session, past: History) -> None:
    kept = past.pair(2, "A>A")
    kept.judged_at, kept.verdict = past.make.clock.now(), SAME
    session.flush()
    with pytest.raises(JudgedMeanwhile, match="Hệ thống đã xác nhận"):
        judge(session, past.actor, past.make.clock, kept.id, DIFFERENT, None)


def test_saying_the_same_again_does_nothing(session: Session, past: History) -> None:
    past.say(2, "A>A")
    judge(session, past.make.lead(), past.make.clock, past.pair(2, "A>A").id, SAME, None)
    assert past.pair(2, "A>A").judged_by is past.actor
    assert len(events(session)) == 1


def test_only_uncertain_pairs_can_be_judged(session: Session, past: History) -> None:
    past.write("Tiếp nhận.", "Hẹn trả.", "Mới.", sure=["A>A"])
    for alignment_id in (past.pair(3, "A>A").id, 9999):
        with pytest.raises(NotFound):
            judge(session, past.actor, past.make.clock, alignment_id, SAME, None)


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN, None])
def test_only_the_drafting_side_judges(session: Session, past: History, role: Role | None) -> None:
    stranger = past.make.user(role) if role else None
    with pytest.raises(NotPermitted):
        judge(session, stranger, past.make.clock, past.pair(2, "A>A").id, SAME, None)
    with pytest.raises(NotPermitted):
        judge_all(session, stranger, past.make.clock, past.versions[1], {}, SAME)


def test_a_selection_is_judged_at_once(session: Session, past: History) -> None:
    chosen = {past.pair(2, link).id: None for link in ("A>A", "B>B")}
    result = judge_all(session, past.make.lead(), past.make.clock, past.versions[1], chosen, SAME)
    assert (set(result.done), result.left) == (set(chosen), ())
    assert [past.identity(2, eid) for eid in (A, B)] == [past.identity(1, eid) for eid in (A, B)]
    assert len(events(session)) == 2


def test_what_was_decided_meanwhile_is_named_and_left_alone(session: Session, past: History) -> None:
    past.say(2, "A>A", DIFFERENT)
    chosen = {past.pair(2, link).id: None for link in ("A>A", "B>B")}
    result = judge_all(session, past.actor, past.make.clock, past.versions[1], chosen, SAME)
    (left,) = result.left
    assert (left.alignment_id, left.place) == (past.pair(2, "A>A").id, "Khoản 1 Điều 1")
    assert "hai quy định khác nhau" in left.reason
    assert result.done == (past.pair(2, "B>B").id,)


def test_what_is_the_same_already_needs_no_second_saying(session: Session, past: History) -> None:
    past.say(2, "A>A")
    result = judge_all(
        session, past.actor, past.make.clock, past.versions[1], {past.pair(2, "A>A").id: SAME}, SAME
    )
    assert (result.done, result.left) == ((), ())


def test_a_selection_reaches_no_other_version(session: Session, past: History) -> None:
    chosen = {past.pair(2, "A>A").id: None}
    assert judge_all(session, past.actor, past.make.clock, past.versions[0], chosen, SAME).done == ()
    assert past.pair(2, "A>A").verdict is None
