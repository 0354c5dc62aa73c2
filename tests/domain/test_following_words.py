"""What is said in brackets behind the citation of a followed provision."""

import pytest

from draftreview.domain.following import Whereabouts
from draftreview.domain.following_words import in_brackets, state_of

HERE, NEXT, THIRD = (f"att_1__art_5__para_{number}" for number in (1, 2, 3))
OWNERS = {"att_1": "Quy định", "att_2": "Phụ lục 1"}


@pytest.mark.parametrize(
    ("whereabouts", "words"),
    [
        (Whereabouts(HERE, (HERE,), reworded=True), ""),
        (Whereabouts(HERE, (NEXT,)), "nay là khoản 2 Điều 5"),
        (Whereabouts(HERE, (HERE, NEXT)), "nay là các khoản 1, 2 Điều 5"),
        (Whereabouts(HERE, (HERE,), merged_from=(HERE, NEXT)), "đã gộp với khoản 2 Điều 5"),
        (
            Whereabouts(NEXT, (HERE,), merged_from=(HERE, NEXT)),
            "nay là khoản 1 Điều 5, gộp từ các khoản 1, 2 Điều 5",
        ),
        (Whereabouts(HERE, ends=True), "không còn trong bản lần 3"),
        (
            Whereabouts(HERE, (NEXT,), partly_gone=True, ends=True),
            "nay là khoản 2 Điều 5, một phần không còn trong bản lần 3",
        ),
        (
            Whereabouts(HERE, candidates=(NEXT,)),
            "chờ xác nhận trong bản lần 3, có thể là khoản 2 Điều 5",
        ),
        (
            Whereabouts(HERE, (HERE,), candidates=(NEXT,)),
            "một phần chờ xác nhận trong bản lần 3, có thể là khoản 2 Điều 5",
        ),
        (Whereabouts(HERE), "chờ xác nhận trong bản lần 3"),
    ],
)
def test_the_table_says_what_became_of_a_place(whereabouts: Whereabouts, words: str) -> None:
    assert in_brackets(state_of(3, whereabouts, {}, {})) == words


def test_a_move_to_another_component_names_both() -> None:
    state = state_of(2, Whereabouts(HERE, ("att_2__art_1",), moved=True), OWNERS, OWNERS)
    assert state.here == "khoản 1 Điều 5 của Quy định"
    assert in_brackets(state) == "nay là Điều 1 của Phụ lục 1"


def test_a_component_that_came_in_front_changes_no_citation() -> None:
    state = state_of(2, Whereabouts("att_1__art_1", ("att_2__art_1",)), OWNERS, {"att_2": "Quy định"})
    assert not state.elsewhere
    assert in_brackets(state) == ""
