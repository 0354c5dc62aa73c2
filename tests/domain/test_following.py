"""A comment's place in a later version: one honest ending each, added up over the versions."""

from dataclasses import replace
from functools import reduce
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from draftreview.domain.alignment import align
from draftreview.domain.courses import Course, Trail, course, joined
from draftreview.domain.following import Ending, Footing, Whereabouts, followed
from draftreview.domain.merging import Change, next_tree
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, text_hash, walk
from draftreview.domain.succession import successions
from draftreview.domain.vocabulary import Operation
from tests.domain.texts import ALL, COMMUNE, DISTRICT, article, numbered, text

A, B, C = "art_1", "art_2", "art_3"


def pair(old: str | None, new: str | None, **more: bool) -> Pair:
    return Pair(old, new, Kind.ARTICLE, **more)


def of(*steps: list[Pair], old: str = "", new: str = "") -> dict[str, Whereabouts]:
    """Follow articles, written as "1a 2b": number and words."""
    ends = ({f"art_{one[0]}": Footing(None, one[1:]) for one in side.split()} for side in (old, new))
    return followed(steps, *ends)


def test_what_nothing_happened_to_is_unchanged() -> None:
    one = of([pair(A, A)], old="1a", new="1a")[A]
    assert one.unchanged
    assert (one.places, one.ending) == ((A,), Ending.FOUND)


def test_another_number_alone_is_renumbered_and_nothing_else() -> None:
    one = of([pair(A, B, renumbered=True)], old="1a", new="2a")[A]
    assert (one.renumbered, one.altered, one.unchanged) == (True, False, False)


def test_a_khoan_whose_article_was_renumbered_is_renumbered_too() -> None:
    old, new = Footing(None, "a"), Footing(None, "a")
    pairs = [pair(f"{A}__para_2", f"{B}__para_2")]
    assert followed([pairs], {f"{A}__para_2": old}, {f"{B}__para_2": new})[f"{A}__para_2"].renumbered


def test_states_combine() -> None:
    one = of([pair(A, B, moved=True, edited=True)], old="1a", new="2b")[A]
    assert (one.moved, one.reworded, one.renumbered) == (True, True, False)


def test_all_pieces_of_a_split_are_named_in_reading_order() -> None:
    pairs = [pair(A, B, split=True), pair(A, A, split=True, edited=True)]
    one = of(pairs, old="1ab", new="1a 2b")[A]
    assert (one.places, one.split, one.reworded) == ((A, B), True, True)


def test_what_was_merged_says_with_what() -> None:
    found = of([pair(A, A, merged=True), pair(B, A, merged=True)], old="1a 2b", new="1ab")
    assert found[A].merged_from == found[B].merged_from == (A, B)
    assert (found[A].merged, found[A].reworded) == (True, False)


def test_what_is_deleted_has_no_place() -> None:
    one = of([pair(A, None)], old="1a")[A]
    assert (one.ending, one.places, one.unchanged) == (Ending.DELETED, (), False)


def test_what_nobody_confirmed_is_not_followed_but_named() -> None:
    one = of([pair(A, A, certain=False, edited=True)], old="1a", new="1b")[A]
    assert (one.ending, one.places, one.candidates) == (Ending.UNCONFIRMED, (), (A,))


def test_what_was_in_doubt_and_is_gone_later_is_gone() -> None:
    one = of([pair(A, A, certain=False)], [pair(A, None)], old="1a")[A]
    assert one.ending is Ending.DELETED


def test_what_no_step_knows_is_left_for_a_person() -> None:
    one = of([pair(B, B)], old="1a 2b", new="2b")[A]
    assert (one.ending, one.candidates) == (Ending.UNCONFIRMED, ())


def test_doubt_in_one_step_stays_through_the_others() -> None:
    one = of([pair(A, B, certain=False)], [pair(B, C)], old="1a", new="3a")[A]
    assert (one.ending, one.candidates) == (Ending.UNCONFIRMED, (C,))


def test_words_changed_and_changed_back_are_the_words_commented_on() -> None:
    edited = [pair(A, A, edited=True)]
    assert not of(edited, edited, old="1a", new="1a")[A].reworded
    assert of(edited, edited, old="1a", new="1c")[A].reworded


def test_the_rest_of_a_split_says_that_part_is_gone() -> None:
    steps = [pair(A, A, split=True), pair(A, B, split=True)], [pair(A, A), pair(B, None)]
    one = of(*steps, old="1ab", new="1a")[A]
    assert (one.places, one.split, one.partly_gone, one.reworded) == ((A,), True, True, False)


def test_pieces_that_came_together_again_are_whole_again() -> None:
    steps = (
        [pair(A, A, split=True), pair(A, B, split=True)],
        [pair(A, A, merged=True), pair(B, A, merged=True)],
    )
    assert of(*steps, old="1ab", new="1ab")[A].unchanged
    assert of(*steps, old="1ab", new="1ax")[A].reworded


def test_half_of_a_split_that_a_person_took_away_leaves_other_words() -> None:
    pairs = [pair(A, A, split=True), pair(A, None), pair(None, B)]
    one = of(pairs, old="1ab", new="1a 2b")[A]
    assert (one.places, one.split, one.reworded) == ((A,), False, True)


def test_an_article_tells_that_something_inside_it_changed() -> None:
    old = text(*ALL)
    first = replace(ALL[0], children=ALL[0].children[:1])
    found = follow((old, text(first, *ALL[1:])))
    assert [eid for eid, one in found.items() if one.inside] == ["att_1__art_1"]
    assert not found["att_1__art_1"].unchanged


