"""What the index finds is what comparing every two finds."""

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.grouping_index import AlikeIndex, jaccard

sets = st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12), max_size=12)


@given(sets, st.sampled_from([0.3, 0.5, 0.6, 2 / 3, 0.9, 1.0]))
def test_nothing_alike_is_missed_and_nothing_else_is_found(every: list[frozenset[str]], least: float) -> None:
    index = AlikeIndex(every, least)
    for number, one in enumerate(every):
        index.add(number, one)
    for one in every:
        expected = [
            (at, jaccard(one, other)) for at, other in enumerate(every) if jaccard(one, other) >= least
        ]
        assert list(index.alike(one)) == expected


def test_two_empty_sets_share_nothing() -> None:
    assert jaccard(frozenset(), frozenset()) == 0.0
