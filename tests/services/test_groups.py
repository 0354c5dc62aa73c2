"""Comments put together, parted, joined and taken out by a person; everybody keeps their row."""

from itertools import combinations

import pytest
from sqlalchemy import select

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import CommentState, Outcome, Role
from draftreview.models.audit import AuditEvent
from draftreview.models.comments import Comment
from draftreview.services import groups, parting
from draftreview.services.groups import Differing, differing
from draftreview.services.parting import GroupedMeanwhile
from tests.services.grouped import Grouping, grouping

__all__ = ["grouping"]


def ids(*comments: Comment) -> list[int]:
    return [one.id for one in comments]


def recorded(grouping: Grouping) -> list[tuple[str, str, list[int]]]:
    grouping.make.session.flush()
    events = grouping.make.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    return [
        (one.action, one.subject, one.details["comments"])
        for one in events
        if one.action.startswith("group.")
    ]


def test_comments_are_put_together_by_a_person(grouping) -> None:
    one, other, _third = grouping.comments(3)
    group = grouping.gather(one, other)
    assert grouping.members(group) == ids(one, other)
    assert (group.by_id, group.at) == (grouping.drafter.id, grouping.make.clock.now())
    assert recorded(grouping) == [("group.confirmed", f"group:{group.id}", ids(one, other))]


@pytest.mark.parametrize("proposed", [True, False])
def test_pressing_twice_makes_one_group(grouping, proposed) -> None:
    pair = grouping.comments(2)
    assert grouping.gather(*pair, proposed=proposed) is grouping.gather(*pair, proposed=proposed)
    assert len(recorded(grouping)) == 1


def test_a_selection_with_one_grouped_comment_joins_its_group(grouping) -> None:
    one, other, third = grouping.comments(3)
    group = grouping.gather(one, other)
    assert grouping.gather(other, third) is group
    assert grouping.members(group) == ids(one, other, third)
    assert recorded(grouping)[1] == ("group.joined", f"group:{group.id}", ids(third))


def test_comments_join_a_group_from_its_page(grouping) -> None:
    one, other, third, elsewhere = *grouping.comments(3), grouping.comment(None)
    group = grouping.gather(one, other)
    for _ in range(2):
        grouping.gather(third, elsewhere, group_id=group.id)
    assert grouping.members(group) == ids(one, other, third, elsewhere)
    assert len(recorded(grouping)) == 2


def test_a_group_stands_while_one_of_its_comments_is_with_its_agency_again(grouping) -> None:
    one, other, third = grouping.comments(3)
    group = grouping.gather(one, other)
    one.state = CommentState.READY
    grouping.gather(third, group_id=group.id)
    assert grouping.members(group) == ids(one, other, third)


def test_two_groups_are_not_joined_behind_somebodys_back(grouping) -> None:
    four = grouping.comments(4)
    first, second = grouping.gather(*four[:2]), grouping.gather(*four[2:])
    with pytest.raises(GroupedMeanwhile, match=rf"số {first.id}, {second.id}"):
        grouping.gather(four[0], four[3])
    with pytest.raises(GroupedMeanwhile):
        grouping.gather(four[0], group_id=second.id)


def test_whoever_confirms_less_than_somebody_else_did_is_told(grouping) -> None:
    one, other, third = grouping.comments(3)
    group = grouping.gather(one, other, third, proposed=True)
    with pytest.raises(GroupedMeanwhile, match=f"nhóm số {group.id}"):
        grouping.gather(one, other, proposed=True)


def test_whoever_confirms_what_somebody_parted_is_told(grouping) -> None:
    one, other, third = grouping.comments(3)
    grouping.part(one, other)
    with pytest.raises(GroupedMeanwhile, match="vừa tách"):
        grouping.gather(one, other, third, proposed=True)


def test_by_hand_what_was_parted_may_be_joined(grouping) -> None:
    one, other, third = grouping.comments(3)
    grouping.part(one, other, third)
    grouping.gather(one, other)
    assert grouping.apart() == list(combinations(ids(one, other, third), 2))[1:]


@pytest.mark.parametrize("number", [0, 1])
def test_one_alone_is_no_group(grouping, number) -> None:
    few = grouping.comments(number)
    with pytest.raises(Invalid, match="ít nhất hai"):
        grouping.gather(*few)
    with pytest.raises(Invalid, match="ít nhất hai"):
        grouping.part(*few)


def test_only_what_was_sent_in_the_round_can_be_grouped(grouping) -> None:
    one, unsent = grouping.comments(2)
    unsent.state = CommentState.READY
    stranger = grouping.make.session.scalars(
        select(Comment).where(Comment.consultation_id != grouping.consultation.id)
    ).one()
    for other in (unsent, stranger):
        for verb in (grouping.gather, grouping.part):
            with pytest.raises(NotFound, match="không còn trong số"):
                verb(one, other)


