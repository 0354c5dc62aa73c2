"""Notes stay inside their agency."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.services import agency_notes
from draftreview.services.composing import read_beside
from draftreview.services.reading import open_version
from tests.factories import Factory, FixedClock


def test_colleagues_read_a_note_and_nobody_else(session: Session, make: Factory, clock: FixedClock) -> None:
    invitation = make.invitation(make.round())
    comment = make.sent(make.comment(invitation), invitation)
    head, drafter = make.user(agency=invitation.agency), make.drafter()
    agency_notes.note(session, comment.author, clock, comment.id, " Hỏi lại Phòng Tài chính.\r\n")
    agency_notes.note(session, head, clock, comment.id, "Đã hỏi.")
    seen = agency_notes.notes_on(session, head, comment)
    assert [one.body for one in seen] == ["Hỏi lại Phòng Tài chính.", "Đã hỏi."]
    assert seen[0].author == comment.author.display_name
    assert agency_notes.notes_on(session, drafter, comment) == ()
    assert agency_notes.notes_on(session, make.user(), comment) == ()


def test_a_note_says_something_and_not_too_much(session: Session, make: Factory, clock: FixedClock) -> None:
    comment = make.comment(make.invitation(make.round()))
    for body in (" \n", "x" * 4_001):
        with pytest.raises(Invalid):
            agency_notes.note(session, comment.author, clock, comment.id, body)


def test_strangers_and_drafters_leave_no_note(session: Session, make: Factory, clock: FixedClock) -> None:
    invitation = make.invitation(make.round())
    comment = make.sent(make.comment(invitation), invitation)
    with pytest.raises(NotFound):
        agency_notes.note(session, make.user(), clock, comment.id, "Lạ.")
    with pytest.raises(NotPermitted):
        agency_notes.note(session, make.drafter(), clock, comment.id, "Lạ.")


def test_notes_stand_beside_the_composer_of_their_agency(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    round_ = make.round()
    own, other = make.invitation(round_), make.invitation(round_)
    mine, theirs = make.comment(own), make.comment(other)
    for comment in (mine, theirs):
        agency_notes.note(session, comment.author, clock, comment.id, "Ghi chú.")
    visit = open_version(session, mine.author, clock, round_.draft.key, 1)
    assert list(read_beside(session, mine.author, visit, "general").notes) == [mine.id]
