"""The next version in the making: what stands, what is asked and how a choice changes it."""

from collections.abc import Sequence
from typing import Any

import pytest

from draftreview.domain.merging_changes import Change, Fate, Result, Words
from draftreview.domain.provisions import Component, ComponentKind, Provision
from draftreview.domain.questions import How, Option, Question, QuestionKind, Settlement
from draftreview.domain.stale_references import Staleness
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working import WorkingText, composed
from draftreview.domain.working_edits import DirectEdit
from tests.domain.texts import article, clause, decision, found, regulation, text

ONE, TWO = "att_1__art_3__para_1", "att_1__art_3__para_2"
TEXT = text(
    decision(article(1, "", text="Ban hành Quy định kèm theo Quyết định này.")),
    regulation(
        article(1, "Phạm vi", "Theo khoản 2 Điều 3.", "Không gồm hồ sơ mật."),
        article(2, "Từ ngữ", "Một cửa là nơi nộp."),
        article(
            3, "Tiếp nhận", "Hồ sơ nộp tại quầy trong giờ hành chính. Công chức kiểm tra ngay.",
            clause(2, "Giấy tờ gồm:", "đơn;", "bản sao.", tail="Nộp đủ một bộ."), "Theo khoản 1 Điều này.",
        ),
        article(4, "Phí", text="Thu phí tại quầy."),
    ),
)  # fmt: skip
STANDING = found(TEXT, ONE).text


def reworded(key: str, old: str, new: str, eid: str = ONE, **more: Any) -> Change:
    words = found(TEXT, eid).text.replace(old, new)
    return Change(key, Operation.REPLACE, eid, new_text=words, label=f"Sở {key}", **more)


def inserted(key: str, words: str, after: str = ONE) -> Change:
    return Change(key, Operation.INSERT, new_text=words, after=after, label=f"Sở {key}")


def deleted(key: str, eid: str = ONE) -> Change:
    return Change(key, Operation.DELETE, eid, label=f"Sở {key}")


def moved(key: str, eid: str, after: str) -> Change:
    return Change(key, Operation.MOVE, eid, after=after, label=f"Sở {key}")


def edited(new: str, base: str = STANDING, subject: str = ONE) -> DirectEdit:
    return DirectEdit(subject, Operation.REPLACE, Words(text=new), Words(text=base), label="Tổ viên")


def settled(question: Question, *followed: str, **more: Any) -> Settlement:
    return Settlement(question.subject, question.seal, followed, **more)


def only(working: WorkingText) -> Question:
    (question,) = working.blocking
    return question


def said(working: WorkingText, eid: str = ONE) -> str:
    return found(working.components, eid).text


def hows(results: Sequence[Result]) -> dict[str, How | None]:
    return {one.key: one.how for one in results}


AT_HOME = reworded("1", "tại quầy", "tại nhà")
ONLINE = reworded("2", "tại quầy", "qua mạng")
AT_ONCE = reworded("3", "kiểm tra ngay", "kiểm tra ngay khi nhận")


def test_a_clash_shows_every_variant_and_what_each_choice_would_make() -> None:
    question = only(composed(TEXT, [AT_HOME, ONLINE, AT_ONCE]))
    assert (question.kind, question.part, question.base) == (QuestionKind.OVERLAP, "text", STANDING)
    assert [one.text for one in question.variants] == [AT_HOME.new_text, ONLINE.new_text]
    assert question.now == AT_ONCE.new_text
    assert question.options == (
        Option(("1",), question.now.replace("tại quầy", "tại nhà")),
        Option(("2",), question.now.replace("tại quầy", "qua mạng")),
    )


def test_a_choice_is_laid_over_what_the_others_made() -> None:
    changes = [AT_HOME, ONLINE, AT_ONCE]
    question = only(composed(TEXT, changes))
    for option in question.options:
        working = composed(TEXT, changes, [settled(question, *option.followed)])
        assert said(working) == option.text
    kept = composed(TEXT, changes, [settled(question)])
    assert said(kept) == question.now
    assert hows(kept.results) == {"1": How.NOT_FOLLOWED, "2": How.NOT_FOLLOWED, "3": None}


def test_what_stands_together_among_clashing_wordings_is_one_option() -> None:
    whole = reworded("4", "tại quầy trong giờ hành chính", "ngay")
    hours = reworded("5", "giờ hành chính", "giờ làm việc")
    question = only(composed(TEXT, [AT_HOME, whole, hours]))
    assert [one.followed for one in question.options] == [("1",), ("4",), ("5",), ("1", "5")]
    working = composed(TEXT, [AT_HOME, whole, hours], [settled(question, "1", "5")])
    assert said(working).startswith("Hồ sơ nộp tại nhà trong giờ làm việc.")


