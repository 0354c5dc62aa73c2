"""Pairs judged on the two texts they stand in."""

from draftreview.domain.alignment import align
from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind
from tests.domain.texts import (
    ALL,
    FEES,
    RECEIPT,
    RETURN,
    SCOPE,
    article,
    chapter,
    decision,
    numbered,
    regulation,
    text,
)


def link(old: str, new: str, **more: float) -> Pair:
    return Pair(f"att_1__{old}", f"att_1__{new}", Kind.CLAUSE, **more)


def same(*eids: str) -> list[Pair]:
    return [link(eid, eid) for eid in eids]


def found(
    old: tuple[Component, ...], new: tuple[Component, ...], *links: Pair
) -> dict[tuple[str | None, str | None], Pair]:
    return {(one.old, one.new): one for one in judged(old, new, links)}


def test_it_agrees_with_alignment_on_what_alignment_links() -> None:
    old = text(chapter("I", "Quy định chung", *ALL[:2]), chapter("II", "Thực hiện", *ALL[2:]))
    new = text(chapter("I", "Quy định chung", SCOPE), chapter("II", "Thực hiện", FEES, RETURN, RECEIPT))
    pairs = align(old, new)
    assert any(pair.moved for pair in pairs)
    assert judged(old, new, pairs) == pairs


def test_what_has_no_partner_is_added_where_it_stood() -> None:
    pairs = judged(numbered(SCOPE), numbered(SCOPE), same("art_1", "art_1__para_2"))
    assert [(one.old, one.new) for one in pairs] == [
        ("att_1__art_1", "att_1__art_1"),
        ("att_1__art_1__para_1", None),
        (None, "att_1__art_1__para_1"),
        ("att_1__art_1__para_2", "att_1__art_1__para_2"),
    ]


def test_several_partners_make_a_split_and_a_merge() -> None:
    old, new = numbered(SCOPE), numbered(SCOPE)
    one, other = "att_1__art_1__para_1", "att_1__art_1__para_2"
    links = [*same("art_1", "art_1__para_1"), link("art_1__para_1", "art_1__para_2")]
    pairs = found(old, new, *links)
    assert [pairs[one, one].split, pairs[one, other].split] == [True, True]
    pairs = found(old, new, *links[:2], link("art_1__para_2", "art_1__para_1"))
    assert [pairs[one, one].merged, pairs[other, one].merged] == [True, True]
    assert not pairs[one, one].split


def test_a_piece_that_stands_in_the_whole_was_not_reworded() -> None:
    old = numbered(article(1, "Phạm vi", "Nhận hồ sơ tại quầy. Trả kết quả qua bưu điện."))
    new = numbered(article(1, "Phạm vi", "Nhận hồ sơ tại quầy.", "Trả kết quả qua tin nhắn."))
    links = [*same("art_1", "art_1__para_1"), link("art_1__para_1", "art_1__para_2")]
    edited = [one.new for one in judged(old, new, links) if one.edited]
    assert edited == ["att_1__art_1__para_2"]


def test_the_likeliest_partner_is_the_one_whose_order_counts() -> None:
    old, new = numbered(SCOPE, RETURN), numbered(SCOPE, RETURN)
    links = [
        *same("art_1", "art_2"),
        link("art_1__para_1", "art_1__para_1", score=0.2),
        link("art_1__para_1", "art_1__para_2", score=0.9),
        link("art_1__para_2", "art_1__para_1", score=0.8),
    ]
    moved = [one for one in judged(old, new, links) if one.moved]
    assert [(one.old, one.score) for one in moved] in (
        [("att_1__art_1__para_1", 0.9)],
        [("att_1__art_1__para_2", 0.8)],
    )


def test_what_went_into_a_component_of_its_own_has_moved() -> None:
    old = text(decision(article(1, "Phạm vi")), regulation(article(1, "Nhận"), article(2, "Trả")))
    new = text(decision(article(1, "Phạm vi")), regulation(article(1, "Nhận")), regulation(article(1, "Trả")))
    links = [Pair("art_1", "art_1", Kind.ARTICLE), *same("art_1")]
    pairs = judged(old, new, [*links, Pair("att_1__art_2", "att_2__art_1", Kind.ARTICLE)])
    assert [one.new for one in pairs if one.moved] == ["att_2__art_1"]
