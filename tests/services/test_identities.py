"""Which identities continue older ones once people have said what is the same."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict
from draftreview.domain.vocabulary import Verdict
from draftreview.models.drafts import Lineage
from tests.factories import Factory
from tests.services.doubts import A, B, History, clauses, history


@pytest.fixture
def past(make: Factory) -> History:
    return history(make)


def test_the_same_provision_continues_the_older_identity(past: History) -> None:
    past.write("Nhận.", "Trả.")
    past.write("Nhận.", "Hẹn trả.", sure=["A>A"], doubt=["B>B"])
    assert past.identity(2, B) != past.identity(1, B)
    past.say(2, "B>B")
    assert past.identity(2, B) == past.identity(1, B)
    assert past.identity(2, A) == past.identity(1, A)


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, None])
def test_another_verdict_takes_it_away_again(past: History, verdict: Verdict | None) -> None:
    past.write("Nhận.")
    past.write("Tiếp nhận.", doubt=["A>A"])
    past.say(2, "A>A")
    past.say(2, "A>A", verdict)
    assert past.identity(2, A) != past.identity(1, A)


def test_later_versions_follow_by_the_same_pointer(past: History) -> None:
    past.write("Nhận.")
    past.write("Tiếp nhận.", doubt=["A>A"])
    past.write("Mới.", "Tiếp nhận.", sure=["A>B"])
    past.say(2, "A>A")
    assert past.identity(3, B) == past.identity(1, A)


@pytest.mark.parametrize("order", [(2, 3), (3, 2)])
def test_it_is_always_the_oldest_whatever_was_said_first(past: History, order: tuple[int, int]) -> None:
    past.write("Nhận.")
    past.write("Tiếp nhận.", doubt=["A>A"])
    past.write("Nhận hồ sơ.", doubt=["A>A"])
    for number in order:
        past.say(number, "A>A")
    assert {past.identity(number, A) for number in (1, 2, 3)} == {past.identity(1, A)}
    past.say(2, "A>A", Verdict.DIFFERENT)
    assert past.identity(3, A) == past.identity(2, A) != past.identity(1, A)


def test_the_identity_of_a_split_stays_with_the_piece_that_has_it(past: History) -> None:
    past.write("Nhận và trả.")
    past.write("Nhận.", "Trả.", sure=["A>A"], doubt=["A>B"])
    past.say(2, "A>B")
    assert past.identity(2, A) == past.identity(1, A) != past.identity(2, B)
    assert past.pair(2, "A>B").verdict is Verdict.SAME


def test_of_two_pieces_the_one_named_first_has_it_until_that_is_taken_back(past: History) -> None:
    past.write("Nhận và trả.")
    past.write("Nhận.", "Trả.", doubt=["A>A", "A>B"])
    past.say(2, "A>B")
    past.say(2, "A>A")
    assert past.identity(2, B) == past.identity(1, A)
    past.say(2, "A>B", None)
    assert past.identity(2, A) == past.identity(1, A) != past.identity(2, B)


def test_a_merged_provision_keeps_the_identity_it_came_with(past: History) -> None:
    past.write("Nhận.", "Trả.")
    past.write("Nhận và trả.", sure=["A>A"], doubt=["B>A"])
    past.say(2, "B>A")
    assert past.identity(2, A) == past.identity(1, A)


def test_of_two_merged_by_people_the_one_named_first_gives_its_identity(past: History) -> None:
    past.write("Nhận.", "Trả.")
    past.write("Nhận và trả.", doubt=["A>A", "B>A"])
    past.say(2, "B>A")
    past.say(2, "A>A")
    assert past.identity(2, A) == past.identity(1, B)


def test_what_would_give_one_version_the_same_identity_twice_is_refused(
    session: Session, past: History
) -> None:
    past.write("Nhận.")
    past.write("Tiếp nhận.", doubt=["A>A"])
    first, second = (past.make.provision(version, A).lineage_id for version in past.versions)
    past.make.version(past.draft, clauses("Cũ.", "Nay."), number=3, lineages={A: first, B: second})
    with pytest.raises(Conflict, match="bản lần 3 sẽ có hai quy định cùng nguồn gốc"):
        past.say(2, "A>A")


def test_no_version_ever_holds_an_identity_twice(past: History) -> None:
    past.write("Nhận.", "Trả.", "Hẹn.")
    past.write("Nhận.", "Trả.", "Hẹn.", sure=["A>A"], doubt=["A>B", "B>B", "B>C", "C>C"])
    past.write("Nhận.", "Trả.", "Hẹn.", sure=["B>A"], doubt=["A>B", "C>B", "C>C", "A>C"])
    for number, links in ((3, "A>B C>C A>C C>B"), (2, "B>C A>B C>C B>B")):
        for link in links.split():
            past.say(number, link)
            assert all(len(set(past.identities(one))) == 3 for one in (1, 2, 3))


def test_other_drafts_are_left_alone(session: Session, past: History) -> None:
    other = History(past.make, past.make.draft(), past.actor)
    for one in (past, other):
        one.write("Nhận.")
        one.write("Tiếp nhận.", doubt=["A>A"])
    other.say(2, "A>A")
    past.say(2, "A>A")
    past.say(2, "A>A", None)
    continued = session.scalars(select(Lineage).where(Lineage.continues_id.is_not(None))).all()
    assert [one.draft_id for one in continued] == [other.draft.id]
