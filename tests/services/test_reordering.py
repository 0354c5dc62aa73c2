"""Comments change places only with their neighbours on the same place, and only until they are sent."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import AlreadySent, NotFound
from draftreview.domain.vocabulary import CommentState, Role, Stance
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.services import reordering, replies
from draftreview.services.reply_pages import open_reply
from tests.factories import Factory, FixedClock


@pytest.fixture
def invitation(make: Factory) -> Invitation:
    return make.invitation(make.round())


@pytest.fixture
def key(invitation: Invitation) -> str:
    return invitation.consultation.draft.key


@pytest.fixture
def head(make: Factory, invitation: Invitation) -> User:
    return make.user(Role.AGENCY_HEAD, invitation.agency)


@pytest.fixture
def said(make: Factory, invitation: Invitation, head: User) -> list[Comment]:
    """One comment on the draft, three on a khoản."""
    place = make.provision(invitation.consultation.version, "att_1__art_3__para_1")
    places = (None, place, place, place)
    return [make.comment(invitation, head, one, state=CommentState.READY) for one in places]


def order(session: Session, head: User, clock: FixedClock, key: str, said: list[Comment]) -> list[int]:
    session.expire_all()
    return [said.index(one) for one in open_reply(session, head, clock, key).comments]


@pytest.mark.parametrize(
    ("which", "up", "result"),
    [
        (1, False, [0, 2, 1, 3]),
        (3, True, [0, 1, 3, 2]),
        (1, True, [0, 1, 2, 3]),
        (3, False, [0, 1, 2, 3]),
        (0, False, [0, 1, 2, 3]),
    ],
)
def test_a_comment_moves_among_those_of_its_place(
    session: Session,
    clock: FixedClock,
    head: User,
    key: str,
    said: list[Comment],
    which: int,
    up: bool,
    result: list[int],
) -> None:
    reordering.move(session, head, clock, key, said[which].id, up)
    assert order(session, head, clock, key, said) == result


@pytest.mark.parametrize(
    ("which", "to", "result"),
    [
        (1, 2, [0, 2, 3, 1]),
        (3, 0, [0, 3, 1, 2]),
        (2, 1, [0, 1, 2, 3]),
        (1, 99, [0, 2, 3, 1]),
        (3, -5, [0, 3, 1, 2]),
        (0, 1, [0, 1, 2, 3]),
    ],
)
def test_a_comment_is_put_at_a_position_of_its_place(
    session: Session,
    clock: FixedClock,
    head: User,
    key: str,
    said: list[Comment],
    which: int,
    to: int,
    result: list[int],
) -> None:
    reordering.move_to(session, head, clock, key, said[which].id, to)
    assert order(session, head, clock, key, said) == result


def test_the_new_order_is_noticed_by_whoever_sends(
    session: Session, clock: FixedClock, head: User, key: str, said: list[Comment]
) -> None:
    before = open_reply(session, head, clock, key).seen
    reordering.move(session, head, clock, key, said[1].id, up=False)
    assert open_reply(session, head, clock, key).seen != before


def test_what_is_sent_or_foreign_does_not_move(
    session: Session, make: Factory, clock: FixedClock, head: User, key: str, said: list[Comment]
) -> None:
    other = make.comment(make.invitation(said[0].consultation))
    with pytest.raises(NotFound):
        reordering.move(session, head, clock, key, other.id, up=True)
    replies.send(session, head, clock, key, Stance.DISAGREE)
    with pytest.raises(AlreadySent):
        reordering.move(session, head, clock, key, said[1].id, up=False)