def test_who_says_the_same_is_followed_along() -> None:
    same = Change("9", Operation.REPLACE, ONE, new_text=AT_HOME.new_text)
    changes = [AT_HOME, ONLINE, same]
    question = only(composed(TEXT, changes))
    assert question.options[0].followed == ("1", "9")
    working = composed(TEXT, changes, [settled(question, "1")])
    assert hows(working.results)["9"] is How.FOLLOWED


def test_insertions_of_words_at_one_place_are_worked_out_in_both_orders() -> None:
    most, least = (reworded(key, "trong", f"{word} trong") for key, word in (("1", "chỉ"), ("2", "luôn")))
    question = only(composed(TEXT, [most, least]))
    assert question.kind is QuestionKind.ORDER
    texts = {one.followed: one.text for one in question.options}
    assert set(texts) == {("1", "2"), ("2", "1"), ("1",), ("2",)}
    assert "quầy luôn chỉ trong" in texts["2", "1"]
    working = composed(TEXT, [most, least], [settled(question, "2", "1")])
    assert said(working) == texts["2", "1"]


def test_four_insertions_at_one_place_are_not_worked_out_in_every_order() -> None:
    changes = [reworded(str(at), "trong", f"từ{at} trong") for at in range(4)]
    assert len(only(composed(TEXT, changes)).options) == 4


def test_close_edits_of_two_agencies_show_the_sentence_and_may_be_left_out() -> None:
    hours = reworded("2", "giờ hành chính", "giờ làm việc")
    question = only(composed(TEXT, [AT_HOME, hours]))
    assert (question.kind, question.labels) == (QuestionKind.NEAR, ("Sở 1", "Sở 2"))
    assert question.excerpt == "Hồ sơ nộp tại nhà trong giờ làm việc."
    assert question.now == STANDING
    approved = composed(TEXT, [AT_HOME, hours], [settled(question, "2", "1")])
    assert [one.fate for one in approved.results] == [Fate.CLEAN, Fate.CLEAN]
    one = composed(TEXT, [AT_HOME, hours], [settled(question, "1")])
    assert said(one) == AT_HOME.new_text
    assert hows(one.results) == {"1": None, "2": How.NOT_FOLLOWED}
    written = composed(TEXT, [AT_HOME, hours], [settled(question, new_text="Nộp ở đâu cũng được.")])
    assert said(written) == "Nộp ở đâu cũng được."
    assert set(hows(written.results).values()) == {How.WRITTEN}


def test_edits_that_one_agency_makes_itself_are_not_asked_about() -> None:
    both = Change(
        "4", Operation.REPLACE, ONE, new_text=(AT_HOME.new_text or "").replace("hành chính", "làm việc")
    )
    assert composed(TEXT, [AT_HOME, both]).questions == ()


def test_a_clash_beside_words_written_anew_is_asked_over_them() -> None:
    changes = [AT_HOME, ONLINE, AT_ONCE, reworded("4", "Công chức", "Công chức phụ trách")]
    near = next(one for one in composed(TEXT, changes).blocking if one.kind is QuestionKind.NEAR)
    written = settled(near, new_text="Hồ sơ nộp ở đó. Người nhận xem ngay.")
    clash = next(one for one in composed(TEXT, changes, [written]).blocking)
    assert (clash.kind, clash.now) == (QuestionKind.OVERLAP, "Hồ sơ nộp ở đó. Người nhận xem ngay.")
    working = composed(TEXT, changes, [written, settled(clash, "2")])
    assert said(working) == clash.options[1].text


TITLED = "att_1__art_4"
RENAMED = Change("1", Operation.REPLACE, TITLED, "Lệ phí", "Thu phí tại nhà.")
OTHER = Change("2", Operation.REPLACE, TITLED, None, "Thu phí qua mạng.")


@pytest.mark.parametrize(
    ("followed", "more", "heading"),
    [(("1",), {}, "Lệ phí"), (("2",), {}, "Phí"), ((), {}, "Phí"), ((), {"new_text": "Thu."}, "Lệ phí")],
)
def test_the_undisputed_part_of_a_wording_stands_if_the_disputed_one_does(
    followed: tuple[str, ...], more: dict[str, Any], heading: str
) -> None:
    open_still = composed(TEXT, [RENAMED, OTHER])
    assert found(open_still.components, TITLED).heading == "Phí"
    working = composed(TEXT, [RENAMED, OTHER], [settled(only(open_still), *followed, **more)])
    assert found(working.components, TITLED).heading == heading


