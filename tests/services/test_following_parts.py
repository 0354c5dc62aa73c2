"""Whole components followed from version to version: the act, its Quy định, its Phụ lục."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.following_words import State
from draftreview.domain.provisions import Component, ComponentKind
from draftreview.models.drafts import Version
from draftreview.services.following import Following, follow
from tests.domain.texts import RECEIPT, RETURN, SCOPE, article, numbered, text, with_clauses
from tests.factories import Factory

FRONT = article(1, "Nguyên tắc", "Việc tiếp nhận hồ sơ công khai, đúng hạn và theo dõi được.")
ACT = Component(
    ComponentKind.MAIN,
    preamble="Căn cứ Luật Tổ chức chính quyền địa phương;",
    children=(replace(article(1, "", "Ban hành kèm theo Quyết định này Quy định."), heading=""),),
)
RULE = numbered(SCOPE, RECEIPT, RETURN)[-1]
FORM = Component(ComponentKind.APPENDIX, "att_2", "PHỤ LỤC 1. Phiếu hẹn trả kết quả", "Ngày nhận | Ngày hẹn")
TABLE = Component(ComponentKind.APPENDIX, "att_3", "PHỤ LỤC 2. Danh mục thủ tục", "Số | Tên thủ tục")


def became(session: Session, first: Version, eid: str, at: int = 0) -> State:
    found = follow(session, first.draft_id, first.number).part_state(first.number, eid, at)
    assert found is not None
    return found


@pytest.fixture
def first(make: Factory) -> Version:
    """A version of four components, beside another draft that changed."""
    make.successor(make.version(components=text(ACT, RULE)), text(replace(ACT, preamble=""), RULE))
    version: Version = make.version(components=text(ACT, RULE, FORM, TABLE))
    return version


def test_what_stayed_as_it_was_is_unchanged(session: Session, make: Factory, first: Version) -> None:
    make.successor(first, text(replace(ACT, preamble="Căn cứ Luật khác;"), RULE, FORM, TABLE))
    act, rule, form = (became(session, first, eid) for eid in ("", "att_1", "att_2"))
    assert (act.whereabouts.reworded, act.whereabouts.inside, act.whereabouts.places) == (
        True,
        False,
        ("act",),
    )
    assert rule.whereabouts.unchanged
    assert form.whereabouts.unchanged


def test_a_new_article_changes_the_inside(session: Session, make: Factory, first: Version) -> None:
    longer = replace(RULE, children=numbered(FRONT, SCOPE, RECEIPT, RETURN)[-1].children)
    make.successor(first, text(ACT, longer, FORM, TABLE))
    assert became(session, first, "att_1").whereabouts.inside
    assert became(session, first, "").whereabouts.unchanged


def test_a_reworded_khoan_changes_the_inside(session: Session, make: Factory, first: Version) -> None:
    other = with_clauses(RECEIPT, *(f"{one.text} Việc này được ghi sổ." for one in RECEIPT.children))
    rule = replace(RULE, children=numbered(SCOPE, other, RETURN)[-1].children)
    make.successor(first, text(ACT, rule, FORM, TABLE))
    assert became(session, first, "att_1").whereabouts.inside


def test_an_appendix_keeps_its_identity_under_another_number(
    session: Session, make: Factory, first: Version
) -> None:
    second = replace(TABLE, eid="att_2", title="PHỤ LỤC 1. Danh mục thủ tục", closing="Ghi chú.")
    make.successor(first, text(ACT, RULE, second))
    form, table = became(session, first, "att_2"), became(session, first, "att_3")
    assert form.gone
    assert (table.here, table.now, table.whereabouts.places) == ("Phụ lục 2", "Phụ lục 1", ("att_2",))
    assert table.whereabouts.reworded


def test_it_is_followed_over_versions_and_as_far_as_asked(
    session: Session, make: Factory, first: Version
) -> None:
    second = make.successor(first, text(ACT, RULE, replace(FORM, preamble="Ngày nhận | Giờ hẹn"), TABLE))
    third = make.successor(second, text(ACT, RULE, TABLE))
    assert became(session, first, "att_2", 2).whereabouts.reworded
    assert became(session, first, "att_2").gone
    make.successor(third, text(ACT, RULE, FORM, TABLE))
    assert became(session, first, "att_2").gone, "what came back is not known to be the same"


def test_nothing_is_said_of_what_is_unknown(session: Session, make: Factory, first: Version) -> None:
    assert follow(session, first.draft_id, 1).part_state(1, "") is None
    make.successor(first, text(ACT, RULE, FORM, TABLE))
    assert follow(session, first.draft_id, 1).part_state(1, "att_9") is None
    assert Following().part_state(1, "") is None
