"""The synthesis table: every comment once, in the law's order, counted from the outcome itself."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.places import GENERAL, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import (
    Answer,
    Invited,
    Letter,
    Row,
    by_place,
    count,
    in_order,
    sorted_out,
)
from draftreview.domain.vocabulary import Outcome, Stage, Stance
from tests.domain.tables import ROW, answered

CLAUSE = place_of("att_1__art_5__para_2", ComponentKind.REGULATION, 1, 12)

rows = st.builds(
    Row,
    comment_id=st.integers(1, 10_000),
    place=st.sampled_from([GENERAL, CLAUSE, place_of("art_1", ComponentKind.MAIN, 0, 0)]),
    agency=st.sampled_from(["Sở A", "Sở B"]),
    letter=st.just(Letter()),
    body=st.text(max_size=20),
    answer=st.none() | st.builds(Answer, st.sampled_from(Outcome), st.sampled_from(Stage), st.text()),
)


@given(st.lists(rows, unique_by=lambda row: row.comment_id))
def test_ordering_keeps_every_row_exactly_once(found) -> None:
    ordered = in_order(found)
    assert sorted(row.comment_id for row in ordered) == sorted(row.comment_id for row in found)
    assert [row for _, group in by_place(ordered) for row in group] == list(ordered)


@given(st.lists(rows, unique_by=lambda row: row.comment_id))
def test_every_place_is_merged_once(found) -> None:
    places = [place for place, _ in by_place(in_order(found))]
    assert places == sorted(set(places))


@given(st.lists(rows))
def test_the_outcomes_and_what_is_open_add_up_to_the_comments(found) -> None:
    totals = count(found)
    assert totals.comments == len(found)
    assert totals.pending == sum(row.answer is None for row in found)


def test_counts_come_from_the_outcome_never_from_words() -> None:
    declined = answered(Outcome.DECLINED, "Không tiếp thu; phần đã tiếp thu nằm ở Điều 3.")
    totals = count([declined, ROW])
    assert (totals.outcomes[Outcome.DECLINED], totals.outcomes[Outcome.ACCEPTED]) == (1, 0)
    assert totals.pending == 1


def test_rows_of_one_place_follow_the_register_of_agencies() -> None:
    late, early = replace(ROW, comment_id=1, turn=(9, 0)), replace(ROW, comment_id=2, turn=(1, 0))
    assert in_order([late, early]) == (early, late)


def test_every_agency_stands_in_exactly_one_list() -> None:
    parties = sorted_out(
        [
            Invited("Sở A", stance=Stance.AGREE),
            Invited("Sở B", stance=Stance.AGREE_WITH_COMMENTS, comments=2),
            Invited("Sở C", stance=Stance.NO_OPINION),
            Invited("Sở D", stance=Stance.DISAGREE),
            Invited("Sở E"),
        ]
    )
    lists = (parties.agreed, parties.commented, parties.no_opinion, parties.without_items, parties.silent)
    assert [one.name for found in lists for one in found] == ["Sở A", "Sở B", "Sở C", "Sở D", "Sở E"]
    assert parties.count == 5
