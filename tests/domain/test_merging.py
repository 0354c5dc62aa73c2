"""The next text: every accepted change is made, or named with its place."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.inquiry import Inquiry
from draftreview.domain.merging import next_tree
from draftreview.domain.merging_changes import Change, Fate, NextText, Words, words_of
from draftreview.domain.merging_outline import Outline
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision, walk
from draftreview.domain.questions import QuestionKind, Settlement
from draftreview.domain.vocabulary import Operation
from tests.domain.texts import article, chapter, clause, decision, found, regulation, text

RECEIPT = article(
    2, "Tiếp nhận", "Nộp tại quầy.", clause(2, "Giấy tờ gồm:", "đơn;", "bản sao.", tail="Nộp đủ.")
)
TEXT = text(
    chapter("I", "Chung", article(1, "Phạm vi", "Quy định việc nộp.", "Không gồm hồ sơ mật."), RECEIPT),
    chapter(
        "II",
        "Trả",
        article(3, "Trả kết quả", "Trả tại quầy trong 05 ngày.", "Trả qua bưu điện."),
        article(4, "Phí", text="Thu phí tại quầy."),
    ),
)


def replacing(key: str, eid: str, new_text: str | None = None, **parts: Any) -> Change:
    return Change(key, Operation.REPLACE, f"att_1__{eid}", new_text=new_text, label=f"Sở {key}", **parts)


def deleting(key: str, eid: str) -> Change:
    return Change(key, Operation.DELETE, f"att_1__{eid}")


def inserting(
    key: str, new_text: str, after: str | None = None, under: str | None = None, heading: str = ""
) -> Change:
    return Change(key, Operation.INSERT, "", heading, new_text, after=full(after), under=full(under))


def moving(key: str, eid: str, after: str | None = None, under: str | None = None) -> Change:
    return Change(key, Operation.MOVE, f"att_1__{eid}", after=full(after), under=full(under))


def full(eid: str | None) -> str | None:
    return eid if eid is None else f"att_1__{eid}".removesuffix("__")


def outline(components: Sequence[Component]) -> list[str]:
    return [one.eid.removeprefix("att_1__") for part in components for one, _ in walk(part.children)]


def fates(result: NextText) -> dict[str, Fate]:
    return {one.key: one.fate for one in result.results}


def clashes(result: NextText) -> list[tuple[QuestionKind, str, tuple[str, ...]]]:
    return [(one.kind, one.citation, one.keys) for one in result.clashes]


def test_without_changes_the_text_stays_and_every_provision_is_its_own_origin() -> None:
    result = next_tree(TEXT, [])
    assert result.components == TEXT
    assert all(new == old for new, old in result.origins.items())


def test_words_of_several_agencies_come_together_in_one_provision() -> None:
    eid = "art_3__para_1"
    result = next_tree(
        TEXT,
        [
            replacing("a", eid, "Trả tại quầy trong 03 ngày."),
            replacing("b", eid, "Kết quả trả tại quầy trong 05 ngày."),
        ],
    )
    assert found(result.components, f"att_1__{eid}").text == "Kết quả trả tại quầy trong 03 ngày."
    assert [(one.fate, one.near) for one in result.results] == [(Fate.CLEAN, True), (Fate.CLEAN, True)]


def test_heading_text_and_tail_are_edited_apart() -> None:
    result = next_tree(
        TEXT,
        [replacing("a", "art_2__para_2", "Hồ sơ gồm:"), replacing("b", "art_2", new_heading="Nhận hồ sơ")],
    )
    kept = found(result.components, "att_1__art_2__para_2")
    assert (kept.text, kept.tail, len(kept.children)) == ("Hồ sơ gồm:", "Nộp đủ.", 2)
    assert words_of(found(result.components, "att_1__art_2")) == Words("Nhận hồ sơ")
    result = next_tree(TEXT, [replacing("a", "art_2__para_2", new_tail="Nộp một bộ.")])
    assert found(result.components, "att_1__art_2__para_2").tail == "Nộp một bộ."


def test_a_wording_that_clashes_in_one_part_is_followed_in_none() -> None:
    changes = [
        replacing("a", "art_4", "Thu phí qua mạng.", new_heading="Lệ phí"),
        replacing("b", "art_4", "Thu phí tại nhà."),
    ]
    result = next_tree(TEXT, changes)
    assert found(result.components, "att_1__art_4") == found(TEXT, "att_1__art_4")
    assert clashes(result) == [(QuestionKind.OVERLAP, "Điều 4", ("a", "b"))]
    clash = result.clashes[0]
    assert (clash.part, clash.base, clash.labels) == ("text", "Thu phí tại quầy.", ("Sở a", "Sở b"))


def test_a_wording_written_against_an_older_text_is_carried_over() -> None:
    older = Words(text="Trả tại quầy trong 10 ngày.")
    changes = [
        replacing("a", "art_3__para_1", "Trả tại nơi nộp trong 10 ngày.", base=older),
        replacing("b", "art_3__para_1", "Trả tại quầy trong 07 ngày.", base=older),
        replacing("c", "art_3__para_1", "Trả tại quầy trong 05 ngày.", base=older),
    ]
    result = next_tree(TEXT, changes)
    assert fates(result) == {"a": Fate.CLEAN, "b": Fate.CONFLICT, "c": Fate.ADOPTED}
    assert found(result.components, "att_1__art_3__para_1").text == "Trả tại nơi nộp trong 05 ngày."
    assert clashes(result) == [(QuestionKind.CHANGED, "khoản 1 Điều 3", ("b",))]


def test_an_inserted_article_renumbers_what_follows_across_chapters() -> None:
    result = next_tree(TEXT, [inserting("a", "Một cửa là nơi nộp.", after="art_1", heading="Từ ngữ")])
    assert [eid for eid in outline(result.components) if eid.count("_") == 1] == [
        "chp_I", "art_1", "art_2", "art_3", "chp_II", "art_4", "art_5"
    ]  # fmt: skip
    assert result.origins["att_1__art_2"] is None
    assert result.origins["att_1__art_4__para_2"] == "att_1__art_3__para_2"


def test_an_insertion_may_come_first_under_a_parent_or_a_component() -> None:
    result = next_tree(
        TEXT, [inserting("a", "Mở đầu.", under="art_3"), inserting("b", "", under="", heading="Mới")]
    )
    assert found(result.components, "att_1__art_3__para_1").text == "Mở đầu."
    assert found(result.components, "att_1__chp_I").heading == "Mới"
    assert fates(result) == {"a": Fate.CLEAN, "b": Fate.CLEAN}


@pytest.mark.parametrize(
    ("under", "eid"),
    [("art_4", "art_4__para_1"), ("art_1__para_1", "art_1__para_1__point_a")],
)
def test_the_first_child_gets_the_level_below_its_parent(under: str, eid: str) -> None:
    result = next_tree(TEXT, [inserting("a", "Nội dung mới.", under=under)])
    assert found(result.components, f"att_1__{eid}").text == "Nội dung mới."


def test_an_insertion_is_known_by_its_target_alone() -> None:
    stray = Change("a", Operation.INSERT, "att_1__art_9", new_text="?", under="att_1__art_2__para_2__point_a")
    assert clashes(next_tree(TEXT, [stray])) == [(QuestionKind.IMPOSSIBLE, "điểm a khoản 2 Điều 2", ("a",))]


def test_empty_containers_and_components_take_articles_and_parts_take_chapters() -> None:
    empty = text(
        regulation(
            Provision(Kind.PART, "I", "Một"),
            Provision(Kind.PART, "II", "Hai", children=(chapter("I", "Ba"),)),
        ),
        Component(ComponentKind.APPENDIX),
    )
    changes = [
        Change("a", Operation.INSERT, new_heading="Bốn", under="att_1__part_I"),
        Change("b", Operation.INSERT, new_heading="Năm", under="att_1__part_II__chp_I"),
        Change("c", Operation.INSERT, new_heading="Sáu", under="att_2"),
    ]
    result = next_tree(empty, changes)
    kinds = {one.heading: one.kind for part in result.components for one, _ in walk(part.children)}
    assert (kinds["Bốn"], kinds["Năm"], kinds["Sáu"]) == (Kind.CHAPTER, Kind.ARTICLE, Kind.ARTICLE)


def test_nothing_stands_beneath_a_point() -> None:
    result = next_tree(TEXT, [inserting("a", "Nhỏ hơn.", under="art_2__para_2__point_a")])
    assert clashes(result) == [(QuestionKind.IMPOSSIBLE, "điểm a khoản 2 Điều 2", ("a",))]


def test_a_deleted_clause_renumbers_those_behind_it() -> None:
    result = next_tree(TEXT, [deleting("a", "art_1__para_1"), deleting("b", "art_1__para_1")])
    assert fates(result) == {"a": Fate.CLEAN, "b": Fate.CLEAN}
    assert result.origins["att_1__art_1__para_1"] == "att_1__art_1__para_2"


def test_points_run_on_through_the_letters_of_the_law() -> None:
    listed = text(article(1, "Danh mục", clause(1, "Gồm:", "một;", "hai;", "ba;", "bốn;")))
    result = next_tree(listed, [inserting("a", "năm.", after="art_1__para_1__point_d")])
    assert outline(result.components)[-1] == "art_1__para_1__point_đ"


def test_a_deletion_against_an_edit_is_a_conflict_also_beneath() -> None:
    changes = [
        deleting("a", "art_2"), replacing("b", "art_2__para_1", "Nộp qua mạng."),
        inserting("c", "Thêm.", under="art_2"),
        moving("d", "art_1__para_1", after="art_2__para_1"), inserting("e", "", after="art_2", heading="Mới"),
        deleting("f", "art_2__para_1"),
    ]  # fmt: skip
    result = next_tree(TEXT, changes)
    assert {key for key, fate in fates(result).items() if fate is Fate.CONFLICT} == {"a", "b", "c", "d", "f"}
    assert found(result.components, "att_1__art_2").heading == "Tiếp nhận"
    assert found(result.components, "att_1__art_3").heading == "Mới"


def test_what_is_gone_or_leads_nowhere_is_an_orphan() -> None:
    changes = [
        replacing("a", "art_9", "?"), deleting("b", "art_9"), inserting("c", "?", after="art_9"),
        inserting("d", "?"), moving("e", "art_1", under="art_9"), moving("f", "art_9", after="art_1"),
    ]  # fmt: skip
    result = next_tree(TEXT, changes)
    assert set(fates(result).values()) == {Fate.ORPHAN}
    assert result.components == TEXT


def test_a_moved_clause_takes_its_new_words_along() -> None:
    changes = [
        moving("a", "art_3__para_1", after="art_2__para_1"),
        replacing("b", "art_3__para_1", "Trả tại quầy trong 03 ngày."),
    ]
    result = next_tree(TEXT, changes)
    assert found(result.components, "att_1__art_2__para_2").text == "Trả tại quầy trong 03 ngày."
    assert result.origins["att_1__art_2__para_2"] == "att_1__art_3__para_1"
    assert result.origins["att_1__art_3__para_1"] == "att_1__art_3__para_2"


def test_a_point_may_become_a_clause_and_a_clause_without_points_a_point() -> None:
    result = next_tree(
        TEXT,
        [
            moving("a", "art_2__para_2__point_a", after="art_1__para_2"),
            moving("b", "art_2__para_1", under="art_2__para_2"),
        ],
    )
    assert found(result.components, "att_1__art_1__para_3").text == "đơn;"
    assert found(result.components, "att_1__art_2__para_1__point_a").text == "Nộp tại quầy."


def test_what_does_not_fit_its_new_level_is_named() -> None:
    changes = [
        moving("a", "art_2__para_2", after="art_2__para_2__point_a"),
        moving("b", "art_1", after="art_3__para_1"),
    ]
    assert [kind for kind, _, _ in clashes(next_tree(TEXT, changes[1:]))] == [QuestionKind.IMPOSSIBLE]
    assert set(fates(next_tree(TEXT, changes)).values()) == {Fate.CONFLICT}


def test_moves_in_a_circle_are_named_alone_and_together() -> None:
    sections = text(chapter("I", "Một"), chapter("II", "Hai"), chapter("III", "Ba"))
    alone = next_tree(sections, [moving("a", "chp_I", after="chp_I")])
    assert [kind for kind, _, _ in clashes(alone)] == [QuestionKind.IMPOSSIBLE]
    tree = text(article(1, "A", clause(1, "một", "a;")), article(2, "B", clause(1, "hai", "b;")))
    circle = next_tree(
        tree,
        [
            moving("a", "art_1__para_1", under="art_2__para_1"),
            moving("b", "art_2__para_1", under="art_1__para_1"),
        ],
    )
    assert set(fates(circle).values()) == {Fate.CONFLICT}


def test_moves_to_two_places_are_named_and_to_one_place_are_one() -> None:
    twice = [moving("a", "art_1", after="art_3"), moving("b", "art_1", after="art_4")]
    assert [kind for kind, _, _ in clashes(next_tree(TEXT, twice))] == [QuestionKind.MOVED_TWICE]
    once = next_tree(TEXT, [moving("a", "art_1", after="art_4"), moving("b", "art_1", after="art_4")])
    assert once.origins["att_1__art_4"] == "att_1__art_1"
    assert outline(once.components).count("art_4") == 1


def test_insertions_at_one_place_ask_for_their_order_and_take_it() -> None:
    changes = [inserting("a", "Một.", after="art_1__para_1"), inserting("b", "Hai.", after="art_1__para_1")]
    assert clashes(next_tree(TEXT, changes)) == [(QuestionKind.ORDER, "khoản 1 Điều 1", ("a", "b"))]
    question = next_tree(TEXT, changes).questions[0]
    settlement = Settlement(question.subject, question.seal, ("b", "a"))
    settled = next_tree(TEXT, changes, Inquiry({question.subject: settlement}))
    texts = [one.text for one in found(settled.components, "att_1__art_1").children]
    assert texts == ["Quy định việc nộp.", "Hai.", "Một.", "Không gồm hồ sơ mật."]


def test_equal_insertions_at_one_place_are_made_once() -> None:
    changes = [inserting("a", "Một.", after="art_1__para_1"), inserting("b", "Một.", after="art_1__para_1")]
    result = next_tree(TEXT, changes)
    assert fates(result) == {"a": Fate.CLEAN, "b": Fate.CLEAN}
    assert len(found(result.components, "att_1__art_1").children) == 3


def test_citations_name_the_component_where_several_have_articles() -> None:
    two = text(
        decision(article(1, "", text="Ban hành.")),
        replace(regulation(article(1, "", text="Phạm vi.")), title="QUY CHẾ\nvề hồ sơ"),
    )
    result = next_tree(two, [replacing("a", "art_1", "Đối tượng."), replacing("b", "art_1", "Nguyên tắc.")])
    assert result.clashes[0].citation == "Điều 1 của Quy chế"


CHANGES = (
    replacing("a", "art_3__para_1", "Trả tại quầy trong 03 ngày."),
    inserting("b", "Mới.", after="art_1__para_1"),
    deleting("c", "art_4"),
    moving("d", "art_2__para_1", under="art_3"),
    replacing("e", "art_2__para_1", "Nộp qua mạng."),
    inserting("f", "", after="art_2", heading="Điều mới"),
)


@pytest.mark.parametrize("order", list(permutations(range(6)))[::37])
def test_disjoint_changes_give_one_text_in_any_order(order: tuple[int, ...]) -> None:
    result = next_tree(TEXT, [CHANGES[place] for place in order])
    assert result.components == next_tree(TEXT, CHANGES).components
    assert not result.clashes


EIDS = st.sampled_from(
    [*(one.eid for part in TEXT for one, _ in walk(part.children)), "att_1", "att_1__art_9"]
)
ANY_CHANGE = st.builds(
    Change,
    key=st.just(""),
    operation=st.sampled_from(Operation),
    eid=EIDS,
    new_heading=st.none(),
    new_text=st.sampled_from([None, "", "Nộp tại quầy.", "Trả tại nhà trong 05 ngày."]),
    after=st.none() | EIDS,
    under=st.none() | EIDS,
)


@given(st.lists(ANY_CHANGE, max_size=7))
def test_every_change_ends_in_exactly_one_state_and_nothing_is_lost(drawn: list[Change]) -> None:
    changes = [replace(change, key=str(at)) for at, change in enumerate(drawn)]
    result = next_tree(TEXT, changes)
    assert [one.key for one in result.results] == [change.key for change in changes]
    clean = {one.key for one in result.results if one.fate is Fate.CLEAN}
    gone = {change.eid for change in changes if change.key in clean and change.operation is Operation.DELETE}
    kept = {old for old in result.origins.values() if old}
    tree = Outline(TEXT)
    assert all(gone & set(tree.line(eid)) for eid in set(tree.provisions) - kept)
    assert len(set(result.origins)) == len(outline(result.components))
    assert {key for clash in result.clashes for key in clash.keys} == {
        one.key for one in result.results if one.fate is Fate.CONFLICT
    }
