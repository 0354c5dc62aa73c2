"""What stands behind changes, and what was accepted but does not show."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.alignment import align
from draftreview.domain.comparing import Comparison, Entry, Part, compare
from draftreview.domain.comparing_changes import gathered
from draftreview.domain.findings import Claim, Edit, Extent, Findings, findings
from draftreview.domain.merging import Change, next_tree
from draftreview.domain.provisions import Component, ComponentKind, Provision
from draftreview.domain.succession import successions
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
    chapter,
    clause,
    decision,
    numbered,
    text,
    texts_of,
    with_clauses,
)

Texts = tuple[Component, ...]
CLAUSE = "att_1__art_3__para_2"
WAS = texts_of(RETURN)[1]
NOW = "Trả chậm thì cơ quan giải quyết nhắn tin xin lỗi ngay trong ngày, nêu rõ lý do và ngày trả mới."
OLD = numbered(*ALL)
NEW = numbered(SCOPE, RECEIPT, with_clauses(RETURN, texts_of(RETURN)[0], NOW), FEES)
TERMS = article(0, "Giải thích từ ngữ", "Một cửa là nơi nộp hồ sơ, theo dõi và nhận kết quả.")
WORDED = Claim(7, CLAUSE, operation=Operation.REPLACE, base=WAS, wanted=NOW)


@cache
def compared(old: Texts, new: Texts) -> tuple[Comparison, tuple[Entry, ...]]:
    found = compare(old, new, align(old, new))
    return found, gathered(found.entries, old, new)


def judged(
    claims: Sequence[Claim], old: Texts = OLD, new: Texts = NEW, edits: Sequence[Edit] = ()
) -> Findings:
    return findings(*compared(old, new), claims, edits)


def places(found: Findings) -> list[tuple[str | None, str | None]]:
    return [(one.old_eid, one.new_eid) for one in found.unexplained]


def test_a_change_that_nobody_asked_for_is_unexplained() -> None:
    assert places(judged(())) == [(CLAUSE, CLAUSE)]


def test_an_accepted_comment_explains_the_change_in_its_provision() -> None:
    found = judged([WORDED])
    assert found.behind == {(Part.PROVISION, CLAUSE, CLAUSE): (7,)}
    assert (found.unexplained, found.unseen, found.gone) == ((), (), ())


def test_it_explains_what_changed_beneath_its_provision() -> None:
    assert judged([Claim(7, "att_1__art_3")]).unexplained == ()


def test_it_explains_nothing_elsewhere_or_when_not_taken() -> None:
    for claim in (Claim(7, "att_1__art_2"), replace(WORDED, taken=False)):
        assert places(judged([claim])) == [(CLAUSE, CLAUSE)]


def test_several_comments_stand_behind_one_change_in_their_order() -> None:
    found = judged([Claim(9, "att_1__art_3"), WORDED, Claim(8, CLAUSE)])
    assert found.behind[Part.PROVISION, CLAUSE, CLAUSE] == (9, 7, 8)


def test_a_comment_on_the_whole_draft_explains_and_owes_nothing() -> None:
    whole = [Claim(1, on_provision=False), Claim(2, on_provision=False, component="att_1")]
    found = judged(whole)
    assert places(found) == [(CLAUSE, CLAUSE)]
    assert (found.unseen, found.gone) == ((), ())


def test_a_comment_on_an_appendix_without_provisions_stands_on_its_words() -> None:
    form = Component(ComponentKind.APPENDIX, title="Phụ lục 1", preamble="Họ tên người nộp.")
    old, new = text(decision(FEES), form), text(decision(FEES), replace(form, preamble="Tên, số điện thoại."))
    assert judged([Claim(1, on_provision=False, component="att_1")], old, new).unexplained == ()
    assert len(judged([Claim(1, on_provision=False, component="")], old, new).unexplained) == 1


def test_numbers_and_references_that_follow_need_no_comment() -> None:
    pointing = with_clauses(
        RETURN, texts_of(RETURN)[0], "Trả chậm thì làm theo khoản 2 Điều 2 và xin lỗi ngay."
    )
    new = with_clauses(RETURN, texts_of(RETURN)[0], "Trả chậm thì làm theo khoản 2 Điều 3 và xin lỗi ngay.")
    found = judged((), numbered(SCOPE, RECEIPT, pointing), numbered(TERMS, SCOPE, RECEIPT, new))
    assert places(found) == [(None, "att_1__art_1")]


def test_an_insertion_is_explained_beside_and_from_above() -> None:
    new = numbered(SCOPE, TERMS, RECEIPT, RETURN, FEES)
    for eid in ("att_1__art_1", "att_1__art_2"):
        assert judged([Claim(7, eid)], OLD, new).unexplained == ()
    assert len(judged([Claim(7, "att_1__art_4")], OLD, new).unexplained) == 1
    inside = (
        text(chapter("I", "CHUNG", *articles)) for articles in ((SCOPE, RETURN), (SCOPE, TERMS, RETURN))
    )
    assert judged([Claim(7, "att_1__chp_I")], *inside).unexplained == ()


def test_of_several_insertions_side_by_side_each_has_its_neighbour() -> None:
    more = replace(
        TERMS, heading="Thời giờ làm việc", children=(clause(1, "Nhận hồ sơ từ thứ hai đến thứ sáu."),)
    )
    new = numbered(SCOPE, TERMS, more, RECEIPT, RETURN, FEES)
    assert judged([Claim(7, "att_1__art_1")], OLD, new).unexplained == ()
    assert judged([Claim(7, "att_1__art_2")], OLD, new).unexplained == ()


def test_a_deletion_is_explained_by_who_asked_for_it() -> None:
    new = numbered(SCOPE, RETURN, FEES)
    asked = Claim(7, "att_1__art_2", operation=Operation.DELETE, base="Tiếp nhận hồ sơ")
    found = judged([asked], OLD, new)
    assert (found.unexplained, found.gone, found.unseen) == ((), (), ())


def test_a_comment_whose_provision_is_gone_is_listed_whatever_its_answer() -> None:
    new = numbered(SCOPE, RETURN, FEES)
    declined = Claim(8, "att_1__art_2__para_1", taken=False)
    assert judged([declined, Claim(9, "att_1__art_2__para_2")], OLD, new).gone == (8, 9)
    assert judged([Claim(5), Claim(6, None, "att_1__art_1")], OLD, new).gone == (5,)


def test_a_comment_on_what_came_in_between_explains_what_it_became() -> None:
    new = numbered(SCOPE, TERMS, RECEIPT, RETURN, FEES)
    found = judged([Claim(7, None, "att_1__art_2")], OLD, new)
    assert found.behind[Part.PROVISION, None, "att_1__art_2"] == (7,)


def test_a_split_provision_is_explained_in_every_piece() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} {SECOND}"))
    new = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SECOND))
    found = judged([Claim(7, "att_1__art_2__para_1")], old, new)
    assert len(found.behind) == 2
    assert found.unexplained == ()


def test_one_comment_explains_all_pieces_of_a_merge() -> None:
    old = numbered(SCOPE, with_clauses(RECEIPT, FIRST, SECOND))
    new = numbered(SCOPE, with_clauses(RECEIPT, f"{FIRST} {SECOND}"))
    assert judged([Claim(7, "att_1__art_2__para_2")], old, new).unexplained == ()


def test_an_accepted_wording_that_does_not_show_is_named() -> None:
    wanted = "Trả chậm thì giám đốc sở giải trình bằng văn bản trước Ủy ban nhân dân tỉnh."
    found = judged([replace(WORDED, wanted=wanted)])
    assert found.unseen == ((7, Extent.NOT_AT_ALL),)


def test_a_wording_that_shows_in_part_is_named_so() -> None:
    longer = f"{NOW} Người đứng đầu chịu trách nhiệm trước Ủy ban nhân dân tỉnh về việc trả chậm."
    assert judged([replace(WORDED, wanted=longer)]).unseen == ((7, Extent.PARTLY),)


def test_words_that_shall_only_go_show_when_they_went() -> None:
    shorter = WAS.replace(", không quá một lần", "")
    claim = Claim(7, CLAUSE, operation=Operation.REPLACE, base=WAS, wanted=shorter)
    gone = numbered(SCOPE, RECEIPT, with_clauses(RETURN, texts_of(RETURN)[0], f"{shorter} Ghi sổ."), FEES)
    assert judged([claim], OLD, gone).unseen == ()
    assert judged([claim], OLD, OLD).unseen == ((7, Extent.NOT_AT_ALL),)


def test_words_put_into_a_neighbouring_insertion_show() -> None:
    more = "Người nộp được tra cứu tình trạng hồ sơ trên điện thoại."
    new = numbered(SCOPE, RECEIPT, with_clauses(RETURN, *texts_of(RETURN), more), FEES)
    claim = Claim(7, CLAUSE, operation=Operation.INSERT, wanted=more)
    assert judged([claim], OLD, new).unseen == ()
    assert judged([claim]).unseen == ((7, Extent.NOT_AT_ALL),)


def test_a_move_shows_where_it_was_made() -> None:
    claim = Claim(7, "att_1__art_1", operation=Operation.MOVE)
    assert judged([claim], OLD, numbered(RECEIPT, RETURN, FEES, SCOPE)).unseen == ()
    assert judged([claim]).unseen == ((7, Extent.NOT_AT_ALL),)


def test_without_a_wording_any_change_at_the_place_shows() -> None:
    assert judged([Claim(7, CLAUSE)]).unseen == ()
    assert judged([Claim(7, "att_1__art_1")]).unseen == ((7, Extent.NOT_AT_ALL),)


def test_what_is_not_approved_owes_nothing_yet() -> None:
    assert judged([Claim(7, "att_1__art_1", decided=False)]).unseen == ()


def test_a_proposal_that_already_stands_there_shows() -> None:
    claim = Claim(
        7, "att_1__art_1__para_1", operation=Operation.REPLACE, wanted=texts_of(SCOPE)[0], places=()
    )
    assert judged([claim]).unseen == ()


def test_what_was_recorded_is_believed() -> None:
    elsewhere = Claim(7, "att_1__art_1", places=((CLAUSE, CLAUSE),))
    found = judged([elsewhere])
    assert (found.unexplained, found.unseen) == ((), ())
    assert judged([Claim(7, CLAUSE, places=())]).unseen == ((7, Extent.NOT_AT_ALL),)
    assert places(judged([Claim(7, CLAUSE, places=())])) == [(CLAUSE, CLAUSE)]


def test_recorded_insertions_and_deletions_are_known_by_their_one_side() -> None:
    new = numbered(TERMS, SCOPE, RETURN, FEES)
    inserted = Claim(7, "att_1__art_4", places=((None, "att_1__art_1"),))
    deleted = Claim(8, "att_1__art_4", places=(("att_1__art_2", None),))
    assert judged([inserted, deleted], OLD, new).unexplained == ()


def test_a_direct_edit_explains_what_it_changed() -> None:
    found = judged((), edits=[Edit(3, ((CLAUSE, CLAUSE),))])
    assert found.edits == {(Part.PROVISION, CLAUSE, CLAUSE): (3,)}
    assert found.unexplained == ()
    new = numbered(SCOPE, RETURN, FEES)
    assert judged((), OLD, new, [Edit(3, (("att_1__art_2", None),))]).unexplained == ()


def test_a_direct_edit_of_a_component_explains_its_words() -> None:
    old = text(replace(decision(FEES), closing="Nơi nhận: Sở."))
    new = text(replace(decision(FEES), closing="Nơi nhận: Ủy ban."))
    assert judged((), old, new, [Edit(3, component="")]).unexplained == ()
    assert len(judged((), old, new, [Edit(3, component="att_1")]).unexplained) == 1


EIDS = [one.eid for one in OLD[0].children] + [child.eid for one in OLD[0].children for child in one.children]
CLAIMS = st.lists(
    st.builds(
        Claim,
        key=st.integers(1, 99),
        old=st.sampled_from([*EIDS, None]),
        on_provision=st.booleans(),
        taken=st.booleans(),
        decided=st.booleans(),
        operation=st.sampled_from([None, *Operation]),
        base=st.sampled_from(["", WAS]),
        wanted=st.sampled_from(["", NOW, FIRST]),
        places=st.sampled_from([None, (), ((CLAUSE, CLAUSE),)]),
    ),
    unique_by=lambda claim: claim.key,
    max_size=8,
)
NEWER = st.sampled_from(
    [OLD, NEW, numbered(TERMS, *ALL), numbered(SCOPE, FEES, RETURN), numbered(RETURN, SCOPE, RECEIPT)]
)


@given(CLAIMS, NEWER)
def test_nobody_is_listed_twice_and_only_who_belongs_there(claims: list[Claim], new: Texts) -> None:
    found = judged(claims, new=new)
    by_key = {claim.key: claim for claim in claims}
    unseen = [key for key, _ in found.unseen]
    assert len(set(unseen)) == len(unseen)
    assert not set(unseen) & set(found.gone)
    assert all(by_key[key].taken and by_key[key].decided for key in unseen)
    assert all(by_key[key].on_provision for key in (*unseen, *found.gone))


@given(CLAIMS, CLAIMS, NEWER)
def test_more_comments_never_leave_more_unexplained(one: list[Claim], more: list[Claim], new: Texts) -> None:
    keys = {claim.key for claim in one}
    both = [*one, *(claim for claim in more if claim.key not in keys)]
    assert set(judged(both, new=new).unexplained) <= set(judged(one, new=new).unexplained)


def clauses(components: Texts) -> list[Provision]:
    return [child for one in components[0].children for child in one.children]


@given(st.sampled_from(clauses(OLD)), st.sampled_from([NOW, FIRST, SECOND]))
def test_a_proposal_carried_out_as_it_is_always_shows(place: Provision, wanted: str) -> None:
    made = next_tree(OLD, [Change("a", Operation.REPLACE, place.eid, new_text=wanted)])
    found = compare(OLD, made.components, successions(OLD, made.components, made.origins))
    claim = Claim(7, place.eid, operation=Operation.REPLACE, base=place.text, wanted=wanted)
    result = findings(found, gathered(found.entries, OLD, made.components), [claim])
    assert (result.unexplained, result.unseen, result.gone) == ((), (), ())
