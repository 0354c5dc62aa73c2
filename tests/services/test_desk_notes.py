"""Internal notes of the drafting side: kept on sent comments, never changed, told to nobody else."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import Role
from draftreview.models.audit import AuditEvent, IndexingEntry
from draftreview.models.comments import Comment
from draftreview.models.desk import DeskNote
from draftreview.services.desk import Sought, desk
from draftreview.services.desk_notes import LONGEST, note
from draftreview.services.desk_queue import DeskPlaces
from draftreview.services.texts import read_text
from tests.factories import Factory

CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def comment(make: Factory) -> Comment:
    """A sent comment on a clause."""
    round_ = make.round()
    invitation = make.invitation(round_)
    place = make.provision(round_.version, CLAUSE)
    return make.sent(make.comment(invitation, provision=place), invitation)


def test_notes_stand_beside_their_comment_the_oldest_first(session, make, clock, comment) -> None:
    author, round_ = make.drafter(display_name="Tổ viên 1"), comment.consultation
    for body in ("Hỏi Sở Tư pháp.", "Đã hỏi."):
        note(session, author, clock, comment.id, body)
    found = desk(session, author, round_, DeskPlaces(read_text(session, round_.version)), Sought(CLAUSE))
    notes = found.spot.chosen.notes
    assert [(one.author, one.body) for one in notes] == [
        ("Tổ viên 1", "Hỏi Sở Tư pháp."),
        ("Tổ viên 1", "Đã hỏi."),
    ]
    assert notes[0].at == clock.now()


def test_a_note_is_never_changed(session, make, clock, comment) -> None:
    row = note(session, make.drafter(), clock, comment.id, "Hỏi Sở Tư pháp.")
    row.body = "Khác."
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_note_is_neither_indexed_nor_audited_word_by_word(session, make, clock, comment) -> None:
    before = session.scalars(select(IndexingEntry)).all()
    note(session, make.drafter(), clock, comment.id, "Bí mật.")
    assert session.scalars(select(IndexingEntry)).all() == before
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "desk_note.left")).one()
    assert (event.subject, event.details) == (f"comment:{comment.id}", {})


@pytest.mark.parametrize("body", [" ", "a" * (LONGEST + 1)])
def test_a_note_says_something_and_not_too_much(session, make, clock, comment, body) -> None:
    with pytest.raises(Invalid):
        note(session, make.drafter(), clock, comment.id, body)


def test_what_was_never_sent_takes_no_note(session, make, clock, comment) -> None:
    unsent = make.comment(make.invitation(comment.consultation))
    with pytest.raises(NotFound):
        note(session, make.drafter(), clock, unsent.id, "Hỏi.")
    assert session.scalars(select(DeskNote)).all() == []


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_notes(session, make, clock, comment, role) -> None:
    with pytest.raises(NotPermitted):
        note(session, make.user(role), clock, comment.id, "Hỏi.")
