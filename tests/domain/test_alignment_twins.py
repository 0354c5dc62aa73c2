"""Near-twins: away from its place nothing is linked for certain that a telling word makes another rule."""

from dataclasses import replace

import pytest

from draftreview.domain.alignment import align
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, Provision
from draftreview.domain.similarity import bag, replaced, tells_apart
from tests.domain.texts import (
    ALL,
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
    numbered,
    text,
    texts_of,
    with_clauses,
)

SENTENCE = (
    "Sở Nội vụ có ít nhất 05 ngày làm việc trước khi họp để Ủy ban nhân dân cấp huyện được bổ sung hồ sơ "
    "và gửi lại qua phần mềm."
)
TWINS = [
    ("có ít nhất", "không có ít nhất"),
    ("được bổ sung", "không được bổ sung"),
    ("05 ngày", "15 ngày"),
    ("cấp huyện", "cấp xã"),
    ("Sở Nội vụ", "Sở Tư pháp"),
    ("ít nhất", "nhiều nhất"),
    ("trước khi", "sau khi"),
    ("bổ sung", "rút"),
    ("được bổ sung", "phải bổ sung"),
    ("Sở Nội vụ có", "Sở Nội vụ chưa có"),
    ("hồ sơ và", "hồ sơ hoặc"),
    ("qua phần mềm", "ngoài phần mềm"),
]


def parted(planted: str) -> Pair:
    """Delete SENTENCE from one Điều, plant words in another, and give what became of it."""
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SENTENCE), with_clauses(RETURN, *texts_of(RETURN)))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST), with_clauses(RETURN, *texts_of(RETURN), planted))
    return by_old(align(old, new), "art_2__para_2")[0]


@pytest.mark.parametrize(("word", "other"), TWINS)
def test_a_twin_planted_elsewhere_is_not_certain(word: str, other: str) -> None:
    pair = parted(SENTENCE.replace(word, other))
    assert pair.new is None or not pair.certain


def test_two_agencies_that_changed_roles_are_told_apart() -> None:
    one = "Sở Nội vụ gửi hồ sơ để Sở Tư pháp thẩm định trong năm ngày làm việc kể từ ngày nhận đủ giấy tờ."
    other = "Sở Tư pháp gửi hồ sơ để Sở Nội vụ thẩm định trong năm ngày làm việc kể từ ngày nhận đủ giấy tờ."
    assert replaced(bag(one), bag(other))


@pytest.mark.parametrize("came", ["qua phần mềm và tin nhắn", "lần đầu qua phần mềm", "qua phần mềm"])
def test_what_only_grew_or_shrank_is_followed_wherever_it_went(came: str) -> None:
    pair = parted(SENTENCE.replace("qua phần mềm", came))
    assert pair.new == "att_1__art_3__para_3"
    assert pair.certain


@pytest.mark.parametrize(("word", "other"), TWINS)
def test_a_telling_word_changed_in_its_place_is_an_edit(word: str, other: str) -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SENTENCE, SECOND), FEES)
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SENTENCE.replace(word, other), SECOND), FEES)
    pair = by_new(align(old, new), "art_2__para_2")
    assert (pair.old, pair.certain, pair.edited) == ("att_1__art_2__para_2", True, True)


@pytest.mark.parametrize(("word", "other"), TWINS)
def test_a_twin_planted_beyond_a_neighbour_is_not_certain(word: str, other: str) -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, SENTENCE, FIRST, DISTRICT), FEES)
    kept = FIRST.replace("ngay khi", "trong 30 phút từ khi")
    new = numbered(SCOPE, with_clauses(RECEIPT, kept, DISTRICT, SENTENCE.replace(word, other)), FEES)
    pairs = align(old, new)
    assert not by_old(pairs, "art_2__para_1")[0].certain
    assert by_old(pairs, "art_2__para_2")[0].certain


@pytest.mark.parametrize(("one", "other"), [("05", "5"), ("9", "09")])
def test_leading_zeros_tell_nothing_apart(one: str, other: str) -> None:
    assert not tells_apart(bag(f"trong {one} ngày"), bag(f"trong {other} ngày"))
    assert tells_apart(bag(f"trong {one} ngày"), bag("trong 15 ngày"))
    assert tells_apart(bag("1.005 đồng"), bag("1.5 đồng"))