def test_an_undisputed_part_where_other_words_were_written_is_asked_about() -> None:
    changes = [
        RENAMED, OTHER, Change("3", Operation.REPLACE, TITLED, "Phí và phụ phí"),
        Change("4", Operation.REPLACE, TITLED, "Mức phí"),
    ]  # fmt: skip
    first = composed(TEXT, changes)
    assert {one.part for one in first.blocking} == {"heading", "text"}
    changes = [RENAMED, OTHER, Change("3", Operation.REPLACE, TITLED, "Phí khác"),
               Change("4", Operation.REPLACE, TITLED, "Phí riêng")]  # fmt: skip
    heading, words = composed(TEXT, changes).blocking
    written = [settled(heading, new_text="Tiền"), settled(words, "1")]
    late = only(composed(TEXT, changes, written))
    assert (late.kind, late.part, late.now, late.keys) == (QuestionKind.CHANGED, "heading", "Tiền", ("1",))
    working = composed(TEXT, changes, [*written, settled(late, "1")])
    assert found(working.components, TITLED).heading == "Lệ phí"


@pytest.mark.parametrize(
    ("changes", "followed", "stands"),
    [
        ([deleted("1"), AT_ONCE], ("1",), ["1"]),
        ([deleted("1"), AT_ONCE], ("3",), ["3"]),
        ([deleted("1"), AT_ONCE, deleted("4")], ("1",), ["1", "4"]),
        ([moved("1", ONE, TWO), moved("2", ONE, "att_1__art_2__para_1")], ("2",), ["2"]),
        ([moved("1", TITLED, ONE)], (), []),
    ],
)
def test_a_person_says_which_of_what_cannot_be_made_together_stands(
    changes: list[Change], followed: tuple[str, ...], stands: list[str]
) -> None:
    question = only(composed(TEXT, changes))
    working = composed(TEXT, changes, [settled(question, *followed)])
    assert [one.key for one in working.results if one.stands] == stands
    assert working.blocking == ()


@pytest.mark.parametrize(
    ("changes", "choice"),
    [
        ([deleted("1"), AT_ONCE], {"followed": ("1", "3")}),
        ([deleted("1"), AT_ONCE], {"new_text": "Khác."}),
        ([moved("1", TITLED, ONE)], {"followed": ("1",)}),
        ([AT_HOME, ONLINE], {"followed": ("1", "2")}),
        ([AT_HOME, ONLINE], {"followed": ("7",)}),
    ],
)
def test_a_choice_that_cannot_be_leaves_the_question_open(
    changes: list[Change], choice: dict[str, Any]
) -> None:
    question = only(composed(TEXT, changes))
    odd = Settlement(question.subject, question.seal, **choice)
    again = only(composed(TEXT, changes, [odd]))
    assert (again.seal, again.settlement, again.earlier) == (question.seal, None, odd)


def test_moves_that_close_a_circle_are_asked_about_once_the_others_are_settled() -> None:
    tree = text(
        article(1, "A", "một", "hai", clause(3, "ba", "a;")),
    )
    one, two, three = (f"att_1__art_1__para_{at}" for at in (1, 2, 3))
    changes = [
        Change("1", Operation.MOVE, one, under=two), Change("2", Operation.MOVE, two, under=one),
        Change("3", Operation.MOVE, two, after=three), Change("4", Operation.MOVE, one, under=two),
    ]  # fmt: skip
    twice = only(composed(tree, changes))
    assert twice.kind is QuestionKind.MOVED_TWICE
    circle = only(composed(tree, changes, [settled(twice, "2")]))
    assert (circle.kind, circle.keys) == (QuestionKind.IMPOSSIBLE, ("1", "4", "2"))
    working = composed(tree, changes, [settled(twice, "2"), settled(circle, "1")])
    assert {one.key: one.stands for one in working.results} == {"1": True, "2": False, "3": False, "4": True}


