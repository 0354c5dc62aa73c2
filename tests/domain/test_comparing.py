"""Comparison: rows in reading order, changes with their kinds, unchanged runs folded."""

from collections.abc import Sequence
from dataclasses import replace

from draftreview.domain.alignment import align
from draftreview.domain.comparing import ChangeKind, Comparison, Part, Row, compare
from draftreview.domain.diffing import Hunk, NotRebuilt, Op, difference, new_side, old_side
from draftreview.domain.merging import Change, next_tree
from draftreview.domain.provisions import Component, ComponentKind
from draftreview.domain.succession import successions
from draftreview.domain.tables import Table
from draftreview.domain.vocabulary import Operation
from tests.domain.texts import (
    ALL,
    FEES,
    FIRST,
    RECEIPT,
    RETURN,
    SCOPE,
    SECOND,
    article,
    clause,
    decision,
    numbered,
    regulation,
    text,
    texts_of,
    with_clauses,
)


def compared(old: Sequence[Component], new: Sequence[Component]) -> Comparison:
    return compare(old, new, align(old, new))


def row(found: Comparison, new: str | None = None, old: str | None = None) -> Row:
    return next(
        one
        for one in found.rows
        if (new and one.new_eid == f"att_1__{new}" and not one.departed)
        or (old and one.old_eid == f"att_1__{old}")
    )


def test_equal_texts_are_one_fold_without_changes() -> None:
    found = compared(numbered(*ALL), numbered(*ALL))
    assert [block.folded for block in found.blocks] == [True]
    assert found.entries == ()
    assert set(found.totals.values()) == {0}


def test_an_article_inserted_at_the_front_shows_one_insertion_and_one_shift() -> None:
    new = numbered(article(0, "Giải thích từ ngữ", text="Một cửa là nơi nộp và nhận giấy tờ."), *ALL)
    found = compared(numbered(*ALL), new)
    inserted, shifted = found.entries
    assert (inserted.kinds, inserted.title) == ({ChangeKind.INSERTED}, "Giải thích từ ngữ")
    assert (shifted.old_eid, shifted.old_last) == ("att_1__art_1", "att_1__art_4")
    assert (shifted.new_eid, shifted.new_last) == ("att_1__art_2", "att_1__art_5")
    assert [len(block.rows) for block in found.blocks if not block.folded] == [1]
    assert all(hunk.op is Op.EQUAL for one in found.rows[2:] for hunk in (*one.heading, *one.text))


def test_a_reworded_clause_stands_open_beneath_its_article() -> None:
    words = [FIRST, *texts_of(RETURN)[1:]]
    found = compared(numbered(*ALL), numbered(SCOPE, RECEIPT, with_clauses(RETURN, *words), FEES))
    shown = [one.new_eid for block in found.blocks if not block.folded for one in block.rows]
    assert "att_1__art_3" in shown
    assert not {"att_1__art_3__para_2", "att_1__art_4"} & set(shown)


def test_heading_text_and_tail_have_differences_of_their_own() -> None:
    old = numbered(replace(SCOPE, children=(clause(1, "Gồm:", "một;", tail="Nộp đủ một lần."),)))
    new = numbered(
        replace(SCOPE, heading="Phạm vi", children=(clause(1, "Gồm có:", "một;", tail="Nộp đủ hai lần."),))
    )
    found = compared(old, new)
    assert Hunk(Op.DELETE, " điều chỉnh") in row(found, "art_1").heading
    assert Hunk(Op.INSERT, " có") in row(found, "art_1__para_1").text
    assert Hunk(Op.INSERT, "hai") in row(found, "art_1__para_1").tail
    assert (row(found, "art_1__para_1").counts.added, found.totals[ChangeKind.EDITED]) == (2, 2)


def test_a_deleted_article_shows_its_words_on_the_older_side() -> None:
    found = compared(numbered(*ALL), numbered(SCOPE, RETURN, FEES))
    gone = row(found, old="art_2__para_1")
    assert (gone.new, gone.depth, gone.kinds) == (None, 1, {ChangeKind.DELETED})
    assert gone.text == (Hunk(Op.DELETE, texts_of(RECEIPT)[0]),)
    shown = [one.old_eid for block in found.blocks if not block.folded for one in block.rows]
    assert shown[0] == "att_1__art_2"


def test_a_moved_clause_leaves_a_row_at_its_old_place() -> None:
    new = numbered(
        with_clauses(SCOPE, texts_of(SCOPE)[1]),
        RECEIPT,
        with_clauses(RETURN, *texts_of(RETURN), texts_of(SCOPE)[0]),
        FEES,
    )
    found = compared(numbered(*ALL), new)
    left, came = (one for one in found.rows if one.old_eid == "att_1__art_1__para_1")
    assert (left.departed, left.new, left.new_eid) == (True, None, "att_1__art_3__para_3")
    assert (came.departed, came.new_eid) == (False, "att_1__art_3__para_3")
    assert found.rows[found.rows.index(left) - 1].old_eid == "att_1__art_1"
    assert [entry.kinds for entry in found.entries][1:] == [{ChangeKind.MOVED, ChangeKind.RENUMBERED}]


