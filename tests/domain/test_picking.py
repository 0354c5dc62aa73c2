"""Which comments an answer for many is meant for."""

import pytest

from draftreview.domain.picking import Pick, Wanted, offered, picked
from draftreview.domain.places import GENERAL, other_place, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import Answer, Letter, Row, Topic
from draftreview.domain.vocabulary import Category, Outcome, Stage

CLAUSE = "att_1__art_3__para_1"
STEP = (Topic("2.1", "Tiếp nhận"), Topic("2", "Quy trình"))


def pick(number: int, group: int | None = None, stage: Stage | None = None, **facts: object) -> Pick:
    """Make a comment on khoản 1 Điều 3 of Sở Y tế."""
    defaults = {
        "place": place_of(CLAUSE, ComponentKind.REGULATION, 1, 3),
        "eid": CLAUSE,
        "agency": "Sở Y tế",
        "agency_code": "syt",
        "turn": (1, number),
        "answer": Answer(Outcome.ACCEPTED, stage) if stage else None,
    }
    row = Row(comment_id=number, letter=Letter(), body="Đề nghị rõ hơn.", **(defaults | facts))
    return Pick(row, 1 if stage else 0, group=group)


EVERY = (
    pick(1, place=GENERAL, eid="general"),
    pick(2, group=7),
    pick(3, group=7, agency="Sở Tư pháp", agency_code="stp", turn=(0, 1), stage=Stage.APPROVED),
    pick(4, eid="att_1__art_3", place=place_of("att_1__art_3", ComponentKind.REGULATION, 1, 2), topics=STEP),
    pick(5, category=Category.QUESTION, place=other_place("mẫu phiếu"), eid="other"),
)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(state="any"), [1, 2, 3, 4, 5]),
        (Wanted(), [1, 2, 4, 5]),
        (Wanted(state="approved"), [3]),
        (Wanted(state="released"), []),
        (Wanted(agency="stp", state="any"), [3]),
        (Wanted(article="att_1__art_3", state="any"), [2, 3, 4]),
        (Wanted(article=CLAUSE), [2]),
        (Wanted(topic="2"), [4]),
        (Wanted(topic="2.1"), [4]),
        (Wanted(category="question"), [5]),
        (Wanted(group=7), [2]),
        (Wanted(group=7, state="any", agency="syt"), [2]),
        (Wanted(agency="gone"), []),
    ],
)
def test_only_what_is_wanted_is_picked(wanted: Wanted, numbers: list[int]) -> None:
    assert [one.row.comment_id for one in picked(EVERY, wanted)] == numbers


def test_what_there_is_to_pick_by_is_counted_in_the_order_of_the_table() -> None:
    found = offered(EVERY)
    assert [(one.name, one.rows) for one in found.agencies] == [("Sở Tư pháp", 1), ("Sở Y tế", 4)]
    assert [(one.name, one.rows) for one in found.articles] == [
        ("Ý kiến chung", 1),
        ("Điều 3", 3),
        ("Vấn đề khác", 1),
    ]
    assert [(one.code, one.rows) for one in found.topics] == [("2", 1), ("2.1", 1)]
    assert [(one.code, one.rows) for one in found.categories] == [("substance", 4), ("question", 1)]
    assert [(one.code, one.rows) for one in found.states] == [("open", 4), ("approved", 1)]
    assert [(one.code, one.rows) for one in found.groups] == [("7", 2)]
