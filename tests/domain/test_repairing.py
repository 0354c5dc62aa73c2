"""Repairs of a split text: what each does, where it finds its place again, and that no word is ever lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain import repairing
from draftreview.domain.parsing import parse_text
from draftreview.domain.provisions import ComponentKind, Kind, Provision, Tree, text_hash, walk
from draftreview.domain.rendering import as_text
from draftreview.domain.repair_operations import RepairOperation as Op
from draftreview.domain.repairing import Repair, Repaired, apply, eid_of, refusal, target_of, words_of
from tests.domain.test_nothing_lost import GLUED, SCRAPPY, THOROUGH
from tests.outlines import provisions, words

TEXT = """Căn cứ Luật số 1;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Hồ sơ gồm:
a) đơn. Và bản sao;
b) giấy tờ.
Việc nhận được ghi sổ.
2. Theo quy định tại
3. Nghị định này.
Điều 2. Đối tượng
Mọi người. Điều này áp dụng. 1. Công chức. 2. Người dân
Chương II
TỔ CHỨC
Điều 3. Thi hành
Quyết định có hiệu lực.
Nơi nhận:
- Như trên."""


def mend(tree: Tree, op: Op, eid: str, argument: str = "", offset: int = 0) -> Repaired:
    target = target_of(tree, eid)
    assert target is not None
    return apply(tree, [Repair(op, target, argument, offset)])


def mended(op: Op, eid: str, argument: str = "", at: str = "", text: str = TEXT) -> Tree:
    """Repair the text once; ``at`` begins the second half of a split."""
    tree = parse_text(text)
    offset = 0
    if at:
        one = provisions(tree).get(eid)
        offset = (one.words if one else repairing.frame_of(tree.components[0])).index(at)
    done = mend(tree, op, eid, argument, offset)
    assert [lost.reason for lost in done.lost] == []
    return done.tree


def refused(op: Op, eid: str, argument: str = "", offset: int = 0, text: str = TEXT) -> str:
    tree = parse_text(text)
    (lost,) = mend(tree, op, eid, argument, offset).lost
    target = target_of(tree, eid)
    assert target is not None
    assert refusal(tree, Repair(op, target, argument, offset)) == lost.reason
    return lost.reason


def test_a_clause_promoted_is_an_article_with_what_follows_inside() -> None:
    found = provisions(mended(Op.PROMOTE, "art_1__para_2"))
    assert found["art_2"].heading == "Theo quy định tại"
    assert found["art_2__para_3"].text == "Nghị định này."


def test_a_clause_demoted_is_the_next_point_of_the_one_before() -> None:
    tree = mended(Op.DEMOTE, "art_1__para_2")
    found = provisions(tree)
    assert found["art_1__para_1__point_b-2"].text == "Theo quy định tại"
    assert found["art_1__para_1__point_b"].text == "giấy tờ.\nViệc nhận được ghi sổ."
    assert "repeated" in {notice.code for notice in tree.warnings}


def test_a_chapter_demoted_is_a_section_with_its_articles() -> None:
    assert "chp_I__sec_2" in provisions(mended(Op.DEMOTE, "chp_II"))
    assert provisions(mended(Op.PROMOTE, "chp_II"))["part_II"].heading == "TỔ CHỨC"


def test_the_ladder_ends() -> None:
    assert "cao nhất" in refused(Op.PROMOTE, "art_1")
    assert "thấp nhất" in refused(Op.DEMOTE, "art_1__para_1__point_a")


def test_a_kind_is_chosen_and_the_number_follows_its_series() -> None:
    found = provisions(mended(Op.KIND, "art_2", "section"))
    assert found["chp_I__sec_2"].heading == "Đối tượng"
    found = provisions(mended(Op.KIND, "chp_II", "clause"))
    assert "TỔ CHỨC" in {one.text for one in found.values()}
    assert "khác" in refused(Op.KIND, "art_2", "article")
    assert "khác" in refused(Op.KIND, "art_2", "khong")


def test_a_point_made_a_chapter_counts_in_roman() -> None:
    assert "chp_II-2" in provisions(mended(Op.KIND, "art_1__para_1__point_b", "chapter"))


def test_a_clause_joined_goes_on_with_the_one_before_without_its_number() -> None:
    found = provisions(mended(Op.JOIN, "art_1__para_3"))
    assert found["art_1__para_2"].text == "Theo quy định tại Nghị định này."


def test_a_title_joined_makes_the_title_longer() -> None:
    text = "Điều 1. Phạm vi\nĐiều 2. và đối tượng\nNội dung."
    found = provisions(mended(Op.JOIN, "art_2", text=text))
    assert found["art_1"].heading == "Phạm vi và đối tượng"
    assert found["art_1"].text == "Nội dung."


def test_a_clause_made_text_keeps_its_number_among_the_words() -> None:
    found = provisions(mended(Op.TEXT, "art_1__para_3"))
    assert found["art_1__para_2"].text == "Theo quy định tại\n3. Nghị định này."


def test_words_behind_points_become_the_tail_or_the_last_point() -> None:
    text = "Điều 1. Tên\n1. Gồm:\na) một;\nb) hai.\n2. Ba."
    assert provisions(mended(Op.TEXT, "art_1__para_2", text=text))["art_1__para_1__point_b"].text == (
        "hai.\n2. Ba."
    )
    assert provisions(mended(Op.TEXT, "art_1__para_2", "tail", text=text))["art_1__para_1"].tail == "2. Ba."


def test_the_first_provision_made_text_joins_the_preamble() -> None:
    tree = mended(Op.TEXT, "art_1", text="Điều 1. Một.\nĐiều 2. Hai.")
    assert tree.components[0].preamble == "Điều 1. Một."


def test_what_a_dissolved_article_held_is_warned_of() -> None:
    tree = mended(Op.TEXT, "art_1")
    assert "outside_article" in {notice.code for notice in tree.warnings}


def test_a_number_is_set_as_the_series_has_it() -> None:
    assert "art_2a" in provisions(mended(Op.RENUMBER, "art_2", " 2a "))
    assert "trùng" in refused(Op.RENUMBER, "art_2", "2")
    assert "Không đọc được" in refused(Op.RENUMBER, "art_2", "?")
    assert "Không đọc được" in refused(Op.RENUMBER, "art_2", "1" * 13)


def test_title_and_text_change_places() -> None:
    once = mended(Op.HEADING, "art_3")
    assert provisions(once)["art_3"].text == "Thi hành\nQuyết định có hiệu lực."
    assert provisions(mend(once, Op.HEADING, "art_3").tree) == provisions(parse_text(TEXT))
    assert "không có tên" in refused(Op.HEADING, "art_1__para_1")
    assert "Không có chữ" in refused(Op.HEADING, "art_1", text="Điều 1.\n1. Một.")


def test_a_split_takes_the_number_that_the_second_half_begins_with() -> None:
    tree = parse_text("Điều 1. Tên\nMở đầu 7. Bảy b) nữa")
    offset = provisions(tree)["art_1"].words.index("7.")
    found = provisions(mend(tree, Op.SPLIT, "art_1", offset=offset).tree)
    assert found["art_1__para_7"].text == "Bảy b) nữa"
    assert found["art_1"].text == "Mở đầu"
    found = provisions(mended(Op.SPLIT, "art_1", at="Chương", text="Điều 1. Tên\nxem (Chương V TÊN"))
    assert found["chp_V"].heading == "TÊN"


def test_a_split_without_a_number_takes_the_next_one() -> None:
    found = provisions(mended(Op.SPLIT, "art_1__para_1__point_a", at="Và bản"))
    assert found["art_1__para_1__point_a"].text == "đơn."
    assert found["art_1__para_1__point_b"].text == "Và bản sao;"


def test_a_split_inside_the_title_leaves_the_rest_as_words_of_the_second() -> None:
    found = provisions(mended(Op.SPLIT, "art_3", at="hành", argument="child"))
    assert found["art_3"].heading == "Thi"
    assert found["art_3__para_1"].text == "hành\nQuyết định có hiệu lực."


def test_a_split_may_begin_a_list_inside() -> None:
    found = provisions(mended(Op.SPLIT, "art_1__para_2", at="tại", argument="child"))
    assert found["art_1__para_2__point_a"].text == "tại"
    assert "bên trong" in refused(Op.SPLIT, "art_1__para_1__point_a", "child", 5)


def test_the_last_point_gives_a_paragraph_to_what_holds_it() -> None:
    text = "Điều 1. Tên\n1. Gồm:\na) một;\nb) hai. Ghi sổ."
    place = "art_1__para_1__point_b"
    found = provisions(mended(Op.SPLIT, place, at="Ghi", argument="tail", text=text))
    assert found["art_1__para_1"].tail == "Ghi sổ."
    assert "cuối cùng" in refused(Op.SPLIT, "art_1__para_1__point_a", "tail", 5)
    assert "cuối cùng" in refused(Op.SPLIT, "art_1", "tail", 9, text="Điều 1. Một câu. Hai câu.")


def test_the_last_words_go_to_the_closing() -> None:
    tree = mended(Op.SPLIT, "art_3", at="có hiệu", argument="closing")
    assert tree.components[0].closing.startswith("có hiệu lực.\nNơi nhận")
    assert "phần ký" in refused(Op.SPLIT, "art_2", "closing", 10)


def test_a_tail_is_split_too() -> None:
    text = "Điều 1. Tên\n1. Gồm:\na) một;\nb) hai.\nViệc đó. Ghi sổ sau."
    found = provisions(mended(Op.SPLIT, "art_1__para_1", at="Ghi", text=text))
    assert found["art_1__para_1"].tail == "Việc đó."
    assert found["art_1__para_2"].text == "Ghi sổ sau."
    tree = mended(Op.SPLIT, "art_1__para_1", at="Ghi", argument="closing", text=text)
    assert tree.components[0].closing == "Ghi sổ sau."


def test_a_split_lies_between_two_words() -> None:
    assert "hai chữ" in refused(Op.SPLIT, "art_3", offset=1)
    assert "ít nhất" in refused(Op.SPLIT, "art_3", offset=0)
    assert "ít nhất" in refused(Op.SPLIT, "art_3", offset=999)
    assert "ít nhất" in refused(Op.SPLIT, "art_1", offset=3, text="Điều 1.\n1. Một.")


def test_a_number_without_a_successor_is_set_first() -> None:
    (component,) = parse_text("Điều 1. Một câu. Hai câu.").components
    odd = replace(component.children[0], number="?", text="Một câu. Hai câu.", heading="")
    tree = Tree((replace(component, children=(odd,)),))
    target = repairing.Target(1, "article", "?", text_hash(odd.words))
    assert "Đánh số lại" in refusal(tree, Repair(Op.SPLIT, target, "", 9))


def test_a_tail_that_lost_its_children_is_text_before_new_ones() -> None:
    text = "Điều 1. Tên\n1. Gồm:\na) một.\nGhi sổ.\n2. Hai."
    once = mended(Op.JOIN, "art_1__para_1__point_a", text=text)
    assert provisions(once)["art_1__para_1"].words == "Gồm: một.\nGhi sổ."
    twice = provisions(mend(once, Op.DEMOTE, "art_1__para_2").tree)
    assert twice["art_1__para_1"].text == "Gồm: một.\nGhi sổ."
    assert twice["art_1__para_1__point_b"].text == "Hai."


def test_of_the_lines_around_provisions_only_a_numbered_one_is_cut_out() -> None:
    found = parse_text(TEXT)
    reason = mend(found, Op.SPLIT, "", offset=0).lost[0].reason
    assert "bắt đầu bằng số" in reason
    assert "chỉ có thể tách" in mend(found, Op.TEXT, "").lost[0].reason


@pytest.mark.parametrize(
    ("preamble", "closing", "offset", "eids"),
    [
        ("Căn cứ. Điều 9. Chín", "", 8, ["art_9", "art_1"]),
        ("Căn cứ.", "Hết. Điều 9. Chín", 13, ["art_1", "art_9"]),
        ("", "Điều 9. Chín", 0, ["art_1", "art_9"]),
    ],
)
def test_the_lines_around_provisions_give_some_back(
    preamble: str, closing: str, offset: int, eids: list[str]
) -> None:
    (component,) = parse_text("Điều 1. Một.").components
    fields = {"preamble": preamble, "closing": closing}
    tree = Tree((type(component)(ComponentKind.MAIN, children=component.children, **fields),))
    done = mend(tree, Op.SPLIT, "", offset=offset)
    assert list(provisions(done.tree)) == eids
    assert words(as_text(done.tree)) == words(as_text(tree)) or closing.startswith("Điều")


def test_a_repair_is_found_again_where_its_words_moved_to() -> None:
    target = target_of(parse_text(TEXT), "art_1__para_3")
    assert target is not None
    shifted = parse_text(TEXT.replace("Căn cứ", "Một dòng mới;\nCăn cứ"))
    done = apply(shifted, [Repair(Op.JOIN, target)])
    assert provisions(done.tree)["art_1__para_2"].text.endswith("Nghị định này.")
    assert eid_of(shifted, target) == "art_1__para_3"


def test_a_repair_of_words_that_are_gone_is_named() -> None:
    tree = parse_text(TEXT)
    target = target_of(tree, "art_1__para_3")
    assert target is not None
    other = parse_text(TEXT.replace("Nghị định", "Thông tư"))
    done = apply(other, [Repair(Op.JOIN, target)])
    assert (done.tree, done.applied) == (other, ())
    assert "đã khác" in done.lost[0].reason
    assert eid_of(other, target) is None
    assert target_of(tree, "art_99") is None


def test_equal_words_on_one_line_are_told_apart() -> None:
    tree = parse_text("Điều 1. Tên\n1. Một;\n1. Một;")
    first, second = target_of(tree, "art_1__para_1"), target_of(tree, "art_1__para_1-2")
    assert first is not None
    assert second is not None
    assert (first.nth, second.nth) == (0, 0)
    shifted = parse_text("\n\nĐiều 1. Tên\n\n1. Một;\n1. Một;")
    assert eid_of(shifted, first) is None


def test_repairs_of_a_frame_follow_their_words() -> None:
    tree = parse_text("Căn cứ Luật;\nĐiều 1. Một.")
    target = target_of(tree, "")
    assert target is not None
    other = parse_text("Khác;\nĐiều 1. Một.")
    assert "đã khác" in apply(other, [Repair(Op.SPLIT, target, offset=1)]).lost[0].reason


def test_a_repair_says_what_it_is_about_and_reads_back() -> None:
    tree = parse_text(TEXT)
    target, frame = target_of(tree, "art_1__para_2"), target_of(tree, "")
    assert target is not None
    assert frame is not None
    repair = Repair(Op.SPLIT, target, "child", 3)
    assert words_of(repair) == "Khoản 2 (dòng 9)"
    assert words_of(Repair(Op.SPLIT, frame)) == "Phần mở đầu, phần ký (dòng 1)"
    assert words_of(Repair(Op.SPLIT, repairing.Target(0, "article", "5", ""))) == "Điều 5"
    assert repairing.from_json(repairing.as_json(repair)) == repair


def test_a_doubt_about_a_line_ends_where_an_article_begins() -> None:
    text = "Điều 1. Một\n1. Câu.\nĐiều 7 Quy định khác\nĐiều 2. Hai"
    tree = parse_text(text)
    done = mended(Op.RENUMBER, "art_2", "3", text=text)
    assert {n.line for n in done.warnings if n.code == "doubtful_heading"} == {
        n.line for n in tree.warnings if n.code == "doubtful_heading"
    }


ARGUMENTS = st.sampled_from(["", "sibling", "child", "tail", "closing", "5", "đ", "IV", *Kind])
STEPS = st.lists(
    st.tuples(st.sampled_from(Op), st.integers(0, 200), ARGUMENTS, st.integers(0, 60)), min_size=1, max_size=6
)


def drawn_repairs(tree: Tree, steps: list[tuple[Op, int, str, int]]) -> list[Repair]:
    """Aim each step at some provision of the tree as the steps before left it."""
    repairs: list[Repair] = []
    for op, place, argument, offset in steps:
        now = apply(tree, repairs).tree
        eids = [one.eid for part in now.components for one, _ in walk(part.children)]
        eids += [part.eid for part in now.components]
        target = target_of(now, eids[place % len(eids)])
        assert target is not None
        repairs.append(Repair(op, target, argument, offset))
    return repairs


def said(tree: Tree) -> list[str]:
    """Give every word that the text itself says, in the order of print, without its numbers."""
    lines: list[str] = []
    for part in tree.components:
        lines += [part.title, part.preamble]
        inside(part.children, lines)
        lines.append(part.closing)
    return words("\n".join(lines))


def inside(found: tuple[Provision, ...], lines: list[str]) -> None:
    for one in found:
        lines += [one.heading, one.text]
        inside(one.children, lines)
        lines.append(one.tail)


def is_within(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)


@THOROUGH
@given(SCRAPPY | GLUED, STEPS)
def test_no_repair_loses_a_word_or_turns_the_order(text: str, steps: list[tuple[Op, int, str, int]]) -> None:
    tree = parse_text(text)
    for repair in drawn_repairs(tree, steps):
        before, tree = tree, apply(tree, [repair]).tree
        assert is_within(said(before), words(as_text(tree)))


@THOROUGH
@given(SCRAPPY | GLUED, STEPS)
def test_to_leave_out_the_last_repair_is_to_undo_it(text: str, steps: list[tuple[Op, int, str, int]]) -> None:
    tree = parse_text(text)
    repairs = drawn_repairs(tree, steps)
    before = apply(tree, repairs[:-1])
    after = apply(before.tree, repairs[-1:])
    assert apply(tree, repairs).tree.components == after.tree.components
    assert apply(tree, []).tree == tree


@THOROUGH
@given(SCRAPPY | GLUED, STEPS)
def test_every_address_of_a_repaired_text_is_unique(text: str, steps: list[tuple[Op, int, str, int]]) -> None:
    tree = parse_text(text)
    eids = [
        one.eid
        for part in apply(tree, drawn_repairs(tree, steps)).tree.components
        for one, _ in walk(part.children)
    ]
    assert len(eids) == len(set(eids))
