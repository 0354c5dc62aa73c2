"""The reasons of an issued version, each with the provisions that it changed."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from draftreview.domain.merging_changes import Words
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment
from draftreview.models.drafts import Version
from draftreview.models.working import Adoption
from draftreview.services.working_text_editing import Grounds, insert_directly
from tests.factories import Factory
from tests.services.accepting import ARTICLE, BY_POST, CLAUSE, IN_TEN_DAYS, ON_SOFTWARE, OTHER, Desk


@pytest.fixture
def desk(make: Factory) -> Desk:
    return Desk(make, make.round())


def reasons(session: Session, version: Version) -> list[tuple[Any, ...]]:
    """List (comment, edit's subject, settled, old eid, new eid) of every adoption."""
    rows = session.scalars(select(Adoption).where(Adoption.version_id == version.id).order_by(Adoption.id))
    return [
        (
            row.disposition.comment if row.disposition else None,
            row.direct_edit.subject if row.direct_edit else None,
            row.settlement is not None,
            row.old_provision.eid if row.old_provision else None,
            row.new_provision.eid if row.new_provision else None,
        )
        for row in rows
    ]


def test_a_clean_wording_is_a_reason_and_one_that_stood_there_is_none(desk: Desk, session: Session) -> None:
    comment = desk.accept(ON_SOFTWARE)
    desk.accept(desk.make.provision(desk.consultation.version, OTHER).text, OTHER)
    assert reasons(session, desk.issue()) == [(comment, None, False, CLAUSE, CLAUSE)]


def test_what_a_person_chose_stands_beside_its_settlement(desk: Desk, session: Session) -> None:
    desk.accept(ON_SOFTWARE)
    chosen = desk.accept(BY_POST)
    desk.settle(chosen)
    assert reasons(session, desk.issue()) == [(chosen, None, True, CLAUSE, CLAUSE)]


def test_words_written_anew_are_owed_to_all_who_asked(desk: Desk, session: Session) -> None:
    comments = [desk.accept(ON_SOFTWARE), desk.accept(BY_POST)]
    desk.settle(new_text="Viết lại.")
    assert reasons(session, desk.issue()) == [(one, None, True, CLAUSE, CLAUSE) for one in comments]


def test_approved_edits_of_one_sentence_stand_beside_the_approval(desk: Desk, session: Session) -> None:
    comments: list[Comment] = [desk.accept(ON_SOFTWARE), desk.accept(IN_TEN_DAYS)]
    desk.settle(*comments)
    assert reasons(session, desk.issue()) == [(one, None, True, CLAUSE, CLAUSE) for one in comments]


def test_insertions_deletions_and_renumbered_places_have_one_side_or_both(
    desk: Desk, session: Session
) -> None:
    inserted = desk.insert("Khoản mới.", ARTICLE, as_first_child=True)
    gone = desk.accept("", OTHER, operation=Operation.DELETE)
    reworded = desk.accept(ON_SOFTWARE)
    assert set(reasons(session, desk.issue())) == {
        (inserted, None, False, None, CLAUSE),
        (gone, None, False, OTHER, None),
        (reworded, None, False, CLAUSE, f"{ARTICLE}__para_2"),
    }


def test_a_direct_edit_is_a_reason_alone_or_with_what_it_carries_out(desk: Desk, session: Session) -> None:
    vague = desk.accept(None)
    desk.edit("Việc khác.", OTHER)
    desk.edit(ON_SOFTWARE, grounds=Grounds("Theo góp ý.", (vague.id,)))
    desk.edit(Words("QUYẾT ĐỊNH", "Căn cứ khác;"), "component:")
    whose = (session, desk.drafter, desk.make.clock, desk.key)
    insert_directly(*whose, "f1", Words(text="Khoản mới."), Grounds("Thiếu."), place=CLAUSE)
    assert set(reasons(session, desk.issue())) == {
        (None, OTHER, False, OTHER, OTHER),
        (vague, CLAUSE, False, CLAUSE, CLAUSE),
        (None, "component:", False, None, None),
        (None, "insert:f1", False, None, f"{ARTICLE}__para_2"),
    }


def test_a_reworded_insertion_points_at_what_was_inserted(desk: Desk, session: Session) -> None:
    comment = desk.insert("Khoản mới.")
    desk.edit("Khoản mới hơn.", f"new:{comment.id}")
    place = f"{ARTICLE}__para_2"
    assert reasons(session, desk.issue()) == [
        (comment, None, False, None, place),
        (None, f"new:{comment.id}", False, None, place),
    ]


def test_an_edit_that_gave_way_is_no_reason(desk: Desk, session: Session) -> None:
    desk.edit(ON_SOFTWARE.replace("trên phần mềm", "qua thư điện tử"))
    comment = desk.accept(ON_SOFTWARE)
    desk.settle()
    assert reasons(session, desk.issue()) == [(comment, None, False, CLAUSE, CLAUSE)]


def test_reasons_are_never_rewritten(desk: Desk, session: Session) -> None:
    desk.accept(ON_SOFTWARE)
    desk.issue()
    row = session.scalars(select(Adoption)).one()
    row.settlement_id = None
    row.old_provision_id = None
    with pytest.raises(IntegrityError, match="immutable"):
        session.flush()