def test_parted_comments_are_kept_apart_two_by_two(grouping) -> None:
    three = grouping.comments(3)
    for _ in range(2):
        grouping.part(*reversed(three))
    assert grouping.apart() == list(combinations(ids(*three), 2))
    assert recorded(grouping) == [("group.refused", f"consultation:{grouping.consultation.id}", ids(*three))]


def test_whoever_parts_what_somebody_put_together_is_told(grouping) -> None:
    pair = grouping.comments(2)
    group = grouping.gather(*pair)
    with pytest.raises(GroupedMeanwhile, match=f"nhóm số {group.id}"):
        grouping.part(*pair)


def test_one_is_taken_out_and_stays_out(grouping) -> None:
    one, other, third = grouping.comments(3)
    group = grouping.gather(one, other, third)
    for _ in range(2):
        assert groups.take_out(*grouping.facts, group.id, other.id)
    assert grouping.members(group) == ids(one, third)
    assert grouping.apart() == [(one.id, other.id), (other.id, third.id)]
    assert recorded(grouping)[1:] == [("group.left", f"group:{group.id}", ids(other))]


def test_a_group_of_one_is_none(grouping) -> None:
    pair = grouping.comments(2)
    group = grouping.gather(*pair)
    assert not groups.take_out(*grouping.facts, group.id, pair[0].id)
    assert grouping.members(group) == []
    with pytest.raises(NotFound, match="đã được tách"):
        groups.take_out(*grouping.facts, group.id, pair[0].id)


def test_a_whole_group_is_parted(grouping) -> None:
    three = grouping.comments(3)
    group = grouping.gather(*three)
    for _ in range(2):
        groups.split(*grouping.facts, group.id, ids(*three))
    assert grouping.members(group) == []
    assert grouping.apart() == list(combinations(ids(*three), 2))
    assert recorded(grouping)[1:] == [("group.split", f"group:{group.id}", ids(*three))]


def test_a_group_that_changed_meanwhile_is_not_parted(grouping) -> None:
    one, other, third = grouping.comments(3)
    group = grouping.gather(one, other, third)
    with pytest.raises(GroupedMeanwhile, match="vừa có ý kiến thêm vào"):
        groups.split(*grouping.facts, group.id, ids(one, other))
    assert grouping.members(group) == ids(one, other, third)


def test_groups_of_another_round_are_out_of_reach(grouping, make) -> None:
    other = Grouping(make, make.round(make.version())).begin()
    group = other.gather(*other.comments(2))
    with pytest.raises(NotFound):
        groups.take_out(*grouping.facts, group.id, 1)
    groups.split(*grouping.facts, group.id, other.members(group))
    assert len(other.members(group)) == 2


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_groups(grouping, make, role) -> None:
    pair = grouping.comments(2)
    group = grouping.gather(*pair)
    grouping.drafter = make.user(role)
    for verb in (
        lambda: grouping.gather(*pair),
        lambda: grouping.part(*pair),
        lambda: groups.take_out(*grouping.facts, group.id, pair[0].id),
        lambda: groups.split(*grouping.facts, group.id, ids(*pair)),
    ):
        with pytest.raises(NotPermitted):
            verb()


def test_rows_that_differ_from_their_group_without_saying_why_are_found(grouping, make) -> None:
    same, silent, explained, open_, free = grouping.comments(5)
    first = grouping.comment()
    group = grouping.gather(first, same, silent, explained, open_)
    for one in (first, same):
        make.disposition(one, Outcome.DECLINED, explanation="Luật định.")
    make.disposition(silent, Outcome.DECLINED, explanation="Luật định.")
    make.disposition(silent, Outcome.ACCEPTED, revision=2)
    make.disposition(explained, Outcome.NOTED, explanation="Ghi nhận vì thuộc cấp xã.")
    make.disposition(free, Outcome.ACCEPTED)
    assert differing(make.session, grouping.consultation) == [Differing(silent.id, group.id)]


def test_a_comment_that_is_no_longer_sent_does_not_differ(grouping, make) -> None:
    one, other, gone = grouping.comments(3)
    grouping.gather(one, other, gone)
    for comment in (one, other):
        make.disposition(comment, Outcome.DECLINED, explanation="Luật định.")
    make.disposition(gone)
    gone.state = CommentState.READY
    make.session.flush()
    assert differing(make.session, grouping.consultation) == []


def test_what_is_kept_out_of_a_group_is_apart_from_all_of_it(grouping) -> None:
    one, other, stranger = grouping.comments(3)
    group = grouping.gather(one, other)
    for _ in range(2):
        parting.keep_out(*grouping.facts, group.id, ids(stranger))
    assert grouping.apart() == [(one.id, stranger.id), (other.id, stranger.id)]
    assert recorded(grouping)[1:] == [("group.kept_out", f"group:{group.id}", ids(stranger))]


def test_whoever_keeps_out_what_somebody_put_in_is_told(grouping) -> None:
    one, other, third = grouping.comments(3)
    group = grouping.gather(one, other, third)
    with pytest.raises(GroupedMeanwhile):
        parting.keep_out(*grouping.facts, group.id, ids(third))
