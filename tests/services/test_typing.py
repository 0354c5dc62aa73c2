"""What is typed is kept as it stands, by nobody else, and one page never writes over another's words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import Operation
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.writing import Typing
from draftreview.services import comments, typing
from draftreview.services.comments import Contents
from draftreview.services.composing import read_beside
from draftreview.services.reading import open_version
from draftreview.services.typing import Spot, Typed, Unfinished
from draftreview.services.wordings import Wording
from tests.factories import Factory, FixedClock

CLAUSE = "att_1__art_3__para_1"


@dataclass
class Desk:
    """Two officers of one agency and one of another before version 1."""

    session: Session
    make: Factory
    clock: FixedClock

    def __post_init__(self) -> None:
        self.round = self.make.round()
        self.invitation = self.make.invitation(self.round)
        self.officer = self.make.user(agency=self.invitation.agency)
        self.colleague = self.make.user(agency=self.invitation.agency)
        self.stranger = self.make.user(agency=self.make.invitation(self.round).agency)

    def keep(self, body: str, tab: str = "a", key: str = "k1", by: User | None = None, **more: Any) -> Typed:
        spot = more.pop("spot", Spot(self.round.draft.key, 1, CLAUSE, more.pop("comment_id", None)))
        fields = {"body": body, "tab": tab}
        return typing.keep(self.session, by or self.officer, self.clock, spot, key, fields, **more)

    def unfinished(self, reader: User | None = None, comment_id: int | None = None) -> tuple[Unfinished, ...]:
        user = reader or self.officer
        visit = open_version(self.session, user, self.clock, self.round.draft.key, 1)
        return read_beside(self.session, user, visit, CLAUSE, comment_id).unfinished

    def bodies(self, reader: User | None = None) -> list[str]:
        return [one.fields["body"] for one in self.unfinished(reader)]


@pytest.fixture
def desk(session: Session, make: Factory, clock: FixedClock) -> Desk:
    return Desk(session, make, clock)


def test_a_page_writes_over_its_own_words(desk: Desk) -> None:
    first = desk.keep("Nên")
    desk.clock.forward(seconds=3)
    second = desk.keep("Nên rút ngắn.")
    assert (first.form_key, second.form_key) == ("k1", "k1")
    assert second.typed_at - first.typed_at == timedelta(seconds=3)
    assert desk.bodies() == ["Nên rút ngắn."]


def test_a_second_page_goes_on_where_it_began_from(desk: Desk) -> None:
    seen = desk.keep("Nên").typed_at.isoformat()
    desk.clock.forward(seconds=3)
    assert desk.keep("Nên bỏ.", tab="b", seen=seen).form_key == "k1"
    assert desk.bodies() == ["Nên bỏ."]


def test_two_pages_never_write_over_each_other(desk: Desk) -> None:
    seen = desk.keep("Một").typed_at.isoformat()
    desk.clock.forward(seconds=3)
    desk.keep("Một, trang hai.", tab="b", seen=seen)
    desk.clock.forward(seconds=3)
    forked = desk.keep("Một, trang đầu.", seen=seen)
    assert forked.form_key != "k1"
    assert desk.bodies() == ["Một, trang đầu.", "Một, trang hai."]


def test_an_older_copy_from_the_same_page_changes_nothing(desk: Desk) -> None:
    desk.keep("Mới hơn.")
    desk.keep("Cũ hơn.", age=timedelta(minutes=1))
    assert desk.bodies() == ["Mới hơn."]


def test_what_was_typed_long_ago_or_ahead_of_time_is_kept_within_bounds(desk: Desk) -> None:
    assert desk.clock.now() - desk.keep("Cũ.", age=timedelta(days=4000)).typed_at == typing.OLDEST
    assert desk.keep("Mới.", key="k2", age=timedelta(hours=-1)).typed_at == desk.clock.now()


def save(desk: Desk, **said: Any) -> Comment:
    """Save a comment under the key of the form."""
    return comments.write(
        desk.session,
        desk.officer,
        desk.clock,
        key=desk.round.draft.key,
        number=1,
        eid=CLAUSE,
        contents=Contents(**said),
        form_key="k1",
    )


def test_words_saved_as_a_comment_are_not_kept_again(desk: Desk) -> None:
    save(desk, body="Nên bỏ.")
    assert desk.keep("Nên bỏ. ").over
    assert desk.unfinished() == ()


def test_another_pages_words_are_kept_beside_the_comment_saved_under_their_key(desk: Desk) -> None:
    save(desk, body="Nên bỏ.")
    first = desk.keep("Nên giữ.", tab="b")
    desk.clock.forward(seconds=3)
    again = desk.keep("Nên giữ lại.", tab="b")
    assert (first.over, again.over) == (False, False)
    assert first.form_key == again.form_key != "k1"
    assert desk.bodies() == ["Nên giữ lại."]


def test_a_wording_saved_is_told_from_another_one(desk: Desk) -> None:
    now = save(desk, wording=Wording(Operation.REPLACE, text="Trả lời ngay.")).words
    spot = Spot(desk.round.draft.key, 1, CLAUSE)

    def over(operation: str, text: str) -> bool:
        fields = {"operation": operation, "new_text": text}
        return typing.keep(desk.session, desk.officer, desk.clock, spot, "k1", fields).over

    assert [over("replace", "Trả lời ngay."), over("replace", now), over("", now)] == [True, False, True]


def test_a_wording_left_as_it_is_adds_nothing_to_a_comment_without_one(desk: Desk) -> None:
    now = save(desk, body="Vì sao?").words
    fields = {"operation": "replace", "new_text": now, "body": "Vì sao?"}
    spot = Spot(desk.round.draft.key, 1, CLAUSE)
    assert typing.keep(desk.session, desk.officer, desk.clock, spot, "k1", fields).over


def test_only_the_writer_sees_what_is_typed_on_a_place(desk: Desk) -> None:
    desk.keep("Của tôi.")
    assert (desk.bodies(desk.colleague), desk.bodies(desk.stranger)) == ([], [])
    assert desk.unfinished()[0].mine


def test_a_colleague_is_seen_editing_the_same_comment(desk: Desk) -> None:
    comment = desk.make.comment(desk.invitation, desk.officer)
    desk.keep("Đang sửa.", by=desk.colleague, comment_id=comment.id)
    desk.keep("Viết mới.")
    seen = desk.unfinished(comment_id=comment.id)
    assert [(one.author, one.mine) for one in seen] == [(desk.colleague.display_name, False)]


def test_another_agencys_comment_takes_no_words(desk: Desk) -> None:
    comment = desk.make.comment(desk.invitation, desk.officer)
    with pytest.raises(NotFound):
        desk.keep("Lạ.", by=desk.stranger, comment_id=comment.id)


def test_words_for_a_version_that_was_not_asked_about_are_refused(desk: Desk) -> None:
    for spot in (Spot("khong-co", 1, CLAUSE), Spot(desk.round.draft.key, 9, CLAUSE)):
        with pytest.raises(NotFound):
            desk.keep("Lạ.", spot=spot)
    with pytest.raises(NotFound):
        desk.keep("Lạ.", by=desk.make.user())


def test_the_drafting_side_types_no_comments(desk: Desk) -> None:
    with pytest.raises(NotPermitted):
        desk.keep("Lạ.", by=desk.make.drafter())


def test_a_book_is_not_kept(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.keep("x" * (typing.MOST + 1))


def test_words_thrown_away_are_ones_own(desk: Desk) -> None:
    desk.keep("Của tôi.")
    desk.keep("Của đồng nghiệp.", by=desk.colleague)
    typing.forget(desk.session, desk.officer, "k1")
    assert [one.author_id for one in desk.session.scalars(select(Typing))] == [desk.colleague.id]


def test_who_speaks_for_no_agency_has_nothing_beside(desk: Desk) -> None:
    desk.keep("Của tôi.")
    assert desk.unfinished(desk.make.drafter()) == ()
