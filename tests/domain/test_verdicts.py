"""What people say of uncertain pairs, heeded."""

import pytest

from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.verdicts import Judged, heeded
from draftreview.domain.vocabulary import Verdict

OLD = dict.fromkeys("abcd", Kind.CLAUSE)
NEW = dict.fromkeys("ABCD", Kind.CLAUSE)


def pair(old: str | None, new: str | None, **more: bool) -> Pair:
    return Pair(old, new, Kind.CLAUSE, score=0.5, **more)


REST = (Judged(pair("b", "B")), Judged(pair("c", "C")), Judged(pair("d", "D")))


def sides(*found: Judged) -> list[tuple[str | None, str | None]]:
    return [(one.old, one.new) for one in heeded([*found, *REST], OLD, NEW)]


@pytest.mark.parametrize(("verdict", "certain"), [(Verdict.SAME, True), (None, False)])
def test_the_same_are_certain_and_the_unjudged_are_not(verdict: Verdict | None, certain: bool) -> None:
    doubtful = Judged(pair("a", "A", certain=False, edited=True), verdict)
    first = heeded([doubtful, *REST], OLD, NEW)[0]
    assert (first.old, first.new, first.certain, first.edited) == ("a", "A", certain, True)


def test_the_different_are_a_deletion_and_an_insertion() -> None:
    parted = Judged(pair("a", "A", certain=False), Verdict.DIFFERENT)
    assert sides(parted)[:2] == [("a", None), (None, "A")]


def test_pieces_nobody_judged_stay_as_they_were_kept() -> None:
    kept = Judged(pair("a", "A", certain=False, split=True), reworded=True)
    assert heeded([kept, *REST], OLD, NEW)[0] == kept.pair


def test_a_piece_that_is_left_alone_is_the_whole_in_other_words() -> None:
    first = Judged(pair("a", "A", split=True), reworded=True)
    second = Judged(pair("a", "B", split=True, certain=False), Verdict.DIFFERENT)
    found = heeded([first, second, *REST[1:], Judged(pair("b", None))], OLD, NEW)
    assert found[0] == pair("a", "A", edited=True)
    assert [(one.old, one.new) for one in found[1:3]] == [("b", None), (None, "B")]


def test_two_pieces_that_are_left_stay_pieces() -> None:
    halves = [Judged(pair("a", new, split=True)) for new in "AB"]
    third = Judged(pair("a", "C", split=True, certain=False), Verdict.DIFFERENT)
    found = heeded([*halves, third, REST[2]], OLD, NEW)
    assert [one.split for one in found if one.old == "a"] == [True, True]
    assert (None, "C") in [(one.old, one.new) for one in found]


def test_what_is_left_of_a_merge_is_no_merge() -> None:
    first = Judged(pair("a", "A", merged=True), reworded=True)
    second = Judged(pair("b", "A", merged=True, certain=False), Verdict.DIFFERENT)
    found = heeded([first, second, *REST[1:], Judged(pair(None, "B"))], OLD, NEW)
    assert found[0] == pair("a", "A", edited=True)
    assert [(one.old, one.new) for one in found[1:3]] == [("b", None), (None, "B")]


def test_a_link_that_a_person_added_takes_the_insertion_away() -> None:
    parted = Judged(pair("a", "A", certain=False), Verdict.DIFFERENT)
    added = Judged(pair("a", "B", certain=False, edited=True), Verdict.SAME)
    found = sides(parted, added, Judged(pair(None, "B")))
    assert found[:3] == [(None, "A"), ("a", "B"), ("b", "B")]


def test_an_added_link_beside_another_makes_two_pieces() -> None:
    added = Judged(pair("a", "B", certain=False), Verdict.SAME)
    found = heeded([Judged(pair("a", "A")), added, *REST[1:], Judged(pair("b", None))], OLD, NEW)
    assert [one.split for one in found if one.old == "a"] == [True, True]
