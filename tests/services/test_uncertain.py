"""The uncertain pairs of a version: listed with their texts, their places and the comments that wait."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Role, Verdict
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.services.uncertain import UncertainPairs, count_unconfirmed, uncertain_pairs
from tests.factories import Factory, FixedClock
from tests.services.doubts import A, B, History, history


@pytest.fixture
def past(make: Factory) -> History:
    past = history(make)
    past.write("Nhận.", "Trả.", "Hẹn.")
    past.write("Tiếp nhận.", "Hẹn trả.", "Hẹn.", sure=["C>C"], doubt=["A>A", "B>B"])
    return past


@pytest.fixture
def statements(session: Session) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield found
    event.remove(session.get_bind(), "before_cursor_execute", note)


def listed(past: History, number: int = 2) -> UncertainPairs:
    return uncertain_pairs(past.make.session, past.actor, past.make.clock, "mot-cua", number)


def comment(past: History, number: int, eid: str, sent: bool = True) -> Comment:
    version = past.versions[number - 1]
    rounds = past.make.session.scalars(select(Consultation)).all()
    invitation = past.make.invitation(past.make.round(version, number=len(rounds) + 1))
    made = past.make.comment(invitation, provision=past.make.provision(version, eid))
    return past.make.sent(made, invitation) if sent else made


def test_both_sides_are_cited_with_their_words_and_places(past: History) -> None:
    first, second = listed(past).pairs
    assert (first.old.citation, first.new.citation) == ("khoản 1 Điều 1", "khoản 1 Điều 1")
    assert (second.old.whole, second.new.whole) == ("Trả.", "Hẹn trả.")
    assert [one.heading for one in second.new.stands.above] == ["Tiếp nhận"]
    assert second.alignment.score == 0.4


def test_judged_pairs_stay_in_the_list_and_no_longer_wait(past: History) -> None:
    past.say(2, "A>A", Verdict.DIFFERENT)
    found = listed(past)
    assert (len(found.pairs), found.waiting) == (2, 1)
    assert found.pairs[0].alignment.judged_by is past.actor
    assert count_unconfirmed(past.make.session, past.versions[1]) == 1


def test_the_next_that_waits_is_looked_for_behind_and_then_before(past: History) -> None:
    found = listed(past)
    first, second = (pair.alignment.id for pair in found.pairs)
    assert found.next_waiting() is found.next_waiting(second) is found.pairs[0]
    assert found.next_waiting(first) is found.pairs[1]
    past.say(2, "A>A")
    assert listed(past).next_waiting(second) == listed(past).pairs[1]
    past.say(2, "B>B")
    assert listed(past).next_waiting() is None


def test_a_pair_is_found_by_its_number(past: History) -> None:
    found = listed(past)
    assert found.chosen(found.pairs[1].alignment.id) is found.pairs[1]
    assert found.chosen(9999) is None


def test_sent_comments_on_the_older_provision_are_counted(past: History) -> None:
    past.make.comment(past.make.invitation(past.make.round()))
    comment(past, 1, B)
    comment(past, 1, A, sent=False)
    comment(past, 2, B)
    assert [pair.comments for pair in listed(past).pairs] == [0, 1]


def test_comments_follow_the_identity_over_earlier_versions(past: History) -> None:
    comment(past, 1, B)
    past.say(2, "B>B")
    past.write("Tiếp nhận.", "Hẹn ngày trả.", "Hẹn.", sure=["A>A", "C>C"], doubt=["B>B"])
    assert [pair.comments for pair in listed(past, 3).pairs] == [1]


@pytest.mark.parametrize("number", [1, 3])
def test_a_version_without_doubts_has_an_empty_list(past: History, number: int) -> None:
    past.write("Tiếp nhận.", "Hẹn trả.", "Hẹn.", sure=["A>A", "B>B", "C>C"])
    found = listed(past, number)
    assert (found.pairs, found.waiting, found.new.number) == ((), 0, number)
    assert (found.old.number if found.old else 0) == number - 1


def test_it_takes_four_queries_however_many_pairs(past: History, statements: list[str]) -> None:
    listed(past)
    assert len(statements) == 4


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_sees_them(session: Session, past: History, role: Role) -> None:
    with pytest.raises(NotPermitted):
        uncertain_pairs(session, past.make.user(role), past.make.clock, "mot-cua", 2)


def test_what_is_not_there_is_not_found(session: Session, past: History, clock: FixedClock) -> None:
    for key, number in (("mot-cua", 9), ("mot-cua", 0), ("khong-co", 1)):
        with pytest.raises(NotFound):
            uncertain_pairs(session, past.actor, clock, key, number)
