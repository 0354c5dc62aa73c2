"""The margin of a text: the own agency's comments of every round so far, where they belong now."""

from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from draftreview.domain.provisions import Component
from draftreview.domain.vocabulary import CommentState, Role
from draftreview.models.accounts import User
from draftreview.models.consultations import Invitation
from draftreview.services.comment_finding import up_to_version
from draftreview.services.margins import Margin, as_own, margin_of, own_comments, topics_and_following
from draftreview.services.reading import Visit, open_version
from draftreview.services.texts import read_text
from tests.domain.texts import FEES, RECEIPT, RETURN, SCOPE, article, numbered
from tests.factories import Factory, FixedClock

FRONT = article(1, "Nguyên tắc", "Việc tiếp nhận hồ sơ công khai, đúng hạn và theo dõi được.")
THIRD = "att_1__art_2__para_3"


@pytest.fixture
def invited(make: Factory) -> Invitation:
    """An agency invited to a round on version 1, beside another agency's comment there."""
    round_ = make.round(make.version(components=numbered(SCOPE, RECEIPT, RETURN)))
    make.comment(make.invitation(round_), None, make.provision(round_.version, THIRD))
    invitation: Invitation = make.invitation(round_)
    return invitation


@pytest.fixture
def officer(make: Factory, invited: Invitation) -> User:
    return make.user(agency=invited.agency)


@pytest.fixture
def count(session: Session) -> list[str]:
    """The statements sent so far."""
    seen: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *about: seen.append(about[2]))
    return seen


def visit_of(session: Session, officer: User, clock: FixedClock, invited: Invitation, number: int) -> Visit:
    return open_version(session, officer, clock, invited.consultation.draft.key, number)


def margin(session: Session, officer: User | None, visit: Visit) -> Margin:
    _, following = topics_and_following(session, visit)
    comments = own_comments(session, officer, visit)
    return margin_of(comments, visit, read_text(session, visit.version), following)


def test_only_what_the_own_agency_keeps_is_counted(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User
) -> None:
    version = invited.consultation.version
    place = make.provision(version, THIRD)
    topic = make.topic(invited.consultation, place)
    make.comment(invited, officer, place, topic=topic)
    make.comment(invited, officer, place, state=CommentState.READY)
    make.comment(invited, officer, component=version.components[0])
    make.comment(invited, officer)
    make.comment(invited, officer, place, state=CommentState.WITHDRAWN, withdrawn_at=clock.now())
    found = margin(session, officer, visit_of(session, officer, clock, invited, 1))
    assert found.places == {THIRD: (1, 1), "att_1": (1,), "general": (1,)}
    assert found.topics == {topic.id: 1}
    assert (found.total, found.general, found.states[CommentState.READY]) == (4, 1, 1)


def test_comments_of_an_earlier_round_stand_where_they_belong_now(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User
) -> None:
    version = invited.consultation.version
    make.comment(invited, officer, make.provision(version, THIRD))
    second = make.successor(version, numbered(FRONT, SCOPE, RECEIPT, RETURN))
    third = make.successor(second, numbered(FRONT, FEES, SCOPE, RECEIPT, RETURN))
    again = make.invitation(make.round(third, number=2), invited.agency)
    make.comment(again, officer, make.provision(third, "att_1__art_4__para_3"))
    found = margin(session, officer, visit_of(session, officer, clock, invited, 3))
    assert found.places == {"att_1__art_4__para_3": (1, 3)}
    assert (found.total, found.unplaced) == (1, ())
    between = margin(session, officer, visit_of(session, officer, clock, invited, 2))
    assert between.places == {"att_1__art_3__para_3": (1,)}


def test_comments_on_what_is_gone_are_kept_apart(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User
) -> None:
    version = invited.consultation.version
    comment = make.comment(invited, officer, make.provision(version, THIRD), citation="khoản 3 Điều 2")
    make.successor(version, numbered(SCOPE, RETURN))
    found = margin(session, officer, visit_of(session, officer, clock, invited, 2))
    assert found.places == {}
    (orphan,) = found.unplaced
    assert (orphan.comment_id, orphan.citation, orphan.number) == (comment.id, "khoản 3 Điều 2", 1)
    assert not orphan.waiting


def test_what_nobody_confirmed_waits(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User
) -> None:
    version = invited.consultation.version
    make.comment(invited, officer, make.provision(version, THIRD))
    reworded = replace(
        RECEIPT.children[2], text="Hồ sơ thiếu thì hướng dẫn người nộp làm lại từ đầu theo mẫu."
    )
    make.successor(
        version, numbered(SCOPE, replace(RECEIPT, children=(*RECEIPT.children[:2], reworded)), RETURN)
    )
    (waiting,) = margin(session, officer, visit_of(session, officer, clock, invited, 2)).unplaced
    assert waiting.waiting
    assert waiting.state is not None
    assert waiting.state.candidates == "khoản 3 Điều 2"


