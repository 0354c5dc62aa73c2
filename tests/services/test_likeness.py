"""What is kept of likeness is what would be worked out anew."""

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.grouping import Said, likeness, proposed
from draftreview.services.likeness import likeness_kept, proposed_kept

TALKS = (
    "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy.",
    "Đề nghị nêu rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy.",
    "Quầy nên mở cửa cả sáng thứ bảy.",
)
rounds = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(TALKS)), max_size=8)
pairs = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]))


def said(told: list[tuple[str, str]]) -> list[Said]:
    return [Said(number, place, talk) for number, (place, talk) in enumerate(told)]


@given(rounds, pairs)
def test_groups_kept_are_those_proposed_anew(told, apart) -> None:
    for _ in range(2):
        assert proposed_kept(said(told), apart) == proposed(said(told), apart)


@given(rounds)
def test_likeness_kept_is_that_measured_anew(told) -> None:
    every = said(told)
    for one in every:
        assert [likeness_kept(one, other) for other in every] == [likeness(one, other) for other in every]
