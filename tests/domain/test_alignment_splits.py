"""Splits and merges are found, and near-twins are not taken for pieces."""

from dataclasses import replace

import pytest

from draftreview.domain.alignment import align
from tests.domain.texts import (
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
    clause,
    numbered,
    texts_of,
    with_clauses,
)


@pytest.mark.parametrize("pieces", [2, 3, 5])
def test_a_clause_cut_into_pieces_is_a_split(pieces: int) -> None:
    all_pieces = [FIRST, SECOND, *texts_of(RETURN), *texts_of(FEES)][:pieces]
    old = numbered(SCOPE, with_clauses(RECEIPT, texts_of(SCOPE)[0], " ".join(all_pieces)))
    new = numbered(SCOPE, with_clauses(RECEIPT, texts_of(SCOPE)[0], *all_pieces))
    pairs = by_old(align(old, new), "art_2__para_2")
    assert [pair.new for pair in pairs] == [f"att_1__art_2__para_{place}" for place in range(2, pieces + 2)]
    assert all(pair.split and pair.certain and not pair.edited and not pair.moved for pair in pairs)


ONE_OF_EIGHT = [
    "Bộ phận một cửa mở cửa từ thứ hai đến sáng thứ bảy hằng tuần.",
    "Người nộp lấy số thứ tự tại máy hoặc đặt trước qua mạng.",
    "Phiếu khảo sát để cạnh quầy, ý kiến được đọc mỗi cuối ngày.",
    "Camera lưu hình ba mươi ngày, chỉ Sở Nội vụ được trích xuất.",
    "Máy quét và máy in do Văn phòng trang bị, bảo trì mỗi quý.",
    "Biển tên, chức danh và ảnh của công chức đặt trên bàn.",
    "Danh mục thủ tục dán ở lối vào, cỡ chữ dễ đọc.",
    "Người khuyết tật được mời lên trước, có lối đi riêng cho xe lăn.",
]


@pytest.mark.parametrize("merging", [False, True])
def test_a_provision_in_so_many_pieces_that_none_looks_like_it_is_found(merging: bool) -> None:
    whole = numbered(SCOPE, with_clauses(RECEIPT, " ".join(ONE_OF_EIGHT)))
    pieces = numbered(SCOPE, with_clauses(RECEIPT, *ONE_OF_EIGHT))
    pairs = align(pieces, whole) if merging else align(whole, pieces)
    found = [pair for pair in pairs if pair.merged or pair.split]
    assert len(found) == 8
    assert all(pair.certain and pair.merged is merging and not pair.moved for pair in found)


def test_twins_are_not_two_halves_of_a_third() -> None:
    district = DISTRICT.replace("Bộ phận một cửa", "quầy")
    old = numbered(SCOPE, with_clauses(RECEIPT, *ONE_OF_EIGHT[:3]))
    new = numbered(SCOPE, with_clauses(RECEIPT, DISTRICT, district, COMMUNE))
    assert not any(pair.split or pair.merged for pair in align(old, new))


@pytest.mark.parametrize("pieces", [2, 3, 5])
def test_clauses_put_together_are_a_merge(pieces: int) -> None:
    all_pieces = [FIRST, SECOND, *texts_of(RETURN), *texts_of(FEES)][:pieces]
    old = numbered(SCOPE, with_clauses(RECEIPT, *all_pieces))
    new = numbered(SCOPE, with_clauses(RECEIPT, " ".join(all_pieces)))
    pairs = [pair for pair in align(old, new) if pair.new == "att_1__art_2__para_1"]
    assert len(pairs) == pieces
    assert all(pair.merged and pair.certain and not pair.split for pair in pairs)


def test_an_article_cut_in_two_keeps_its_clauses() -> None:
    long = with_clauses(RECEIPT, *texts_of(RECEIPT), FIRST, SECOND)
    new = numbered(SCOPE, RECEIPT, article(0, "Báo tin cho người nộp", FIRST, SECOND), RETURN, FEES)
    pairs = align(numbered(SCOPE, long, RETURN, FEES), new)
    assert [(pair.new, pair.split) for pair in by_old(pairs, "art_2")] == [
        ("att_1__art_2", True),
        ("att_1__art_3", True),
    ]
    assert by_new(pairs, "art_3__para_2").old == "att_1__art_2__para_5"
    assert not any(pair.moved for pair in pairs)


def test_a_clause_whose_words_became_points_is_a_split() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"Việc tiếp nhận: {FIRST} {SECOND}"), FEES)
    parts = clause(1, "Việc tiếp nhận:", FIRST, SECOND)
    pairs = align(old, numbered(SCOPE, replace(RECEIPT, children=(parts,)), FEES))
    assert [pair.new for pair in by_old(pairs, "art_2__para_1")] == [
        "att_1__art_2__para_1",
        "att_1__art_2__para_1__point_a",
        "att_1__art_2__para_1__point_b",
    ]


def test_a_half_that_says_more_of_its_own_than_was_left_is_asked_about() -> None:
    kept = "Phần mềm tự động nhắc cơ quan được hỏi trước khi hết hạn 01 ngày làm việc"
    old = f"{kept}, đồng thời báo cho Bộ phận một cửa nơi tiếp nhận hồ sơ."
    half = (
        "Hết thời hạn mà chưa trả lời thì phần mềm báo cho người đứng đầu cơ quan được hỏi và Bộ phận "
        "một cửa nơi tiếp nhận hồ sơ."
    )
    new = numbered(SCOPE, with_clauses(RECEIPT, f"{kept}.", half), FEES)
    pairs = by_old(align(numbered(SCOPE, with_clauses(RECEIPT, old), FEES), new), "art_2__para_1")
    assert [(pair.new, pair.split, pair.certain) for pair in pairs] == [
        ("att_1__art_2__para_1", True, False),
        ("att_1__art_2__para_2", True, False),
    ]


def test_a_half_that_got_words_of_its_own_is_still_a_half() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST[:-1]}, đồng thời {SECOND}"), FEES)
    half = f"Hết giờ làm việc thì {SECOND[:-1]} và gửi thư báo cho người đứng đầu cơ quan nơi nhận."
    pairs = by_old(align(old, numbered(SCOPE, with_clauses(RECEIPT, FIRST, half), FEES)), "art_2__para_1")
    assert [(pair.new, pair.split) for pair in pairs] == [
        ("att_1__art_2__para_1", True),
        ("att_1__art_2__para_2", True),
    ]
