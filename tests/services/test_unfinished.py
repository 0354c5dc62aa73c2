"""What an agency typed and never saved is told before it sends."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.services import typing
from draftreview.services.composing import read_beside
from draftreview.services.home import home
from draftreview.services.reading import open_version
from draftreview.services.texts import TextProvision, read_text
from draftreview.services.typing import Spot
from draftreview.services.unfinished import Begun, read_before_sending
from tests.factories import Factory

CLAUSE = "att_1__art_3__para_1"


class Desk:
    """Two officers of an agency before a version, and one of another."""

    def __init__(self, session: Session, make: Factory) -> None:
        self.session, self.make = session, make
        self.round = make.round()
        invited, other = make.invitation(self.round), make.invitation(self.round)
        self.invitation = invited
        self.officer, self.colleague = (make.user(agency=invited.agency) for _ in range(2))
        self.stranger = make.user(agency=other.agency)

    def keep(
        self, by: User, key: str, place: str = CLAUSE, comment_id: int | None = None, **fields: Any
    ) -> None:
        spot = Spot(self.round.draft.key, 1, place, comment_id)
        typing.keep(self.session, by, self.make.clock, spot, key, {"tab": key} | fields)
        self.make.clock.forward(seconds=1)

    def begun(self, reader: User) -> tuple[Begun, ...]:
        visit = open_version(self.session, reader, self.make.clock, self.round.draft.key)
        topics, following, begun = read_before_sending(self.session, reader, visit)
        assert (topics, following.newest) == ((), 0)
        return begun

    def place(self, eid: str = CLAUSE) -> TextProvision:
        found = read_text(self.session, self.round.version).find(eid)
        assert found
        return found


@pytest.fixture
def desk(session: Session, make: Factory) -> Desk:
    return Desk(session, make)


def test_the_agencys_unfinished_words_are_listed_the_newest_first(desk: Desk) -> None:
    desk.keep(desk.officer, "k1", body="Nên")
    desk.keep(desk.colleague, "k2", "general", body="Đề nghị")
    desk.keep(desk.stranger, "k3", body="Của nơi khác")
    found = desk.begun(desk.officer)
    assert [(one.words, one.place, one.mine) for one in found] == [
        ("Đề nghị", "general", False),
        ("Nên", CLAUSE, True),
    ]
    assert [one.words for one in desk.begun(desk.stranger)] == ["Của nơi khác"]


def test_the_home_page_tells_them_with_the_round(desk: Desk) -> None:
    desk.keep(desk.officer, "k1", reason="Vì gấp.")
    desk.make.invitation(desk.make.round(), desk.officer.agency)
    tasks = home(desk.session, desk.officer, desk.make.clock).tasks
    told = {task.invitation: [one.words for one in task.work.begun] for task in tasks}
    assert told.pop(desk.invitation) == ["Vì gấp."]
    assert list(told.values()) == [[]]


def test_an_edit_is_told_until_its_comment_can_change_no_more(desk: Desk) -> None:
    comment = desk.make.comment(desk.invitation, desk.officer)
    desk.keep(desk.officer, "k1", comment_id=comment.id, body="Sửa dở")
    (told,) = desk.begun(desk.officer)
    assert (told.comment_id, told.citation) == (comment.id, comment.citation)
    comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, desk.make.clock.now()
    desk.session.flush()
    assert desk.begun(desk.officer) == ()


def test_what_was_typed_and_taken_back_repeats_the_text(desk: Desk) -> None:
    place = desk.place()
    desk.keep(desk.officer, "k1", operation="replace", new_text=place.text)
    desk.keep(desk.officer, "k2", operation="replace", new_text="Khác hẳn.")
    desk.keep(desk.officer, "k3", operation="delete", new_text=place.text)
    desk.keep(desk.officer, "k4", operation="", new_text=place.text, body="Vì sao?")
    told = {one.form_key: (one.repeats(place), one.words) for one in desk.begun(desk.officer)}
    assert told == {
        "k1": (True, place.text),
        "k2": (False, "Khác hẳn."),
        "k3": (False, ""),
        "k4": (False, "Vì sao?"),
    }


def test_a_colleagues_words_are_read_by_who_asks_for_them(desk: Desk) -> None:
    desk.keep(desk.colleague, "k2", body="Của đồng nghiệp")
    visit = open_version(desk.session, desk.officer, desk.make.clock, desk.round.draft.key)

    def read(reader: User, asked: str) -> list[tuple[str, bool]]:
        found = read_beside(desk.session, reader, visit, CLAUSE, asked_for=asked).unfinished
        return [(one.fields["body"], one.mine) for one in found]

    assert read(desk.officer, "") == []
    assert read(desk.officer, "k2") == [("Của đồng nghiệp", False)]
    assert read(desk.stranger, "k2") == []
