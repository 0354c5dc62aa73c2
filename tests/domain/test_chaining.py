"""What became of every provision over several versions: composed from the steps, judged on the two ends."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from draftreview.domain.alignment import align
from draftreview.domain.chaining import became, chained
from draftreview.domain.comparing import ChangeKind, compare
from draftreview.domain.comparing_changes import counted, gathered
from draftreview.domain.merging import Change, next_tree
from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, walk
from draftreview.domain.succession import successions
from draftreview.domain.vocabulary import Operation
from tests.domain.texts import article, numbered, text

Text = tuple[Component, ...]
ONE, TWO = "att_1__art_1__para_1", "att_1__art_1__para_2"


def clauses(*words: str) -> Text:
    return numbered(article(1, "Phạm vi", *words))


def step(old: Text, new: Text, *links: tuple[str, str], **more: float) -> tuple[Pair, ...]:
    """Link the Điều and the khoản named, judged as a kept step is."""
    whole = Pair("att_1__art_1", "att_1__art_1", Kind.ARTICLE, score=1.0)
    return judged(old, new, [whole, *(Pair(one, other, Kind.CLAUSE, **more) for one, other in links)])


def by_sides(pairs: Sequence[Pair]) -> dict[tuple[str | None, str | None], Pair]:
    return {(one.old, one.new): one for one in pairs}


def test_identity_goes_through_the_steps() -> None:
    first, second, third = clauses("Nhận."), clauses("Mới.", "Nhận."), clauses("Nhận ngay.")
    found = chained(first, third, [step(first, second, (ONE, TWO)), step(second, third, (TWO, ONE))])
    assert by_sides(found)[ONE, ONE].edited
    assert not by_sides(found)[ONE, ONE].renumbered


def test_what_came_back_after_a_deletion_is_not_the_same() -> None:
    first, second = clauses("Nhận."), numbered(article(1, "Phạm vi"))
    found = by_sides(chained(first, first, [step(first, second), step(second, first)]))
    assert {(ONE, None), (None, ONE)} <= set(found)


def test_a_split_of_a_split_gives_every_piece() -> None:
    first, second = clauses("Nhận và trả."), clauses("Nhận.", "Trả.")
    third = clauses("Nhận.", "Trả.", "Hẹn.")
    found = chained(
        first,
        third,
        [
            step(first, second, (ONE, ONE), (ONE, TWO)),
            step(second, third, (ONE, ONE), (TWO, TWO), (TWO, f"{TWO[:-1]}3")),
        ],
    )
    pieces = [one.new for one in found if one.old == ONE]
    assert pieces == [ONE, TWO, f"{TWO[:-1]}3"]
    assert all(one.split for one in found if one.old == ONE)


def test_a_split_put_together_again_is_no_change() -> None:
    first, second = clauses("Nhận và trả."), clauses("Nhận", "và trả.")
    there, back = step(first, second, (ONE, ONE), (ONE, TWO)), step(second, first, (ONE, ONE), (TWO, ONE))
    pair = by_sides(chained(first, first, [there, back]))[ONE, ONE]
    assert not any((pair.split, pair.merged, pair.edited, pair.moved, pair.renumbered))


def test_a_way_is_as_sure_as_its_least_sure_step() -> None:
    whole = clauses("Nhận.")
    sure = step(whole, whole, (ONE, ONE), score=0.9)
    unsure = step(whole, whole, (ONE, ONE), score=0.4, certain=False)
    pair = by_sides(chained(whole, whole, [sure, unsure]))[ONE, ONE]
    assert (pair.certain, pair.score) == (False, 0.4)


def test_of_several_ways_the_surest_counts() -> None:
    first, second = clauses("Nhận và trả."), clauses("Nhận", "và trả.")
    there = (
        *step(first, second, (ONE, ONE), score=0.8),
        *step(first, second, (ONE, TWO), score=0.3, certain=False),
    )
    back = step(second, first, (ONE, ONE), (TWO, ONE), score=0.9)
    for ways in (there, there[::-1]):
        pair = by_sides(chained(first, first, [ways, back]))[ONE, ONE]
        assert (pair.certain, pair.score) == (True, 0.8)


def test_an_article_inserted_at_the_front_of_ten_versions_is_ten_insertions() -> None:
    versions = [numbered(article(1, "Phạm vi", "Thứ nhất.", "Thứ hai."), article(2, "Thi hành", "Ngay."))]
    steps = []
    for number in range(10):
        made = next_tree(versions[-1], [insertion(number)])
        steps.append(successions(versions[-1], made.components, made.origins))
        versions.append(made.components)
    old, new = versions[0], versions[-1]
    compared = compare(old, new, chained(old, new, steps))
    changes = counted(gathered(compared.entries, old, new))
    seen = {kind: count for kind, count in changes.items() if count and kind is not ChangeKind.RENUMBERED}
    assert seen == {ChangeKind.INSERTED: 10}
    assert {kind for row in compared.rows for kind in row.kinds if row.changed} == {ChangeKind.INSERTED}


def insertion(number: int) -> Change:
    return Change(
        str(number),
        Operation.INSERT,
        under="att_1",
        new_heading=f"Điều thêm {number}",
        new_text=f"Nội dung thêm lần {number}.",
    )


def test_where_a_step_is_missing_the_ends_are_aligned_anew() -> None:
    first, second = clauses("Nhận hồ sơ tại quầy."), clauses("Nhận hồ sơ tại quầy ngay.")
    kept = step(first, second)
    assert became(first, second, [kept]) == kept
    assert became(first, second, []) == became(first, second, [kept, ()]) == align(first, second)
    assert became(first, second, [kept, nothing_changed(second)]) == kept


WORDS = ("Nhận hồ sơ.", "Trả kết quả.", "Nhận hồ sơ. Trả kết quả.", "Hẹn ngày trả.")
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=3), min_size=1, max_size=3).map(
    lambda rows: text(*(article(at, f"Điều {len(row)}", *row) for at, row in enumerate(rows, 1)))
)


def eids(components: Text) -> list[str]:
    return [one.eid for component in components for one, _ in walk(component.children)]


@st.composite
def histories(draw: st.DrawFn, least: int) -> tuple[list[Text], list[tuple[Pair, ...]]]:
    """Draw texts and what is said to have become of their provisions, true or not: the laws hold for any."""
    versions = draw(st.lists(texts, min_size=least + 1, max_size=4))
    steps = []
    for old, new in pairwise(versions):
        ways = st.tuples(st.sampled_from(eids(old)), st.sampled_from(eids(new)))
        links = [
            Pair(
                one,
                other,
                Kind.ARTICLE,
                certain=draw(st.booleans()),
                score=draw(st.sampled_from([0.3, 0.6, 0.9])),
            )
            for one, other in draw(st.lists(ways, max_size=6, unique=True))
            if one.count("para") == other.count("para")
        ]
        steps.append(judged(old, new, links))
    return versions, steps


def nothing_changed(components: Text) -> tuple[Pair, ...]:
    return successions(components, components, {eid: eid for eid in eids(components)})


@settings(max_examples=150, deadline=None)
@given(histories(1))
def test_a_step_without_changes_changes_nothing(history: tuple[list[Text], list[tuple[Pair, ...]]]) -> None:
    versions, steps = history
    old, new, one = versions[0], versions[1], steps[0]
    assert chained(old, new, [one]) == one
    assert chained(old, new, [nothing_changed(old), one]) == one
    assert chained(old, new, [one, nothing_changed(new)]) == one


@settings(max_examples=150, deadline=None)
@given(histories(3))
def test_chaining_is_associative(history: tuple[list[Text], list[tuple[Pair, ...]]]) -> None:
    (first, second, third, fourth), (one, two, three) = history
    at_once = chained(first, fourth, [one, two, three])
    assert chained(first, fourth, [chained(first, third, [one, two]), three]) == at_once
    assert chained(first, fourth, [one, chained(second, fourth, [two, three])]) == at_once


@settings(max_examples=100, deadline=None)
@given(histories(2))
def test_every_provision_of_both_ends_appears(history: tuple[list[Text], list[tuple[Pair, ...]]]) -> None:
    versions, steps = history
    found = chained(versions[0], versions[-1], steps)
    assert {one.old for one in found if one.old} == set(eids(versions[0]))
    assert list(dict.fromkeys(one.new for one in found if one.new)) == eids(versions[-1])
    assert len({(one.old, one.new) for one in found}) == len(found)
