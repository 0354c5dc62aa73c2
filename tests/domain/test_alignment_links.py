"""What alignment builds on: longest runs that keep their order, links made once."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.alignment_links import Link, Links, longest_rising
from draftreview.domain.alignment_nodes import text_of
from tests.domain.texts import FEES, numbered


@given(st.lists(st.integers(0, 12), max_size=9))
def test_a_longest_rising_run_rises_and_none_is_longer(numbers: list[int]) -> None:
    found = [numbers[place] for place in longest_rising(numbers)]
    assert all(one < other for one, other in pairwise(found))
    longer = combinations(numbers, len(found) + 1)
    assert not any(all(one < other for one, other in pairwise(run)) for run in longer)


def test_linking_a_whole_leaves_alone_what_is_linked_already() -> None:
    links = Links(text_of(numbered(FEES)), text_of(numbered(FEES)))
    old, new = links.old.nodes, links.new.nodes
    links.add(Link(old[1], new[2], 0.9))
    links.add_whole(old[0], new[0])
    assert [(link.old, link.new) for link in links.all()] == [(old[0], new[0]), (old[1], new[2])]
