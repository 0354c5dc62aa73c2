"""The list of changes as a person counts them."""

from draftreview.domain.alignment import align
from draftreview.domain.comparing import ChangeKind, Entry, compare
from draftreview.domain.comparing_changes import counted, gathered
from draftreview.domain.diffing import Counts
from draftreview.domain.provisions import Component
from tests.domain.texts import article, chapter, clause, text

FIRST = article(1, "Phạm vi điều chỉnh", "Quy định việc tiếp nhận hồ sơ.", "Không áp dụng cho khiếu nại.")
LAST = article(2, "Xin ý kiến phối hợp", "Cơ quan được hỏi trả lời bằng văn bản.", "Quá hạn thì nêu lý do.")
NEW = article(2, "Mã hồ sơ điện tử", clause(1, "Mã gồm:", "mã cơ quan;", "số thứ tự."), "Mã in trên phiếu.")
LATER = article(3, LAST.heading, *(one.text for one in LAST.children))


def changes(old: tuple[Component, ...], new: tuple[Component, ...]) -> tuple[Entry, ...]:
    return gathered(compare(old, new, align(old, new)).entries, old, new)


def test_an_inserted_article_is_one_insertion() -> None:
    found = changes(text(FIRST, LAST), text(FIRST, NEW, LATER))
    assert [(one.old_eid, one.new_eid) for one in found] == [
        (None, "att_1__art_2"),
        ("att_1__art_2", "att_1__art_3"),
    ]
    assert counted(found)[ChangeKind.INSERTED] == 1
    assert counted(found)[ChangeKind.RENUMBERED] == 1
    assert found[0].counts == Counts(added=17)


def test_a_deleted_article_is_one_deletion() -> None:
    found = changes(text(FIRST, NEW, LATER), text(FIRST, LAST))
    assert counted(found)[ChangeKind.DELETED] == 1


def test_a_deleted_chapter_is_one_deletion_with_all_in_it() -> None:
    whole = text(chapter("I", "CHUNG", FIRST), chapter("II", "MÃ HỒ SƠ", NEW))
    found = changes(whole, text(chapter("I", "CHUNG", FIRST)))
    assert [one.old_eid for one in found] == ["att_1__chp_II"]


def test_a_clause_inserted_into_what_stayed_is_listed() -> None:
    longer = article(
        1, FIRST.heading, *(one.text for one in FIRST.children), "Áp dụng cho bưu chính công ích."
    )
    found = changes(text(FIRST, LAST), text(longer, LAST))
    assert [one.new_eid for one in found] == ["att_1__art_1__para_3"]
