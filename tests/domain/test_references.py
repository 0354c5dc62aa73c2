"""References: found with their target, left alone when they name other laws, put right after renumbering."""

from collections.abc import Sequence

import pytest

from draftreview.domain.merging import next_tree
from draftreview.domain.merging_changes import Change
from draftreview.domain.provisions import Component
from draftreview.domain.references import Locator, mentions
from draftreview.domain.stale_references import Righter, Staleness, StaleReference
from draftreview.domain.vocabulary import Operation
from tests.domain.texts import article, chapter, clause, decision, found, point, regulation, text

TEXT = text(
    decision(
        article(1, "", text="Ban hành kèm theo Quyết định này Quy định."), article(2, "", text="Hiệu lực.")
    ),
    regulation(
        chapter(
            "I",
            "Chung",
            article(1, "Phạm vi", "Một.", clause(2, "Gồm:", "đơn;", "bản sao.")),
            article(2, "Từ ngữ", "Một cửa."),
        ),
        chapter(
            "II",
            "Trình tự",
            article(5, "Tiếp nhận", "Hai.", clause(2, "Gồm:", "a;", "b;", "c."), clause(3, "Ba.")),
        ),
    ),
)
HOME = "att_1__art_1__para_2__point_a"


def targets(words: str, home: str = HOME, components: Sequence[Component] = TEXT) -> list[str | None]:
    locator = Locator(components)
    return [locator.target(mention, home) for mention in mentions(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("theo điểm a khoản 2 Điều 5 của Quy định này;", ["att_1__art_5__para_2__point_a"]),
        ("theo khoản 2 Điều 5", ["att_1__art_5__para_2"]),
        ("theo Điều 2 Quyết định này", ["art_2"]),
        ("theo khoản 1 Điều này", ["att_1__art_1__para_1"]),
        ("theo điểm b khoản này", ["att_1__art_1__para_2__point_b"]),
        ("Điều này", ["att_1__art_1"]),
        ("các khoản 1, 2 và 3 Điều 5", [f"att_1__art_5__para_{n}" for n in (1, 2, 3)]),
        ("khoản 1 và khoản 3 Điều 5", ["att_1__art_5__para_1", "att_1__art_5__para_3"]),
        ("điểm a, điểm c khoản 2 và khoản 3 Điều 5", [
            "att_1__art_5__para_2__point_a", "att_1__art_5__para_2__point_c", "att_1__art_5__para_3"]),
        ("Điều 2, khoản 2 Điều 5", ["att_1__art_2", "att_1__art_5__para_2"]),
        ("quy định tại Chương II", ["att_1__chp_II"]),
        ("Điều 5 Chương II", ["att_1__art_5"]),
        ("khoản 9 Điều 5", [None]),
        ("Khoản 2 Điều 5 không áp dụng.", ["att_1__art_5__para_2"]),
        ("Điểm b khoản này không áp dụng.", ["att_1__art_1__para_2__point_b"]),
        ("Điều 2 của Quy định ban hành kèm theo Quyết định này", ["att_1__art_2"]),
        ("khoản 1 Điều này và Điều 2 Quyết định này", ["att_1__art_1__para_1", "art_2"]),
        ("Điều 5 quy định rằng", ["att_1__art_5"]),
    ],
)  # fmt: skip
def test_references_are_found_with_their_targets(words: str, expected: list[str | None]) -> None:
    assert targets(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Điều 5 Luật Đất đai",
        "khoản 2 Điều 5 của Nghị định số 61/2018/NĐ-CP",
        "theo khoản 1 Điều 5 nghị định số 34/2016/NĐ-CP",
        "Điều 4 quyết định số 61/2015/QĐ-UBND",
        "Điều 5 ban hành kèm theo Quyết định số 61/2015/QĐ-UBND",
        "Điều 7 Chỉ thị số 05",
        "Điều 2 Văn bản hợp nhất số 01",
        "khoản 2 của bảng",
        "một điều rất hay",
        "mức 5 điểm a",
        "",
    ],
)
def test_other_laws_and_loose_words_are_left_alone(words: str) -> None:
    assert mentions(words) == ()


def test_the_mention_covers_exactly_its_words() -> None:
    words = "thực hiện theo điểm a khoản 2 Điều 5 của Quy định này"
    mention = mentions(words)[0]
    assert words[mention.start : mention.end] == "điểm a khoản 2 Điều 5"


REFERRING = text(
    article(1, "Phạm vi", "Theo khoản 2 Điều 3.", "Theo Điều 2 và Luật Đất đai.", "Theo khoản 1 Điều này."),
    article(2, "Từ ngữ", "Một cửa."),
    article(
        3, "Tiếp nhận", "Hai.", "Ba.", "Theo các khoản 1, 2 Điều này.", clause(4, "Gồm:", point("a", "Bốn."))
    ),
)


def after(*changes: Change) -> tuple[tuple[StaleReference, ...], tuple[Component, ...]]:
    result = next_tree(REFERRING, changes)
    righter = Righter(REFERRING, result.components, result.origins)
    right = righter.put_right()
    return tuple(righter.stale), right