def test_articles_moved_into_each_other_are_one_question() -> None:
    chapters = text(article(1, "A"), article(2, "B"))
    tree = text(regulation(*(Provision(one.kind, one.number, one.heading) for one in chapters[0].children)))
    circle = [
        Change("1", Operation.MOVE, "att_1__art_1", after="att_1__art_1"),
        Change("2", Operation.MOVE, "att_1__art_1", after="att_1__art_1"),
    ]
    question = only(composed(tree, circle))
    assert question.keys == ("1", "2")
    assert composed(tree, circle, [settled(question)]).blocking == ()


def test_an_order_that_was_settled_stands_with_one_left_out() -> None:
    changes = [inserted("1", "Một."), inserted("2", "Hai."), inserted("3", "Ba.")]
    question = only(composed(TEXT, changes))
    working = composed(TEXT, changes, [settled(question, "3", "1")])
    texts = [one.text for one in found(working.components, "att_1__art_3").children]
    assert texts[1:3] == ["Ba.", "Một."]
    assert working.blocking == ()


def test_equal_insertions_are_one_provision_of_all_who_asked_for_it() -> None:
    working = composed(TEXT, [inserted("1", "Một."), inserted("2", "Một.")])
    assert working.inserted == {TWO: ("1", "2")}
    assert working.places["new:1"] == working.places["new:2"] == TWO


def test_questions_stand_in_the_order_of_the_text_and_say_where_they_are_now() -> None:
    changes = [
        AT_HOME, ONLINE, inserted("5", "Mới.", after="att_1__art_2__para_1"), deleted("6", "att_1__art_4"),
        Change("7", Operation.REPLACE, "att_1__art_4", new_text="Không thu."),
        inserted("8", "Khoản mới.", after="att_1__art_1__para_2"), deleted("9", "att_1__art_1__para_1"),
        inserted("10", "Khoản khác.", after="att_1__art_1__para_2"),
    ]  # fmt: skip
    asked = composed(TEXT, changes).questions
    assert [(one.kind, one.eid) for one in asked if one.blocks] == [
        (QuestionKind.ORDER, "att_1__art_1__para_2"),
        (QuestionKind.OVERLAP, ONE),
        (QuestionKind.DELETED, "att_1__art_4"),
    ]
    assert asked[0].new_eid == "att_1__art_1__para_1"


def test_a_question_about_what_is_gone_stands_behind_its_elder() -> None:
    changes = [deleted("5", TWO), reworded("6", "gồm", "là", TWO), AT_HOME, ONLINE]
    first = composed(TEXT, changes)
    gone = next(one for one in first.blocking if one.kind is QuestionKind.DELETED)
    asked = composed(TEXT, changes, [settled(gone, "5")]).questions
    assert [(one.kind, one.new_eid) for one in asked if not one.reference] == [
        (QuestionKind.OVERLAP, ONE),
        (QuestionKind.DELETED, ""),
    ]


def test_a_direct_edit_keeps_what_was_accepted_elsewhere_in_the_words() -> None:
    working = composed(TEXT, [AT_ONCE], (), [edited(STANDING.replace("Hồ sơ", "Mọi hồ sơ"))])
    assert said(working) == "Mọi hồ sơ nộp tại quầy trong giờ hành chính. Công chức kiểm tra ngay khi nhận."
    assert working.edited == (Result(f"edit:{ONE}", Fate.CLEAN),)
    assert (working.words_beneath(ONE), working.words_at(ONE)) == (
        Words(text=AT_ONCE.new_text or ""),
        Words(text=said(working)),
    )


def test_an_edit_that_says_what_was_accepted_is_adopted() -> None:
    assert composed(TEXT, [AT_HOME], (), [edited(AT_HOME.new_text or "")]).edited[0].fate is Fate.ADOPTED


def test_a_settled_edit_is_asked_again_when_the_words_change_once_more() -> None:
    edit = edited(STANDING.replace("tại quầy", "tại cổng"))
    question = only(composed(TEXT, [AT_HOME], (), [edit]))
    assert (question.kind, question.base, question.labels) == (
        QuestionKind.OVERTAKEN,
        STANDING,
        ("Tổ viên",),
    )
    choice = settled(question, edit.key)
    assert composed(TEXT, [AT_HOME], [choice], [edit]).blocking == ()
    assert only(composed(TEXT, [AT_HOME, AT_ONCE], [choice], [edit])).earlier == choice


def test_an_edit_of_nothing_that_is_there_is_an_orphan() -> None:
    strays = [edited("?", subject=one) for one in ("att_1__art_9", "component:att_9", "new:7")]
    working = composed(TEXT, [], (), strays)
    assert {one.fate for one in working.edited} == {Fate.ORPHAN}
    assert working.components == TEXT
    assert working.words_at("new:7") is working.words_beneath("new:7") is None


