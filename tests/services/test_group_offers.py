"""What is proposed as one, what stands as a group, and what a group's page offers."""

import pytest

from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.grouping import Reason
from draftreview.domain.vocabulary import CommentState, Operation, Outcome, Role
from draftreview.models.comments import Comment
from draftreview.models.desk import Separation
from draftreview.services.group_offers import CANDIDATES, Grouped, Offer, group_page
from draftreview.services.group_offers import grouped as read
from tests.services.grouped import Grouping, grouping

__all__ = ["grouping"]

TALK = "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy giữa các cơ quan."
NEARLY = TALK.replace("làm rõ", "nêu rõ")
OTHER = "Quầy nên mở cửa cả sáng thứ bảy để người dân đi làm nộp được hồ sơ."


def found(grouping: Grouping) -> Grouped:
    return read(grouping.make.session, grouping.drafter, grouping.consultation)


def listed(offers: tuple[Offer, ...]) -> list[set[int]]:
    return [set(one.ids) for one in offers]


def ids(*comments: Comment) -> set[int]:
    return {one.id for one in comments}


def test_comments_on_one_place_that_say_the_same_are_offered(grouping) -> None:
    one, other = grouping.comment(body=TALK), grouping.comment(body=NEARLY)
    grouping.comment(body=OTHER)
    grouping.comment("att_1__art_1", body=TALK)
    (offer,) = found(grouping).offers
    assert (set(offer.ids), offer.into) == (ids(one, other), None)
    assert [beside.likeness.reason for beside in offer.others] == [Reason.NEAR]


def test_the_reason_belongs_to_what_is_said(grouping) -> None:
    grouping.comment(body=TALK, reason=OTHER)
    grouping.comment(body=TALK, reason="Vì thế.")
    assert found(grouping).offers == ()


def test_the_same_wording_is_offered_whatever_is_said_for_it(grouping, make) -> None:
    one, other, third = (
        grouping.comment(body="Chậm."),
        grouping.comment(body=OTHER),
        grouping.comment(body=TALK),
    )
    for comment in (one, other):
        make.proposal(comment, "Trả lời trong 03 ngày làm việc, trên phần mềm.")
    make.proposal(third, "Trả lời bằng văn bản giấy, có chữ ký của người đứng đầu.")
    (offer,) = found(grouping).offers
    assert set(offer.ids) == ids(one, other)
    assert offer.others[0].likeness.reason is Reason.PROPOSAL


def test_moving_to_one_place_is_the_same_proposal(grouping, make) -> None:
    pair = grouping.comments(2, body="Chuyển.")
    stranger = grouping.comment(body="Chuyển.")
    targets = [make.provision(grouping.version, f"att_1__art_{number}") for number in (1, 1, 2)]
    for comment, target in zip((*pair, stranger), targets, strict=True):
        make.proposal(comment, "", operation=Operation.MOVE, target=target)
    first = make.proposal(
        grouping.comment(body="Thêm."), "Khoản mới.", operation=Operation.INSERT, as_first_child=True
    )
    make.proposal(grouping.comment(body="Thêm."), first.new_text, operation=Operation.INSERT)
    assert listed(found(grouping).offers) == [ids(*pair)]


def test_general_comments_and_those_on_an_appendix_are_offered_too(grouping) -> None:
    appendix = grouping.version.components[2]
    general, whole = (
        grouping.comments(2, eid=None, body=TALK),
        grouping.comments(2, eid=None, body=TALK, component=appendix),
    )
    elsewhere = grouping.comments(2, eid=None, body=TALK, citation="Mẫu phiếu")
    assert sorted(map(sorted, listed(found(grouping).offers))) == [
        sorted(ids(*pair)) for pair in (general, whole, elsewhere)
    ]


def test_offers_follow_the_order_of_the_table(grouping) -> None:
    later, earlier = (grouping.comments(2, eid=eid, body=TALK) for eid in ("att_1__art_3", "att_1__art_1"))
    assert listed(found(grouping).offers) == [ids(*earlier), ids(*later)]


def test_what_was_parted_is_not_offered_again(grouping) -> None:
    grouping.part(*grouping.comments(2, body=TALK))
    assert found(grouping).offers == ()


