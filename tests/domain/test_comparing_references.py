"""Whose words changed only because a reference follows the renumbering."""

from dataclasses import replace

import pytest

from draftreview.domain.alignment import align
from draftreview.domain.comparing import ChangeKind, compare
from draftreview.domain.provisions import Component, Provision
from tests.domain.texts import FEES, RECEIPT, RETURN, SCOPE, article, numbered, with_clauses

NEW = article(1, "Giải thích từ ngữ", "Một cửa là nơi nộp hồ sơ, theo dõi và nhận kết quả.")
POINTING = "Trả chậm thì làm theo khoản 2 Điều {} của Quy định này và nêu rõ lý do cho người nộp biết."


def pointing(words: str, *numbers: int) -> Provision:
    return with_clauses(RETURN, RETURN.children[0].text, words.format(*numbers))


def kinds(old: tuple[Component, ...], new: tuple[Component, ...]) -> frozenset[ChangeKind]:
    """Give what happened to the clause that points."""
    found = compare(old, new, align(old, new))
    return next(row.kinds for row in found.rows if row.new_eid == "att_1__art_4__para_2")


def shifted(words: str, before: tuple[int, ...], after: tuple[int, ...]) -> frozenset[ChangeKind]:
    """Insert an Điều at the front, the reference written anew."""
    old = numbered(SCOPE, RECEIPT, pointing(words, *before), FEES)
    return kinds(old, numbered(NEW, SCOPE, RECEIPT, pointing(words, *after), FEES))


def test_a_reference_that_follows_its_target_is_no_edit() -> None:
    assert shifted(POINTING, (2,), (3,)) == {ChangeKind.REFERENCE}


@pytest.mark.parametrize("number", [2, 4, 9])
def test_a_reference_that_points_elsewhere_is_an_edit(number: int) -> None:
    assert shifted(POINTING, (1,), (number,)) >= {ChangeKind.REFERENCE if number == 2 else ChangeKind.EDITED}


def test_a_reference_that_pointed_nowhere_is_an_edit_when_it_changes() -> None:
    assert shifted(POINTING, (8,), (9,)) == {ChangeKind.EDITED}


def test_references_that_share_words_are_followed_together() -> None:
    listed = (
        "Trả chậm thì làm theo khoản 1, 2 Điều {} và Điều {} của Quy định này, nêu rõ lý do cho người nộp."
    )
    assert shifted(listed, (2, 1), (3, 2)) == {ChangeKind.REFERENCE}
    assert shifted(listed, (2, 1), (3, 3)) == {ChangeKind.EDITED}


def test_other_words_beside_the_reference_are_an_edit() -> None:
    old = numbered(SCOPE, RECEIPT, pointing(POINTING, 2), FEES)
    new = numbered(NEW, SCOPE, RECEIPT, pointing(POINTING.replace("lý do", "nguyên nhân"), 3), FEES)
    assert kinds(old, new) == {ChangeKind.EDITED}


def test_a_reference_more_is_an_edit() -> None:
    old = numbered(SCOPE, RECEIPT, pointing(POINTING, 2), FEES)
    longer = POINTING.replace("nêu rõ", "theo Điều 1, nêu rõ")
    assert kinds(old, numbered(NEW, SCOPE, RECEIPT, pointing(longer, 3), FEES)) == {ChangeKind.EDITED}


def test_such_changes_are_listed_under_a_kind_of_their_own() -> None:
    old = numbered(SCOPE, RECEIPT, pointing(POINTING, 2), FEES)
    new = numbered(NEW, SCOPE, RECEIPT, pointing(POINTING, 3), FEES)
    found = compare(old, new, align(old, new))
    assert found.totals[ChangeKind.REFERENCE] == 1
    assert [entry.new_eid for entry in found.entries if ChangeKind.REFERENCE in entry.kinds] == [
        "att_1__art_4__para_2"
    ]
    shown = {row.new_eid for block in found.blocks if not block.folded for row in block.rows}
    assert "att_1__art_4__para_2" in shown


def test_a_heading_that_changed_as_well_is_an_edit() -> None:
    pointer = replace(SCOPE, heading="Xem Điều 2", text="Theo Điều 2.")
    old = numbered(pointer, RECEIPT)
    new = numbered(NEW, replace(pointer, heading="Xem lại Điều 3", text="Theo Điều 3."), RECEIPT)
    found = compare(old, new, align(old, new))
    assert found.totals[ChangeKind.REFERENCE] == 0