def after_first(*edits: DirectEdit, settlements: Sequence[Settlement] = ()) -> WorkingText:
    """Insert an Điều behind the first one, so that all later numbers change."""
    new = Change("1", Operation.INSERT, new_heading="Mới", new_text="Câu.", after="att_1__art_1")
    return composed(TEXT, [new], settlements, edits)


RIGHT, HOME = "Theo khoản 2 Điều 4.", "att_1__art_1__para_1"


def test_references_put_right_are_listed_until_they_are_checked_off() -> None:
    working = after_first()
    assert said(working, HOME) == RIGHT
    (question,) = working.unchecked
    assert (question.base, question.now, question.excerpt) == ("khoản 2 Điều 3", "khoản 2 Điều 4", RIGHT)
    assert (question.blocks, question.new_eid, working.blocking) == (False, HOME, ())
    assert after_first(settlements=[settled(question)]).unchecked == ()
    assert len(after_first(settlements=[settled(question, new_text="?")]).unchecked) == 1


def test_a_reference_is_looked_for_where_a_direct_edit_left_it() -> None:
    working = after_first(edited(f"Áp dụng. {RIGHT}", RIGHT, HOME))
    (question,) = working.unchecked
    assert question.reference is not None
    assert said(working, HOME)[question.reference.start : question.reference.end] == "khoản 2 Điều 4"


def test_a_direct_edit_mends_a_broken_reference() -> None:
    gone = deleted("1", TWO)
    broken = composed(TEXT, [gone])
    assert [one.reference.staleness for one in broken.unchecked if one.reference] == [Staleness.GONE]
    mended = composed(TEXT, [gone], (), [edited("Theo khoản 1 Điều 3.", "Theo khoản 2 Điều 3.", HOME)])
    assert mended.unchecked == ()


def test_a_broken_reference_beside_a_direct_edit_stays_listed_once() -> None:
    words = "Áp dụng. Theo khoản 2 Điều 3."
    edit = edited(words, "Theo khoản 2 Điều 3.", HOME)
    last = [deleted("1", TWO), deleted("2", "att_1__art_3__para_3")]
    (question,) = (one for one in composed(TEXT, last, (), [edit]).unchecked if one.eid == HOME)
    assert question.reference is not None
    assert (question.reference.start, question.excerpt) == (words.index("khoản"), "Theo khoản 2 Điều 3.")


def test_what_a_direct_edit_refers_to_must_be_there() -> None:
    (question,) = after_first(edited("Theo khoản 9 Điều 4.", RIGHT, HOME)).unchecked
    assert question.reference is not None
    assert (question.reference.staleness, question.base) == (Staleness.GONE, "khoản 9 Điều 4")


def test_a_number_that_meant_something_else_before_is_to_be_checked() -> None:
    (question,) = after_first(edited("Theo Điều 3.", RIGHT, HOME)).unchecked
    assert question.reference is not None
    assert question.reference.staleness is Staleness.WRITTEN
    assert after_first(edited("Theo Điều 1.", RIGHT, HOME)).unchecked == ()


def test_this_article_in_what_is_inserted_means_the_new_one() -> None:
    new = inserted("1", "Theo khoản 2 Điều này.", after="att_1__art_1__para_2")
    working = composed(TEXT, [new])
    assert said(working, "att_1__art_1__para_3") == "Theo khoản 2 Điều này."
    assert working.questions == ()


def test_references_around_the_provisions_are_put_right_too() -> None:
    tree = (
        *TEXT,
        Component(ComponentKind.APPENDIX, "att_2", "Phụ lục", "Theo Điều 3 của Quy định này.", "Hết."),
    )
    new = Change("1", Operation.INSERT, new_heading="Mới", after="att_1__art_1")
    working = composed(tree, [new])
    assert working.components[2].preamble == "Theo Điều 4 của Quy định này."
    assert [(one.eid, one.part) for one in working.unchecked][-1] == ("att_2", "preamble")


def test_what_blocks_is_named_by_subjects_of_at_most_64_characters() -> None:
    working = composed(TEXT, [AT_HOME, ONLINE, deleted("5", TWO), reworded("6", "gồm", "là", TWO)])
    assert all(len(one.subject) <= 64 and len(one.seal) == 64 for one in working.questions)
    assert working.question(working.questions[0].subject) is working.questions[0]
    assert working.question("?") is None
