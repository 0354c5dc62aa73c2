"""Alignment: every provision finds what it became, and none is taken for its near-twin."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.alignment import align
from draftreview.domain.pairs import Pair, pairs_as_json
from draftreview.domain.provisions import Component, ComponentKind, Kind, walk
from tests.domain.texts import (
    ALL,
    COMMUNE,
    DISTRICT,
    FEES,
    FIRST,
    RECEIPT,
    RETURN,
    SCOPE,
    SECOND,
    article,
    by_new,
    by_old,
    chapter,
    clause,
    decision,
    numbered,
    regulation,
    text,
    texts_of,
    with_clauses,
)


def is_plain(pair: Pair) -> bool:
    flags = (pair.moved, pair.renumbered, pair.edited, pair.split, pair.merged)
    return pair.old is not None and pair.new is not None and pair.certain and not any(flags)


def test_the_same_text_pairs_with_itself() -> None:
    pairs = align(numbered(*ALL), numbered(*ALL))
    assert len(pairs) == 13
    assert all(is_plain(pair) and pair.old == pair.new and pair.score == 1 for pair in pairs)


def test_an_article_inserted_at_the_front_is_one_insertion() -> None:
    new = article(0, "Giải thích từ ngữ", "Bộ phận một cửa là nơi người dân nộp và nhận giấy tờ.")
    pairs = align(numbered(*ALL), numbered(new, *ALL))
    inserted = [pair.new for pair in pairs if pair.old is None]
    assert inserted == ["att_1__art_1", "att_1__art_1__para_1"]
    rest = [pair for pair in pairs if pair.old]
    assert all(is_plain(replace(pair, renumbered=False)) for pair in rest)
    assert all(pair.renumbered == (pair.kind is Kind.ARTICLE) for pair in rest)


def test_a_deleted_article_is_one_deletion_where_it_stood() -> None:
    pairs = align(numbered(*ALL), numbered(SCOPE, RETURN, FEES))
    gone = [place for place, pair in enumerate(pairs) if pair.new is None]
    assert [pairs[place].old for place in gone] == [
        "att_1__art_2", "att_1__art_2__para_1", "att_1__art_2__para_2", "att_1__art_2__para_3"
    ]  # fmt: skip
    assert pairs[gone[0] - 1].old == "att_1__art_1__para_2"


def test_a_reworded_clause_stays_itself() -> None:
    words = [*texts_of(RECEIPT)]
    words[1] = words[1].replace("ghi rõ ngày giờ và nơi nhận", "gửi mã tra cứu qua tin nhắn")
    new = numbered(SCOPE, with_clauses(RECEIPT, *words), RETURN)
    pair = by_new(align(numbered(*ALL), new), "art_2__para_2")
    assert is_plain(replace(pair, edited=False))
    assert pair.edited
    assert 0.5 < pair.score < 1


def test_a_clause_with_another_article_is_moved() -> None:
    pairs = align(
        numbered(*ALL),
        numbered(
            SCOPE, with_clauses(RECEIPT, *texts_of(RECEIPT)[:2]),
            with_clauses(RETURN, *texts_of(RETURN), texts_of(RECEIPT)[2]), FEES,
        ),
    )  # fmt: skip
    pair = by_new(pairs, "art_3__para_3")
    assert (pair.old, pair.moved, pair.edited, pair.certain) == ("att_1__art_2__para_3", True, False, True)
    assert not any(one.moved for one in pairs if one is not pair)


def test_articles_that_change_places_move_one_of_them() -> None:
    pairs = align(numbered(*ALL), numbered(SCOPE, RETURN, RECEIPT, FEES))
    assert [pair.old for pair in pairs if pair.moved] in (["att_1__art_2"], ["att_1__art_3"])
    assert all(pair.old and pair.new for pair in pairs)


def test_an_article_in_another_chapter_is_moved_and_its_clauses_are_not() -> None:
    old = text(chapter("I", "Quy định chung", *ALL[:2]), chapter("II", "Thực hiện", *ALL[2:]))
    new = text(chapter("I", "Quy định chung", SCOPE), chapter("II", "Thực hiện", *ALL[1:]))
    pairs = align(old, new)
    assert [pair.old for pair in pairs if pair.moved] == ["att_1__art_2"]
    assert by_new(pairs, "chp_II").old == "att_1__chp_II"


def test_chapters_put_around_articles_do_not_move_them() -> None:
    new = text(chapter("I", "Quy định chung", *ALL[:2]), chapter("II", "Thực hiện", *ALL[2:]))
    pairs = align(numbered(*ALL), new)
    assert [pair.new for pair in pairs if pair.old is None] == ["att_1__chp_I", "att_1__chp_II"]
    assert not any(pair.moved for pair in pairs)


def test_a_renamed_chapter_is_known_by_its_articles() -> None:
    old = text(chapter("I", "Quy định chung", *ALL[:2]), chapter("II", "Tổ chức thực hiện", *ALL[2:]))
    new = text(chapter("I", "Quy định chung", *ALL[:2]), chapter("II", "Trình tự, trách nhiệm", *ALL[2:]))
    pair = by_new(align(old, new), "chp_II")
    assert (pair.old, pair.edited, pair.renumbered) == ("att_1__chp_II", True, False)


def test_another_way_of_writing_a_number_is_no_renumbering() -> None:
    pairs = align(text(chapter("1", "Quy định chung", *ALL)), text(chapter("I", "Quy định chung", *ALL)))
    assert not any(pair.renumbered for pair in pairs)
    old, new = text(chapter("đầu", "Quy định chung", *ALL)), text(chapter("cuối", "Quy định chung", *ALL))
    assert by_new(align(old, new), "chp_cuối").renumbered


def test_a_chapter_cut_in_two_is_a_split() -> None:
    old = text(chapter("I", "Trình tự", *ALL))
    new = text(chapter("I", "Trình tự", *ALL[:2]), chapter("II", "Thanh toán và trả hồ sơ", *ALL[2:]))
    pairs = align(old, new)
    assert all(by_new(pairs, eid).split for eid in ("chp_I", "chp_II"))
    assert not any(pair.moved for pair in pairs)


def test_chapters_put_together_are_a_merge() -> None:
    old = text(chapter("I", "Trình tự", *ALL[:2]), chapter("II", "Thanh toán và trả hồ sơ", *ALL[2:]))
    pairs = align(old, text(chapter("I", "Trình tự", *ALL)))
    assert [pair.merged for pair in pairs if pair.kind is Kind.CHAPTER] == [True, True]


def test_a_deleted_clause_with_a_near_twin_is_a_deletion() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, DISTRICT, COMMUNE, FIRST))
    pairs = align(old, numbered(SCOPE, with_clauses(RECEIPT, COMMUNE, FIRST)))
    assert by_old(pairs, "art_2__para_1")[0].new is None
    assert by_new(pairs, "art_2__para_1").old == "att_1__art_2__para_2"


def test_a_deleted_clause_is_not_taken_for_a_twin_that_was_itself_reworded() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, DISTRICT, COMMUNE, FIRST))
    new = numbered(SCOPE, with_clauses(RECEIPT, COMMUNE.replace("trụ sở", "trụ sở, kinh phí"), FIRST))
    pairs = align(old, new)
    assert by_old(pairs, "art_2__para_1")[0].new is None
    assert by_new(pairs, "art_2__para_1").old == "att_1__art_2__para_2"


def test_a_twin_planted_in_another_article_is_never_taken_for_certain() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT), with_clauses(RETURN, *texts_of(RETURN)))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST), with_clauses(RETURN, COMMUNE, *texts_of(RETURN)))
    pair = by_old(align(old, new), "art_2__para_2")[0]
    assert pair.new is None or not pair.certain


def test_a_twin_of_a_kept_clause_in_the_place_of_a_deleted_one_is_not_taken_for_certain() -> None:
    gone = "Ủy ban nhân dân cấp huyện bố trí kinh phí và trang thiết bị cho các xã theo dự toán."
    planted = DISTRICT.replace("trụ sở", "phương tiện")
    old = numbered(SCOPE, with_clauses(RECEIPT, DISTRICT, gone, FIRST), FEES)
    pairs = align(old, numbered(SCOPE, with_clauses(RECEIPT, DISTRICT, planted, FIRST), FEES))
    pair = by_old(pairs, "art_2__para_2")[0]
    assert pair.new is None or not pair.certain


def test_a_planted_twin_of_a_kept_clause_is_an_insertion() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT), FEES)
    planted = with_clauses(FEES, COMMUNE, *texts_of(FEES))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT), planted)
    pairs = align(old, new)
    assert by_new(pairs, "art_3__para_1").old is None
    assert is_plain(by_new(pairs, "art_2__para_2"))


def test_a_twin_planted_beside_a_clause_is_not_a_split() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT), FEES)
    pairs = align(old, numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT, COMMUNE), FEES))
    assert by_new(pairs, "art_2__para_3").old is None
    assert is_plain(by_new(pairs, "art_2__para_2"))


def test_a_third_twin_hides_where_a_deleted_clause_went() -> None:
    old = numbered(with_clauses(SCOPE, FIRST, DISTRICT), with_clauses(RECEIPT, COMMUNE, SECOND), FEES)
    planted = with_clauses(FEES, DISTRICT.replace("huyện", "tỉnh"))
    new = numbered(with_clauses(SCOPE, FIRST), with_clauses(RECEIPT, COMMUNE, SECOND), planted)
    pair = by_old(align(old, new), "art_1__para_2")[0]
    assert pair.new is None or not pair.certain


def test_a_clause_moved_and_reworded_far_away_is_found() -> None:
    moved = f"{FIRST[:-1]}, ghi rõ họ tên người nộp."
    old = numbered(SCOPE, with_clauses(RECEIPT, *texts_of(RECEIPT), FIRST), RETURN, FEES)
    new = numbered(SCOPE, RECEIPT, RETURN, with_clauses(FEES, *texts_of(FEES), moved))
    pair = by_new(align(old, new), "art_4__para_3")
    assert (pair.old, pair.moved, pair.edited) == ("att_1__art_2__para_4", True, True)


def test_between_the_thresholds_a_person_is_asked() -> None:
    other = "Công chức kiểm tra giấy tờ rồi hướng dẫn người dân nộp qua mạng, trừ khi nộp hộ."
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST), RETURN)
    pairs = align(old, numbered(SCOPE, with_clauses(RECEIPT, other), RETURN))
    pair = by_new(pairs, "art_2__para_1")
    assert (pair.old, pair.certain) == ("att_1__art_2__para_1", False)


def test_a_clause_that_grew_in_its_place_is_asked_about_or_known() -> None:
    grown = "Số công chức trực tại mỗi quầy theo số hồ sơ: dưới 40 là 01 người, trên 40 ít nhất 02 người."
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, "Mỗi quầy bố trí ít nhất 01 công chức trực.", SECOND))
    pair = by_new(align(old, numbered(SCOPE, with_clauses(RECEIPT, FIRST, grown, SECOND))), "art_2__para_2")
    assert (pair.old, pair.certain) == ("att_1__art_2__para_2", False)
    added = (
        f"Mỗi quầy bố trí ít nhất 01 công chức trực; {' '.join(texts_of(RETURN))} {' '.join(texts_of(FEES))}"
    )
    pair = by_new(align(old, numbered(SCOPE, with_clauses(RECEIPT, FIRST, added, SECOND))), "art_2__para_2")
    assert (pair.old, pair.certain) == ("att_1__art_2__para_2", True)


def test_a_clause_replaced_by_another_is_a_deletion_and_an_insertion() -> None:
    other = "Trang thiết bị mua sắm theo định mức của Bộ Tài chính."
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SECOND), RETURN)
    pairs = align(old, numbered(SCOPE, with_clauses(RECEIPT, FIRST, other), RETURN))
    assert by_new(pairs, "art_2__para_2").old is None
    assert by_old(pairs, "art_2__para_2")[0].new is None


LAST = "Các trường hợp khác."


def test_a_short_repeated_point_follows_its_neighbours() -> None:
    old = numbered(with_clauses(SCOPE, FIRST, LAST), with_clauses(RECEIPT, SECOND, LAST), FEES)
    new = numbered(with_clauses(RECEIPT, SECOND, LAST), FEES)
    pairs = align(old, new)
    assert by_new(pairs, "art_1__para_2").old == "att_1__art_2__para_2"
    assert by_old(pairs, "art_1__para_2")[0].new is None


def test_a_short_point_that_moves_with_its_neighbour_is_found() -> None:
    old = numbered(with_clauses(SCOPE, FIRST, SECOND, LAST), with_clauses(RECEIPT, *texts_of(RECEIPT), LAST))
    new = numbered(with_clauses(SCOPE, FIRST), with_clauses(RECEIPT, *texts_of(RECEIPT), LAST, SECOND, LAST))
    pairs = align(old, new)
    assert by_new(pairs, "art_2__para_5").old == "att_1__art_1__para_2"
    assert by_new(pairs, "art_2__para_6").old == "att_1__art_1__para_3"


def test_a_short_point_without_a_neighbour_is_not_taken() -> None:
    old = numbered(with_clauses(SCOPE, FIRST, LAST), with_clauses(RECEIPT, *texts_of(RECEIPT)), FEES)
    new = numbered(with_clauses(SCOPE, FIRST), with_clauses(RECEIPT, LAST, *texts_of(RECEIPT)), FEES)
    assert by_new(align(old, new), "art_2__para_1").old is None


def test_of_two_equal_clauses_one_deleted_nobody_can_say_which() -> None:
    old = numbered(with_clauses(SCOPE, FIRST, FIRST), FEES)
    pairs = align(old, numbered(with_clauses(SCOPE, FIRST), FEES))
    assert [pair.certain for pair in pairs if pair.new == "att_1__art_1__para_1"] == [False]


def test_components_find_each_other_whatever_their_order() -> None:
    form = Component(ComponentKind.APPENDIX, title="Phụ lục: Phiếu hẹn", children=(clause(1, FIRST),))
    other = Component(ComponentKind.APPENDIX, title="Phụ lục: Phiếu xin lỗi", children=(clause(1, SECOND),))
    first = article(1, "", text="Ban hành kèm theo Quyết định này Quy định.")
    reworded = replace(first, text="Ban hành kèm theo Quyết định này Quy chế.")
    old = text(decision(first), regulation(*ALL), form, other)
    new = text(decision(reworded), regulation(*ALL), other, form)
    pairs = align(old, new)
    assert all(pair.old and pair.new for pair in pairs)
    assert [pair.new for pair in pairs if pair.edited] == ["art_1"]
    assert next(pair for pair in pairs if pair.old == "att_2__para_1").new == "att_3__para_1"


def test_every_provision_of_both_sides_appears() -> None:
    old, new = numbered(SCOPE, RECEIPT, FEES), numbered(RETURN, article(2, "Khác", LAST, LAST))
    pairs = align(old, new)
    for side, components in (("old", old), ("new", new)):
        eids = {one.eid for component in components for one, _ in walk(component.children)}
        assert {getattr(pair, side) for pair in pairs} - {None} == eids
    assert align((), ()) == ()


def test_json_has_eids_and_flags() -> None:
    found = pairs_as_json(align(numbered(FEES), numbered(FEES)))
    assert found["pairs"][0] == {
        "old": "att_1__art_1", "new": "att_1__art_1", "kind": "article", "moved": False, "renumbered": False,
        "edited": False, "split": False, "merged": False, "certain": True, "score": 1.0,
    }  # fmt: skip


def test_a_chapter_of_articles_from_many_places_is_new() -> None:
    old = text(chapter("I", "Quy định chung", *ALL[:2]), chapter("II", "Thực hiện", *ALL[2:]))
    new = text(
        chapter("I", "Quy định chung", SCOPE),
        chapter("II", "Thực hiện", FEES),
        chapter("III", "Trình tự", *ALL[1:3]),
    )
    pairs = align(old, new)
    assert by_new(pairs, "chp_III").old is None
    assert [pair.old for pair in pairs if pair.moved] == ["att_1__art_2", "att_1__art_3"]


def test_a_text_with_nothing_in_common_is_all_new() -> None:
    old = numbered(*(article(0, f"cũ{at}", f"cũ{at} cũ") for at in range(30)))
    new = numbered(*(article(0, f"mới{at}", f"mới{at} mới") for at in range(30)))
    pairs = align(old, new)
    assert sum(pair.old is None for pair in pairs) == sum(pair.new is None for pair in pairs) == 60


POOL = [*(child.text for one in ALL for child in one.children), DISTRICT, COMMUNE, LAST]
ARTICLES = st.lists(st.lists(st.sampled_from(POOL), max_size=4), max_size=4)


@given(ARTICLES, ARTICLES)
def test_whatever_the_texts_every_provision_appears_and_only_pieces_appear_twice(
    old_texts: list[list[str]], new_texts: list[list[str]]
) -> None:
    old = numbered(*(article(0, "Điều", *texts) for texts in old_texts))
    new = numbered(*(article(0, "Điều", *texts) for texts in new_texts))
    pairs = align(old, new)
    for side, components in (("old", old), ("new", new)):
        eids = Counter(one.eid for component in components for one, _ in walk(component.children))
        shown = Counter(getattr(pair, side) for pair in pairs if getattr(pair, side))
        assert set(shown) == set(eids)
        twice = {eid for eid, times in shown.items() if times > 1}
        assert all(pair.split or pair.merged for pair in pairs if getattr(pair, side) in twice)