def test_nothing_is_stale_where_nothing_was_renumbered() -> None:
    assert after() == ((), REFERRING)


def test_an_inserted_article_makes_references_stale_and_they_are_put_right() -> None:
    stale, right = after(Change("a", Operation.INSERT, new_heading="Mới", after="att_1__art_1"))
    assert [(one.eid, one.new_target) for one in stale] == [
        ("att_1__art_1__para_1", "att_1__art_4__para_2"),
        ("att_1__art_1__para_2", "att_1__art_3"),
    ]
    assert [child.text for child in found(right, "att_1__art_1").children] == [
        "Theo khoản 2 Điều 4.",
        "Theo Điều 3 và Luật Đất đai.",
        "Theo khoản 1 Điều này.",
    ]


def test_a_reference_whose_target_is_gone_is_broken_and_stays_as_it_is() -> None:
    stale, right = after(Change("a", Operation.DELETE, "att_1__art_2"))
    broken = next(one for one in stale if one.staleness is Staleness.GONE)
    assert (broken.eid, broken.old_target, broken.new_target) == (
        "att_1__art_1__para_2",
        "att_1__art_2",
        None,
    )
    assert found(right, "att_1__art_1__para_2").text == "Theo Điều 2 và Luật Đất đai."


def test_a_reference_is_broken_also_where_nothing_took_the_number_of_its_target() -> None:
    last = text(article(1, "Phạm vi", "Theo khoản 2 Điều 2."), article(2, "Từ ngữ", "Một.", "Hai."))
    made = next_tree(last, [Change("a", Operation.DELETE, "att_1__art_2__para_2")])
    righter = Righter(last, made.components, made.origins)
    assert righter.put_right() == made.components
    assert [(one.text, one.staleness) for one in righter.stale] == [("khoản 2 Điều 2", Staleness.GONE)]


def test_references_that_share_words_are_put_right_together() -> None:
    stale, right = after(Change("a", Operation.INSERT, new_text="Mới.", under="att_1__art_3"))
    shared = [one for one in stale if one.eid == "att_1__art_3__para_4"]
    assert [one.text for one in shared] == ["khoản 1, 2 Điều này", "2 Điều này"]
    assert [one.rewritten for one in shared] == ["khoản 2, 3 Điều này", "3 Điều này"]
    assert found(right, "att_1__art_3__para_4").text == "Theo các khoản 2, 3 Điều này."


def test_references_that_share_a_number_which_now_differs_are_left_to_a_person() -> None:
    move = Change("a", Operation.MOVE, "att_1__art_3__para_1", after="att_1__art_2__para_1")
    stale, right = after(move)
    shared = [one for one in stale if one.text.endswith("2 Điều này")]
    assert [one.rewritten for one in shared] == ["", ""]
    assert found(right, "att_1__art_3__para_2").text == "Theo các khoản 1, 2 Điều này."


def test_a_target_on_another_level_is_cited_anew() -> None:
    stale, right = after(Change("a", Operation.MOVE, "att_1__art_3__para_2", under="att_1__art_3__para_4"))
    cited = "điểm a khoản 3 Điều 3"
    assert [one.rewritten for one in stale if one.eid == "att_1__art_1__para_1"] == [cited]
    assert found(right, "att_1__art_1__para_1").text == f"Theo {cited}."


def test_a_reference_that_opens_a_sentence_keeps_its_capital() -> None:
    tree = text(
        article(1, "Phạm vi", "Khoản 1 Điều 2 không áp dụng."),
        article(2, "Tiếp nhận", "Một.", clause(2, "Gồm:", point("a", "Hai."))),
    )
    move = Change("a", Operation.MOVE, "att_1__art_2__para_1", under="att_1__art_2__para_2")
    result = next_tree(tree, [move])
    right = Righter(tree, result.components, result.origins).put_right()
    assert found(right, "att_1__art_1__para_1").text == "Điểm a khoản 1 Điều 2 không áp dụng."


def test_what_left_its_article_no_longer_means_this_article() -> None:
    stale, _ = after(Change("a", Operation.MOVE, "att_1__art_1__para_1", after="att_1__art_2__para_1"))
    found_here = [one for one in stale if one.text == "khoản 1 Điều này"]
    assert [(one.new_target, one.rewritten) for one in found_here] == [
        ("att_1__art_2__para_2", "khoản 2 Điều 2")
    ]


def test_each_reference_of_a_sentence_is_put_right_apart() -> None:
    tree = text(
        article(1, "Phạm vi", "Theo Điều 2; khi vắng thì theo khoản 1 Điều 3."),
        article(2, "Từ ngữ", "Một cửa."),
        article(3, "Tiếp nhận", "Hai."),
    )
    result = next_tree(tree, [Change("a", Operation.INSERT, new_heading="Mới", after="att_1__art_1")])
    right = Righter(tree, result.components, result.origins).put_right()
    assert found(right, "att_1__art_1__para_1").text == "Theo Điều 3; khi vắng thì theo khoản 1 Điều 4."
