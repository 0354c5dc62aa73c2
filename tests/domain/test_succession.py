"""What became of every provision in the text made from accepted changes: known, not guessed."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from draftreview.domain.merging import next_tree
from draftreview.domain.merging_changes import Change
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, walk
from draftreview.domain.succession import successions
from draftreview.domain.vocabulary import Operation
from tests.domain.texts import article, text

OLD = text(
    article(1, "Phạm vi", "Phạm vi thứ nhất.", "Phạm vi thứ hai.", "Phạm vi thứ ba."),
    article(2, "Tiếp nhận", "Nhận hồ sơ.", "Trả hồ sơ."),
    article(3, "Thi hành", "Có hiệu lực."),
)
ONE = "att_1__art_1"


def pairs(*changes: Change) -> dict[tuple[str | None, str | None], Pair]:
    made = next_tree(OLD, changes)
    return {(one.old, one.new): one for one in successions(OLD, made.components, made.origins)}


def change(operation: Operation, eid: str = "", **more: str) -> Change:
    return Change("1", operation, eid, **more)


def test_without_changes_everything_stays() -> None:
    found = pairs().values()
    assert all(one.old == one.new and one.certain and one.score == 1 for one in found)
    assert not any(one.edited or one.moved or one.renumbered for one in found)


def test_new_words_are_an_edit_of_the_same_provision() -> None:
    found = pairs(change(Operation.REPLACE, f"{ONE}__para_1", new_text="Khác hẳn."))
    one = found[f"{ONE}__para_1", f"{ONE}__para_1"]
    assert (one.edited, one.moved, one.renumbered) == (True, False, False)


def test_an_inserted_article_renumbers_the_later_ones() -> None:
    found = pairs(change(Operation.INSERT, after=ONE, new_heading="Mới", new_text="Điều mới."))
    assert found[None, "att_1__art_2"].kind is Kind.ARTICLE
    later = found["att_1__art_2", "att_1__art_3"]
    assert (later.renumbered, later.moved, later.edited) == (True, False, False)
    inner = found["att_1__art_2__para_1", "att_1__art_3__para_1"]
    assert (inner.renumbered, inner.moved) == (False, False)


def test_what_is_deleted_stands_behind_its_elder_sibling() -> None:
    made = next_tree(OLD, [change(Operation.DELETE, f"{ONE}__para_2")])
    listed = [(one.old, one.new) for one in successions(OLD, made.components, made.origins)]
    assert listed[1:4] == [
        (f"{ONE}__para_1", f"{ONE}__para_1"),
        (f"{ONE}__para_2", None),
        (f"{ONE}__para_3", f"{ONE}__para_2"),
    ]


def test_what_stood_first_and_is_gone_is_listed_first() -> None:
    made = next_tree(OLD, [change(Operation.DELETE, ONE)])
    first = successions(OLD, made.components, made.origins)[0]
    assert (first.old, first.new) == (ONE, None)


def test_a_move_to_another_parent_moves_that_provision_alone() -> None:
    found = pairs(change(Operation.MOVE, f"{ONE}__para_1", after="att_1__art_2__para_1"))
    assert [pair.new for pair in found.values() if pair.moved] == ["att_1__art_2__para_2"]


def test_a_move_among_siblings_moves_that_provision_alone() -> None:
    found = pairs(change(Operation.MOVE, f"{ONE}__para_1", after=f"{ONE}__para_3"))
    assert [pair.old for pair in found.values() if pair.moved] == [f"{ONE}__para_1"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([Operation.DELETE, Operation.REPLACE, Operation.MOVE, Operation.INSERT]),
            st.integers(0, 8),
            st.integers(0, 8),
        ),
        max_size=4,
    )
)
def test_every_provision_of_both_sides_appears_once(plan: list[tuple[Operation, int, int]]) -> None:
    eids = _eids(OLD)
    changes = [_planned(str(at), one, eids) for at, one in enumerate(plan)]
    made = next_tree(OLD, changes)
    found = successions(OLD, made.components, made.origins)
    assert sorted(one.old for one in found if one.old) == sorted(eids)
    assert [one.new for one in found if one.new] == _eids(made.components)


def _eids(components: tuple[Component, ...]) -> list[str]:
    return [one.eid for component in components for one, _ in walk(component.children)]


def _planned(key: str, plan: tuple[Operation, int, int], eids: list[str]) -> Change:
    operation, one, other = plan
    base = Change(key, operation, eids[one % len(eids)])
    if operation is Operation.REPLACE:
        return replace(base, new_text=f"Câu chữ {key}.")
    if operation is Operation.INSERT:
        return Change(key, operation, after=eids[one % len(eids)], new_text=f"Mới {key}.")
    return replace(base, after=eids[other % len(eids)]) if operation is Operation.MOVE else base