def test_an_article_with_another_agency_in_its_heading_is_not_certain_elsewhere() -> None:
    duty = article(0, "Trách nhiệm của Sở Nội vụ", FIRST, SECOND)
    other = replace(duty, heading="Trách nhiệm của Sở Tư pháp")
    pairs = align(numbered(duty, *ALL), numbered(*ALL, other))
    pair = by_old(pairs, "art_1")[0]
    assert pair.new is None or not pair.certain


def test_provisions_of_an_uncertain_article_are_uncertain_where_they_were_edited_or_are_short() -> None:
    duty = article(0, "Trách nhiệm của Sở Nội vụ", FIRST, SENTENCE, "Việc khác được giao.")
    other = article(
        0, "Trách nhiệm của Sở Tư pháp", FIRST, SENTENCE.replace("05", "15"), "Việc khác được giao."
    )
    pairs = align(numbered(duty, *ALL), numbered(*ALL, other))
    assert by_old(pairs, "art_1__para_1")[0].certain
    assert not any(by_old(pairs, f"art_1__para_{number}")[0].certain for number in (2, 3))


def test_an_article_replaced_in_its_place_by_a_stranger_is_not_certain() -> None:
    gone = article(
        0,
        "Phòng chờ tại bưu điện",
        "Bưu điện bố trí phòng chờ có ghế, nước uống và quạt cho người nộp hồ sơ.",
    )
    came = article(
        0,
        "Ghế ngồi tại bưu điện",
        "Bưu điện bố trí người trông xe miễn phí cho người nộp hồ sơ ở cả hai cổng.",
    )
    pairs = align(numbered(SCOPE, gone, FEES), numbered(SCOPE, came, FEES))
    assert not any(pair.certain and pair.old == "att_1__art_2" and pair.new for pair in pairs)


def test_an_article_is_known_by_a_heading_that_no_other_has() -> None:
    gone = article(0, "Kiểm tra việc giải quyết hồ sơ tại các xã", *texts_of(RETURN), FIRST)
    came = replace(with_clauses(gone, DISTRICT, SECOND), text="Việc kiểm tra do Sở Nội vụ chủ trì:")
    pairs = align(numbered(gone, *ALL), numbered(*ALL, came))
    pair = by_old(pairs, "art_1")[0]
    assert (pair.new, pair.certain) == ("att_1__art_5", False)


def test_articles_of_a_chapter_that_moved_as_a_whole_are_certain_though_edited() -> None:
    moved = [
        with_clauses(one, *(words.replace("người nộp", "công dân") for words in texts_of(one)))
        for one in ALL[2:]
    ]
    old = text(
        chapter("I", "Trả kết quả và phí", *ALL[2:]), chapter("II", "Tiếp nhận hồ sơ", *ALL[:2], _rules(8))
    )
    new = text(
        chapter("I", "Tiếp nhận hồ sơ", *ALL[:2], _rules(8)), chapter("II", "Trả kết quả và phí", *moved)
    )
    pairs = align(old, new)
    assert all(pair.certain for pair in pairs if pair.kind is Kind.ARTICLE)


def _rules(number: int) -> Provision:
    return article(number, "Nội quy quầy", DISTRICT, SECOND)


def test_a_clause_that_became_an_article_is_asked_about() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SENTENCE), FEES)
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST), FEES, article(0, "", text=SENTENCE))
    pair = by_old(align(old, new), "art_2__para_2")[0]
    assert (pair.new, pair.certain) == ("att_1__art_4", False)


def test_a_clause_cut_in_two_with_a_telling_word_changed_is_asked_about() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} {SENTENCE}"), FEES)
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SENTENCE.replace("05", "15")), FEES)
    pairs = by_old(align(old, new), "art_2__para_1")
    assert [pair.certain for pair in pairs] == [False, False]


def test_an_article_made_for_one_clause_of_another_is_not_a_certain_split() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT, SECOND), FEES)
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, DISTRICT), article(0, "Nhắn tin", SECOND), FEES)
    assert by_old(align(old, new), "art_2__para_3")[0].certain
    assert not any(
        pair.certain and pair.old == "att_1__art_2" for pair in align(old, new) if pair.new == "att_1__art_3"
    )


def many(word: str) -> tuple[Component, ...]:
    return numbered(
        SCOPE, with_clauses(RECEIPT, *(f"Quầy số {place} {word} hồ sơ đất đai." for place in range(60)))
    )


def test_among_many_near_copies_every_one_keeps_its_place() -> None:
    pairs = align(many("nhận và trả"), many("tiếp nhận và trả"))
    assert all(pair.certain and pair.old == pair.new for pair in pairs)