def test_what_opens_the_text_and_moves_leaves_its_row_first() -> None:
    found = compared(numbered(*ALL), numbered(RECEIPT, RETURN, FEES, SCOPE))
    assert (found.rows[1].departed, found.rows[1].old_eid) == (True, "att_1__art_1")


def test_a_split_clause_shares_its_words_among_its_pieces() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} {SECOND}"))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, f"Sau đó {SECOND}"))
    pieces = [one for one in compared(old, new).rows if one.old_eid == "att_1__art_2__para_1"]
    assert [new_side(piece.text).strip() for piece in pieces] == [FIRST, f"Sau đó {SECOND}"]
    assert "".join(old_side(piece.text) for piece in pieces) == f"{FIRST} {SECOND}"
    assert all(ChangeKind.SPLIT in piece.kinds for piece in pieces)


def test_words_that_a_split_left_out_stay_with_the_piece_they_stood_behind() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} Làm ngay trong buổi. {SECOND}"))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SECOND))
    first, second = (one for one in compared(old, new).rows if one.old_eid == "att_1__art_2__para_1")
    assert (first.counts.removed, second.counts.removed) == (4, 0)


def test_a_table_in_a_split_clause_is_compared_cell_by_cell() -> None:
    steps = "\n| Bước | Thời hạn |\n| Tiếp nhận hồ sơ tại quầy | 01 ngày |\n| Trả kết quả | 02 ngày |"
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST}{steps}\n{SECOND}"))
    new = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST}{steps.replace('02', '03')}", SECOND))
    first, second = (one for one in compared(old, new).rows if one.old_eid == "att_1__art_2__para_1")
    assert [type(run) for run in first.text] == [Hunk, Table]
    assert all(isinstance(run, Hunk) for run in second.text)


def test_a_change_is_titled_by_its_first_line() -> None:
    table = "| TT | Bước | |\n| 1 | Nộp |"
    old = numbered(with_clauses(SCOPE, f"{FIRST}\n{table}", f"{table}\n{SECOND}"))
    new = numbered(with_clauses(SCOPE, f"{FIRST}\n{table} ngay", f"{table}\n{SECOND} Ngay."))
    assert [entry.title for entry in compared(old, new).entries] == [FIRST, "TT, Bước"]


def test_merged_clauses_share_the_words_they_became() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SECOND))
    new = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} {SECOND}"))
    pieces = [one for one in compared(old, new).rows if one.new_eid == "att_1__art_2__para_1"]
    assert [old_side(piece.text).strip() for piece in pieces] == [FIRST, SECOND]
    assert "".join(new_side(piece.text) for piece in pieces) == f"{FIRST} {SECOND}"


def broken(old: str, new: str) -> tuple[Hunk, ...]:
    """Fail on one wording as a fault in the difference would."""
    if SECOND in old:
        raise NotRebuilt
    return difference(old, new)


def test_one_row_that_cannot_be_compared_shows_plain_texts_and_spares_the_rest() -> None:
    old = numbered(with_clauses(SCOPE, FIRST, SECOND), FEES)
    new = numbered(with_clauses(SCOPE, FIRST, f"{SECOND} Ngay."), replace(FEES, heading="Lệ phí"))
    found = compare(old, new, align(old, new), broken)
    bad = row(found, "art_1__para_2")
    assert bad.failed
    assert bad.text == (Hunk(Op.DELETE, SECOND), Hunk(Op.INSERT, f"{SECOND} Ngay."))
    assert Hunk(Op.DELETE, "Phí và lệ") in row(found, "art_2").heading


def test_a_split_that_cannot_be_compared_shows_each_piece_against_the_whole() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} {SECOND}"))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SECOND))
    found = compare(old, new, align(old, new), broken)
    assert row(found, "art_2__para_1").failed


def test_titles_preambles_and_closings_are_compared() -> None:
    form = Component(ComponentKind.APPENDIX, title="Phụ lục 1", preamble="| Họ tên | Ngày |")
    old = text(replace(decision(FEES), closing="Nơi nhận: Sở."), form)
    new = text(
        replace(decision(FEES), closing="Nơi nhận: Ủy ban."), replace(form, preamble="| Họ tên | Giờ |")
    )
    found = compared(old, new)
    assert [(one.part, one.new_eid) for one in found.rows if one.changed] == [
        (Part.CLOSING, ""),
        (Part.PREAMBLE, "att_1"),
    ]