def test_an_older_version_shows_no_later_comments(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User
) -> None:
    second = make.successor(invited.consultation.version, numbered(SCOPE, RECEIPT, RETURN, FEES))
    again = make.invitation(make.round(second, number=2), invited.agency)
    make.comment(again, officer, make.provision(second, "att_1__art_4"))
    assert margin(session, officer, visit_of(session, officer, clock, invited, 1)).places == {}


def test_a_comment_on_an_appendix_stays_with_it(
    session: Session, make: Factory, clock: FixedClock, officer: User
) -> None:
    round_ = make.round()
    invitation = make.invitation(round_, officer.agency)
    comment = make.comment(invitation, officer, component=round_.version.components[2])
    whole = [one.title for one in round_.version.components]
    assert whole[2].startswith("Phụ lục 1")
    make.successor(round_.version, without(round_.version.components))
    second = visit_of(session, officer, clock, invitation, 2)
    assert [one.comment_id for one in margin(session, officer, second).unplaced] == [comment.id]
    assert margin(session, officer, second).unplaced[0].state is None


def without(components: list) -> tuple[Component, ...]:
    kept = components[:2]
    return tuple(Component(one.kind, one.eid, one.title, one.preamble) for one in kept)


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.APPRAISER, None])
def test_others_have_nothing_in_the_margin(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, role: Role | None
) -> None:
    actor = make.user(role, invited.agency) if role else None
    make.comment(invited)
    visit = visit_of(session, make.lead(), clock, invited, 1)
    assert own_comments(session, actor, visit) == []


def test_a_draft_without_a_round_has_an_empty_margin(
    session: Session, make: Factory, clock: FixedClock, officer: User
) -> None:
    draft = make.version(make.draft(public=True)).draft
    visit = open_version(session, None, clock, draft.key)
    topics, following = topics_and_following(session, visit)
    assert (topics, following.newest, own_comments(session, officer, visit)) == ((), 0, [])


def test_topics_and_what_became_of_places_come_in_one_query(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User, count: list[str]
) -> None:
    version = invited.consultation.version
    late, early = (make.topic(invited.consultation, position=place) for place in (9, 1))
    make.successor(version, numbered(FRONT, SCOPE, RECEIPT, RETURN))
    visit = visit_of(session, officer, clock, invited, 2)
    count.clear()
    topics, following = topics_and_following(session, visit)
    assert len(count) == 1
    assert [one.id for one in topics] == [early.id, late.id]
    state = following.state(1, THIRD)
    assert state is not None
    assert state.now == "khoản 3 Điều 3"


def test_from_the_version_consulted_one_may_look_onward(
    session: Session, make: Factory, clock: FixedClock, invited: Invitation, officer: User
) -> None:
    make.successor(invited.consultation.version, numbered(FRONT, SCOPE, RECEIPT, RETURN))
    visit = visit_of(session, officer, clock, invited, 1)
    assert topics_and_following(session, visit)[1].newest == 0
    assert topics_and_following(session, visit, onward=True)[1].newest == 2


def test_a_comment_at_hand_is_the_same_as_one_from_the_database(
    session: Session, make: Factory, clock: FixedClock, officer: User
) -> None:
    round_ = make.round()
    invitation = make.invitation(round_, officer.agency)
    places = (
        {"provision": make.provision(round_.version, "art_1")},
        {"component": round_.version.components[2]},
        {},
    )
    made = [make.comment(invitation, officer, **place) for place in places]
    read = own_comments(session, officer, visit_of(session, officer, clock, invitation, 1))
    assert sorted(read, key=lambda one: one.comment_id) == [as_own(one) for one in made]


def test_comments_come_version_by_version_from_the_newest_in_document_order(
    session: Session, make: Factory, invited: Invitation, officer: User
) -> None:
    first = invited.consultation.version
    second = make.successor(first, numbered(SCOPE, RECEIPT, RETURN, FEES))
    third = make.successor(second, numbered(SCOPE, RECEIPT, RETURN))
    rounds = {
        one: make.invitation(make.round(one, number=one.number), invited.agency) for one in (second, third)
    }
    for version, eid in ((second, "att_1__art_4"), (second, "att_1__art_1"), (third, THIRD)):
        place = make.provision(version, eid)
        make.comment(rounds[version], officer, place, citation=f"{version.number} {eid}")
    for eid in (THIRD, "att_1__art_1"):
        make.comment(invited, officer, make.provision(first, eid), citation=f"1 {eid}")
    assert [one.citation for one in up_to_version(session, second, invited.agency_id)] == [
        "2 att_1__art_1",
        "2 att_1__art_4",
        "1 att_1__art_1",
        f"1 {THIRD}",
    ]
