"""The way of a provision: back to its sources, on to what became of it, and what changed inside."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.tracing import Link, around, inside, way


def link(number: int, old: int | None, new: int | None, **flags: bool) -> Link:
    """Link provisions whose ids stand in their eids."""
    pair = Pair(f"art_{old}" if old else None, f"art_{new}" if new else None, Kind.ARTICLE, **flags)
    return Link(number, old, new, pair)


SAME = [link(2, 1, 11), link(2, 2, 12), link(3, 11, 21), link(3, 12, 22)]


def test_the_way_leads_back_and_on_from_wherever_it_is_asked() -> None:
    for start in (1, 11, 21):
        assert way(SAME, start) == (SAME[0], SAME[2])


def test_what_came_in_between_or_went_begins_or_ends_there() -> None:
    links = [link(2, None, 11), link(3, 11, 21), link(4, 21, None)]
    assert way(links, 21) == tuple(links)
    assert way(links, 99) == ()


def test_all_pieces_and_all_sources_are_on_the_way() -> None:
    split = [link(2, 1, 11, split=True), link(2, 1, 12, split=True), link(3, 11, 21), link(3, 12, 22)]
    assert way(split, 1) == tuple(split)
    merged = [link(2, 1, 11, merged=True), link(2, 2, 11, merged=True)]
    assert way(merged, 11) == tuple(merged)


def test_what_else_became_of_a_source_is_not_on_the_way() -> None:
    split = [link(2, 1, 11, split=True), link(2, 1, 12, split=True)]
    assert way(split, 12) == (split[1],)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=20), st.integers(2, 5))
def test_every_link_of_a_way_hangs_on_another_or_on_its_start(
    pairs: list[tuple[int, int]], number: int
) -> None:
    links = [
        link(n, n * 10 + old, n * 10 + 10 + new) for n in range(2, 6) for old, new in dict.fromkeys(pairs)
    ]
    start = number * 10
    passed = way(links, start)
    ids = {start, *(one for found in passed for one in (found.old, found.new))}
    assert all(found.old in ids and found.new in ids for found in passed)
    assert [found.number for found in passed] == sorted(found.number for found in passed)
    assert all(before.number <= after.number for before, after in pairwise(passed))


def clause(number: int, old: str | None, new: str | None, **flags: bool) -> Link:
    ids = (hash(old) if old else None, hash(new) if new else None)
    return Link(number, *ids, Pair(old, new, Kind.CLAUSE, **flags))


PASSED = [link(2, 1, 2)]


def test_changes_inside_are_told_wherever_they_stand_beneath() -> None:
    links = [
        *PASSED,
        clause(2, "art_1__para_1", "art_2__para_1"),
        clause(2, "art_1__para_2__point_a", "art_2__para_2__point_a", edited=True),
        clause(2, "art_1__para_3", "art_9__para_1", moved=True),
        clause(2, "art_10__para_1", "art_10__para_1", edited=True),
        clause(3, "art_1__para_2", "art_2__para_2", edited=True),
    ]
    assert list(inside(links, PASSED)) == links[2:4]


def test_the_number_that_another_article_had_before_is_no_place_of_its_own() -> None:
    passed = [link(2, 15, 16)]
    others = [
        clause(2, "art_16__para_1", "art_17__para_1", edited=True),
        clause(2, "art_14__para_1", "art_15__para_1", edited=True),
    ]
    assert inside([*passed, *others], passed) == ()
    own = clause(2, "art_15__para_1", "art_16__para_1", edited=True)
    neighbours = [link(2, 14, 15), link(2, 16, 17)]
    assert around([*neighbours, *passed, own], [own]) == tuple(passed)


def test_what_came_or_went_whole_counts_once() -> None:
    links = [
        *PASSED,
        clause(2, None, "art_2__para_4"),
        clause(2, None, "art_2__para_4__point_a"),
        clause(2, "art_1__para_5", None),
        clause(2, "art_1__para_5__point_a", None),
    ]
    assert list(inside(links, PASSED)) == [links[1], links[3]]


def test_another_number_alone_is_no_change_inside() -> None:
    assert inside([*PASSED, clause(2, "art_1__para_2", "art_2__para_3", renumbered=True)], PASSED) == ()


def test_around_stand_those_above() -> None:
    one = clause(2, "art_1__para_2__point_a", "art_1__para_2__point_a", edited=True)
    above = [clause(2, "art_1__para_2", "art_1__para_2"), link(2, 1, 1)]
    others = [clause(2, "art_1__para_1", "art_1__para_1"), link(3, 1, 1), link(2, 3, 3)]
    assert list(around([*above, *others, one], [one])) == above


def test_around_an_insertion_stand_its_neighbours_that_stayed() -> None:
    came = [clause(2, None, f"art_1__para_{at}") for at in (2, 3)]
    stayed = [clause(2, f"art_1__para_{at}", f"art_1__para_{at + 2}") for at in (0, 2, 3)]
    links = [stayed[0], *came, *stayed[1:]]
    assert list(around(links, came[:1])) == [stayed[1], stayed[0]]