def test_components_that_came_or_went_stand_alone() -> None:
    form = Component(ComponentKind.APPENDIX, title="Phụ lục 1", preamble="Mẫu phiếu hẹn trả.")
    alone, both = text(decision(FEES)), text(decision(FEES), form)
    came = [one for one in compared(alone, both).rows if one.changed]
    assert [(one.part, one.kinds) for one in came] == [
        (Part.TITLE, {ChangeKind.INSERTED}),
        (Part.PREAMBLE, {ChangeKind.INSERTED}),
    ]
    assert {kind for one in compared(both, alone).rows for kind in one.kinds} == {ChangeKind.DELETED}


def test_an_appendix_is_paired_by_its_title_before_its_place() -> None:
    forms = [
        Component(ComponentKind.APPENDIX, title=f"Phiếu {name}", preamble=f"Mẫu phiếu {name}.")
        for name in ("hẹn", "xin lỗi")
    ]
    found = compared(text(regulation(FEES), *forms), text(regulation(FEES), *forms[::-1]))
    assert not found.entries


def forms(*names: str) -> list[Component]:
    """Make appendices numbered from 1, each a form of its own."""
    return [
        Component(
            ComponentKind.APPENDIX,
            title=f"PHỤ LỤC {number}\nPHIẾU {name.upper()}\n(Ban hành kèm theo Quy định này)",
            preamble=f"TÊN CƠ QUAN: …\nPhiếu {name} lập thành hai bản cho người nộp và cho cơ quan.",
        )
        for number, name in enumerate(names, 1)
    ]


def test_an_appendix_that_came_first_or_went_leaves_the_others_as_they_were() -> None:
    few, more = forms("hẹn trả", "xin lỗi"), forms("kiểm soát", "hẹn trả", "xin lỗi")
    for old, new, kind in ((few, more, ChangeKind.INSERTED), (more, few, ChangeKind.DELETED)):
        found = compared(text(regulation(FEES), *old), text(regulation(FEES), *new))
        assert [(one.part, one.kinds) for one in found.rows if one.changed] == [
            (Part.TITLE, {kind}),
            (Part.PREAMBLE, {kind}),
        ]
        numbered_anew = [one for one in found.entries if one.kinds == {ChangeKind.RENUMBERED}]
        assert [(one.part, one.old_last) for one in numbered_anew] == [(Part.TITLE, ""), (Part.TITLE, "")]


def test_an_appendix_under_another_title_is_known_by_its_words() -> None:
    old, new = forms("hẹn trả"), forms("hẹn trả")
    new[0] = replace(new[0], title="PHỤ LỤC 1\nGIẤY BIÊN NHẬN\n(Ban hành kèm theo Quy định này)")
    found = compared(text(regulation(FEES), *old), text(regulation(FEES), *new))
    assert [(one.part, one.kinds) for one in found.rows if one.changed] == [(Part.TITLE, {ChangeKind.EDITED})]


def test_what_only_took_the_number_of_an_appendix_is_another_one() -> None:
    plan = Component(ComponentKind.APPENDIX, title="PHỤ LỤC 1\nSƠ ĐỒ", preamble="| Bước | Ai làm |")
    found = compared(text(regulation(FEES), *forms("hẹn trả")), text(regulation(FEES), plan))
    assert [one.kinds for one in found.entries] == [
        {ChangeKind.INSERTED},
        {ChangeKind.INSERTED},
        {ChangeKind.DELETED},
        {ChangeKind.DELETED},
    ]


def test_a_text_made_here_is_compared_by_its_origins_without_guessing() -> None:
    old = numbered(*ALL)
    changes = [
        Change("a", Operation.INSERT, new_heading="Từ ngữ", new_text="Một cửa.", after="att_1__art_1"),
        Change("b", Operation.REPLACE, "att_1__art_2__para_1", new_text="Hoàn toàn khác hẳn."),
    ]
    result = next_tree(old, changes)
    pairs = successions(old, result.components, result.origins)
    pair = next(one for one in pairs if one.new == "att_1__art_3__para_1")
    assert (pair.old, pair.edited, pair.certain, pair.moved) == ("att_1__art_2__para_1", True, True, False)
    found = compare(old, result.components, pairs)
    assert found.totals[ChangeKind.INSERTED] == 1
    assert found.totals[ChangeKind.RENUMBERED] == 3


def test_the_pieces_of_a_merge_stand_in_the_order_of_the_older_text() -> None:
    # The longer piece is the likelier successor, yet it does not come first.
    pieces = ["Sử dụng thành thạo phần mềm;", "Đã qua lớp tập huấn kỹ năng giao tiếp do Sở tổ chức;"]
    whole = "Sử dụng thành thạo phần mềm và đã qua lớp tập huấn kỹ năng giao tiếp do Sở tổ chức;"
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, *pieces, SECOND))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, whole, SECOND))
    merged = [one for one in compared(old, new).rows if ChangeKind.MERGED in one.kinds]
    assert [old_side(one.text).strip() for one in merged] == pieces
