"""One answer at the desk for a comment and its group: nobody overlooked, nobody overwritten unseen."""

import pytest

from draftreview.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import Outcome, Role
from draftreview.models.comments import Comment
from draftreview.services import groups
from draftreview.services.answering_together import Others, answer_together
from draftreview.services.dispositions import Decision, current
from draftreview.services.group_rows import groups_of
from draftreview.services.parting import GroupedMeanwhile
from tests.services.grouped import Grouping, grouping

__all__ = ["grouping"]

DECLINED = Decision(Outcome.DECLINED, "Luật đã quy định.")


def give(grouping: Grouping, chosen: Comment, *others: Comment, actor=None, **more):
    found = Others({one.id: 0 for one in others}, {one.id: one.revision for one in others}, **more)
    facts = grouping.make.session, actor or grouping.drafter, grouping.make.clock, grouping.consultation
    return answer_together(*facts, chosen.id, DECLINED, found)


def answers(grouping: Grouping, *comments: Comment) -> list[tuple[Outcome, int] | None]:
    grouping.make.session.flush()
    found = current(grouping.make.session, [one.id for one in comments])
    return [(found[one.id].outcome, found[one.id].revision) if one.id in found else None for one in comments]


def test_the_comment_alone_is_answered_where_nobody_else_is_meant(grouping) -> None:
    one, other = grouping.comments(2)
    assert give(grouping, one) == ()
    assert answers(grouping, one, other) == [(Outcome.DECLINED, 1), None]


def test_what_was_proposed_as_one_is_a_group_from_then_on(grouping) -> None:
    one, other, left_out = grouping.comments(3)
    assert give(grouping, one, other) == ()
    assert answers(grouping, one, other, left_out) == [(Outcome.DECLINED, 1)] * 2 + [None]
    (group,) = groups_of(grouping.make.session, grouping.consultation, {one.id})
    assert grouping.members(group) == [one.id, other.id]


def test_a_group_that_stands_gets_one_answer_and_stays(grouping) -> None:
    three = grouping.comments(3)
    group = grouping.gather(*three)
    assert give(grouping, *three[:2], group_id=group.id, stands=True) == ()
    assert answers(grouping, *three) == [(Outcome.DECLINED, 1)] * 2 + [None]
    assert grouping.members(group) == [one.id for one in three]


def test_a_late_comment_joins_the_group_it_was_answered_with(grouping) -> None:
    one, other, late = grouping.comments(3)
    group = grouping.gather(one, other)
    give(grouping, late, one, other, group_id=group.id)
    assert grouping.members(group) == [one.id, other.id, late.id]
    assert answers(grouping, one, other, late) == [(Outcome.DECLINED, 1)] * 3


def test_who_was_answered_meanwhile_is_named_and_left_alone(grouping, make) -> None:
    one, faster, third = grouping.comments(3)
    group = grouping.gather(one, faster, third)
    make.disposition(faster, Outcome.NOTED, explanation="Để nghiên cứu.")
    (left,) = give(grouping, one, faster, third, group_id=group.id, stands=True)
    assert (left.comment_id, left.agency) == (faster.id, faster.agency.name)
    declined, noted = (Outcome.DECLINED, 1), (Outcome.NOTED, 1)
    assert answers(grouping, one, faster, third) == [declined, noted, declined]


def test_who_was_faster_at_the_comment_itself_stops_all(grouping, make) -> None:
    one, other = grouping.comments(2)
    group = grouping.gather(one, other)
    make.disposition(one, Outcome.NOTED, explanation="Để nghiên cứu.")
    with pytest.raises(Conflict, match="vừa trả lời"):
        give(grouping, one, other, group_id=group.id, stands=True)
    assert answers(grouping, one, other) == [(Outcome.NOTED, 1), None]


@pytest.mark.parametrize("what", ["taken out", "split"])
def test_a_group_parted_meanwhile_is_not_answered_as_one(grouping, what) -> None:
    three = grouping.comments(3)
    group = grouping.gather(*three)
    if what == "split":
        groups.split(*grouping.facts, group.id, [one.id for one in three])
    else:
        groups.take_out(*grouping.facts, group.id, three[1].id)
    with pytest.raises(GroupedMeanwhile, match="vừa được tách"):
        give(grouping, *three, group_id=group.id, stands=True)


def test_no_group_named_is_none(grouping) -> None:
    with pytest.raises(GroupedMeanwhile):
        give(grouping, *grouping.comments(2), stands=True)


def test_what_was_parted_meanwhile_is_not_put_together_again(grouping) -> None:
    one, other = grouping.comments(2)
    grouping.part(one, other)
    with pytest.raises(GroupedMeanwhile, match="vừa tách"):
        give(grouping, one, other)


def test_a_group_to_join_that_is_gone_is_said(grouping) -> None:
    one, other, late = grouping.comments(3)
    group = grouping.gather(one, other)
    groups.split(*grouping.facts, group.id, [one.id, other.id])
    with pytest.raises(NotFound, match="đã được tách"):
        give(grouping, late, one, other, group_id=group.id)


def test_an_answer_without_its_explanation_reaches_nobody(grouping) -> None:
    one, other = grouping.comments(2)
    with pytest.raises(Invalid):
        answer_together(*grouping.facts, one.id, Decision(Outcome.NOTED), Others({other.id: 0}))
    assert answers(grouping, one, other) == [None, None]


def test_only_the_drafting_side_answers(grouping) -> None:
    one, other = grouping.comments(2)
    with pytest.raises(NotPermitted):
        give(grouping, one, other, actor=grouping.make.user(Role.AGENCY_HEAD))
