"""Groups proposed: why, how alike, and the same whatever the order."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.grouping import ProposedGroup, Reason, Said, Suggested, likeness, proposed
from draftreview.domain.vocabulary import Operation

BASE = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc kể từ ngày nhận yêu cầu."
TALK = "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy giữa các cơ quan."


def said(number: int, talk: str = TALK, place: str = "1", suggested: Suggested | None = None) -> Said:
    return Said(number, place, talk, suggested)


def replacing(words: str, base: str = BASE) -> Suggested:
    return Suggested(Operation.REPLACE, words, base)


def members(groups: tuple[ProposedGroup, ...]) -> list[set[int]]:
    return [set(one.ids) for one in groups]


def reason_of(one: Said, other: Said) -> Reason | None:
    found = likeness(one, other)
    return found.reason if found else None


def test_the_same_words_after_tidying_are_exact() -> None:
    found = likeness(said(1), said(2, TALK.upper().replace(",", " –")))
    assert found is not None
    assert (found.reason, found.score, found.telling) == (Reason.EXACT, 1.0, ())


def test_a_few_other_words_are_near_with_a_score() -> None:
    found = likeness(said(1), said(2, TALK.replace("Đề nghị làm rõ", "Cần nêu rõ")))
    assert found is not None
    assert found.reason is Reason.NEAR
    assert 0.6 <= found.score < 1


@pytest.mark.parametrize("word", ["không", "trừ", "03", "%"])
def test_a_near_twin_with_a_telling_word_is_never_exact_and_says_so(word: str) -> None:
    found = likeness(said(1), said(2, TALK.replace("tránh", f"tránh {word}")))
    assert found is not None
    assert found.reason is Reason.NEAR
    assert found.telling == (word.lstrip("0"),)


def test_the_same_wording_proposed_is_one_matter_whatever_the_talk() -> None:
    wording = replacing(BASE.replace("05", "03"))
    found = likeness(
        said(1, "Chậm quá.", suggested=wording), said(2, "Cho kịp trả kết quả.", suggested=wording)
    )
    assert found is not None
    assert (found.reason, found.score) == (Reason.PROPOSAL, 1.0)


def test_competing_wordings_of_one_clause_are_not_alike_though_both_repeat_it() -> None:
    sooner, on_software = BASE.replace("05", "03"), BASE.replace("bằng văn bản", "trên phần mềm")
    one, other = (
        said(at, "Đề nghị sửa.", suggested=replacing(to)) for at, to in enumerate((sooner, on_software))
    )
    assert likeness(one, other) is None


def test_wordings_that_change_nearly_the_same_are_near() -> None:
    long = BASE.replace("bằng văn bản", "trên phần mềm, có ký số của người đứng đầu, gửi Bộ phận một cửa")
    one = said(1, "", suggested=replacing(long))
    other = said(2, "", suggested=replacing(long.replace("gửi", "báo")))
    assert reason_of(one, other) is Reason.NEAR


@pytest.mark.parametrize(
    "other",
    [
        said(2, place="2"),
        said(2, suggested=replacing("Khác hẳn.")),
        said(2, "Đề nghị bỏ."),
        said(2, ""),
    ],
)
def test_another_place_another_kind_or_other_words_are_another_matter(other: Said) -> None:
    assert likeness(said(1), other) is None
    assert proposed([said(1), other]) == ()


def test_moving_to_another_place_is_another_matter() -> None:
    one, other = (said(at, suggested=Suggested(Operation.MOVE, beside=f"lineage:{at}")) for at in (1, 2))
    assert likeness(one, other) is None


def test_to_delete_the_same_clause_is_the_same_proposal() -> None:
    gone = Suggested(Operation.DELETE)
    assert reason_of(said(1, "Trùng.", suggested=gone), said(2, "", suggested=gone)) is Reason.PROPOSAL


def test_comments_without_a_word_are_never_one() -> None:
    assert likeness(said(1, "…"), said(2, "…")) is None
    assert proposed([said(1, "…"), said(2, "…")]) == ()


def test_the_wording_that_most_sent_leads_its_group() -> None:
    rare, common = TALK.replace("Đề nghị", "A đề nghị"), TALK
    (group,) = proposed([said(1, rare), said(2, common), said(3, common)])
    assert [one.id for one in group.members] == [2, 3, 1]
    assert [one.likeness and one.likeness.reason for one in group.members] == [
        None,
        Reason.EXACT,
        Reason.NEAR,
    ]


def test_small_differences_make_no_chain() -> None:
    words = TALK.split()
    steps = [
        [*words[:at], *(f"mới{number}" for number in range(at, len(words)))]
        for at in range(len(words), 8, -1)
    ]
    groups = proposed(said(number, " ".join(one)) for number, one in enumerate(steps))
    assert len(groups) > 1
    for group in groups:
        first = group.members[0].id
        assert all(
            reason_of(said(0, " ".join(steps[first])), said(1, " ".join(steps[one]))) is not None
            for one in group.ids
        )


def test_who_was_said_to_be_another_matter_is_not_proposed_again() -> None:
    three = [said(1), said(2), said(3)]
    assert members(proposed(three, [(1, 2)])) == [{1, 3}]
    assert members(proposed(three, [(1, 2), (1, 3)])) == [{2, 3}]
    assert proposed(three, combinations((1, 2, 3), 2)) == ()


WORDS = ("cơ", "quan", "trả", "lời", "không", "03", "ngày", "trừ", "hồ", "sơ", "phần", "mềm")
talks = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
suggestions = st.none() | st.builds(
    Suggested, st.sampled_from([Operation.REPLACE, Operation.DELETE]), talks, st.just("cơ quan trả lời hồ sơ")
)
comments = st.lists(st.tuples(st.sampled_from("ab"), talks, suggestions), max_size=14).map(
    lambda rows: [Said(number, *row) for number, row in enumerate(rows)]
)
pairs = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 13)).filter(lambda pair: pair[0] != pair[1]), max_size=5
)


@given(comments)
def test_likeness_is_symmetric(every: list[Said]) -> None:
    for one, other in combinations(every, 2):
        assert likeness(one, other) == likeness(other, one)


@given(comments, pairs, st.randoms())
def test_the_order_of_the_comments_makes_no_difference(every, apart, random) -> None:
    shuffled = random.sample(every, len(every))
    assert proposed(shuffled, apart) == proposed(every, [(other, one) for one, other in apart])


@given(comments, pairs)
def test_each_comment_is_in_one_group_at_most_and_like_its_first(every, apart) -> None:
    by_id = {one.id: one for one in every}
    groups = proposed(every, apart)
    listed = [member.id for group in groups for member in group.members]
    assert len(listed) == len(set(listed))
    for group in groups:
        first, *others = group.members
        assert others
        assert all(one.likeness == likeness(by_id[one.id], by_id[first.id]) is not None for one in others)
        assert not any({one, other} <= group.ids for one, other in apart)


@given(comments)
def test_whoever_is_like_somebody_is_not_left_alone_unless_that_one_belongs_elsewhere(every) -> None:
    grouped = {one for group in proposed(every) for one in group.ids}
    for one, other in combinations(every, 2):
        assert likeness(one, other) is None or one.id in grouped or other.id in grouped


@given(comments, pairs, st.integers(0, 13))
def test_taking_a_comment_away_leaves_unrelated_groups_whole(every, apart, gone) -> None:
    related = {gone}
    while True:  # whoever is like somebody that is like it …
        more = {one.id for one in every for other in every if other.id in related and likeness(one, other)}
        if more <= related:
            break
        related |= more
    before = [group for group in proposed(every, apart) if group.ids.isdisjoint(related)]
    after = proposed([one for one in every if one.id != gone], apart)
    assert [group for group in after if group.ids.isdisjoint(related)] == before
