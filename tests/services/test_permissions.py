"""The small questions: who may do what, as a table of rules."""

from datetime import date

import pytest

from draftreview.domain.errors import NotPermitted
from draftreview.domain.vocabulary import CommentState, Role
from draftreview.services import permissions as may
from tests.factories import Factory

INSIDE = date(2017, 10, 24)

EVERY = [None, *Role]
DRAFTING = [Role.DRAFTER, Role.LEAD_DRAFTER]


def user(make: Factory, role: Role | None) -> object:
    return None if role is None else make.user(role)


@pytest.mark.parametrize("role", EVERY)
@pytest.mark.parametrize(
    ("question", "yes"),
    [
        (may.may_decide, DRAFTING),
        (may.may_approve, [Role.LEAD_DRAFTER]),
        (may.may_issue, [Role.LEAD_DRAFTER]),
        (may.may_administer, [Role.ADMIN]),
        (may.is_drafting, DRAFTING),
        (may.speaks_for_agency, [Role.COMMENTER, Role.AGENCY_HEAD]),
    ],
)
def test_each_role_may_do_its_own_work(make: Factory, role: Role | None, question, yes: list[Role]) -> None:
    assert question(user(make, role)) is (role in yes)


@pytest.mark.parametrize("role", EVERY)
@pytest.mark.parametrize("invited", [True, False])
@pytest.mark.parametrize("over", [True, False])
def test_a_draft_is_read_by_those_it_concerns(
    make: Factory, role: Role | None, invited: bool, over: bool
) -> None:
    draft = make.draft()
    reads = (
        role in DRAFTING
        or (role in (Role.COMMENTER, Role.AGENCY_HEAD) and invited)
        or (role is Role.APPRAISER and over)
    )
    assert may.may_read(user(make, role), draft, invited, over) is reads


def test_a_public_draft_is_read_by_all(make: Factory) -> None:
    assert may.may_read(None, make.draft(public=True), invited=False)


@pytest.mark.parametrize("role", EVERY)
def test_only_the_invited_agencys_people_comment(make: Factory, role: Role | None) -> None:
    opened = make.round()
    invitation = make.invitation(opened)
    actor = None if role is None else make.user(role, invitation.agency)
    speaks = role in (Role.COMMENTER, Role.AGENCY_HEAD)
    assert may.may_comment(actor, opened, invitation, INSIDE) is speaks
    assert not may.may_comment(make.user(Role.COMMENTER), opened, invitation, INSIDE)
    assert not may.may_comment(actor, opened, None, INSIDE)


def test_commenting_ends_with_sending_and_begins_with_opening(make: Factory) -> None:
    opened = make.round()
    invitation = make.invitation(opened)
    actor = make.user(Role.COMMENTER, invitation.agency)
    assert not may.may_comment(actor, opened, invitation, date(2017, 10, 1))
    assert may.may_comment(actor, opened, invitation, date(2017, 11, 20))
    make.sent(make.comment(invitation, actor), invitation)
    make.session.refresh(invitation)
    assert not may.may_comment(actor, opened, invitation, INSIDE)


@pytest.mark.parametrize("state", CommentState)
def test_a_comment_is_changed_by_its_agency_until_it_is_sent(make: Factory, state: CommentState) -> None:
    invitation = make.invitation(make.round())
    comment = make.comment(invitation)
    colleague, strangers = make.user(Role.COMMENTER, invitation.agency), [make.user(), make.drafter(), None]
    comment.state = state
    open_still = state in (CommentState.WRITING, CommentState.READY)
    assert may.may_change_comment(colleague, comment) is open_still
    assert not any(may.may_change_comment(stranger, comment) for stranger in strangers)


@pytest.mark.parametrize("sent", [True, False])
def test_a_comment_is_seen_by_its_agency_and_once_sent_by_the_drafting_side(
    make: Factory, sent: bool
) -> None:
    invitation = make.invitation(make.round())
    comment = make.comment(invitation)
    if sent:
        make.sent(comment, invitation)
    assert may.may_see_comment(comment.author, comment, over=False)
    assert not may.may_see_comment(make.user(), comment, over=True)
    assert not may.may_see_comment(None, comment, over=True)
    assert may.may_see_comment(make.drafter(), comment, over=False) is sent
    assert may.may_see_comment(make.user(Role.APPRAISER), comment, over=True) is sent
    assert not may.may_see_comment(make.user(Role.APPRAISER), comment, over=False)
    assert not may.may_see_comment(make.user(Role.ADMIN), comment, over=True)


@pytest.mark.parametrize("role", EVERY)
def test_the_head_alone_sends_the_reply(make: Factory, role: Role | None) -> None:
    invitation = make.invitation(make.round())
    own = None if role is None else make.user(role, invitation.agency)
    assert may.may_send_reply(own, invitation) is (role is Role.AGENCY_HEAD)
    assert not may.may_send_reply(make.user(Role.AGENCY_HEAD), invitation)


@pytest.mark.parametrize("role", EVERY)
def test_the_table_is_seen_by_the_drafting_side_and_then_the_appraiser(
    make: Factory, role: Role | None
) -> None:
    assert may.may_see_synthesis(user(make, role), over=False) is (role in DRAFTING)
    assert may.may_see_synthesis(user(make, role), over=True) is (role in [*DRAFTING, Role.APPRAISER])


def test_what_is_not_allowed_is_refused_in_words() -> None:
    may.require(True)
    with pytest.raises(NotPermitted, match="không có quyền"):
        may.require(False)
