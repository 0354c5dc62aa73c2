"""Merging wordings: what does not overlap merges in any order, what does is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.diffing import syllables
from draftreview.domain.inquiry import Inquiry
from draftreview.domain.merging import result_of
from draftreview.domain.merging_changes import Fate, Result
from draftreview.domain.merging_edits import applied, edits
from draftreview.domain.merging_wordings import Merge, Site, Wording
from draftreview.domain.questions import Question, QuestionKind, Settlement

BASE = (
    "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc. "
    "Quá thời hạn mà không trả lời thì người đứng đầu cơ quan đó chịu trách nhiệm về nội dung được hỏi. "
    "Phần mềm ghi lại thời điểm gửi và thời điểm trả lời."
)
SHORTER = BASE.replace("05 ngày", "03 ngày")
ONLINE = BASE.replace("bằng văn bản", "trên phần mềm")
HEAD = BASE.replace("người đứng đầu", "thủ trưởng")
LOGGED = BASE.replace("Phần mềm ghi lại", "Phần mềm tự động ghi lại")

WORDS = st.lists(st.sampled_from(("cơ", "quan", "hồ", "được", "không", "trả", "05", ",", ".")), max_size=15)


@dataclass
class Merged:
    text: str
    results: list[Result]
    questions: list[Question]

    @property
    def clashes(self) -> list[Question]:
        return [one for one in self.questions if one.kind is not QuestionKind.NEAR]


def merge_wordings(base: str, ours: str, wordings: Sequence[Wording], *settlements: Settlement) -> Merged:
    inquiry = Inquiry({one.subject: one for one in settlements})
    merge = Merge(base, ours, wordings, Site("art_1", "Điều 1"))
    merge.settle(inquiry, merge.clashing)
    fates = {one.key: Fate.ADOPTED if merge.adopts(one.key) else Fate.CLEAN for one in wordings}
    return Merged(
        merge.text, [result_of(key, fate, inquiry) for key, fate in fates.items()], inquiry.questions
    )


def merged(*texts: str, base: str = BASE, ours: str = BASE) -> Merged:
    return merge_wordings(base, ours, [Wording(str(at), text) for at, text in enumerate(texts)])


def fates(merge: Merged) -> list[Fate]:
    return [result.fate for result in merge.results]


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_edits_make_the_other_wording(base: str, theirs: str) -> None:
    assert applied(base, edits(base, theirs)) == theirs


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_one_wording_against_the_text_it_was_written_for_is_followed_to_the_letter(
    base: str, theirs: str
) -> None:
    merge = merged(theirs, base=base, ours=base)
    assert merge.text.split() == theirs.split()
    assert fates(merge)[0] in (Fate.CLEAN, Fate.ADOPTED)


@given(st.lists(WORDS.map(" ".join), max_size=4), WORDS.map(" ".join), WORDS.map(" ".join))
def test_every_wording_ends_in_exactly_one_state_whatever_the_order(
    texts: list[str], base: str, ours: str
) -> None:
    wordings = [Wording(str(at), text) for at, text in enumerate(texts)]
    forward = merge_wordings(base, ours, wordings)
    backward = merge_wordings(base, ours, wordings[::-1])
    assert [result.key for result in forward.results] == [wording.key for wording in wordings]
    assert forward.text == backward.text
    assert sorted(forward.results, key=lambda one: one.key) == sorted(
        backward.results, key=lambda one: one.key
    )


@given(st.sets(st.integers(0, 9), min_size=1))
def test_disjoint_edits_merge_to_the_same_text_in_any_order(places: set[int]) -> None:
    words = [f"từ{number}" for number in range(50)]
    texts = [
        " ".join(f"mới{at}" if at == place * 5 else word for at, word in enumerate(words)) for place in places
    ]
    expected = " ".join(
        f"mới{at}" if at in {place * 5 for place in places} else w for at, w in enumerate(words)
    )
    merge = merged(*texts, base=" ".join(words), ours=" ".join(words))
    assert (merge.text, set(fates(merge))) == (expected, {Fate.CLEAN})


def test_edits_of_different_sentences_merge_without_a_flag() -> None:
    merge = merged(SHORTER, LOGGED)
    assert merge.text == SHORTER.replace("Phần mềm ghi", "Phần mềm tự động ghi")
    assert not any(result.near for result in merge.results)


def test_edits_of_one_sentence_merge_and_are_flagged() -> None:
    merge = merged(SHORTER, ONLINE, LOGGED)
    assert "trả lời trên phần mềm trong thời hạn 03 ngày" in merge.text
    assert [result.near for result in merge.results] == [True, True, False]


def test_edits_within_three_syllables_are_flagged_across_sentences() -> None:
    merge = merged(
        BASE.replace("làm việc.", "làm việc liên tục."), BASE.replace("Quá thời hạn", "Hết thời hạn")
    )
    assert fates(merge) == [Fate.CLEAN, Fate.CLEAN]
    assert [result.near for result in merge.results] == [True, True]


def test_two_wordings_of_the_same_words_are_a_conflict_with_all_variants() -> None:
    two_days = BASE.replace("05 ngày", "02 ngày")
    merge = merged(SHORTER, LOGGED, two_days)
    assert fates(merge) == [Fate.CONFLICT, Fate.CLEAN, Fate.CONFLICT]
    assert merge.text == LOGGED
    clash = merge.clashes[0]
    assert (clash.kind, clash.keys) == (QuestionKind.OVERLAP, ("0", "2"))
    assert [variant.text for variant in clash.variants] == [SHORTER, two_days]


def test_a_third_wording_joins_two_conflicts_into_one() -> None:
    both = BASE.replace("bằng văn bản trong thời hạn 05 ngày", "ngay trong ngày")
    merge = merged(SHORTER, ONLINE, both)
    assert [clash.keys for clash in merge.clashes] == [("0", "1", "2")]


def test_insertions_at_one_place_ask_for_their_order() -> None:
    merge = merged(BASE.replace("05 ngày", "tối đa 05 ngày"), BASE.replace("05 ngày", "không quá 05 ngày"))
    assert [clash.kind for clash in merge.clashes] == [QuestionKind.ORDER]
    assert merge.text == BASE


def test_the_same_wording_twice_is_followed_once() -> None:
    merge = merged(SHORTER, SHORTER)
    assert (merge.text, fates(merge)) == (SHORTER, [Fate.CLEAN, Fate.CLEAN])


def test_what_stands_there_already_is_adopted() -> None:
    merge = merged(SHORTER, ONLINE, ours=SHORTER)
    assert fates(merge) == [Fate.ADOPTED, Fate.CLEAN]
    assert merge.text == SHORTER.replace("bằng văn bản", "trên phần mềm")
    assert merge.results[1].near


def test_a_part_that_stands_there_already_is_not_made_twice() -> None:
    merge = merged(
        SHORTER.replace("ghi lại", "lưu lại"), ours=SHORTER.replace("người đứng đầu", "thủ trưởng")
    )
    assert merge.text == SHORTER.replace("người đứng đầu", "thủ trưởng").replace("ghi lại", "lưu lại")


def test_a_wording_all_of_whose_edits_were_made_is_adopted() -> None:
    merge = merged(SHORTER, ours=SHORTER.replace("ghi lại", "lưu lại"))
    assert fates(merge) == [Fate.ADOPTED]


def test_words_that_changed_meanwhile_are_a_conflict_with_the_text_now() -> None:
    merge = merged(SHORTER, ours=BASE.replace("05 ngày", "07 ngày"))
    assert fates(merge) == [Fate.CONFLICT]
    assert (merge.clashes[0].kind, merge.clashes[0].variants[0].text) == (QuestionKind.CHANGED, SHORTER)


def test_each_wording_may_have_been_written_against_its_own_text() -> None:
    merge = merge_wordings(
        BASE, SHORTER, [Wording("a", HEAD), Wording("b", SHORTER + " Và lưu.", base=SHORTER)]
    )
    assert merge.text == SHORTER.replace("người đứng đầu", "thủ trưởng") + " Và lưu."


def test_no_merge_cuts_a_syllable() -> None:
    texts = (SHORTER, ONLINE, HEAD, LOGGED)
    results = {merged(*order).text for order in permutations(texts)}
    assert len(results) == 1
    words = {word for text in texts for word in syllables(text)}
    assert set(syllables(results.pop())) <= words