def test_what_came_into_an_article_changed_it_inside() -> None:
    more = article(2, ALL[1].heading, *ALL[1].children, "Phiếu hẹn được lưu mười năm trên phần mềm.")
    found = follow((text(*ALL), text(ALL[0], more, *ALL[2:])))
    assert [eid for eid, one in found.items() if one.inside] == ["att_1__art_2"]


def test_a_deleted_clause_with_a_near_twin_is_gone() -> None:
    old = numbered(article(1, "Trách nhiệm", DISTRICT, COMMUNE), *ALL)
    new = numbered(article(1, "Trách nhiệm", COMMUNE), *ALL)
    found = follow((old, new))
    assert found["att_1__art_1__para_1"].ending is not Ending.FOUND
    assert found["att_1__art_1__para_2"].places == ("att_1__art_1__para_1",)


def test_an_article_at_the_front_takes_every_comment_along() -> None:
    front = article(1, "Điều mới", "Quy định này có phụ lục giải thích các biểu mẫu kèm theo.")
    found = follow((numbered(*ALL), numbered(front, *ALL)))
    assert all(one.renumbered and not one.altered for one in found.values())
    assert found["att_1__art_2__para_3"].places == ("att_1__art_3__para_3",)


def follow(texts: tuple[tuple[Component, ...], ...]) -> dict[str, Whereabouts]:
    steps = [align(one, other) for one, other in pairwise(texts)]
    return followed(steps, footing(texts[0]), footing(texts[-1]))


def footing(components: tuple[Component, ...]) -> dict[str, Footing]:
    walked = ((one, above) for component in components for one, above in walk(component.children))
    return {one.eid: Footing(above[-1].eid if above else None, text_hash(one.words)) for one, above in walked}


plans = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from([Operation.DELETE, Operation.REPLACE, Operation.MOVE, Operation.INSERT]),
            st.integers(0, 99),
            st.integers(0, 99),
            st.booleans(),
        ),
        max_size=3,
    ),
    min_size=10,
    max_size=10,
)


@settings(max_examples=30, deadline=None)
@given(plans)
def test_over_ten_versions_no_comment_is_lost(plan: list[list[tuple[Operation, int, int, bool]]]) -> None:
    texts, steps = versions(plan)
    found = followed(steps, footing(texts[0]), footing(texts[-1]))
    assert list(found) == list(footing(texts[0]))
    for eid, one in found.items():
        sure, possible = reached(eid, steps, only_certain=True), reached(eid, steps)
        assert set(one.places) == sure
        assert set(one.candidates) == possible - sure
        left = Ending.UNCONFIRMED if possible else Ending.DELETED
        assert one.ending is (Ending.FOUND if sure else left)


def reached(eid: str, steps: list[list[Pair]], only_certain: bool = False) -> set[str]:
    """Walk from a provision along the pairs, one step after the other."""
    here = {eid}
    for pairs in steps:
        here = {
            pair.new for pair in pairs if pair.old in here and pair.new and (pair.certain or not only_certain)
        }
    return here


@settings(max_examples=30, deadline=None)
@given(plans)
def test_what_is_said_to_be_unchanged_has_the_same_words(
    plan: list[list[tuple[Operation, int, int, bool]]],
) -> None:
    texts, steps = versions(plan)
    old, new = footing(texts[0]), footing(texts[-1])
    for one in followed(steps, old, new).values():
        if one.ending is Ending.FOUND and not one.split and not one.merged:
            assert one.reworded is (old[one.eid].words_hash != new[one.places[0]].words_hash)


def versions(
    plan: list[list[tuple[Operation, int, int, bool]]],
) -> tuple[list[tuple[Component, ...]], list[list[Pair]]]:
    """Make ten versions, each out of the one before by accepted changes; some links are left in doubt."""
    texts, steps = [text(*ALL)], []
    for number, operations in enumerate(plan):
        eids = list(footing(texts[-1]))
        changes = [planned(f"{number}.{at}", one, eids) for at, one in enumerate(operations)] if eids else []
        made = next_tree(texts[-1], changes)
        doubtful = {eids[one[1] % len(eids)] for one in operations if one[3] and eids}
        pairs = successions(texts[-1], made.components, made.origins)
        steps.append([replace(one, certain=one.old not in doubtful) for one in pairs])
        texts.append(made.components)
    return texts, steps


def planned(key: str, plan: tuple[Operation, int, int, bool], eids: list[str]) -> Change:
    operation, one, other, _ = plan
    here, there = eids[one % len(eids)], eids[other % len(eids)]
    if operation is Operation.INSERT:
        return Change(key, operation, after=here, new_text=f"Quy định mới {key}.")
    if operation is Operation.REPLACE:
        return Change(key, operation, here, new_text=f"Câu chữ {key}.")
    return Change(key, operation, here, after=there if operation is Operation.MOVE else "")


flags = st.builds(Trail, *(st.booleans() for _ in range(5)))
ends = st.dictionaries(st.one_of(st.none(), st.sampled_from([A, B, C])), flags, max_size=3)
courses = st.dictionaries(st.sampled_from([A, B, C]), ends, max_size=3)


@given(courses, courses, courses)
def test_joining_courses_is_associative(one: Course, two: Course, three: Course) -> None:
    assert joined(joined(one, two), three) == joined(one, joined(two, three))


@given(courses)
def test_a_step_in_which_nothing_happens_changes_nothing(one: Course) -> None:
    still = course(pair(eid, eid) for eid in (A, B, C))
    assert joined(one, still) == one
    assert reduce(joined, [still, still, still]) == still