def test_a_late_twin_is_offered_to_the_group_that_stands(grouping) -> None:
    pair = grouping.comments(2, body=TALK)
    group = grouping.gather(*pair)
    assert found(grouping).offers == ()
    late = grouping.comment(body=NEARLY)
    (offer,) = found(grouping).offers
    assert (offer.ids, offer.into, offer.first.id in ids(*pair)) == ((late.id,), group.id, True)


def test_whoever_was_taken_out_is_not_offered_to_the_group_again(grouping, make) -> None:
    leading, member, stranger = grouping.comments(3, body=TALK)
    by_hand = grouping.comment("att_1__art_1", body=OTHER)
    grouping.gather(leading, member, by_hand)
    pair = {"one_id": min(stranger.id, by_hand.id), "other_id": max(stranger.id, by_hand.id)}
    make._add(Separation(at=make.clock.now(), **pair))
    assert found(grouping).offers == ()


def test_the_group_that_more_of_them_are_in_draws_the_others(grouping) -> None:
    first, second, third, fourth, late = grouping.comments(5, body=TALK)
    elsewhere = grouping.comment("att_1__art_1", body=OTHER)
    grouping.gather(first, elsewhere)
    larger = grouping.gather(second, third, fourth)
    (offer,) = found(grouping).offers
    assert (offer.ids, offer.into) == ((late.id,), larger.id)


def test_standing_groups_say_what_became_of_them(grouping, make) -> None:
    near, one, other, open_ = grouping.comment(body=NEARLY), *grouping.comments(3, body=TALK)
    by_hand = grouping.comment(None, body=OTHER)
    group = grouping.gather(near, one, other, open_, by_hand)
    for comment in (one, other):
        make.disposition(comment, Outcome.DECLINED, explanation="Luật định.")
    make.disposition(near, Outcome.ACCEPTED)
    make.disposition(by_hand, Outcome.NOTED, explanation="Ghi nhận riêng.")
    (standing,) = found(grouping).standing
    assert (standing.id, standing.first.id, standing.outcome, standing.open) == (
        group.id,
        one.id,
        Outcome.DECLINED,
        1,
    )
    assert standing.differing == ids(near, by_hand)
    assert standing.unexplained == ids(near)
    assert standing.together == ids(near, one, other, open_)
    reasons = {one.entry.id: one.likeness and one.likeness.reason for one in standing.members}
    assert reasons[by_hand.id] is reasons[one.id] is None
    assert reasons[near.id] is Reason.NEAR


def test_a_page_shows_its_group_and_who_of_the_place_could_join(grouping) -> None:
    pair = grouping.comments(2, body=TALK)
    strange, near = grouping.comment(body=OTHER), grouping.comment(body=NEARLY)
    grouping.comment("att_1__art_1", body=TALK)
    group = grouping.gather(*pair)
    page = group_page(grouping.make.session, grouping.drafter, grouping.consultation, group.id)
    assert page.row is group
    assert {one.entry.id for one in page.standing.members} == ids(*pair)
    assert [one.entry.id for one in page.candidates] == [near.id, strange.id]


def test_not_more_candidates_than_can_be_looked_over(grouping) -> None:
    group = grouping.gather(*grouping.comments(2, body=TALK))
    grouping.comments(CANDIDATES + 1, body=OTHER)
    page = group_page(grouping.make.session, grouping.drafter, grouping.consultation, group.id)
    assert len(page.candidates) == CANDIDATES


def test_a_group_whose_comments_all_went_back_is_gone(grouping) -> None:
    pair = grouping.comments(2)
    group = grouping.gather(*pair)
    for one in pair:
        one.state = CommentState.READY
    with pytest.raises(NotFound, match="đã trả lại"):
        group_page(grouping.make.session, grouping.drafter, grouping.consultation, group.id)
    with pytest.raises(NotFound, match="đã được tách"):
        group_page(grouping.make.session, grouping.drafter, grouping.consultation, group.id + 1)


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_sees_groups(grouping, make, role) -> None:
    group = grouping.gather(*grouping.comments(2))
    grouping.drafter = make.user(role)
    with pytest.raises(NotPermitted):
        found(grouping)
    with pytest.raises(NotPermitted):
        group_page(make.session, grouping.drafter, grouping.consultation, group.id)
